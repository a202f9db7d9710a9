import pytest
from django.urls import reverse

from tests import make
from threespires.thread.actions.lifecycle import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def room(client, key):
    return client.get(reverse("partnership:room", args=[key])).content.decode()


def test_a_groups_room_shows_the_work_tasked_to_it_and_how_far_it_is(p, client):
    work = make.work(p, title="One follow-up route")
    make.action(p, State.ACCEPTED, work=work)
    make.action(p, State.BLOCKED, work=work, title="Stuck")
    client.force_login(p.early_help_chair)
    page = room(client, "early-help")
    assert "One follow-up route" in page
    assert "1 of 2" in page
    assert "2 actions, 1 unfinished, 1 blocked" in page


def test_the_implementation_group_answers_for_all_work_and_other_groups_for_their_own(p, client):
    make.work(p, title="One follow-up route")
    client.force_login(p.housing_officer)
    assert "One follow-up route" in room(client, "implementation")
    assert "One follow-up route" not in room(client, "forum")
    tab = client.get(reverse("actions:of_group", args=["implementation"])).content.decode()
    assert "One follow-up route" in tab


def test_a_group_without_work_says_what_will_stand_there(p, client):
    client.force_login(p.housing_officer)
    tab = client.get(reverse("actions:of_group", args=["forum"]))
    assert "Nothing is tasked to this group now" in tab.content.decode()
    client.force_login(p.outsider)
    assert client.get(reverse("actions:of_group", args=["forum"])).status_code == 404


def test_a_groups_room_takes_the_same_queries_however_much_work(p, client, django_assert_max_num_queries):
    for number in range(8):
        make.action(p, State.IN_PROGRESS, work=make.work(p, title=f"Work {number}"))
    client.force_login(p.housing_officer)
    room(client, "implementation")
    with django_assert_max_num_queries(26):
        room(client, "implementation")
