"""The register of duties, the work across boundaries, and their pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.law.duties import duty_rules, say_clock
from threespires.partnership.models import Post
from threespires.partnership.succession import in_their_stead
from threespires.thread.actions.lifecycle import State
from threespires.work.assurance import operations
from threespires.work.assurance.boundaries import crossing_boundaries
from threespires.work.assurance.models import Duty
from threespires.work.assurance.plates import reports_for_agenda
from threespires.work.assurance.views import say_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def test_loading_the_duties_twice_changes_nothing():
    added, changed = operations.load_duties()
    assert (added, changed) == (len(duty_rules()), 0)
    assert operations.load_duties() == (0, 0)


def test_what_was_not_checked_against_its_source_is_to_be_confirmed():
    operations.load_duties()
    september = Duty.objects.get(key="report.yearly", rule="wt23_september")
    assert not september.confirmed
    assert Duty.objects.get(key="report.yearly", rule="std").confirmed


def test_loading_again_keeps_what_people_assessed(p):
    operations.load_duties()
    duty = Duty.objects.get(key="arrangements.publish")
    operations.add_evidence(duty, by=p.manager, title="Signed arrangements", dated=today())
    operations.assess(duty, by=p.manager, state=Duty.State.MET, why="Version 4 is published")
    Duty.objects.filter(pk=duty.pk).update(label="An older wording")
    assert operations.load_duties() == (0, 1)
    duty.refresh_from_db()
    assert (duty.state, duty.label) == (Duty.State.MET, "Publish the arrangements")


def test_a_duty_is_met_only_on_evidence(p):
    operations.load_duties()
    duty = Duty.objects.get(key="arrangements.publish")
    with pytest.raises(Refused, match="Add the evidence first"):
        operations.assess(duty, by=p.quality, state=Duty.State.MET, why="We think so")


@pytest.mark.parametrize("who", ["scrutineer", "chief_executive", "housing_officer", "administrator", "outsider"])
def test_only_the_keepers_assess(p, who):
    operations.load_duties()
    with pytest.raises(Refused):
        operations.assess(Duty.objects.first(), by=getattr(p, who), state=Duty.State.AT_RISK, why="x")


@pytest.mark.parametrize(
    ("clock_data", "said"),
    [
        ({}, "Standing"),
        ({"amount": 15, "unit": "working_days", "from": "notification sent"}, "15 working days from notification sent"),
        ({"amount": 7, "unit": "days", "from": "publication", "direction": "before"}, "7 days before publication"),
        ({"fixed": "09-30"}, "By 30 September each year"),
        ({"fixed": "without delay"}, "Without delay"),
    ],
)
def test_a_clock_is_said_in_words(clock_data, said):
    assert say_clock(clock_data) == said


def test_every_rules_clock_can_be_said():
    assert all(say_clock(rule.clock) for rule in duty_rules())


def test_the_register_says_how_it_stands():
    met, risk = Duty(state=Duty.State.MET), Duty(state=Duty.State.AT_RISK)
    assert say_register([met, met, risk]) == "2 of 3 duties are met. One is at risk."
    assert say_register([]) == "No duty is in the register yet"


def test_work_across_boundaries_is_what_is_shared_blocked_or_risen(p):
    joint = make.joint_action(p)
    blocked = make.action(p, State.BLOCKED)
    make.action(p, title="One agency's own")
    assert set(crossing_boundaries()) == {joint, blocked}


def test_pages_open_for_whoever_takes_part_and_for_nobody_else(p, client):
    operations.load_duties()
    pages = [
        reverse("assurance:duties"),
        Duty.objects.first().get_absolute_url(),
        reverse("assurance:mirrors"),
        reverse("assurance:boundaries"),
    ]
    client.force_login(p.housing_officer)
    assert [client.get(page).status_code for page in pages] == [200] * 4
    client.force_login(p.outsider)
    assert client.get(pages[0]).status_code == 404
    assert client.get(pages[1]).status_code == 404
    assert client.get(pages[3]).status_code == 404


def test_two_keepers_at_once_lose_nothing(p, client):
    operations.load_duties()
    duty = Duty.objects.get(key="arrangements.publish")
    seen = duty.version
    operations.assess(duty, by=p.quality, state=Duty.State.AT_RISK, why="The page is down")
    client.force_login(p.manager)
    typed = {"state": "not_met", "why": "It was never published", "version": seen}
    page = client.post(reverse("assurance:assess", args=[duty.key, duty.rule]), typed)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Someone else changed this" in text
    assert "The page is down" in text
    assert "It was never published" in text
    duty.refresh_from_db()
    assert duty.state == Duty.State.AT_RISK


def test_two_who_name_an_owner_at_once_lose_nothing(p, client):
    operations.load_duties()
    duty = Duty.objects.get(key="arrangements.publish")
    seen = duty.version
    operations.assign(duty, by=p.quality, owner_post=Post.objects.get(key="health-lead"), is_report=True)
    client.force_login(p.manager)
    address = reverse("assurance:assign", args=[duty.key, duty.rule])
    typed = {"owner_post": Post.objects.get(key="director").pk, "version": seen}
    page = client.post(address, typed)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Someone else changed this" in text
    assert "Director of Children’s Services" in text
    duty.refresh_from_db()
    assert duty.owner_post.key == "health-lead"
    assert client.post(address, typed | {"version": duty.version}).status_code == 302
    duty.refresh_from_db()
    assert (duty.owner_post.key, duty.is_report) == ("director", False)


def test_a_post_that_has_ended_stays_a_duty_s_owner_until_another_is_chosen(p, client):
    operations.load_duties()
    duty = Duty.objects.get(key="arrangements.publish")
    ended = Post.objects.create(key="before", name="Accountable Officer", ends=today() - timedelta(days=1))
    operations.assign(duty, by=p.quality, owner_post=ended)
    client.force_login(p.manager)
    address = reverse("assurance:assign", args=[duty.key, duty.rule])
    page = client.get(address).content.decode()
    assert f'<option value="{ended.pk}" selected>' in page
    client.post(address, {"owner_post": ended.pk, "is_report": "on", "version": duty.version})
    duty.refresh_from_db()
    assert (duty.owner_post, duty.is_report) == (ended, True)


def test_work_across_boundaries_takes_the_same_queries_however_much_there_is(p, client, django_assert_max_num_queries):
    def look():
        client.get(reverse("assurance:boundaries"))

    client.force_login(p.manager)
    make.escalation(p)
    make.joint_action(p)
    look()
    with CaptureQueriesContext(connection) as few:
        look()
    for _ in range(4):
        make.escalation(p)
        make.escalation(p, action=make.joint_action(p))
    with django_assert_max_num_queries(len(few)):
        look()


def test_the_register_takes_the_same_queries_however_much_evidence(p, client, django_assert_max_num_queries):
    operations.load_duties()
    for duty in Duty.objects.all():
        operations.add_evidence(duty, by=p.manager, title="Report", dated=today())
    client.force_login(p.manager)
    client.get(reverse("assurance:duties"))
    with django_assert_max_num_queries(8):
        client.get(reverse("assurance:duties"))


def succeed(post, key, days_ago, **facts):
    """The post ended so many days ago, and another followed it."""
    Post.objects.filter(pk=post.pk).update(ends=today() - timedelta(days=days_ago))
    return Post.objects.create(
        key=key, name=f"The {key}", starts=today() - timedelta(days=days_ago - 1), succeeds=post, **facts
    )


def test_a_duty_is_owed_by_whichever_post_succeeded_the_one_it_was_given_to(p, client):
    first = Post.objects.get(key="quality")
    due = {"next_date": today(), "is_report": True, "owner_post": first}
    duty = Duty.objects.create(key="a", rule="std", label="The report", source="s", force="must", order=1, **due)
    second = succeed(first, "second", 30)
    third = succeed(second, "third", 9)
    client.force_login(p.schools_officer)
    page = client.get(duty.get_absolute_url()).content.decode()
    assert f'href="{third.get_absolute_url()}">The third</a>, which followed' in page
    assert f'href="{first.get_absolute_url()}"' in page
    assert "The third" in client.get(reverse("assurance:duties")).content.decode()
    offered = {days: reports_for_agenda(None, today() - timedelta(days=days))[0].presenter for days in (40, 20, 0)}
    assert offered == {40: str(first), 20: "The second", 0: "The third"}


def test_a_post_whose_successor_has_not_begun_still_owes_its_duties(p):
    first = Post.objects.get(key="quality")
    Post.objects.create(key="next", name="The next", starts=today() + timedelta(days=9), succeeds=first)
    assert in_their_stead([first], today()) == {first.pk: first}
    Post.objects.filter(pk=first.pk).update(ends=today() - timedelta(days=1))
    first.refresh_from_db()
    assert in_their_stead([first], today()) == {first.pk: first}
    assert in_their_stead([], today()) == {}
