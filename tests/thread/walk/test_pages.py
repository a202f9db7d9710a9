from datetime import date

import pytest
from django.urls import reverse

from tests import make
from threespires.kernel.dates import Quarter
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, ActionPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def pages(action):
    priority = action.work.priority
    return [
        reverse("walk:threads"),
        reverse("walk:broken"),
        reverse("walk:process"),
        reverse("walk:thread", args=[priority.ref]),
        reverse("walk:thread_svg", args=[priority.ref]),
        reverse("walk:thread_print", args=[priority.ref]),
        reverse("walk:walk", args=[action.ref]),
    ]


def test_pages_open_for_whoever_takes_part_and_for_nobody_else(p, client):
    action = make.action(p, State.BLOCKED)
    client.force_login(p.schools_officer)
    assert [client.get(page).status_code for page in pages(action)] == [200] * 7
    client.force_login(p.outsider)
    assert [client.get(page).status_code for page in pages(action)] == [404] * 7


def test_the_thread_says_that_a_strand_has_stopped_and_who_can_mend_it(p, client):
    action = make.action(p, State.BLOCKED)
    client.force_login(p.housing_officer)
    page = client.get(reverse("walk:thread", args=[action.work.priority.ref])).content.decode()
    assert "One strand has stopped" in page
    assert "No lawful basis agreed." in page
    assert "Action without evidence" in page


def test_a_thread_stands_under_its_quarter_and_is_printed_on_a_sheet(p, client):
    priority = make.action(p).work.priority
    quarter = Quarter(priority.quarters.get().quarter)
    client.force_login(p.housing_officer)
    threads = reverse("walk:threads")
    for address in (reverse("walk:thread", args=[priority.ref]), reverse("walk:walk", args=[priority.ref])):
        page = client.get(address).content.decode()
        assert f'href="{threads}#{quarter.starts.isoformat()}">{quarter}' in page
        assert f'href="{reverse("walk:thread_print", args=[priority.ref])}">Print' in page
    assert f'id="{quarter.starts.isoformat()}"' in client.get(threads).content.decode()
    paper = client.get(reverse("walk:thread_print", args=[priority.ref])).content.decode()
    assert "ts-picture--sheet" in paper
    assert str(quarter) in paper
    assert "Walk it from" not in paper


def test_one_may_start_from_another_point(p, client):
    action = make.action(p)
    client.force_login(p.housing_officer)
    address = reverse("walk:thread", args=[action.work.priority.ref])
    page = client.get(address, {"from": action.ref}).content.decode()
    assert f"Walk it from: {action.title}" in page
    assert "Walk it from" in client.get(address, {"from": "nothing-like-it"}).content.decode()


@pytest.mark.parametrize("ref", ["A-999", "Z-1", "nothing", "A-1'--"])
def test_a_record_that_is_not_there_is_not_found(p, client, ref):
    client.force_login(p.housing_officer)
    assert client.get(reverse("walk:walk", args=[ref])).status_code == 404


def test_a_protected_source_is_no_link_back_for_others(p, client):
    learning = make.protected_learning(p)
    client.force_login(p.housing_officer)
    page = client.get(reverse("walk:walk", args=[learning.ref])).content.decode()
    assert "Protected source" in page
    assert "Practice Review Group" not in page


def test_an_empty_partnership_says_what_will_be_here(p, client):
    client.force_login(p.manager)
    assert "No priority has been set yet" in client.get(reverse("walk:threads")).content.decode()
    assert "None is yours to mend" in client.get(reverse("walk:broken")).content.decode()


def test_the_list_of_threads_takes_the_same_queries_however_many(p, client, django_assert_max_num_queries):
    for number in range(6):
        work = make.work(p, priority=make.priority(p, title=f"Priority {number}"))
        make.action(p, State.BLOCKED, work=work, title=f"Action {number}")
        make.joint_action(p, work=work)
    Action.objects.update(due_on=make.soon(-1))
    ActionPart.objects.update(due_on=make.soon(-2))
    client.force_login(p.manager)
    client.get(reverse("walk:threads"))
    with django_assert_max_num_queries(14):
        client.get(reverse("walk:threads"))
    with django_assert_max_num_queries(12):
        client.get(reverse("walk:broken"))


def test_a_thread_stands_under_the_quarter_for_which_it_was_chosen(p, client, clock_at):
    clock_at(date(2026, 2, 10))
    make.priority(p, title="Chosen ahead", quarter=date(2026, 4, 1))
    client.force_login(p.manager)
    page = client.get(reverse("walk:threads")).content.decode()
    assert "Quarter 1, 2026 to 2027" in page
    assert "Quarter 4, 2025 to 2026" not in page
