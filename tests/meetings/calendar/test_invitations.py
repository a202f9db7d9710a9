"""Invitations by email: who is told what, when, and once."""

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar as ICalendar

from tests import make
from tests.mail.posting import mail_server
from tests.make import meetings as made
from tests.meetings.calendar.receiving import Program, holds
from threespires.accounts.models import Person
from threespires.accounts.operations import change_address, stop_signing_in
from threespires.kernel.clock import now
from threespires.mail.models import Letter
from threespires.mail.reminders import send_letters
from threespires.meetings import operations as meetings
from threespires.meetings.calendar.jobs import invite_to, keep_everyone_in_step
from threespires.meetings.calendar.operations import choose_invitations
from threespires.meetings.models import Invitation, Meeting
from threespires.partnership.models import Seat
from threespires.partnership.operations import end_seat, seat

FEB, DAY = date(2026, 2, 10), date(2026, 3, 5)
FAR = date(2026, 9, 3)


@pytest.fixture
def p(p, clock_at):
    """Everyone has an account; it is February."""
    clock_at(FEB)
    has_signed_in()
    for person in p.people.values():
        person.refresh_from_db(fields=["last_login"])
    return p


def has_signed_in() -> None:
    Person.objects.update(last_login=now())


@pytest.fixture
def me(p):
    return p.housing_officer


@pytest.fixture
def program(me):
    return Program(me.email)


@pytest.fixture
def meeting(p):
    return made.meeting(p, day=DAY)


def move(meeting: Meeting, by: Person, **facts) -> Meeting:
    given = {
        "day": meeting.day,
        "begins": meeting.begins,
        "minutes": 150,
        "place": meeting.place,
        "because": "The room",
    }
    return meetings.move(meeting, by=by, **{**given, **facts})


def methods(program: Program) -> list[str]:
    keep_everyone_in_step()
    return [method for method, _ in program.take()]


def subjects(program: Program) -> list[str]:
    keep_everyone_in_step()
    return [letter.subject for _, letter in program.take()]


# ------------------------------------------------------------------------------------------- asked and told once


def test_everyone_who_sits_there_is_asked_once(p, meeting):
    sitting = p.implementation.seats.count()
    assert invite_to(meeting.pk) == sitting
    assert (invite_to(meeting.pk), keep_everyone_in_step()) == (0, 0)
    assert Letter.objects.exclude(calendar="").count() == Invitation.objects.filter(stands=True).count() == sitting


def test_the_job_is_asked_for_with_the_change(p, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        meeting = made.meeting(p, day=DAY)
    assert Invitation.objects.filter(meeting=meeting).exists()
    with django_capture_on_commit_callbacks(execute=True):
        move(meeting, p.manager, place="Another room")
    assert set(Invitation.objects.values_list("place", flat=True)) == {"Another room"}
    with django_capture_on_commit_callbacks(execute=True):
        meetings.cancel(meeting, by=p.manager, because="Nobody can come")
    assert not Invitation.objects.filter(stands=True).exists()


def test_a_move_replaces_the_entry(p, meeting, program):
    assert subjects(program) == ["Implementation Group meeting, Thursday 5 March 2026"]
    move(meeting, p.manager, day=date(2026, 3, 6), begins=time(14))
    assert subjects(program) == ["Changed: Implementation Group meeting, Friday 6 March 2026"]
    assert program.entries == holds([meeting])
    move(meeting, p.manager, place="Another room")
    assert methods(program) == ["REQUEST"]
    assert program.entries == holds([meeting])


def test_an_agenda_prepared_tells_nobody_anything(p, meeting, program):
    methods(program)
    meetings.prepare_agenda(meeting, by=p.manager)
    assert methods(program) == []


def test_a_cancelled_meeting_is_taken_out(p, meeting, program):
    methods(program)
    meetings.cancel(meeting, by=p.manager, because="Zorblatt was found")
    assert subjects(program) == ["Cancelled: Implementation Group meeting, Thursday 5 March 2026"]
    assert program.entries == {}
    assert "Zorblatt" not in Letter.objects.latest("pk").body + Letter.objects.latest("pk").calendar


def test_whoever_loses_the_seat_is_told_and_asked_again_if_it_comes_back(p, me, meeting, program):
    methods(program)
    held = p.implementation.seats.get(person=me)
    end_seat(held, by=p.manager, ends=FEB, why="Another post")
    assert subjects(program) == ["Not expected any more: Implementation Group meeting, Thursday 5 March 2026"]
    seat(by=p.manager, group=p.implementation, person=me, role="member", agency=p.housing, starts=FEB)
    assert methods(program) == ["REQUEST"]
    assert program.entries == holds([meeting])


def test_a_delegate_is_asked_for_the_days_they_sit_for(p, me, program):
    first = made.meeting(p, p.executive, day=DAY)
    made.meeting(p, p.executive, day=DAY + timedelta(days=30))
    held = Seat.objects.get(person=p.chief_executive, group=p.executive)
    make.seated(p.executive, me, "delegate", delegate_for=held, starts=FEB, ends=DAY)
    methods(program)
    assert program.entries == holds([first])


def test_a_case_groups_meeting_is_told_to_its_members_alone(p):
    kept = made.meeting(p, p.practice_review, day=DAY)
    keep_everyone_in_step()
    asked = set(Invitation.objects.filter(meeting=kept).values_list("person", flat=True))
    assert asked == {p.reviewer.pk, p.second_reviewer.pk}


# ------------------------------------------------------------------------------------------ who wants what, when


def test_meetings_far_off_are_told_of_when_they_come_near_or_when_so_chosen(p, me, program, clock_at):
    far = made.meeting(p, day=FAR)
    assert methods(program) == []
    clock_at(FAR - timedelta(days=91))
    assert methods(program) == ["REQUEST"]
    assert program.entries == holds([far])


def test_whoever_wants_all_has_them_as_soon_as_they_are_planned(p, me, program):
    made.meeting(p, day=FAR)
    choose_invitations(me, invitations="planned")
    assert [method for method, _ in program.take()] == ["REQUEST"]


def test_what_moves_far_off_stays_in_the_calendar(p, meeting, program):
    methods(program)
    move(meeting, p.manager, day=FAR)
    assert methods(program) == ["REQUEST"]
    assert program.entries == holds([meeting])


def test_whoever_wants_none_has_them_taken_out_at_once(p, me, meeting, program):
    methods(program)
    choose_invitations(me, invitations="none")
    assert [method for method, _ in program.take()] == ["CANCEL"]
    move(meeting, p.manager, place="Another room")
    assert methods(program) == []


def test_whoever_has_no_account_yet_is_asked_once_they_have(p, me, meeting, program):
    Person.objects.filter(pk=me.pk).update(last_login=None)
    assert methods(program) == []
    has_signed_in()
    assert methods(program) == ["REQUEST"]


def test_whoever_is_stopped_has_their_meetings_taken_out(p, me, meeting, program):
    methods(program)
    stop_signing_in(me, by=p.manager)
    assert methods(program) == ["CANCEL"]


def test_another_address_is_asked_anew(p, me, meeting, program):
    methods(program)
    change_address(me, email="another@example.test", by=p.manager)
    other = Program("another@example.test")
    assert methods(other) == ["REQUEST"]
    assert other.entries == holds([meeting])


def test_what_has_been_is_left_as_it_was(p, me, meeting, program, clock_at):
    methods(program)
    clock_at(DAY + timedelta(days=1))
    end_seat(p.implementation.seats.get(person=me), by=p.manager, ends=FEB, why="Another post")
    assert methods(program) == []


def test_a_meeting_held_earlier_than_planned_is_changed_not_taken_out(p, meeting, program, clock_at):
    methods(program)
    move(meeting, p.manager, day=FEB, begins=time(9))
    assert methods(program) == ["REQUEST"]


def test_without_a_mail_host_nobody_is_told_nor_noted_as_told(p, meeting, settings, program):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert keep_everyone_in_step() == 0
    assert not Invitation.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert methods(program) == ["REQUEST"]


# ------------------------------------------------------------------------------------------------ over the line


def test_over_a_real_mail_server_it_is_an_invitation_to_outlook(p, me, settings):
    meeting = made.meeting(p, day=date(2026, 3, 26))
    move(meeting, p.manager, place="St Mary’s Guildhall, first floor; ask for “the old chamber”, " + "then left " * 5)
    with mail_server(settings) as kept:
        invite_to(meeting.pk)
        send_letters()
    assert not Letter.objects.filter(sent_at=None).exists()
    [number] = [n for n, message in enumerate(kept.messages) if me.email in message["To"]]
    message, raw = kept.messages[number], kept.raw[number]
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert message["Content-Class"] == "urn:content-classes:calendarmessage"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/mixed"
    ways, attached = message.iter_parts()
    assert ways.get_content_type() == "multipart/alternative"
    words, calendar = ways.iter_parts()
    assert words.get_content_type() == "text/plain"
    assert meeting.get_absolute_url() in words.get_content()
    assert calendar.get_content_type() == "text/calendar"
    assert (calendar.get_param("method"), calendar.get_param("charset")) == ("REQUEST", "utf-8")
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "invite.ics")
    [event] = ICalendar.from_ical(calendar.get_content()).walk("VEVENT")
    assert event["ORGANIZER"] == f"mailto:{message['From']}"
    assert str(event["LOCATION"]) == meeting.place
    assert event["DTSTART"].dt == meeting.starts_at
    assert attached.get_content() == Letter.objects.get(to=me.email).calendar.encode()


def test_over_a_real_mail_server_a_cancellation_says_so(p, me, meeting, settings):
    keep_everyone_in_step()
    Letter.objects.all().delete()
    meetings.cancel(meeting, by=p.manager, because="Nobody can come")
    with mail_server(settings) as kept:
        invite_to(meeting.pk)
        send_letters()
        send_letters()
    assert len(kept.messages) == Invitation.objects.count()
    parts = [part for part in kept.messages[0].walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["CANCEL"]
