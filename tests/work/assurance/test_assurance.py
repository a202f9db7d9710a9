from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.make import meetings
from threespires.kernel import clock
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.law.duties import duty_rules, say_clock
from threespires.meetings.models import Attendance
from threespires.meetings.operations import close_meeting, note_attendance
from threespires.partnership.standing import sits_on
from threespires.thread.actions.lifecycle import State
from threespires.work.assurance import operations
from threespires.work.assurance.mirror import attended, crossing_boundaries, reflect
from threespires.work.assurance.models import Duty
from threespires.work.assurance.permissions import visible_mirrors
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


def test_a_mirror_is_its_leads_for_a_week_before_the_executive_looks(p):
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - timedelta(days=90))

    def sees(person):
        return mirror in visible_mirrors(type(person).objects.get(pk=person.pk))

    assert sees(p.housing_officer)
    assert not sees(p.chief_executive)
    assert not sees(p.schools_officer)
    with clock.at(timezone.now() + timedelta(days=6)):
        assert not sees(p.chief_executive)
    with clock.at(timezone.now() + timedelta(days=7)):
        assert sees(p.chief_executive)
        assert not sees(p.schools_officer)
        assert not sees(p.outsider)


def test_a_mirror_is_answered_by_its_own_agency_alone(p):
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - timedelta(days=90))
    with pytest.raises(Refused, match="Only somebody who stands for Housing"):
        operations.answer_mirror(mirror, by=p.schools_officer, answer="x")
    operations.answer_mirror(mirror, by=p.housing_officer, answer="We lack a lawful basis.")


def test_a_mirror_shows_what_the_agency_holds_and_what_is_late(p):
    late = make.action(p, State.IN_PROGRESS, due_on=today() + timedelta(days=3))
    accepted = make.action(p, State.ACCEPTED, title="Done")
    make.action(p, title="Another's", owner=p.schools_officer, agency=p.schools)
    found = reflect(p.housing, today() - timedelta(days=90), today() + timedelta(days=8))
    assert found.unfinished == [late]
    assert found.late == [late]
    assert found.longest_late == 5
    assert found.accepted == [accepted]
    assert found.accepted_in_time == 1
    assert found.sentence == "One action is unfinished; one is late, by 5 days. No meeting has been held in this time."


def test_a_mirror_without_unfinished_actions_says_so(p):
    make.action(p, State.ACCEPTED)
    assert reflect(p.housing, today(), today()).sentence.startswith("No action is unfinished. ")


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


def test_the_register_takes_the_same_queries_however_much_evidence(p, client, django_assert_max_num_queries):
    operations.load_duties()
    for duty in Duty.objects.all():
        operations.add_evidence(duty, by=p.manager, title="Report", dated=today())
    client.force_login(p.manager)
    client.get(reverse("assurance:duties"))
    with django_assert_max_num_queries(8):
        client.get(reverse("assurance:duties"))


def hold(p, group, day, runner, absent):
    """A meeting held and closed on `day`, with those in `absent` noted as not here."""
    with meetings.on(day - timedelta(days=1)):
        made = meetings.open_meeting(p, group, day, absent)
    with meetings.on(day, 13):
        for person in absent:
            seat = sits_on(person, group)
            note_attendance(made, by=runner, seat=seat, status=Attendance.Status.ABSENT)
        close_meeting(made, by=runner)


def test_a_mirror_counts_attendance_by_group_and_names_no_case_groups_meeting(p):
    day = today() - timedelta(days=7)
    hold(p, p.implementation, day, p.administrator, absent=[p.police_officer])
    hold(p, p.practice_review, day, p.reviewer, absent=[p.second_reviewer])
    found = {row.group: row for row in attended(p.police, day, today())}
    assert (found[p.implementation].came, found[p.implementation].held) == (0, 1)
    assert [meeting.day for meeting in found[p.implementation].missed] == [day]
    assert found[p.practice_review].missed == []
    assert [row.came for row in attended(p.housing, day, today())] == [1]
