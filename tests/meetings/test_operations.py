from datetime import date, time, timedelta

import pytest

from tests import make
from tests.make import meetings as made
from threespires.history.models import Event
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.law.working_days import is_working_day
from threespires.meetings import operations
from threespires.meetings.models import Attendance, Decision, Meeting
from threespires.meetings.presence import table
from threespires.meetings.shown import attendance_lists
from threespires.partnership.models import Seat, Term
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


# ------------------------------------------------------------------------------------------- planning


def test_planning_a_year_gives_the_meetings_of_the_rhythm_at_the_usual_time_and_place(p):
    Term.objects.create(
        group=p.executive,
        name="usual_meeting",
        value={"weekday": "Thursday", "week": 2, "time": "09:30", "minutes": 150, "place": "Council House"},
    )
    with made.on(date(2026, 4, 1)):
        planned = operations.plan_dates(p.executive, by=p.manager, until=date(2027, 3, 31))
    assert [meeting.ref for meeting in planned] == [
        "executive-2026-06-11",
        "executive-2026-09-10",
        "executive-2026-12-10",
        "executive-2027-03-11",
    ]
    first = planned[0]
    assert (first.place, first.ends_at - first.starts_at) == ("Council House", timedelta(minutes=150))
    assert made.timezone.localtime(first.starts_at).time() == time(9, 30)
    assert all(is_working_day(meeting.day) for meeting in planned)
    assert Event.objects.about(first).get().verb == "meeting.planned"


def test_planning_again_adds_nothing_though_one_was_moved_and_one_cancelled(p):
    with made.on(date(2026, 4, 1)):
        planned = operations.plan_dates(p.executive, by=p.manager, until=date(2027, 3, 31))
        operations.move(
            planned[0], by=p.manager, day=date(2026, 7, 2), begins=time(14), minutes=60, because="The hall is taken"
        )
        operations.cancel(planned[1], by=p.manager, because="August")
        assert operations.plan_dates(p.executive, by=None, until=date(2027, 3, 31)) == []


def test_planning_stops_when_the_group_ends(p):
    p.executive.ends = date(2026, 8, 1)
    p.executive.save()
    with made.on(date(2026, 4, 1)):
        planned = operations.plan_dates(p.executive, by=None, until=date(2027, 3, 31))
    assert [meeting.day.month for meeting in planned] == [6]


def test_planning_is_refused_to_a_member(p):
    with pytest.raises(Refused, match="Only the chair"):
        operations.plan_dates(p.executive, by=p.health_lead, until=date(2027, 3, 31))


def test_two_meetings_of_a_group_on_one_day_have_two_references(p):
    assert [made.meeting(p, hour=hour).ref for hour in (9, 14)] == [
        "implementation-2026-03-05",
        "implementation-2026-03-05-2",
    ]


def test_moving_keeps_the_address_and_says_from_where_and_why(p):
    meeting = made.meeting(p)
    operations.move(
        meeting, by=p.manager, day=date(2026, 3, 12), begins=time(14), minutes=90, because="The chair is away",
        place="Shire Hall", seen=1,
    )  # fmt: skip
    assert (meeting.ref, meeting.day) == ("implementation-2026-03-05", date(2026, 3, 12))
    assert meeting.moved_because == "Moved from Thursday 5 March 2026: The chair is away"
    event = Event.objects.about(meeting).first()
    assert (event.verb, event.words, event.changes["place"]) == (
        "meeting.moved", "The chair is away", ["Council House, room 2", "Shire Hall"],
    )  # fmt: skip


def test_moving_what_another_moved_meanwhile_is_noticed(p):
    meeting = made.meeting(p)
    facts = {"day": date(2026, 3, 12), "begins": time(14), "minutes": 90, "because": "The chair is away"}
    operations.move(meeting, by=p.manager, seen=1, **facts)
    with pytest.raises(ChangedByAnother):
        operations.move(meeting, by=p.administrator, seen=1, **facts)


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_a_meeting_is_not_moved_or_cancelled_without_a_reason(p, step):
    facts = {"day": date(2026, 3, 12), "begins": time(14), "minutes": 90} if step == "move" else {}
    with pytest.raises(Refused, match="for a reason"):
        getattr(operations, step)(made.meeting(p), by=p.manager, because="", **facts)


def test_a_cancelled_meeting_is_neither_moved_nor_opened(p):
    meeting = operations.cancel(made.meeting(p), by=p.scrutineer, because="No business")
    with made.on(made.THURSDAY), pytest.raises(Refused, match="cancelled"):
        operations.open_meeting(meeting, by=p.scrutineer)
    with pytest.raises(Refused, match="cancelled"):
        operations.move(meeting, by=p.manager, day=date(2026, 3, 12), begins=time(14), minutes=60, because="Anyway")


# -------------------------------------------------------------------------------------------- holding


def test_a_reply_is_kept_and_may_be_changed_until_the_meeting_begins(p):
    meeting, seat = made.meeting(p), sits_on(p.police_officer, p.implementation)
    operations.reply(meeting, by=p.police_officer, seat=seat, status="coming")
    operations.reply(meeting, by=p.police_officer, seat=seat, status="apologies", delegate="A sergeant")
    noted = Attendance.objects.get(meeting=meeting)
    assert (noted.status, noted.delegate, noted.agency) == ("apologies", "A sergeant", p.police)
    assert table(meeting).of_seat(seat.pk).is_represented


def test_a_reply_is_only_yes_or_apologies(p):
    seat = sits_on(p.police_officer, p.implementation)
    with pytest.raises(Refused, match="will come, or sends apologies"):
        operations.reply(made.meeting(p), by=p.police_officer, seat=seat, status="present")


def test_attendance_is_not_noted_for_a_seat_of_another_group(p):
    seat = sits_on(p.health_lead, p.executive)
    with pytest.raises(Refused, match="seats of the group that meets"):
        operations.note_attendance(made.meeting(p), by=p.manager, seat=seat, status="present")


def test_noting_the_same_twice_is_one_record(p):
    meeting, seat = made.meeting(p), sits_on(p.police_officer, p.implementation)
    for _ in range(2):
        operations.note_attendance(meeting, by=p.manager, seat=seat, status="apologies")
    assert Event.objects.filter(verb="attendance.noted").count() == 1


def test_quorum_follows_who_comes_and_goes(p):
    meeting = made.open_meeting(p)
    assert table(meeting).quorum.words == "All three statutory partners and 6 of 6 seats"
    seat = sits_on(p.police_officer, p.implementation)
    operations.note_attendance(meeting, by=p.administrator, seat=seat, status="left")
    assert table(meeting).quorum.words == "Northmere Police is not here. 5 of 6 seats."
    operations.note_attendance(meeting, by=p.administrator, seat=seat, status="present", delegate="A sergeant")
    assert table(meeting).quorum.holds is True


def test_a_decision_taken_without_a_quorum_is_marked(p):
    meeting = made.open_meeting(p, absent=[p.police_officer])
    decision = operations.decide(meeting, by=p.scrutineer, text="Share a weekly list", dissent="Housing")
    assert (decision.ref, decision.quorate) == ("D-1", False)
    assert decision.standing_words == "inquorate, to be ratified · dissent recorded"
    quorate = operations.decide(made.open_meeting(p, p.executive), by=p.scrutineer, text="Agreed")
    assert (quorate.ref, quorate.quorate, quorate.standing_words) == ("D-2", True, "quorate · no dissent")


def test_a_group_without_a_quorum_in_its_terms_decides_neither_way(p):
    Term.objects.filter(group=p.implementation, name="quorum").delete()
    decision = operations.decide(made.open_meeting(p), by=p.scrutineer, text="Agreed")
    assert (decision.quorate, decision.standing_words) == (None, "no quorum set · no dissent")


def test_a_decision_belongs_to_an_item_of_its_own_meeting(p):
    other = made.meeting(p, p.executive).items.create(order=1, title="Elsewhere")
    with pytest.raises(Refused, match="its own meeting"):
        operations.decide(made.open_meeting(p), by=p.scrutineer, text="Agreed", item=other)


def test_reasons_and_dissent_are_added_and_the_words_stand(p):
    decision = operations.decide(made.open_meeting(p), by=p.scrutineer, text="Agreed")
    operations.explain(decision, by=p.administrator, reasons="The list is lawful", dissent="", seen=1)
    with pytest.raises(ChangedByAnother):
        operations.explain(decision, by=p.manager, reasons="Other", dissent="", seen=1)
    assert (Decision.objects.get().text, Decision.objects.get().reasons) == ("Agreed", "The list is lawful")


def test_a_note_written_by_two_at_once_holds_what_both_wrote(p):
    item = made.open_meeting(p).items.create(order=1, title="Tenancy moves", note="Welcome.")
    operations.write_note(item, by=p.administrator, note="Welcome. Housing said.", before="Welcome.")
    operations.write_note(item, by=p.manager, note="Welcome. The nurse asked.", before="Welcome.")
    assert item.note == "Welcome. The nurse asked. Housing said."


def test_a_note_in_which_two_changed_the_same_words_is_shown_to_the_second_or_holds_both(p):
    item = made.open_meeting(p).items.create(order=1, title="Tenancy moves", note="About thirty.")
    operations.write_note(item, by=p.administrator, note="About forty.", before="About thirty.")
    with pytest.raises(ChangedByAnother) as raised:
        operations.write_note(item, by=p.manager, note="About twenty.", before="About thirty.")
    assert raised.value.thing.note == "About forty."
    operations.write_note(item, by=p.manager, note="About twenty.", before="About thirty.", as_typed=True)
    assert item.note == "About twenty. forty."


def test_a_delegation_ends_with_the_absence(p):
    meeting, seat = made.meeting(p), sits_on(p.police_officer, p.implementation)
    operations.reply(meeting, by=p.police_officer, seat=seat, status="apologies", delegate="A sergeant")
    assert table(meeting).of_seat(seat.pk).is_represented
    operations.reply(meeting, by=p.police_officer, seat=seat, status="coming", delegate="A sergeant")
    assert table(meeting).of_seat(seat.pk).delegate == ""


def test_a_delegate_who_leaves_is_no_longer_there_for_anybody(p):
    meeting, seat = made.open_meeting(p), sits_on(p.police_officer, p.implementation)
    operations.note_attendance(meeting, by=p.administrator, seat=seat, status="present", delegate="A sergeant")
    assert table(meeting).quorum.holds is True
    operations.note_attendance(meeting, by=p.administrator, seat=seat, status="left", delegate="A sergeant")
    assert table(meeting).quorum.holds is False
    (row,) = [row for row in attendance_lists(table(meeting))["not_here"] if row["name"] == str(p.police_officer)]
    assert "A sergeant, who came instead, left" in row["agency"]


def test_closing_says_who_was_absent_and_what_is_carried_on(p):
    made.standing_agenda(p.implementation)
    meeting = made.open_meeting(p, absent=[p.schools_officer])
    first = meeting.items.first()
    operations.finish_item(first, by=p.scrutineer, outcome="Noted")
    left = operations.close_meeting(meeting, by=p.scrutineer)
    assert [item.title for item in left] == [
        "Completed work to accept", "Newly tasked work", "What needs to happen next",
    ]  # fmt: skip
    assert {item.status for item in left} == {"carried"}
    assert Attendance.objects.get(meeting=meeting, person=p.schools_officer).status == "absent"
    assert meeting.closed_at
    with pytest.raises(Refused, match="under way"):
        operations.decide(meeting, by=p.scrutineer, text="Too late")


def test_case_group_words_stay_out_of_history(p):
    meeting = made.open_meeting(p, p.practice_review)
    item = operations.add_item(meeting, by=p.reviewer, title="A child’s matter")
    operations.write_note(item, by=p.reviewer, note="What was said of it")
    operations.decide(meeting, by=p.reviewer, text="What was decided of it", item=item)
    written = " ".join(f"{event.title} {event.words} {event.changes}" for event in Event.objects.all())
    assert "matter" not in written
    assert "of it" not in written


def test_a_stand_in_is_named_until_somebody_notes_otherwise(p):
    seat = sits_on(p.police_officer, p.implementation)
    stand_in = make.person("Stand-in")
    Seat.objects.create(group=p.implementation, person=stand_in, role="delegate", delegate_for=seat, agency=p.police)
    meeting = made.meeting(p)
    assert table(meeting).of_seat(seat.pk).delegate == "Stand-in"
    assert len([each for each in table(meeting).presences if each.counts]) == 6


def test_meetings_after_and_held(p):
    with made.on(date(2026, 2, 20)):
        planned, closed = made.meeting(p, day=date(2026, 3, 12)), made.open_meeting(p)
        cancelled = made.meeting(p, day=date(2026, 3, 19))
    with made.on(date(2026, 3, 6)):
        operations.close_meeting(closed, by=p.scrutineer)
        operations.cancel(cancelled, by=p.manager, because="No business")
        made.meeting(p, p.executive, day=date(2026, 3, 4))
        assert list(Meeting.objects.after(date(2026, 3, 6))) == [planned]
        assert list(Meeting.objects.held()) == [closed]
        assert list(Meeting.objects.cancelled(date(2026, 3, 6))) == [cancelled]
        # On the first of March all three were still to come, and nobody knew of the fourth.
        assert list(Meeting.objects.after(date(2026, 3, 1))) == [closed, planned, cancelled]
        assert list(Meeting.objects.after(date(2026, 2, 19))) == []
        assert list(Meeting.objects.held(date(2026, 3, 1))) == []
        assert list(Meeting.objects.cancelled(date(2026, 3, 1))) == []
