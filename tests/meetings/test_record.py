"""Decisions ratified, and minutes on their way from draft to record: the rules, and what is written."""

from datetime import timedelta

import pytest

from tests.make import meetings as made
from tests.meetings.pages import fields_of, said
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.meetings import operations
from threespires.meetings.models import Decision, Meeting
from threespires.meetings.offers import left_by_earlier_meetings
from threespires.meetings.permissions import may_approve, may_ask_correction, may_circulate, may_ratify, minutes_of
from threespires.partnership.standing import sits_on
from threespires.thread.actions.operations import raise_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(p) -> Meeting:
    """A meeting of ten days ago that had no quorum and is closed."""
    made_then = made.open_meeting(p, day=today() - timedelta(days=10), absent=[p.police_officer])
    item = made_then.items.first()
    operations.write_note(item, by=p.administrator, note="Housing said.")
    operations.decide(made_then, by=p.administrator, text="Share a weekly list", item=item)
    operations.close_meeting(made_then, by=p.administrator)
    return Meeting.objects.select_related("group").get(pk=made_then.pk)


@pytest.fixture
def decision(before) -> Decision:
    return Decision.objects.select_related("meeting__group").get()


# ------------------------------------------------------------------------------------------ ratifying


def test_a_later_quorate_meeting_ratifies_what_was_decided_without_a_quorum(p, decision, live):
    assert decision.status == "waiting"
    operations.ratify(decision, by=p.administrator, at=live)
    assert decision.standing_words.startswith("inquorate, ratified on ")
    assert Event.objects.filter(verb="decision.ratified").count() == 1
    assert not may_ratify(p.administrator, decision, live), "once"


def test_or_it_does_not_for_a_reason(p, decision, live):
    with pytest.raises(Refused, match="for a reason"):
        operations.reject(decision, by=p.administrator, at=live, because="")
    operations.reject(decision, by=p.administrator, at=live, because="The list is not lawful")
    assert (decision.status, decision.settled_because) == ("rejected", "The list is not lawful")


def test_it_takes_a_later_meeting_of_the_same_group_with_a_quorum_and_somebody_who_runs_it(p, decision, live):
    assert not may_ratify(p.housing_officer, decision, live)
    elsewhere = made.open_meeting(p, p.executive, day=today())
    assert "later meeting of the group" in may_ratify(p.manager, decision, elsewhere).reason
    seat = sits_on(p.police_officer, p.implementation)
    operations.note_attendance(live, by=p.administrator, seat=seat, status="left")
    assert may_ratify(p.administrator, decision, live).reason == "This meeting is not quorate, either"
    operations.close_meeting(live, by=p.administrator)
    assert not may_ratify(p.administrator, decision, live)


def test_what_a_quorum_decided_needs_nobody_to_ratify_it(p, live):
    taken = operations.decide(live, by=p.administrator, text="Agreed")
    assert taken.status == "taken"
    assert not may_ratify(p.administrator, taken, live)


def test_a_decision_keeps_the_options_and_the_authority(p, live):
    taken = operations.decide(live, by=p.administrator, text="Agreed", options="Wait a month", authority="The terms")
    operations.explain(taken, by=p.administrator, options="Wait a month, or ask", seen=1)
    kept = Decision.objects.get()
    assert (kept.options, kept.authority) == ("Wait a month, or ask", "The terms")


# -------------------------------------------------------------------------------------------- minutes


def test_minutes_go_from_draft_to_locked(p, before, live):
    assert minutes_of(before).status == "draft"
    operations.circulate(before, by=p.administrator)
    operations.write_note(before.items.first(), by=p.administrator, note="Housing said so.")
    assert minutes_of(Meeting.objects.get(pk=before.pk)).status == "corrected"
    operations.approve(before, by=p.administrator, at=live)
    before.refresh_from_db()
    with pytest.raises(Refused, match="are approved, so they stand"):
        operations.write_note(before.items.first(), by=p.administrator, note="Other")
    operations.close_meeting(live, by=p.administrator)
    before = Meeting.objects.get(pk=before.pk)
    assert (minutes_of(before).status, minutes_of(before).approved_in) == ("locked", live)
    told = Event.objects.filter(verb__startswith="minutes.").order_by("pk").values_list("verb", flat=True)
    assert list(told) == ["minutes.circulated", "minutes.corrected", "minutes.approved", "minutes.locked"]


def test_the_meeting_that_approved_them_may_open_them_again_and_no_other(p, before, live):
    operations.circulate(before, by=p.administrator)
    operations.approve(before, by=p.administrator, at=live)
    operations.open_minutes_again(before, by=p.administrator)
    assert (minutes_of(before).status, minutes_of(before).approved_in) == ("corrected", None)
    operations.approve(before, by=p.administrator, at=live)
    operations.close_meeting(live, by=p.administrator)
    with pytest.raises(Refused, match="can’t be opened again now"):
        operations.open_minutes_again(Meeting.objects.get(pk=before.pk), by=p.administrator)


def test_minutes_are_circulated_once_the_meeting_is_closed_by_whoever_runs_it(p, before, live):
    assert may_circulate(p.administrator, before)
    assert not may_circulate(p.housing_officer, before)
    assert may_circulate(p.administrator, live).reason == "Minutes are circulated once the meeting is closed"
    assert not may_approve(p.administrator, before, live), "nobody has read them yet"


def test_a_correction_waits_for_an_answer_before_minutes_are_approved(p, before, live):
    assert not may_ask_correction(p.housing_officer, before)
    operations.circulate(before, by=p.administrator)
    asked = operations.ask_correction(before, by=p.housing_officer, words="It was thirty", item=before.items.first())
    assert may_approve(p.administrator, before, live).reason == "A correction that was asked for waits for an answer"
    with pytest.raises(Refused):
        operations.make_correction(asked, by=p.housing_officer)
    with pytest.raises(Refused, match="for a reason"):
        operations.decline_correction(asked, by=p.administrator, answer="")
    operations.decline_correction(asked, by=p.administrator, answer="It was forty")
    assert may_approve(p.administrator, before, live)
    assert "It was" not in str(list(Event.objects.filter(kind="meetings.correction").values()))


def test_nobody_outside_the_group_asks_for_a_correction(p, before):
    operations.circulate(before, by=p.administrator)
    assert not may_ask_correction(p.reviewer, before)


def test_minutes_are_not_approved_by_their_own_meeting_nor_by_an_earlier_one(p, before):
    earlier = made.open_meeting(p, day=today() - timedelta(days=20))
    operations.circulate(before, by=p.administrator)
    assert "later meeting" in may_approve(p.administrator, before, earlier).reason


def test_minutes_and_decisions_of_before_come_onto_the_next_agenda(p, before, decision, live):
    offered = left_by_earlier_meetings(p.implementation, today())
    assert [each.title.partition(":")[0] for each in offered] == [
        f"Minutes of {before.day.day} {before.day:%B %Y}",
        "Ratify decision D-1",
    ]
    operations.circulate(before, by=p.administrator)
    operations.approve(before, by=p.administrator, at=live)
    operations.ratify(decision, by=p.administrator, at=live)
    assert left_by_earlier_meetings(p.implementation, today()) == []


# -------------------------------------------------------------------------------------------- pages


def test_the_page_takes_minutes_on_and_leads_to_the_last_and_the_next(p, as_person, before, live):
    client, page = as_person(p.administrator), f"/meetings/{before.ref}/minutes/"
    shown = said(client.get(page))
    assert "Housing said." in shown
    assert "Police officer" in shown
    assert f"/meetings/{live.ref}/minutes/" in shown
    assert "The minutes are circulated" in said(client.post(page, {"do": "circulate"}, follow=True))
    along = f"{page}?meeting={live.ref}.{live.items.first().pk}"
    answer = client.post(along, {"do": "approve"})
    assert answer.url == f"/meetings/{live.ref}/run/{live.items.first().pk}/"
    assert f"at the meeting of {live.day.day} {live.day:%B %Y}" in said(client.get(page))


def test_a_member_asks_and_the_administrator_answers(p, as_person, before):
    operations.circulate(before, by=p.administrator)
    page = f"/meetings/{before.ref}/minutes/correct/"
    client = as_person(p.housing_officer)
    assert "Enter what should be put right" in said(client.post(page, {"words": ""}))
    assert "Circulate the minutes" not in said(client.post(page, {"words": "It was thirty", "item": ""}, follow=True))
    asked = before.corrections.get()
    answer = f"/meetings/{before.ref}/minutes/corrections/{asked.pk}/"
    assert client.get(answer).status_code == 403
    client = as_person(p.administrator)
    assert "Enter why the minutes stay" in said(client.post(answer, {"choice": "decline", "answer": ""}))
    assert "Made" in said(client.post(answer, {"choice": "make", "answer": "So it says"}, follow=True))


def test_ratifying_asks_why_not(p, as_person, decision, live):
    client, page = as_person(p.administrator), f"/meetings/{decision.meeting.ref}/decisions/D-1/ratify/"
    assert "Choose whether the group ratifies it" in said(client.post(page, fields_of(client.get(page))))
    assert "Enter why it is not ratified" in said(client.post(page, {"choice": "reject"}))
    assert "Decision D-1 is ratified" in said(client.post(page, {"choice": "ratify"}, follow=True))


def test_a_meeting_that_was_not_held_has_no_minutes(p, as_person, meeting):
    assert "has no minutes" in said(as_person(p.administrator).get(f"/meetings/{meeting.ref}/minutes/"))


def test_the_log_holds_what_one_may_see_by_group_and_state(p, as_person, before, live):
    operations.decide(live, by=p.administrator, text="Meet weekly")
    case = made.open_meeting(p, p.practice_review, day=today())
    operations.decide(case, by=p.reviewer, text="Of a case")
    client = as_person(p.administrator)
    page = said(client.get("/meetings/log/decisions/"))
    assert page.index("Meet weekly") < page.index("Share a weekly list")
    assert "Of a case" not in page
    assert p.practice_review.name not in page
    waiting = said(client.get(f"/meetings/log/decisions/?group={p.implementation.key}&state=waiting"))
    assert "Share a weekly list" in waiting
    assert "Meet weekly" not in waiting
    assert client.get("/meetings/log/nothing/").status_code == 404
    assert "Of a case" in said(as_person(p.reviewer).get("/meetings/log/decisions/"))


def test_the_log_of_actions_holds_those_raised_at_meetings(p, as_person, live, work):
    facts = {"work": work, "owner": p.housing_officer, "agency": p.housing, "due_on": today()}
    raise_action(by=p.administrator, title="Send the list", occasion=str(live),
                 occasion_address=f"{live.get_absolute_url()}#item-1", **facts)  # fmt: skip
    raise_action(by=p.administrator, title="Elsewhere", **facts)
    page = said(as_person(p.housing_officer).get(f"/meetings/log/actions/?group={p.implementation.key}&state=open"))
    assert "Send the list" in page
    assert "Elsewhere" not in page
    assert "Send the list" not in said(as_person(p.housing_officer).get("/meetings/log/actions/?state=finished"))
