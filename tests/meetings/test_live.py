from datetime import timedelta

import pytest

from tests import make
from tests.make import meetings as made
from tests.make.meetings import offer, offers
from tests.meetings.pages import fields_of, item_page, said, sent
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.models import Decision
from threespires.meetings.presence import table
from threespires.partnership.standing import sits_on
from threespires.thread.actions.models import Action, TaskedWork
from threespires.thread.actions.operations import raise_action, task

pytestmark = pytest.mark.django_db


def test_opening_takes_attendance_at_once(p, as_person, meeting):
    operations.prepare_agenda(meeting, by=p.administrator)
    coming, away = (sits_on(person, p.implementation) for person in (p.council_officer, p.police_officer))
    operations.reply(meeting, by=p.council_officer, seat=coming, status="coming")
    client = as_person(p.scrutineer)
    facts = fields_of(client.get(f"/meetings/{meeting.ref}/run/"))
    assert facts[f"status_{coming.pk}"] == "present"
    assert facts[f"status_{away.pk}"] == ""
    facts |= {f"status_{away.pk}": "instead", f"delegate_{away.pk}": "A sergeant", "guest": "A visitor"}
    answer = client.post(f"/meetings/{meeting.ref}/run/", facts, follow=True)
    meeting.refresh_from_db()
    assert meeting.is_open
    around = table(meeting)
    assert [each.seat.person for each in around.presences if each.is_here] == [p.council_officer, p.police_officer]
    page = said(answer)
    assert "Item 1 of 4" in page
    assert "A sergeant" in page
    assert "Northmere Police *, for Police officer" in page
    assert "A visitor" in page
    assert "NHS Northmere Integrated Care Board is not here" in page


def test_only_what_was_changed_on_the_page_is_noted(p, as_person, live):
    gone = sits_on(p.housing_officer, p.implementation)
    client = as_person(p.administrator)
    facts = fields_of(client.get(f"/meetings/{live.ref}/run/attendance/"))
    operations.note_attendance(live, by=p.scrutineer, seat=gone, status="left")
    client.post(f"/meetings/{live.ref}/run/attendance/", facts)
    assert table(live).of_seat(gone.pk).status == "left"


def test_the_page_shows_the_agenda_who_is_here_and_what_is_asked(p, as_person, live, monkeypatch):
    with offers(monkeypatch, thread_newly_tasked=[offer("W-3", "Fathers seen", "/actions/work/W-3/")]):
        operations.prepare_agenda(live, by=p.administrator)
    item = live.items.get(offered_as="line:newly-tasked")
    page = said(as_person(p.administrator).get(item_page(live, item)))
    assert "Item 3 of 4 · Development" in page
    assert f"/actions/work/W-3/?meeting={live.ref}" in page
    assert "Open W-3" in page
    assert "All three statutory partners and 6 of 6 seats" in page
    assert "Next item: What needs to happen next" in page


def test_a_note_is_saved_and_says_when_and_by_whom(p, as_person, live):
    item = live.items.first()
    client = as_person(p.administrator)
    answer = sent(client, live, item, "save", note="Housing said")
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.note == "Housing said"
    assert "by Administrator" in said(client.get(answer.url))


def test_two_who_write_at_once_lose_nothing(p, as_person, live):
    item = live.items.first()
    client = as_person(p.administrator)
    shown = fields_of(client.get(item_page(live, item)))
    operations.write_note(item, by=p.manager, note="The nurse asked.")
    saved = client.post(item_page(live, item), {**shown, "do": "save", "note": "Housing said."})
    page = client.get(saved.url)
    assert "What both of you wrote is kept" in said(page)
    assert fields_of(page)["note"] == "Housing said.\nThe nurse asked."


def test_what_another_wrote_stays_when_the_page_is_shown_again(p, as_person, live):
    """A decision without words is asked for again: what stands in the box is by then what both wrote."""
    item = live.items.first()
    client = as_person(p.administrator)
    shown = fields_of(client.get(item_page(live, item)))
    operations.write_note(item, by=p.manager, note="The nurse asked.")
    again = client.post(item_page(live, item), {**shown, "do": "decide", "note": "Housing said."})
    assert again.status_code == 200
    client.post(item_page(live, item), {**fields_of(again), "do": "save"})
    item.refresh_from_db()
    assert item.note == "Housing said.\nThe nurse asked."


def test_two_who_change_the_same_words_see_both_and_lose_nothing(p, as_person, live):
    item = live.items.first()
    operations.write_note(item, by=p.manager, note="About thirty")
    client = as_person(p.administrator)
    shown = fields_of(client.get(item_page(live, item)))
    operations.write_note(item, by=p.manager, note="About forty")
    typed = {**shown, "do": "decide", "note": "About twenty", "decision-text": "Share a list"}
    again = client.post(item_page(live, item), typed)
    shown = said(again)
    assert "Someone else changed this" in shown
    assert "About forty" in shown
    assert "Share a list" in shown
    assert not Decision.objects.exists()
    kept = fields_of(again)
    assert (kept["note"], kept["decision-text"]) == ("About twenty", "Share a list")
    typed = {**kept, "do": "decide", "note": "About twenty or forty"}
    assert client.post(item_page(live, item), typed).status_code == 302
    item.refresh_from_db()
    assert (item.note, Decision.objects.get().text) == ("About twenty or forty", "Share a list")


def test_two_who_note_something_else_of_one_seat_are_told(p, as_person, live):
    seat = sits_on(p.housing_officer, p.implementation)
    client, page = as_person(p.administrator), f"/meetings/{live.ref}/run/attendance/"
    facts = fields_of(client.get(page)) | {f"status_{seat.pk}": "absent"}
    operations.note_attendance(live, by=p.scrutineer, seat=seat, status="left")
    again = client.post(page, facts)
    assert "Somebody else noted “has left” of Housing officer meanwhile" in said(again)
    assert table(live).of_seat(seat.pk).status == "left"
    client.post(page, fields_of(again))
    assert table(live).of_seat(seat.pk).status == "absent"


def test_whoever_arrives_needs_nobody_instead(p, as_person, live):
    seat = sits_on(p.housing_officer, p.implementation)
    operations.note_attendance(live, by=p.scrutineer, seat=seat, status="present", delegate="A deputy")
    client, page = as_person(p.administrator), f"/meetings/{live.ref}/run/attendance/"
    facts = fields_of(client.get(page))
    assert facts[f"status_{seat.pk}"] == "instead"
    client.post(page, facts | {f"status_{seat.pk}": "present"})
    assert table(live).of_seat(seat.pk).delegate == ""
    unnamed = facts | {f"status_{seat.pk}": "instead", f"delegate_{seat.pk}": "", f"was_{seat.pk}": "present|"}
    assert "Enter who is here for Housing officer" in said(client.post(page, unnamed))


def test_another_change_than_to_the_note_stands_in_nobodys_way(p, as_person, live):
    item = live.items.first()
    client = as_person(p.administrator)
    shown = fields_of(client.get(item_page(live, item)))
    operations.amend_item(item, by=p.manager, minutes=10)
    assert client.post(item_page(live, item), {**shown, "do": "save", "note": "Housing said"}).status_code == 302
    item.refresh_from_db()
    assert (item.note, item.minutes) == ("Housing said", 10)


def test_a_decision_without_a_quorum_says_that_it_waits_to_be_ratified(p, as_person):
    meeting = made.open_meeting(p, day=today(), absent=[p.police_officer])
    item = meeting.items.first()
    client = as_person(p.scrutineer)
    answer = sent(client, meeting, item, "decide", **{"decision-text": "Share a weekly list"})
    page = said(client.get(answer.url))
    assert "The meeting is not quorate, so it waits to be ratified" in page
    assert "Decision D-1 · inquorate, to be ratified · no dissent" in page


def test_an_action_is_raised_on_the_spot_and_remembers_the_meeting(p, as_person, live, work):
    item = live.items.first()
    client = as_person(p.administrator)
    typed = {
        "note": "Housing said", "action-title": "Send the first list", "action-owner": p.housing_officer.pk,
        "action-due_on": f"{today() + timedelta(days=30):%d %m %Y}", "action-work": work.pk, "decision-text": "Half a",
    }  # fmt: skip
    answer = sent(client, live, item, "raise", **typed)
    action = Action.objects.get()
    assert (action.agency, action.occasion) == (p.housing, str(live))
    assert action.occasion_address == f"/meetings/{live.ref}/#item-{item.pk}"
    page = said(client.get(answer.url))
    assert "Action A-1</a>: Send the first list" in page
    assert "Half a" in page, "a decision begun elsewhere on the page is kept"
    item.refresh_from_db()
    assert item.note == "Housing said"
    assert "Send the first list" in said(client.get(f"/meetings/{live.ref}/"))


def test_what_is_missing_from_an_action_is_named_and_the_note_is_saved_all_the_same(p, as_person, live, work):
    item = live.items.first()
    page = said(sent(as_person(p.administrator), live, item, "raise", note="Housing said", **{"action-title": "Send"}))
    assert "Choose who will do it" in page
    assert "Enter the day by which it is done" in page
    assert 'value="Send"' in page
    item.refresh_from_db()
    assert item.note == "Housing said"
    assert not Action.objects.exists()


def test_the_work_an_item_is_about_is_chosen_already(p, as_person, live, work, monkeypatch):
    with offers(monkeypatch, thread_newly_tasked=[offer(work.ref, href=f"/actions/work/{work.ref}/")]):
        operations.prepare_agenda(live, by=p.administrator)
    task(
        by=p.scrutineer, priority=work.priority, title="Something else", level=p.levels[0],
        group=p.implementation, due_on=today() + timedelta(days=90), done_means="Done",
    )  # fmt: skip
    item = live.items.get(offered_as="line:newly-tasked")
    client = as_person(p.administrator)
    assert fields_of(client.get(item_page(live, item)))["action-work"] == str(work.pk)
    assert fields_of(client.get(item_page(live, live.items.first())))["action-work"] == ""


def test_next_finishes_the_item_and_goes_on_but_not_past_what_is_unrecorded(p, as_person, live):
    first, second = live.items.all()[:2]
    client = as_person(p.administrator)
    held = said(sent(client, live, first, "next", **{"decision-text": "Share a list"}))
    assert "A decision is written here but not recorded" in held
    assert "Share a list" in held
    answer = sent(client, live, first, "next", **{"outcome-outcome": "Noted, two apologies"})
    assert answer.url == item_page(live, second)
    assert "Noted, two apologies" in said(client.get(answer.url))
    first.refresh_from_db()
    assert first.status == "done"
    sent(client, live, first, "again")
    first.refresh_from_db()
    assert first.status == "waiting"


def test_the_last_item_leads_back_to_what_was_passed_over_and_then_to_closing(p, as_person, live):
    *others, last = live.items.all()
    for item in others[1:]:
        operations.finish_item(item, by=p.administrator)
    client = as_person(p.administrator)
    assert sent(client, live, last, "next").url == item_page(live, others[0])
    assert sent(client, live, others[0], "next").url == f"/meetings/{live.ref}/run/close/"
    assert "Everything was taken" in said(client.get(f"/meetings/{live.ref}/run/close/"))


def test_closing_says_what_is_carried_and_to_when(p, as_person, live):
    following = made.meeting(p, day=today() + timedelta(days=60))
    others = live.items.all()[1:]
    for item in others:
        operations.finish_item(item, by=p.administrator)
    client = as_person(p.administrator)
    page = said(client.get(f"/meetings/{live.ref}/run/close/"))
    assert "One item is unfinished" in page
    assert f"{following.day.day} {following.day:%B %Y}" in page
    closed = said(client.post(f"/meetings/{live.ref}/run/close/", follow=True))
    assert "1 item carried to the next meeting" in closed
    live.refresh_from_db()
    assert live.status == "closed"


def test_minutes_are_written_up_after_the_meeting_closed(p, as_person, live):
    operations.close_meeting(live, by=p.administrator)
    client, item = as_person(p.administrator), live.items.first()
    assert "Write the minutes" in said(client.get(f"/meetings/{live.ref}/"))
    page = said(client.get(item_page(live, item)))
    assert "Record a decision" not in page
    assert "Raise an action" not in page
    assert sent(client, live, item, "save", note="Written up").status_code == 302
    item.refresh_from_db()
    assert (item.note, item.status) == ("Written up", "carried")


def test_a_member_follows_without_anything_to_press(p, as_person, live):
    page = said(as_person(p.housing_officer).get(item_page(live, live.items.first())))
    assert "Nothing is written yet" in page
    assert 'method="post"' not in page


def test_sending_twice_records_one_decision(p, as_person, live):
    item = live.items.first()
    client = as_person(p.administrator)
    for _ in range(2):
        sent(client, live, item, "decide", once="token-1", **{"decision-text": "Share a list"})
    assert Decision.objects.count() == 1


def test_reasons_are_added_afterwards(p, as_person, live):
    decision = operations.decide(live, by=p.administrator, text="Share a list", item=live.items.first())
    client = as_person(p.administrator)
    page = f"/meetings/{live.ref}/decisions/{decision.ref}/"
    client.post(page, {"reasons": "It is lawful", "dissent": "", "version": 1})
    late = said(client.post(page, {"reasons": "Other", "dissent": "", "version": 1}))
    assert "Someone else changed this" in late
    decision.refresh_from_db()
    assert decision.reasons == "It is lawful"
    assert Event.objects.filter(verb="decision.explained").count() == 1


# ---------------------------------------------------------------------------------------------- queries


def _filled(p, count):
    meeting = made.open_meeting(p, day=today())
    for number in range(count):
        item = operations.add_item(
            meeting, by=p.administrator, title=f"Item {number}", half="Oversight", address=f"/actions/A-{number}/"
        )
        operations.write_note(item, by=p.administrator, note="Said")
        operations.decide(meeting, by=p.administrator, text="Agreed", item=item)
    return meeting


@pytest.mark.parametrize("page", ["", "run/{item}/", "agenda/", "run/attendance/", "run/close/", "agenda/prepare/"])
def test_twenty_items_take_as_many_queries_as_two(p, as_person, django_assert_max_num_queries, page):
    client, meeting = as_person(p.administrator), made.open_meeting(p, day=today())
    counts = []
    for more in (2, 18):
        _fill(p, meeting, more)
        address = f"/meetings/{meeting.ref}/{page.format(item=meeting.items.first().pk)}"
        client.get(address)
        with django_assert_max_num_queries(30) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _fill(p, meeting, more):
    """Adds so many items, each with a record, a note, a decision and an action."""
    work = TaskedWork.objects.first() or task(
        by=p.scrutineer, priority=make.priority(p), title="Follow up every child", level=p.levels[2],
        group=p.implementation, due_on=today() + timedelta(days=90), done_means="Each is followed up",
    )  # fmt: skip
    for number in range(more):
        item = operations.add_item(
            meeting, by=p.administrator, title=f"Item {number}", half="Oversight", address=f"/actions/A-{number}/"
        )
        operations.write_note(item, by=p.administrator, note="Said")
        operations.decide(meeting, by=p.administrator, text="Agreed", item=item)
        raise_action(
            by=p.administrator, work=work, title="Send it", owner=p.housing_officer, agency=p.housing, due_on=today(),
            occasion=str(meeting), occasion_address=f"{meeting.get_absolute_url()}#item-{item.pk}",
        )  # fmt: skip
