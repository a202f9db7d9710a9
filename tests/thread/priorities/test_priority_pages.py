"""Priorities by quarter, and the page of one, as each person is shown them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.make import meetings as made
from threespires.meetings.offers import held_meetings
from threespires.thread.priorities import operations
from threespires.thread.priorities.models import Priority

pytestmark = pytest.mark.django_db


def queries(client, person, address):
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def address_of(name, *args):
    return reverse(f"priorities:{name}", args=args)


def typed_for(enquiry, **other):
    return {
        "enquiries": [enquiry.ref],
        "title": "Followed up the same week",
        "outcome": "A child is asked why.",
        "how_known": "A re-audit.",
        "quarter": "2026-01-01",
        "occasion": "Executive, 9 February 2026",
    } | other


def test_new_priority_is_checked_before_it_is_set(p, send):
    typed = typed_for(make.enquiry(p))
    words = send(p.manager, address_of("new_priority"), **typed).content.decode()
    assert "Check before you set the priority" in words
    assert "Quarter 4, 2025 to 2026" in words
    assert not Priority.objects.exists()
    words = send(p.manager, address_of("new_priority"), **typed, back="yes").content.decode()
    assert "Check your answers" in words
    assert "A child is asked why." in words
    answer = send(p.manager, address_of("new_priority"), **typed, confirm="yes")
    priority = Priority.objects.get()
    assert answer.url == priority.get_absolute_url()
    assert priority.occasion == "Executive, 9 February 2026"


def test_new_priority_with_mistakes_keeps_what_was_typed(p, send):
    typed = typed_for(make.enquiry(p), title="", occasion="", quarter="1999-01-01", confirm="yes")
    words = send(p.manager, address_of("new_priority"), **typed).content.decode()
    assert "Enter what the priority is" in words
    assert "A child is asked why." in words
    assert not Priority.objects.exists()


@pytest.mark.parametrize(("said", "leads"), [("", True), ("Executive, by email", False)])
def test_new_priority_leads_to_the_meeting_chosen_unless_another_occasion_is_said(p, send, said, leads):
    made.open_meeting(p, p.executive)
    [meeting] = held_meetings(p.manager, "executive")
    typed = typed_for(make.enquiry(p), meeting=meeting.ref, occasion=said, confirm="yes")
    send(p.manager, address_of("new_priority"), **typed)
    priority = Priority.objects.get()
    assert priority.occasion == (said or meeting.title)
    assert priority.occasion_address == (meeting.address if leads else "")


def test_new_priority_begins_from_the_meeting_it_was_opened_at(p, see):
    make.enquiry(p)
    meeting = made.open_meeting(p, p.executive)
    words = see(p.manager, address_of("new_priority") + f"?meeting={meeting.ref}")
    assert f'value="{meeting.ref}" checked' in words
    assert f'value="{meeting.ref}" checked' not in see(p.manager, address_of("new_priority"))


def test_new_priority_needs_its_meeting(p, send):
    made.open_meeting(p, p.executive)
    typed = typed_for(make.enquiry(p), occasion="", confirm="yes")
    assert (
        "Say at which meeting it was decided" in send(p.manager, address_of("new_priority"), **typed).content.decode()
    )
    send(p.manager, address_of("new_priority"), **typed, meeting=made.open_meeting(p).ref)
    assert not Priority.objects.exists()


def test_new_priority_begins_from_the_line_of_enquiry_it_came_from(p, see):
    enquiry = make.enquiry(p)
    assert f'value="{enquiry.ref}" checked' in see(p.manager, address_of("new_priority") + f"?enquiry={enquiry.ref}")
    see(p.health_officer, address_of("new_priority"), status=403)


def test_priorities_stand_by_quarter_and_say_what_is_undecided(p, see, clock_at):
    assert "No priority has been set yet" in see(p.scrutineer, address_of("priorities"))
    priority = make.priority(p)
    assert "Every priority is decided for Quarter 4, 2025 to 2026" in see(p.scrutineer, address_of("priorities"))
    clock_at(date(2026, 4, 1))
    words = see(p.scrutineer, address_of("priorities"))
    assert "One priority is not yet decided for Quarter 1, 2026 to 2027" in words
    operations.carry_forward(priority, by=p.scrutineer, quarter=date(2026, 4, 1), reason="Half done")
    words = see(p.scrutineer, address_of("priorities"))
    assert words.index("Carried forward") < words.index(">Set<")


def test_priorities_of_earlier_years_are_a_link_away(p, see, clock_at):
    make.priority(p, title="Set long ago")
    clock_at(date(2028, 2, 1))
    words = see(p.scrutineer, address_of("priorities"))
    assert "Earlier quarters" in words
    assert "Set long ago" in see(p.scrutineer, address_of("priorities") + "?until=2026-02-01")
    for nonsense in ("nonsense", "0001-01-01", "9999-12-31"):
        see(p.scrutineer, address_of("priorities") + f"?until={nonsense}")


def test_priorities_take_as_many_queries_for_many_as_for_few(p, client):
    counts = []
    for _ in range(2):
        for number in range(4):
            priority = make.priority(p, title=f"Priority {number}")
        operations.write_vision(priority, by=p.health_officer, vision="Asked why")
        operations.agree_vision(priority, by=p.health_officer)
        counts.append(queries(client, p.scrutineer, address_of("priorities")))
    assert counts[0] == counts[1]


def test_priority_shows_what_was_decided_and_who_agreed(p, see, clock_at):
    priority = make.priority(p)
    operations.write_vision(priority, by=p.health_officer, vision="Somebody I know asks me why.")
    operations.agree_vision(priority, by=p.health_officer)
    clock_at(date(2026, 4, 1))
    address = priority.get_absolute_url()
    words = see(p.scrutineer, address)
    for fact in (
        "Not yet decided for Quarter 1",
        "Somebody I know asks me why.",
        "Agreed 10 February 2026",
        "Not yet",
        "Carry forward",
    ):
        assert fact in words
    officer = see(p.health_officer, address)
    assert address_of("carry", priority.ref) not in officer
    assert "Agree this vision" not in officer
    assert "Agree this vision" in see(p.police_officer, address)
    see(p.outsider, address, status=404)


def test_carry_change_and_close_ask_for_reason_quarter_and_meeting(p, send, clock_at):
    priority = make.priority(p)
    clock_at(date(2026, 4, 1))
    address = address_of("carry", priority.ref)
    words = send(p.manager, address, reason="", quarter="2026-04-01", occasion="").content.decode()
    assert "Enter the reason" in words
    assert "Say at which meeting it was decided" in words
    send(p.manager, address, reason="Half done", quarter="2026-04-01", occasion="Executive")
    change = typed_for(priority.enquiries.get(), reason="Clearer", quarter="2026-04-01", title="Sharper")
    stale = send(p.manager, address_of("change", priority.ref), **change, version="1").content.decode()
    assert "Someone else changed this" in stale
    assert "Sharper" in stale
    send(p.manager, address_of("change", priority.ref), **change, version="2")
    send(p.manager, address_of("close", priority.ref), reason="Done", quarter="2026-04-01", occasion="Executive")
    priority.refresh_from_db()
    assert (priority.title, priority.status) == ("Sharper", "closed")
    assert [each.choice for each in priority.quarters.all()] == ["set", "carried", "changed", "closed"]


def test_carry_is_refused_when_both_quarters_are_decided(p, see):
    priority = make.priority(p)
    operations.carry_forward(priority, by=p.scrutineer, quarter=date(2026, 4, 1), reason="Goes on")
    assert "have been decided already" in see(p.scrutineer, address_of("carry", priority.ref), status=403)


def test_vision_is_written_and_agreed(p, send, see):
    priority = make.priority(p)
    send(p.health_officer, address_of("vision", priority.ref), vision="Asked why", version="1")
    stale = send(p.police_officer, address_of("vision", priority.ref), vision="Asked", version="1").content.decode()
    assert "Someone else changed this" in stale
    assert send(p.police_officer, address_of("agree_vision", priority.ref), version="1").status_code == 403
    assert send(p.police_officer, address_of("agree_vision", priority.ref), version="2").status_code == 302
    assert priority.agreements.get().agreed_by == p.police_officer
    see(p.director, address_of("vision", priority.ref), status=403)
    see(p.police_officer, address_of("agree_vision", priority.ref), status=302)
