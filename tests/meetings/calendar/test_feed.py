"""The private feed: whose meetings it holds, who reads it, what ends it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar as ICalendar

from tests import make
from tests.make import meetings as made
from tests.make.partnership import LONG_AGO
from threespires.accounts.operations import stop_signing_in
from threespires.history.models import Event
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.meetings import operations as meetings
from threespires.meetings.calendar import operations
from threespires.meetings.calendar.whose import own_meetings
from threespires.meetings.models import Calendar
from threespires.partnership.models import Seat
from threespires.partnership.operations import end_seat
from threespires.partnership.standing import forget_standing

FEB, DAY = date(2026, 2, 10), date(2026, 3, 5)


@pytest.fixture(autouse=True)
def _in_february(clock_at):
    clock_at(FEB)


def own(person) -> list:
    forget_standing(person)
    return own_meetings(person, now())


def address(secret: str) -> str:
    return reverse("meetings:feed", args=[secret])


def read(secret: str, **headers):
    return Client().get(address(secret), headers=headers)


def events(secret: str) -> list:
    return list(ICalendar.from_ical(read(secret).content).walk("VEVENT"))


# ---------------------------------------------------------------------------------------------- whose meetings


def test_it_holds_the_meetings_of_the_groups_one_sits_on(p):
    own_group, other = made.meeting(p, day=DAY), made.meeting(p, p.early_help, day=DAY)
    assert own(p.housing_officer) == [own_group]
    assert other in own(p.early_help_chair)


def test_it_holds_what_a_seat_covers_on_the_meetings_day(p):
    before, after = made.meeting(p, day=DAY), made.meeting(p, day=DAY + timedelta(days=60))
    seat = p.implementation.seats.get(person=p.housing_officer)
    end_seat(seat, by=p.manager, ends=DAY + timedelta(days=1), why="Leaves the agency")
    assert own(p.housing_officer) == [before]
    assert after not in own(p.housing_officer)


def test_a_delegate_has_the_meetings_of_the_days_they_sit_for(p):
    first, second = made.meeting(p, p.executive, day=DAY), made.meeting(p, p.executive, day=DAY + timedelta(days=30))
    stands_in, seat = p.housing_officer, Seat.objects.get(person=p.chief_executive, group=p.executive)
    make.seated(p.executive, stands_in, "delegate", delegate_for=seat, starts=FEB, ends=DAY)
    assert [each for each in own(stands_in) if each.group_id == p.executive.pk] == [first]
    assert second in own(p.chief_executive)


def test_a_case_groups_meetings_are_its_members_alone(p):
    kept = made.meeting(p, p.practice_review, day=DAY)
    adviser = make.member(p.practice_review, role="adviser")
    former = make.person()
    make.seated(p.practice_review, former, starts=LONG_AGO, ends=FEB - timedelta(days=1))
    assert own(p.reviewer) == [kept]
    assert own(adviser) == own(former) == own(p.manager) == []


def test_whoever_sits_nowhere_today_finds_nothing(p):
    made.meeting(p, day=DAY)
    later = make.person()
    make.seated(p.implementation, later, starts=DAY - timedelta(days=1))
    assert own(later) == own(p.outsider) == []


def test_a_cancelled_meeting_is_in_no_calendar(p):
    meetings.cancel(made.meeting(p, day=DAY), by=p.manager, because="Nobody can come")
    assert own(p.housing_officer) == []


# ---------------------------------------------------------------------------------------------------- the feed


def test_it_is_read_without_signing_in(p):
    meeting = made.meeting(p, day=DAY)
    answer = read(operations.make_address(p.housing_officer))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    [event] = ICalendar.from_ical(answer.content).walk("VEVENT")
    assert (event["SUMMARY"], event["LOCATION"]) == (f"{p.implementation} meeting", "Council House, room 2")
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["URL"].endswith(meeting.get_absolute_url())


def test_it_says_no_word_of_what_a_meeting_is_about(p):
    meeting = made.meeting(p, p.practice_review, day=DAY)
    meetings.add_item(meeting, by=p.reviewer, title="Zorblatt", detail="Quoxley", presenter="Vexmoor")
    meetings.move(meeting, by=p.reviewer, day=DAY, begins=meeting.begins, minutes=60, because="Ashwindle was found")
    content = read(operations.make_address(p.reviewer)).content.decode()
    assert "Practice" in content
    assert not [word for word in ("Zorblatt", "Quoxley", "Vexmoor", "Ashwindle") if word in content]


def test_a_moved_meeting_is_the_same_entry_further_on(p):
    meeting, secret = made.meeting(p, day=DAY), operations.make_address(p.housing_officer)
    [before] = events(secret)
    meetings.prepare_agenda(meeting, by=p.manager)
    [unchanged] = events(secret)
    assert unchanged == before, "an agenda moves nothing"
    meetings.move(meeting, by=p.manager, day=DAY + timedelta(days=7), begins=meeting.begins, minutes=60, because="Room")
    [after] = events(secret)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    meetings.cancel(meeting, by=p.manager, because="Nobody can come")
    assert events(secret) == []


def test_a_program_that_has_it_is_told_so(p, clock_at):
    meeting, secret = made.meeting(p, day=DAY), operations.make_address(p.housing_officer)
    first = read(secret)
    assert first["Cache-Control"] == "private, no-cache"
    same = read(secret, if_none_match=first["ETag"])
    since = read(secret, if_modified_since=first["Last-Modified"])
    assert (same.status_code, same.content, since.status_code) == (304, b"", 304)
    assert same["ETag"] == first["ETag"]
    clock_at(FEB + timedelta(days=1))
    assert read(secret, if_none_match=first["ETag"]).status_code == 304, "another day changes nothing"
    meetings.cancel(meeting, by=p.manager, because="Nobody can come")
    assert read(secret, if_none_match=first["ETag"]).status_code == 200
    assert read(secret, if_modified_since=first["Last-Modified"]).status_code == 200


def test_a_seat_that_ends_changes_when_it_was_last_modified(p, clock_at):
    made.meeting(p, day=DAY)
    secret = operations.make_address(p.housing_officer)
    first = read(secret)
    clock_at(FEB + timedelta(days=3))
    seat = p.implementation.seats.get(person=p.housing_officer)
    end_seat(seat, by=p.manager, ends=FEB + timedelta(days=2), why="Left")
    assert read(secret, if_modified_since=first["Last-Modified"]).status_code == 200
    assert events(secret) == []


def test_only_its_digest_is_kept(p):
    secret = operations.make_address(p.housing_officer)
    kept = Calendar.objects.get(person=p.housing_officer)
    assert secret not in str(vars(kept))
    told = Event.objects.get(verb="calendar.address_made")
    assert kept.digest not in str(vars(told))
    assert secret not in str(vars(told))


def test_made_anew_the_earlier_address_reads_nothing(p):
    earlier = operations.make_address(p.housing_officer)
    later = operations.make_address(p.housing_officer)
    assert (read(earlier).status_code, read(later).status_code) == (404, 200)
    operations.end_address(p.housing_officer)
    assert read(later).status_code == 404


def test_it_ends_with_the_account_for_good(p):
    secret = operations.make_address(p.housing_officer)
    stop_signing_in(p.housing_officer, by=p.manager)
    assert read(secret).status_code == 404
    assert operations.end_addresses_of_the_stopped() == 1
    assert operations.end_addresses_of_the_stopped() == 0
    p.housing_officer.is_active = True
    p.housing_officer.save()
    assert read(secret).status_code == 404


def test_whoever_takes_no_part_gets_no_address(p):
    with pytest.raises(Refused):
        operations.make_address(p.outsider)


def test_it_is_asked_for_so_often_and_no_more(p, settings):
    settings.LIMITS = 1
    secret = operations.make_address(p.housing_officer)
    codes = {read(secret).status_code for _ in range(60)}
    assert codes == {200}
    refused = read(secret)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


# --------------------------------------------------------------------------------------------------- the pages


def test_the_address_is_shown_once(p, as_person):
    browser = as_person(p.housing_officer)
    page = browser.get("/meetings/calendar/").content.decode()
    assert "Make the address" in page
    shown = browser.post("/meetings/calendar/address/").content.decode()
    kept = Calendar.objects.get(person=p.housing_officer)
    assert "http://localhost:8000/meetings/calendar/" in shown
    assert "webcal://localhost:8000/meetings/calendar/" in shown
    again = browser.get("/meetings/calendar/").content.decode()
    assert "Make another address" in again
    assert ".ics" not in again
    assert kept.made_at == now()
    browser.post("/meetings/calendar/address/end/")
    assert "Make the address" in browser.get("/meetings/calendar/").content.decode()


def test_it_says_when_a_program_last_read_it(p, as_person):
    secret = operations.make_address(p.housing_officer)
    browser = as_person(p.housing_officer)
    assert "No calendar program has read it yet" in browser.get("/meetings/calendar/").content.decode()
    read(secret)
    assert "last read it on 10 February 2026" in browser.get("/meetings/calendar/").content.decode()


def test_invitations_are_chosen(p, as_person):
    browser = as_person(p.housing_officer)
    assert browser.post("/meetings/calendar/", {"invitations": "sometimes"}).status_code == 200
    assert not Calendar.objects.filter(person=p.housing_officer).exists()
    browser.post("/meetings/calendar/", {"invitations": "none"})
    assert Calendar.objects.get(person=p.housing_officer).invitations == "none"


def test_one_meeting_is_put_into_a_calendar_by_hand(p, as_person):
    meeting, kept = made.meeting(p, day=today()), made.meeting(p, p.practice_review, day=DAY)
    answer = as_person(p.schools_officer).get(f"{meeting.get_absolute_url()}meeting.ics")
    assert "METHOD:PUBLISH" in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert as_person(p.manager).get(f"{kept.get_absolute_url()}meeting.ics").status_code == 404
