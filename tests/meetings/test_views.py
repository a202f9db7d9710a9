from datetime import date, timedelta

import pytest

from tests import make
from tests.make import meetings as made
from tests.make.meetings import offer, offers
from tests.meetings.pages import fields_of
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.models import AgendaItem, Attendance, Decision, Meeting
from threespires.meetings.presence import table
from threespires.partnership.standing import sits_on
from threespires.thread.actions.models import Action, TaskedWork
from threespires.thread.actions.operations import raise_action, task

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    partnership = make.partnership()
    made.standing_agenda(partnership.implementation)
    return partnership


@pytest.fixture
def as_person(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def meeting(p):
    return made.meeting(p, day=today())


@pytest.fixture
def live(p):
    return made.open_meeting(p, day=today())


@pytest.fixture
def work(p):
    return task(
        by=p.scrutineer, priority=make.priority(p), title="Follow up every child", level=p.levels[2],
        group=p.implementation, due_on=today() + timedelta(days=90), done_means="Each is followed up",
    )  # fmt: skip


def said(answer):
    return answer.content.decode()


def item_page(meeting, item):
    return f"/meetings/{meeting.ref}/run/{item.pk}/"


def sent(client, meeting, item, do, **typed):
    """Sends the live page's one form with a button pressed, as a browser would."""
    shown = fields_of(client.get(item_page(meeting, item)))
    return client.post(item_page(meeting, item), {**shown, "do": do, **typed})


# ------------------------------------------------------------------------------------- who sees what


@pytest.mark.parametrize(
    ("who", "status"), [("housing_officer", 200), ("chief_executive", 200), ("quality", 200), ("outsider", 404)]
)
def test_a_meeting_is_there_for_whoever_takes_part(p, as_person, meeting, who, status):
    assert as_person(getattr(p, who)).get(f"/meetings/{meeting.ref}/").status_code == status


@pytest.mark.parametrize("who", ["manager", "scrutineer", "chief_executive", "outsider"])
@pytest.mark.parametrize(
    "page",
    ["", "agenda/", "agenda/prepare/", "agenda/add/", "run/", "run/attendance/", "run/close/", "move/", "cancel/"],
)
def test_a_case_groups_meeting_does_not_exist_for_anyone_else(p, as_person, who, page):
    hidden = made.meeting(p, p.practice_review, day=today())
    client = as_person(getattr(p, who))
    assert client.get(f"/meetings/{hidden.ref}/{page}").status_code == 404
    assert hidden.ref not in said(client.get("/meetings/"))


def test_a_case_groups_tab_says_why_it_is_empty(p, as_person):
    hidden = made.meeting(p, p.practice_review, day=today())
    page = said(as_person(p.manager).get("/meetings/group/practice-review/"))
    assert "Only members of this group see its meetings" in page
    assert hidden.ref not in page
    assert hidden.ref in said(as_person(p.second_reviewer).get("/meetings/group/practice-review/"))


def test_what_was_said_is_for_members_and_decisions_for_everyone_who_takes_part(p, as_person, live):
    item = live.items.first()
    operations.write_note(item, by=p.administrator, note="Housing said it can be done")
    operations.decide(live, by=p.administrator, item=item, text="Share a list", dissent="Schools would wait")
    member = said(as_person(p.housing_officer).get(f"/meetings/{live.ref}/"))
    other = said(as_person(p.chief_executive).get(f"/meetings/{live.ref}/"))
    for words in ("Housing said it can be done", "Schools would wait", "statutory partner"):
        assert words in member
        assert words not in other
    assert "Share a list" in member
    assert "Share a list" in other
    refused = as_person(p.chief_executive).get(item_page(live, item))
    assert (refused.status_code, "Only members of this group" in said(refused)) == (403, True)


@pytest.mark.parametrize("page", ["agenda/", "agenda/add/", "run/", "run/attendance/", "move/", "cancel/"])
def test_a_member_who_does_not_run_the_meeting_is_told_who_does(p, as_person, meeting, page):
    answer = as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/{page}")
    assert (answer.status_code, "Only the chair, vice-chair or administrator" in said(answer)) == (403, True)


def test_buttons_one_may_not_use_are_not_shown(p, as_person, meeting):
    page = said(as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/"))
    for words in ("Open the meeting", "Edit the agenda", "Prepare the agenda", "Move<", "Cancel<"):
        assert words not in page
    assert "Open the meeting" in said(as_person(p.scrutineer).get(f"/meetings/{meeting.ref}/"))


# ----------------------------------------------------------------------------------------- the plan


def test_the_plan_answers_when_my_next_meeting_is(p, as_person, meeting):
    assert "Your next meeting is today" in said(as_person(p.housing_officer).get("/meetings/"))
    assert "None of your groups has a meeting planned" in said(as_person(p.quality).get("/meetings/"))


def test_an_empty_plan_says_when_it_will_be_filled(p, as_person):
    page = said(as_person(p.quality).get("/meetings/"))
    assert "No meeting is planned" in page
    assert "A year of meetings is planned each morning" in page


def test_the_plan_can_be_narrowed_to_one_group(p, as_person, meeting):
    other = made.meeting(p, p.executive, day=today())
    client = as_person(p.quality)
    assert meeting.get_absolute_url() in said(client.get("/meetings/"))
    page = said(client.get("/meetings/?group=executive"))
    assert other.get_absolute_url() in page
    assert meeting.get_absolute_url() not in page


def test_a_groups_page_lists_past_and_next_and_cancelled(p, as_person, live):
    operations.decide(live, by=p.administrator, text="Agreed")
    operations.close_meeting(live, by=p.administrator)
    following = made.meeting(p, day=today() + timedelta(days=60))
    off = operations.cancel(
        made.meeting(p, day=today() + timedelta(days=30)), by=p.manager, because="Nothing to decide"
    )
    page = said(as_person(p.housing_officer).get("/meetings/group/implementation/"))
    in_order = ["To come", following.ref, "Held", live.ref, "Cancelled", off.ref]
    places = [page.index(words) for words in in_order]
    assert places == sorted(places)
    assert "One decision · 4 items carried on" in page
    assert "Nothing to decide" in page
    assert "Every 2 months" in page
    assert "Neither held nor cancelled" not in page


def test_a_planned_meeting_that_nobody_held_is_shown_apart(p, as_person):
    missed = made.meeting(p, day=today() - timedelta(days=3))
    page = said(as_person(p.housing_officer).get("/meetings/group/implementation/"))
    assert page.index("Neither held nor cancelled") < page.index(missed.ref) < page.index("To come")


def test_arranging_another_meeting(p, as_person):
    client = as_person(p.scrutineer)
    typed = {"day": "2027-03-05", "begins": "9.30 am", "minutes": "90", "place": "Room 2", "because": "A rapid review"}
    assert client.post("/meetings/group/implementation/arrange/", typed).status_code == 302
    arranged = Meeting.objects.get()
    assert (arranged.ref, arranged.hours, arranged.moved_because) == (
        "implementation-2027-03-05", "9:30am to 11am", "A rapid review",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"day": ""}, "Enter day"),
        ({"day": "31 2 2027"}, "Day must be a real date"),
        ({"begins": "morning"}, "Time must be a time, like 9:30am"),
        ({"minutes": "0"}, "How long, in minutes must be 5 or more"),
    ],
)
def test_what_is_wrong_with_a_date_is_said_and_what_was_typed_is_kept(p, as_person, typed, message):
    good = {"day": "5 3 2027", "begins": "noon", "minutes": "90", "place": "The usual room", "because": ""}
    page = said(as_person(p.scrutineer).post("/meetings/group/implementation/arrange/", {**good, **typed}))
    assert message in page
    assert "The usual room" in page
    assert not Meeting.objects.exists()


# ------------------------------------------------------------------------- replying, moving, cancelling


def test_a_member_replies_and_names_a_delegate(p, as_person, meeting):
    seat = sits_on(p.police_officer, p.implementation)
    client = as_person(p.police_officer)
    assert f"/meetings/{meeting.ref}/reply/{seat.pk}/" in said(client.get(f"/meetings/{meeting.ref}/"))
    client.post(f"/meetings/{meeting.ref}/reply/{seat.pk}/", {"status": "apologies", "delegate": "A sergeant"})
    page = said(client.get(f"/meetings/{meeting.ref}/"))
    assert "You sent apologies, and A sergeant comes instead." in page
    assert "1 of 6 has replied" in page


def test_nobody_replies_for_another(p, as_person, meeting):
    seat = sits_on(p.police_officer, p.implementation)
    answer = as_person(p.schools_officer).post(f"/meetings/{meeting.ref}/reply/{seat.pk}/", {"status": "coming"})
    assert answer.status_code == 403
    assert not Attendance.objects.exists()


def test_moving_a_meeting_that_another_moved_shows_both_and_keeps_what_was_typed(p, as_person, meeting):
    client = as_person(p.scrutineer)
    seen = fields_of(client.get(f"/meetings/{meeting.ref}/move/"))["version"]
    operations.move(
        meeting, by=p.administrator, day=date(2027, 3, 12), begins=meeting.begins, minutes=150, because="The hall"
    )
    typed = {
        "day": "2027-03-19", "begins": "14:00", "minutes": "60", "place": "Shire Hall", "because": "The chair",
        "version": seen,
    }  # fmt: skip
    page = client.post(f"/meetings/{meeting.ref}/move/", typed)
    shown = said(page)
    assert "Someone else changed this" in shown
    assert "12 March 2027" in shown
    assert "19 March 2027" in shown
    assert "Shire Hall" in shown
    again = fields_of(page)
    assert (again["place"], again["because"]) == ("Shire Hall", "The chair")
    client.post(f"/meetings/{meeting.ref}/move/", again)
    meeting.refresh_from_db()
    assert (meeting.day, meeting.place) == (date(2027, 3, 19), "Shire Hall")


def test_cancelling_asks_why(p, as_person, meeting):
    client = as_person(p.scrutineer)
    assert "Enter why it is cancelled" in said(client.post(f"/meetings/{meeting.ref}/cancel/", {"because": ""}))
    client.post(f"/meetings/{meeting.ref}/cancel/", {"because": "No business"})
    assert "No business" in said(as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/"))


# ---------------------------------------------------------------------------------------- the agenda


def test_preparing_shows_first_and_then_says_what_was_added(p, as_person, meeting, monkeypatch):
    client = as_person(p.administrator)
    with offers(monkeypatch, thread_proposed_complete=[offer("A-42", presenter="Grace")]):
        page = said(client.get(f"/meetings/{meeting.ref}/agenda/prepare/"))
        assert "Completed work to accept" in page
        assert "Record A-42, Grace" in page
        assert not meeting.items.exists()
        done = said(client.post(f"/meetings/{meeting.ref}/agenda/prepare/", follow=True))
        assert "Added to the agenda: “Welcome, apologies and interests”" in done
        assert "and 2 more" in done
        assert "The agenda is up to date" in said(client.get(f"/meetings/{meeting.ref}/agenda/prepare/"))


def test_editing_adds_amends_moves_takes_off_and_puts_back(p, as_person, meeting):
    operations.prepare_agenda(meeting, by=p.administrator)
    client, base = as_person(p.administrator), f"/meetings/{meeting.ref}/agenda/"
    typed = {
        "title": "Budget",
        "half": "Development",
        "asked": "decide",
        "minutes": "10",
        "presenter": "",
        "detail": "",
    }
    client.post(f"{base}add/", typed)
    item = AgendaItem.objects.get(title="Budget")
    client.post(f"{base}{item.pk}/", {**typed, "title": "The budget", "version": item.version})
    client.post(f"{base}order/", {"do": f"up:{item.pk}"})
    item.refresh_from_db()
    assert (item.title, item.order, item.asked) == ("The budget", 4, "decide")
    page = said(client.post(f"{base}order/", {"do": f"remove:{item.pk}"}, follow=True))
    assert "Put back" in page
    client.post(f"{base}order/", {"do": f"put_back:{item.pk}"})
    item.refresh_from_db()
    assert item.status == "waiting"


@pytest.mark.parametrize("do", ["", "up", "up:", "up:999999", "up:x", "sideways:1"])
def test_a_button_that_does_not_exist_does_nothing(p, as_person, meeting, do):
    operations.prepare_agenda(meeting, by=p.administrator)
    before = list(meeting.items.values_list("pk", "order"))
    answer = as_person(p.administrator).post(f"/meetings/{meeting.ref}/agenda/order/", {"do": do})
    assert answer.status_code in (302, 404)
    assert list(meeting.items.values_list("pk", "order")) == before


def test_amending_what_another_amended_shows_both(p, as_person, meeting):
    item = operations.add_item(meeting, by=p.administrator, title="Budget", half="Oversight")
    operations.amend_item(item, by=p.manager, title="The budget of the team")
    typed = {"title": "Money", "half": "Oversight", "asked": "note", "version": 1}
    page = said(as_person(p.administrator).post(f"/meetings/{meeting.ref}/agenda/{item.pk}/", typed))
    assert "Someone else changed this" in page
    assert "The budget of the team" in page
    assert "Money" in page
    assert "Manager saved at" in page


# ------------------------------------------------------------------------------------------ the meeting


def test_opening_takes_attendance_at_once(p, as_person, meeting):
    operations.prepare_agenda(meeting, by=p.administrator)
    coming, away = (sits_on(person, p.implementation) for person in (p.council_officer, p.police_officer))
    operations.reply(meeting, by=p.council_officer, seat=coming, status="coming")
    client = as_person(p.scrutineer)
    facts = fields_of(client.get(f"/meetings/{meeting.ref}/run/"))
    assert facts[f"status_{coming.pk}"] == "present"
    assert facts[f"status_{away.pk}"] == ""
    facts |= {f"status_{away.pk}": "present", f"delegate_{away.pk}": "A sergeant", "guest": "A visitor"}
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


def test_two_who_write_at_once_see_both_and_lose_nothing(p, as_person, live):
    item = live.items.first()
    client = as_person(p.administrator)
    shown = fields_of(client.get(item_page(live, item)))
    operations.write_note(item, by=p.manager, note="The nurse asked")
    typed = {**shown, "do": "decide", "note": "Housing said", "decision-text": "Share a list"}
    again = client.post(item_page(live, item), typed)
    shown = said(again)
    assert "Someone else changed this" in shown
    assert "The nurse asked" in shown
    assert "Housing said" in shown
    assert "Share a list" in shown
    assert not Decision.objects.exists()
    kept = fields_of(again)
    assert (kept["note"], kept["decision-text"]) == ("Housing said", "Share a list")
    typed = {**kept, "do": "decide", "note": "The nurse asked. Housing said"}
    assert client.post(item_page(live, item), typed).status_code == 302
    item.refresh_from_db()
    assert (item.note, Decision.objects.get().text) == ("The nurse asked. Housing said", "Share a list")


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


@pytest.mark.parametrize("page", ["/meetings/", "/meetings/group/implementation/"])
def test_a_plan_of_many_takes_as_many_queries_as_of_one(p, as_person, django_assert_max_num_queries, page):
    client = as_person(p.manager)
    counts = []
    for more in (1, 12):
        for number in range(more):
            made.meeting(p, day=today() + timedelta(days=10 + number))
        client.get(page)
        with django_assert_max_num_queries(20) as asked:
            client.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1]
