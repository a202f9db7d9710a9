"""Interests declared once and shown where they touch; standing back; what is taken in private."""

from datetime import timedelta

import pytest

from tests.make import meetings as made
from tests.meetings.pages import fields_of, item_page, said
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.meetings import operations
from threespires.meetings.entries import meeting_entry
from threespires.meetings.models import Decision, Declaration
from threespires.meetings.offers import decision_entry
from threespires.meetings.permissions import (
    may_decide,
    may_declare,
    may_edit_item,
    may_end_declaration,
    may_hear,
    may_take_in_private,
    may_write_note,
    visible_decisions,
    visible_notes,
)
from threespires.meetings.recusal import standing_back, touches_of, withheld, withheld_of
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db
WHAT = "Member of the association’s board"


@pytest.fixture
def item(p, live):
    found = live.items.first()
    operations.write_note(found, by=p.administrator, note="Housing was silent.")
    return found


@pytest.fixture
def declared(p, live, item) -> Declaration:
    return operations.declare_interest(live, by=p.housing_officer, person=p.housing_officer, what=WHAT, items=[item])


# ------------------------------------------------------------------------------------- declaring


def test_each_declares_their_own_and_whoever_runs_the_meeting_notes_anybodys(p, live):
    assert may_declare(p.housing_officer, live, p.housing_officer)
    assert not may_declare(p.housing_officer, live, p.police_officer)
    assert may_declare(p.administrator, live, p.police_officer)
    assert not may_declare(p.reviewer, live, p.reviewer)
    operations.close_meeting(live, by=p.administrator)
    assert not may_declare(p.housing_officer, live, p.housing_officer)


def test_an_interest_is_declared_once_and_shown_on_items_of_later_meetings(p, live, item, declared):
    operations.close_meeting(live, by=p.administrator)
    later = made.meeting(p, day=today() + timedelta(days=30))
    other = operations.add_item(later, by=p.administrator, title="Lettings")
    operations.declare_interest(later, by=p.administrator, person=p.housing_officer, declared=declared, items=[other])
    assert Declaration.objects.count() == 1
    assert standing_back(touches_of(item)) == standing_back(touches_of(other)) == {p.housing_officer.pk}


def test_an_interest_of_another_or_of_another_meetings_items_is_refused(p, live, declared):
    with pytest.raises(Refused, match="has declared to this group"):
        operations.declare_interest(live, by=p.administrator, person=p.police_officer, declared=declared)
    elsewhere = made.open_meeting(p, p.executive, day=today()).items.create(order=1, title="Elsewhere")
    with pytest.raises(Refused, match="items of the meeting"):
        operations.declare_interest(
            live, by=p.housing_officer, person=p.housing_officer, declared=declared, items=[elsewhere]
        )
    with pytest.raises(Refused, match="in words"):
        operations.declare_interest(live, by=p.housing_officer, person=p.housing_officer)


def test_history_tells_that_an_interest_was_declared_and_not_which(declared):
    assert Event.objects.filter(verb="interest.declared").count() == 1
    assert WHAT not in str(list(Event.objects.values()))


def test_an_interest_is_ended_by_somebody_else_and_then_keeps_nothing(p, item, declared):
    assert not may_end_declaration(p.housing_officer, declared)
    assert may_hear(p.housing_officer, item).reason.startswith("You declared an interest")
    operations.end_declaration(declared, by=p.administrator)
    assert may_hear(p.housing_officer, item)
    assert not may_end_declaration(p.administrator, declared)


# ------------------------------------------------------------------------------------- standing back


def test_whoever_stands_back_hears_nothing_of_the_item(p, live, item, declared, as_person):
    decision = operations.decide(live, by=p.administrator, text="Let them all", item=item)
    assert item not in visible_notes(p.housing_officer)
    assert decision not in visible_decisions(p.housing_officer)
    client = as_person(p.housing_officer)
    assert client.get(item_page(live, item)).status_code == 403
    for page in (live.get_absolute_url(), f"/meetings/{live.ref}/minutes/", "/meetings/log/decisions/"):
        shown = said(client.get(page))
        assert "Housing was silent" not in shown
        assert "Let them all" not in shown
    assert "You declared an interest in this and stand back from it" in said(client.get(live.get_absolute_url()))
    assert decision in visible_decisions(p.police_officer)


def test_whoever_declared_and_takes_part_hears_it(p, live, item):
    operations.declare_interest(
        live, by=p.housing_officer, person=p.housing_officer, what=WHAT, items=[item], stands_back=False
    )
    assert may_hear(p.housing_officer, item)
    assert withheld_of(p.housing_officer, live) == {}


def test_a_chair_who_stands_back_neither_writes_nor_decides(p, live, item):
    operations.declare_interest(live, by=p.scrutineer, person=p.scrutineer, what=WHAT, items=[item])
    assert not may_write_note(p.scrutineer, item)
    assert not may_decide(p.scrutineer, live, item)
    assert not may_edit_item(p.scrutineer, item)
    assert may_decide(p.scrutineer, live), "on other items"
    assert may_decide(p.administrator, live, item)


def test_whoever_stands_back_does_not_count_for_the_decision(p, live, item):
    """The police are a statutory partner: while their officer stands back, the item has no quorum."""
    operations.declare_interest(live, by=p.police_officer, person=p.police_officer, what=WHAT, items=[item])
    other = live.items.last()
    assert operations.decide(live, by=p.administrator, text="Of the item", item=item).quorate is False
    assert operations.decide(live, by=p.administrator, text="Of another", item=other).quorate is True
    seat = sits_on(p.police_officer, p.implementation)
    operations.note_attendance(live, by=p.administrator, seat=seat, status="present", delegate="A sergeant")
    assert operations.decide(live, by=p.administrator, text="With a delegate", item=item).quorate is True


def test_points_under_the_item_are_kept_with_it(p, live, item, declared):
    point = live.items.create(order=9, title="One tenancy", under=item, note="Said under it")
    assert set(withheld(p.housing_officer)) == {item, point}
    assert not may_hear(p.housing_officer, point)


# ------------------------------------------------------------------------------------- in private


def test_what_is_taken_in_private_is_heard_by_those_with_a_voice_and_who_serves_the_group(p, live, item):
    operations.take_in_private(item, by=p.administrator, private=True, because="It is about a contract")
    for person in (p.scrutineer, p.housing_officer, p.administrator, p.manager):
        assert may_hear(person, item), person
    assert not may_hear(p.reviewer, item)


def test_or_by_the_seats_that_are_named_and_the_chair(p, live, item):
    police = sits_on(p.police_officer, p.implementation)
    operations.take_in_private(item, by=p.administrator, private=True, because="A contract", seats=[police])
    asked = (p.scrutineer, p.police_officer, p.housing_officer, p.manager)
    assert [person for person in asked if may_hear(person, item)] == [p.scrutineer, p.police_officer]
    assert not may_take_in_private(p.manager, item), "whoever isn’t in the room lets nobody in"
    operations.take_in_private(item, by=p.scrutineer, private=False)
    assert may_hear(p.housing_officer, item)
    assert (item.private_because, list(item.heard_by.all())) == ("", [])


def test_others_see_that_there_is_an_item_and_neither_its_name_nor_what_came_of_it(p, live, item, as_person):
    police = sits_on(p.police_officer, p.implementation)
    operations.amend_item(item, by=p.administrator, title="The Larkspur contract")
    operations.decide(live, by=p.administrator, text="End it", item=item)
    operations.take_in_private(item, by=p.administrator, private=True, because="A contract", seats=[police])
    pages = ("", "minutes/", f"run/{live.items.last().pk}/", "interests/")
    for who in (p.housing_officer, p.manager, p.reviewer):
        client = as_person(who)
        for page in pages:
            shown = said(client.get(f"/meetings/{live.ref}/{page}"))
            assert "Larkspur" not in shown, page
            assert "End it" not in shown, page
    client = as_person(p.manager)
    for page in ("agenda/", "run/close/"):
        shown = said(client.get(f"/meetings/{live.ref}/{page}"))
        assert "Larkspur" not in shown
        assert "An item in private" in shown
    assert client.get(f"/meetings/{live.ref}/agenda/{item.pk}/").status_code == 403
    assert "Larkspur" in said(as_person(p.police_officer).get(live.get_absolute_url()))


def test_search_holds_no_name_of_it(p, live, item):
    operations.amend_item(item, by=p.administrator, title="The Larkspur contract")
    decision = operations.decide(live, by=p.administrator, text="End it", item=item)
    assert "Larkspur" in meeting_entry(live)[1]
    operations.take_in_private(item, by=p.administrator, private=True, because="A contract")
    assert "Larkspur" not in meeting_entry(live)[1]
    assert decision_entry(Decision.objects.select_related("meeting__group", "item").get(pk=decision.pk)) is None


def test_it_is_carried_to_the_next_meeting_in_private(p, live, item):
    following = made.meeting(p, day=today() + timedelta(days=30))
    operations.prepare_agenda(following, by=p.administrator)
    added = operations.add_item(live, by=p.administrator, title="The Larkspur contract")
    police = sits_on(p.police_officer, p.implementation)
    operations.take_in_private(added, by=p.administrator, private=True, because="A contract", seats=[police])
    operations.close_meeting(live, by=p.scrutineer)
    carried = following.items.get(title="The Larkspur contract")
    assert (carried.private, list(carried.heard_by.all())) == (True, [police])


def test_it_takes_a_reason_and_seats_of_the_group(p, live, item):
    with pytest.raises(Refused, match="for a reason"):
        operations.take_in_private(item, by=p.administrator, private=True)
    elsewhere = sits_on(p.reviewer, p.practice_review)
    with pytest.raises(Refused, match="seats of the group"):
        operations.take_in_private(item, by=p.administrator, private=True, because="A contract", seats=[elsewhere])


# ------------------------------------------------------------------------------------------ pages


def test_the_pages_note_an_interest_and_end_it(p, live, item, as_person):
    client, page = as_person(p.administrator), f"/meetings/{live.ref}/interests/?item={item.pk}"
    facts = fields_of(client.get(page))
    assert "Enter what the interest is" in said(client.post(page, facts))
    typed = {**facts, "person": p.housing_officer.pk, "what": WHAT, "items": [item.pk], "stands_back": "on"}
    shown = said(client.post(page, typed, follow=True))
    assert f"Housing officer: {WHAT}" in shown
    assert f"Interest: Housing officer: {WHAT}; stands back" in said(client.get(item_page(live, item)))
    end = f"/meetings/{live.ref}/interests/{Declaration.objects.get().pk}/end/"
    assert "is over" in said(client.post(end, follow=True))


def test_a_member_is_asked_about_nobody_else(p, live, as_person):
    shown = said(as_person(p.housing_officer).get(f"/meetings/{live.ref}/interests/"))
    assert "Police officer" not in shown


def test_the_page_takes_an_item_in_private_and_asks_why(p, live, item, as_person):
    client, page = as_person(p.administrator), f"/meetings/{live.ref}/agenda/{item.pk}/private/"
    assert "Enter why it is taken in private" in said(client.post(page, {"private": "on", "because": ""}))
    client.post(page, {"private": "on", "because": "A contract"})
    assert "In private: A contract" in said(client.get(item_page(live, item)))
