from datetime import date, timedelta

import pytest

from tests.make import meetings as made
from tests.make.meetings import offer, offers
from tests.meetings.pages import fields_of, item_page, said
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.models import AgendaItem, Attendance, Meeting
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db


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
    assert "A year and a quarter of meetings is planned each morning" in page


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
        ({"day": ""}, "Enter the day"),
        ({"day": "31 2 2027"}, "The day must be a real date"),
        ({"begins": "morning"}, "The time must be a time, like 9:30am"),
        ({"minutes": "0"}, "The length in minutes must be 5 or more"),
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


@pytest.mark.parametrize("do", ["", "up", "up:", "up:999999", "up:x", "up:²", f"up:{'9' * 5000}", "sideways:1"])
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


def test_an_agency_that_the_posts_name_says_is_not_said_twice(p, as_person):
    sitting = p.executive.seats.get(person=p.health_lead)
    post = p.health_lead.holdings.get().post
    post.name, sitting.post = f"Chief Executive, {p.health}", post
    post.save()
    sitting.save()
    page = said(as_person(p.manager).get(made.meeting(p, p.executive).get_absolute_url()))
    assert f"Chief Executive, {p.health} *" in page
    assert f"{p.health}, {p.health}" not in page
