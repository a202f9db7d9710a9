"""History in words, and the page that shows it: who, in which seat, when, what, before and after."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.history.models import Event
from threespires.history.recording import record
from threespires.history.telling import Change, Words, events_about, tell
from threespires.partnership import operations as arranging
from threespires.partnership.models import Seat
from threespires.thread.actions import operations as acting
from threespires.thread.priorities import operations as choosing
from threespires.work.assurance import operations as assuring
from threespires.work.assurance.models import Duty

pytestmark = pytest.mark.django_db

TODAY = date(2026, 2, 10)
WORDS = Words(
    verbs={"action.changed": "Changed {title}"},
    fields={"owner": "Owner", "due_on": "Done by", "status": "State", "blocked_on": "Blocked", "title": "Title"},
)


@pytest.fixture
def p(clock_at):
    clock_at(TODAY)
    return make.partnership()


def last(thing, words=WORDS):
    return tell(events_about(thing), words)[0]


def see(client, person, address, status=200):
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_a_change_is_told_with_who_in_which_seat_and_before_and_after(p):
    action = make.action(p)
    acting.change(action, by=p.manager, owner=p.schools_officer, due_on=date(2026, 6, 1))
    told = last(action)
    assert (told.what, told.when) == (f"Changed {action.title}", "10 February 2026, noon")
    assert (told.who, told.seat) == ("Manager", "Board Manager")
    assert told.changes == [
        Change("Owner", "Housing officer", "Schools officer"),
        Change("Done by", "12 March 2026", "1 June 2026"),
    ]


def test_states_and_days_are_told_as_pages_say_them_and_nothing_is_named(p):
    action = make.action(p, "blocked")
    assert last(action).changes == [
        Change("State", "Not started", "Blocked"),
        Change("Blocked", "nothing", "10 February 2026"),
    ]


def test_what_is_new_has_no_before(p):
    assert last(make.action(p)).changes == []


def test_a_field_that_is_not_named_is_not_told(p):
    action = make.action(p)
    acting.change(action, by=p.manager, title="Other words")
    assert last(action, Words(fields={"owner": "Owner"})).changes == []


def test_several_related_things_are_told_by_what_they_are_called(p):
    priority = make.priority(p)
    [before], after = priority.enquiries.all(), make.enquiry(p)
    choosing.change_priority(priority, by=p.scrutineer, reason="Another question", enquiries=[after])
    told = last(priority, Words(fields={"enquiries": "Set from"}))
    assert told.changes == [Change("Set from", before.ref, after.ref)]


@pytest.mark.parametrize(
    ("by", "seat", "who"),
    [
        (None, "", ("The calendar", "")),
        (None, "the server’s command line", ("The server’s command line", "")),
        ("System, from the arrangement file", "", ("System, from the arrangement file", "")),
    ],
)
def test_what_no_person_did_names_what_did_it(p, by, seat, who):
    record("group.changed", p.forum, by=by, seat=seat)
    told = last(p.forum)
    assert (told.who, told.seat) == who


def test_what_a_record_no_longer_has_is_passed_over(p):
    Event.objects.create(verb="thing.changed", kind="old.thing", thing="1", changes={"title": ["a", "b"]})
    Event.objects.create(verb="group.changed", kind="partnership.group", thing="1", changes={"gone": [1, 2]})
    assert [told.changes for told in tell(Event.objects.filter(thing="1"), Words(fields={"gone": "Gone"}))] == [[], []]


@pytest.mark.parametrize("size", [2, 12])
def test_statements_do_not_grow_with_what_happened(p, size):
    action = make.action(p)
    for number in range(size):
        acting.change(action, by=p.manager, owner=p.people[("schools_officer", "health_officer")[number % 2]])
    with CaptureQueriesContext(connection) as captured:
        assert len(tell(events_about(action), WORDS)) == size + 1
    assert len(captured) == 2


# ------------------------------------------------------------------------------------------ pages


def duty_assessed(p):
    duty = Duty.objects.create(
        key="k", rule="r", family="f", label="Report each year", source="The Act", force="statute"
    )
    assuring.add_evidence(duty, by=p.manager, title="Report of 2025", dated=TODAY)
    return assuring.assess(duty, by=p.quality, state="met", why="It was sent", next_date=date(2026, 9, 1))


def test_an_actions_history(p, client):
    action = make.action(p)
    acting.change(action, by=p.manager, owner=p.schools_officer)
    page = see(client, p.reviewer, f"{action.get_absolute_url()}history/")
    for words in ("History of this action", "Changed", "Manager, Board Manager", "Housing officer", "Schools officer"):
        assert words in page


def test_a_prioritys_history_is_linked_and_says_what_it_said_before(p, client):
    priority = make.priority(p)
    before = priority.outcome
    choosing.change_priority(priority, by=p.scrutineer, reason="Clearer", outcome="Asked within a week")
    assert reverse("priorities:history", args=[priority.ref]) in see(client, p.reviewer, priority.get_absolute_url())
    page = see(client, p.reviewer, reverse("priorities:history", args=[priority.ref]))
    for words in (before, "Asked within a week", "Clearer", "Scrutineer, chair, Executive Board"):
        assert words in page
    see(client, p.outsider, reverse("priorities:history", args=[priority.ref]), status=404)


def test_a_groups_history_names_nobody_twice_and_says_before_and_after(p, client):
    seat = Seat.objects.get(person=p.housing_officer, group=p.implementation)
    arranging.end_seat(seat, by=p.manager, ends=TODAY, why="Moved to another post")
    page = see(client, p.reviewer, reverse("partnership:history", args=[p.implementation.key]))
    assert "Seat ended: Housing officer, member, Implementation Group" in page
    assert "Manager, Board Manager" in page
    assert "Manager, Manager" not in page
    assert "Until" in page
    assert "10 February 2026" in page


def test_a_dutys_history_names_the_seat_and_tells_only_what_changed(p, client):
    duty = duty_assessed(p)
    page = see(client, p.reviewer, duty.get_absolute_url())
    assert "Quality, Quality Assurance Manager" in page
    assert "</span> Not yet assessed</dd>" in page
    assert page.count("Before:") == 3, "evidence changes nothing of the duty itself"


def test_a_history_goes_on_to_further_pages(p, client):
    action = make.action(p)
    for number in range(55):
        acting.change(action, by=p.manager, title=f"Title {number}")
    address = f"{action.get_absolute_url()}history/"
    assert "Showing 1 to 50 of 56" in see(client, p.reviewer, address)
    assert "Raised" in see(client, p.reviewer, f"{address}?page=2")


def test_a_groups_history_by_a_day_gone_by_tells_only_what_had_happened(p, client, clock_at):
    seats = Seat.objects.filter(group=p.implementation, role=Seat.Role.MEMBER).order_by("pk")
    arranging.end_seat(seats[0], by=p.manager, ends=TODAY, why="Moved to another post")
    clock_at(date(2026, 2, 20))
    arranging.end_seat(seats[1], by=p.manager, ends=date(2026, 2, 20), why="Left the area")
    client.force_login(p.reviewer)
    client.post(reverse("partnership:as_of"), {"on": "12 February 2026"})
    page = see(client, p.reviewer, reverse("partnership:history", args=[p.implementation.key]))
    assert "Moved to another post" in page
    assert "Left the area" not in page
