"""An agency's mirror: by what it is judged, that its figures are kept, and who answers it first."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.make import meetings
from tests.make.partnership import LONG_AGO
from threespires.kernel import clock
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.meetings.models import Attendance
from threespires.meetings.operations import close_meeting, note_attendance
from threespires.partnership.models import Place, Seat
from threespires.partnership.standing import sits_on
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.operations import update
from threespires.work.assurance import operations
from threespires.work.assurance.mirror import reflect
from threespires.work.assurance.models import MirrorOpening
from threespires.work.assurance.permissions import visible_mirrors
from threespires.work.assurance.reflection import Reflection, count

pytestmark = pytest.mark.django_db
SINCE = timedelta(days=90)
Status = Attendance.Status


@pytest.fixture
def p():
    return make.partnership()


def seen(agency, days_on=0):
    """What a mirror prepared some days from now would show."""
    with clock.at(timezone.now() + timedelta(days=days_on)):
        return reflect(agency, today() - SINCE, today())


def titles(held):
    return [each.title for each in held]


# Its actions


def test_a_mirror_shows_what_the_agency_holds_and_what_is_late(p):
    late = make.action(p, State.IN_PROGRESS, due_on=today() + timedelta(days=3))
    make.action(p, State.ACCEPTED, title="Done")
    make.action(p, State.WITHDRAWN, title="Given up")
    make.action(p, title="Another's", owner=p.schools_officer, agency=p.schools)
    found = seen(p.housing, 8)
    assert titles(found.unfinished) == titles(found.late) == [late.title]
    assert found.longest_late == 5
    assert found.late[0].late_words == "5 days late"
    assert titles(found.accepted) == ["Done"]
    assert titles(found.accepted_in_time) == ["Done"]
    assert found.sentence == "One action is unfinished; one is late, by 5 days. No meeting has been held in this time."


def test_a_mirror_without_unfinished_actions_says_so(p):
    make.action(p, State.ACCEPTED)
    assert seen(p.housing).sentence.startswith("No action is unfinished. ")


def test_what_was_accepted_before_the_period_is_not_shown(p):
    made = make.action(p, State.ACCEPTED)
    assert seen(p.housing).accepted
    Action.objects.filter(pk=made.pk).update(accepted_on=today() - SINCE)
    assert seen(p.housing).accepted
    Action.objects.filter(pk=made.pk).update(accepted_on=today() - SINCE - timedelta(days=1))
    assert not seen(p.housing).held


def test_an_agency_is_judged_by_its_own_part_of_a_joint_action(p):
    make.joint_action(p, due_on=today() + timedelta(days=60))
    found = seen(p.housing, 25 + 21)
    assert titles(found.late) == ["Housing desks"]
    assert found.late[0].within == "Train receptionists and school offices to ask why"
    assert found.sentence.startswith("One action is unfinished; one is late, by 21 days.")


def test_an_agency_whose_part_is_complete_is_not_late_by_the_whole(p):
    joint = make.joint_action(p, due_on=today() + timedelta(days=26))
    own = joint.parts.get(agency=p.housing)
    update(joint, part=own, by=p.housing_officer, text="Done.", status=State.IN_PROGRESS)
    update(joint, part=own, by=p.housing_officer, text="Done.", status=State.PROPOSED)
    found = seen(p.housing, 45)
    assert found.sentence.startswith("One action is unfinished; none is late.")
    assert titles(seen(p.schools, 45).late) == ["School offices"]


def test_the_holder_of_a_joint_action_is_late_by_the_whole_once_every_part_is_complete(p):
    joint = make.joint_action(p, due_on=today() + timedelta(days=26))
    assert titles(seen(p.health, 29).late) == []
    assert titles(seen(p.health, 31).late) == ["Receptionists"]
    assert count(seen(p.health, 31).unfinished) == 1
    ActionPart.objects.filter(action=joint).update(status=State.PROPOSED)
    found = seen(p.health, 31)
    assert titles(found.late) == [joint.title]
    assert found.sentence.startswith("One action is unfinished; one is late, by 5 days.")
    assert not seen(p.housing, 31).late


def test_a_part_is_blocked_and_accepted_on_its_own(p):
    joint = make.joint_action(p)
    own = joint.parts.get(agency=p.schools)
    update(joint, part=own, by=p.schools_officer, text="No.", status=State.BLOCKED, blocked_because="No trainer")
    assert titles(seen(p.schools).blocked) == ["School offices"]
    assert not seen(p.housing).blocked
    make.joint_action(p, State.ACCEPTED, title="Done together")
    assert titles(seen(p.housing).accepted) == titles(seen(p.housing).accepted_in_time) == ["Housing desks"]


def test_a_part_was_complete_in_time_when_its_agency_last_said_so_by_its_date(p):
    joint = make.joint_action(p, State.ACCEPTED)
    said = timezone.localtime(joint.parts.get(agency=p.housing).updates.get(status=State.PROPOSED).written_at).date()
    joint.parts.update(due_on=said)
    assert titles(seen(p.housing).accepted_in_time) == ["Housing desks"]
    joint.parts.update(due_on=said - timedelta(days=1))
    assert titles(seen(p.housing).accepted) == ["Housing desks"]
    assert not seen(p.housing).accepted_in_time


def test_a_successors_mirror_shows_what_the_agency_before_it_held(p):
    before = make.agency("before", "Northmere Homes")
    make.action(p, title="Left behind", agency=before, owner=p.quality)
    assert not seen(p.housing).held
    p.housing.succeeds = before
    p.housing.save()
    assert titles(seen(p.housing).held) == ["Left behind"]
    assert titles(seen(before).held) == ["Left behind"]


# Escalations


def test_an_escalation_waits_with_everyone_who_has_a_part_in_the_action(p):
    made = make.escalation(p, action=make.joint_action(p))
    for agency in (p.health, p.schools, p.housing):
        assert [each.ref for each in seen(agency).unanswered] == [made.ref]
    assert not seen(p.police).unanswered


def test_an_answered_escalation_does_not_wait(p):
    make.escalation(p, "answered")
    assert not seen(p.housing).unanswered


@pytest.mark.parametrize(("ends", "waits"), [(None, True), (0, True), (-1, False)])
def test_an_escalation_waits_with_the_agency_that_chairs_the_group_that_day(p, ends, waits):
    make.escalation(p)
    last = None if ends is None else today() + timedelta(days=ends)
    Seat.objects.create(
        group=p.executive, person=p.police_lead, role="chair", agency=p.police, starts=LONG_AGO, ends=last
    )
    assert bool(seen(p.police).unanswered) is waits


# Who came


def hold(p, group, day, runner, noted):
    """A meeting held and closed on `day`: everyone was there but those `noted` otherwise, by their status."""
    with meetings.on(day - timedelta(days=1)):
        made = meetings.open_meeting(p, group, day, noted)
    with meetings.on(day, 13):
        for person, status in noted.items():
            delegate = "A colleague" if status == Status.APOLOGIES else ""
            note_attendance(made, by=runner, seat=sits_on(person, group), status=status, delegate=delegate)
        close_meeting(made, by=runner)


def attendance(agency):
    return {row.group: row for row in seen(agency).attendance}


A_WEEK_AGO = timedelta(days=7)


def test_a_mirror_counts_attendance_by_group_and_names_no_case_groups_meeting(p):
    day = today() - A_WEEK_AGO
    hold(p, p.implementation, day, p.administrator, {p.police_officer: Status.ABSENT})
    hold(p, p.practice_review, day, p.reviewer, {p.second_reviewer: Status.ABSENT})
    found = attendance(p.police)
    own = found["Implementation Group"]
    assert (own.came, own.held, own.missed) == (0, 1, (day,))
    assert found["Practice Review Group"].missed == ()
    assert (found["Practice Review Group"].came, found["Practice Review Group"].held) == (0, 1)
    assert [row.came for row in attendance(p.housing).values()] == [1]
    assert seen(p.housing).sentence.endswith("Represented at 1 of 1 meetings.")


@pytest.mark.parametrize(
    ("status", "came"), [(Status.PRESENT, 1), (Status.LEFT, 1), (Status.ABSENT, 0), (Status.APOLOGIES, 0)]
)
def test_an_agency_was_represented_where_the_meeting_says_that_somebody_attended(p, status, came):
    hold(p, p.implementation, today() - A_WEEK_AGO, p.administrator, {p.housing_officer: status})
    assert attendance(p.housing)["Implementation Group"].came == came


def test_one_of_several_is_enough_and_an_adviser_is_not(p):
    adviser = Seat.objects.create(
        group=p.implementation, person=p.outsider, role="adviser", agency=p.housing, starts=LONG_AGO
    )
    hold(p, p.implementation, today() - A_WEEK_AGO, p.administrator, {p.housing_officer: Status.ABSENT})
    assert attendance(p.housing)["Implementation Group"].came == 0
    Seat.objects.filter(pk=adviser.pk).update(role="member")
    assert attendance(p.housing)["Implementation Group"].came == 1


def test_nobody_came_for_a_vacant_place(p):
    Place.objects.create(group=p.implementation, key="adults", agency=p.schools, role="member", starts=LONG_AGO)
    probation = make.agency("probation", "Probation")
    Place.objects.create(group=p.implementation, key="probation", agency=probation, role="member", starts=LONG_AGO)
    hold(p, p.implementation, today() - A_WEEK_AGO, p.administrator, {})
    assert (attendance(probation)["Implementation Group"].came, attendance(p.schools)["Implementation Group"].came) == (
        0, 1,
    )  # fmt: skip


def test_meetings_outside_the_period_and_those_not_held_are_not_counted(p):
    hold(p, p.implementation, today() - SINCE - timedelta(days=1), p.administrator, {})
    meetings.meeting(p, day=today() - timedelta(days=3))
    assert attendance(p.housing) == {}
    hold(p, p.implementation, today() - SINCE, p.administrator, {})
    assert attendance(p.housing)["Implementation Group"].held == 1


def test_a_mirror_takes_the_same_queries_however_much_it_shows(p, django_assert_max_num_queries):
    def fill(number):
        make.escalation(p, action=make.joint_action(p))
        make.action(p, State.ACCEPTED)
        hold(p, p.implementation, today() - timedelta(days=number), p.administrator, {})

    fill(5)
    with django_assert_max_num_queries(12):
        seen(p.housing)
    for number in range(6, 10):
        fill(number)
    with django_assert_max_num_queries(12):
        assert len(seen(p.housing).unanswered) == 5


# Its figures are kept


def test_what_the_lead_answered_is_what_the_executive_sees(p, client):
    action = make.action(p, State.IN_PROGRESS, due_on=today() + timedelta(days=3))
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - SINCE)
    page = reverse("assurance:mirror", args=[mirror.pk])
    client.force_login(p.housing_officer)
    first = client.get(page).content.decode()
    assert "One action is unfinished; none is late." in first
    with clock.at(timezone.now() + timedelta(days=8)):
        make.action(p, State.BLOCKED, title="A later one")
        update(action, by=p.housing_officer, text="No.", status=State.BLOCKED, blocked_because="No basis")
        client.force_login(p.chief_executive)
        later = client.get(page).content.decode()
    assert "One action is unfinished; none is late." in later
    assert "A later one" not in later
    assert "days late" not in later


def test_figures_are_kept_whole(p):
    make.escalation(p, action=make.joint_action(p, State.IN_PROGRESS))
    hold(p, p.implementation, today() - A_WEEK_AGO, p.administrator, {p.housing_officer: Status.ABSENT})
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - SINCE)
    kept = MirrorOpening.objects.get(pk=mirror.pk).figures
    found = Reflection.of(kept)
    assert found == seen(p.housing)
    assert found.attendance[0].missed == (today() - A_WEEK_AGO,)


# Who sees and answers it


def test_a_mirror_is_its_leads_for_a_week_before_the_executive_looks(p):
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - SINCE)

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
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - SINCE)
    with pytest.raises(Refused, match="Only somebody who stands for Housing"):
        operations.answer_mirror(mirror, by=p.schools_officer, answer="x")
    operations.answer_mirror(mirror, by=p.housing_officer, answer="We lack a lawful basis.")


def test_two_answers_at_once_lose_nothing(p, client):
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - SINCE)
    opened = mirror.version
    operations.answer_mirror(mirror, by=p.housing_officer, answer="We lack a lawful basis.")
    client.force_login(p.housing_officer)
    page = reverse("assurance:mirror", args=[mirror.pk])
    answer = client.post(page, {"answer": "All is well.", "version": opened})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Someone else changed this" in text
    assert "We lack a lawful basis." in text
    assert "All is well." in text
    mirror.refresh_from_db()
    assert mirror.answer == "We lack a lawful basis."
    assert client.post(page, {"answer": "All is well.", "version": mirror.version}).status_code == 302
    mirror.refresh_from_db()
    assert mirror.answer == "All is well."


def test_a_mirror_looks_back_from_a_day_that_has_passed_and_one_waits_at_a_time(p):
    for since in (today(), today() + timedelta(days=1)):
        with pytest.raises(Refused, match="choose a day that has passed"):
            operations.prepare_mirror(by=p.manager, agency=p.housing, since=since)
    operations.prepare_mirror(by=p.manager, agency=p.housing, since=date(2026, 1, 1))
    with pytest.raises(Refused, match="already with its lead"):
        operations.prepare_mirror(by=p.manager, agency=p.housing, since=date(2026, 1, 1))


def test_a_mirror_whose_figures_were_not_kept_says_so(p, client):
    mirror = operations.prepare_mirror(by=p.manager, agency=p.housing, since=today() - SINCE)
    MirrorOpening.objects.update(figures={})
    client.force_login(p.housing_officer)
    words = client.get(mirror.get_absolute_url()).content.decode()
    assert "The figures of this mirror were not kept" in words
    assert "Its actions" not in words
