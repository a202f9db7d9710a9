from datetime import date

import pytest

from tests import make
from tests.make import meetings as made
from tests.make.meetings import offer, offers
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.meetings import operations
from threespires.meetings.agenda import additions, read_agenda
from threespires.meetings.shown import record_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    partnership = make.partnership()
    made.standing_agenda(partnership.implementation)
    return partnership


def outline(meeting):
    """The agenda as lists of titles, points indented."""
    said = []
    for half in read_agenda(meeting).halves:
        said.append(f"{half.title}:")
        for line in half.lines:
            said.append(f"{line.number} {line.item.title}")
            said.extend(f"- {point.title}" for point in line.points)
    return said


def item_called(meeting, title):
    return meeting.items.get(title=title)


def test_preparing_fills_both_halves_from_the_standing_agenda_and_from_what_rooms_offer(p, monkeypatch):
    meeting = made.meeting(p)
    with offers(
        monkeypatch,
        thread_proposed_complete=[offer("A-42"), offer("A-47")],
        thread_newly_tasked=[offer("W-3", presenter="Early help chair")],
    ):
        assert [each.title for each in additions(meeting)][1:3] == ["Completed work to accept", "Record A-42"]
        added = operations.prepare_agenda(meeting, by=p.administrator)
    assert len(added) == 7
    assert outline(meeting) == [
        "Oversight:",
        "1 Welcome, apologies and interests",
        "2 Completed work to accept",
        "- Record A-42",
        "- Record A-47",
        "Development:",
        "3 Newly tasked work",
        "- Record W-3",
        "4 What needs to happen next",
    ]
    one = read_agenda(meeting).lines[2]
    assert (one.title, one.presenter, one.records[0].address) == ("Record W-3", "Early help chair", "/actions/W-3/")
    assert meeting.agenda_prepared_at


def test_preparing_twice_adds_nothing(p, monkeypatch):
    meeting = made.meeting(p)
    with offers(monkeypatch, thread_newly_tasked=[offer("W-3")]):
        operations.prepare_agenda(meeting, by=p.administrator)
        before = outline(meeting)
        assert operations.prepare_agenda(meeting, by=p.administrator) == []
    assert outline(meeting) == before


def test_preparing_again_adds_what_is_new_and_keeps_what_was_edited_or_taken_off(p, monkeypatch):
    meeting = made.meeting(p)
    with offers(monkeypatch, thread_newly_tasked=[offer("W-3"), offer("W-4")]) as sources:
        operations.prepare_agenda(meeting, by=p.administrator)
        operations.amend_item(item_called(meeting, "Record W-3"), by=p.administrator, title="Fathers seen")
        operations.remove_item(item_called(meeting, "Record W-4"), by=p.administrator)
        operations.remove_item(item_called(meeting, "Completed work to accept"), by=p.administrator)
        sources["thread.newly_tasked"] = [offer("W-3"), offer("W-4"), offer("W-5")]
        sources["thread.proposed_complete"] = [offer("A-42")]
        added = operations.prepare_agenda(meeting, by=p.administrator)
    assert [item.title for item in added] == ["Record W-5"]
    assert outline(meeting) == [
        "Oversight:",
        "1 Welcome, apologies and interests",
        "Development:",
        "2 Newly tasked work",
        "- Fathers seen",
        "- Record W-5",
        "3 What needs to happen next",
    ]
    operations.put_back(item_called(meeting, "Completed work to accept"), by=p.administrator)
    assert "2 Completed work to accept" in outline(meeting)


def test_a_line_that_joins_the_standing_agenda_later_stands_where_it_belongs(p):
    meeting = made.meeting(p)
    operations.prepare_agenda(meeting, by=p.administrator)
    p.implementation.agenda_template.filter(order__gte=2).update(order=10)
    made.standing_agenda(p.implementation, [("minutes", "Oversight", "Minutes of the last meeting", "decide", 5, "")])
    p.implementation.agenda_template.filter(key="minutes").update(order=2)
    operations.prepare_agenda(meeting, by=p.administrator)
    assert outline(meeting)[:4] == [
        "Oversight:",
        "1 Welcome, apologies and interests",
        "2 Minutes of the last meeting",
        "3 Completed work to accept",
    ]


def test_what_was_unfinished_is_carried_on_once_and_says_from_where(p, monkeypatch):
    earlier = made.open_meeting(p, day=date(2026, 1, 22))
    with offers(monkeypatch, thread_proposed_complete=[offer("A-42")]), made.on(date(2026, 1, 22)):
        operations.prepare_agenda(earlier, by=p.administrator)
        operations.add_item(earlier, by=p.administrator, title="The dentist", half="Development", asked="decide")
        operations.close_meeting(earlier, by=p.scrutineer)
    meeting = made.meeting(p)
    with offers(monkeypatch):
        operations.prepare_agenda(meeting, by=p.administrator)
        assert operations.prepare_agenda(meeting, by=p.administrator) == []
    assert outline(meeting) == [
        "Oversight:",
        "1 Welcome, apologies and interests",
        "2 Completed work to accept",
        "- Record A-42",
        "Development:",
        "3 Newly tasked work",
        "4 What needs to happen next",
        "5 The dentist",
    ]
    carried = item_called(meeting, "The dentist")
    assert (carried.carried_from, carried.asked) == (earlier, "decide")


def test_what_is_still_offered_is_not_carried_on_besides(p, monkeypatch):
    earlier = made.open_meeting(p, day=date(2026, 1, 22))
    with offers(monkeypatch, thread_proposed_complete=[offer("A-42")]):
        with made.on(date(2026, 1, 22)):
            operations.prepare_agenda(earlier, by=p.administrator)
            operations.close_meeting(earlier, by=p.scrutineer)
        meeting = made.meeting(p)
        operations.prepare_agenda(meeting, by=p.administrator)
    assert outline(meeting).count("- Record A-42") == 1


def test_what_was_done_is_not_carried_on(p):
    earlier = made.open_meeting(p, day=date(2026, 1, 22))
    with made.on(date(2026, 1, 22)):
        item = operations.add_item(earlier, by=p.administrator, title="The dentist")
        operations.finish_item(item, by=p.scrutineer)
        operations.close_meeting(earlier, by=p.scrutineer)
    meeting = made.meeting(p)
    operations.prepare_agenda(meeting, by=p.administrator)
    assert not meeting.items.filter(title="The dentist").exists()


def test_closing_carries_on_to_a_next_meeting_whose_agenda_is_prepared_already(p):
    following = made.meeting(p, day=date(2026, 5, 7))
    operations.prepare_agenda(following, by=p.administrator)
    meeting = made.open_meeting(p)
    operations.add_item(meeting, by=p.administrator, title="The dentist", half="Development")
    operations.close_meeting(meeting, by=p.scrutineer)
    assert outline(following)[-1] == "5 The dentist"


def test_an_added_item_stands_at_the_end_of_its_half(p):
    meeting = made.meeting(p)
    operations.prepare_agenda(meeting, by=p.administrator)
    operations.add_item(meeting, by=p.administrator, title="Budget", half="Oversight")
    assert outline(meeting) == [
        "Oversight:",
        "1 Welcome, apologies and interests",
        "2 Completed work to accept",
        "3 Budget",
        "Development:",
        "4 Newly tasked work",
        "5 What needs to happen next",
    ]


def test_moving_up_and_down_crosses_from_one_half_to_the_other(p):
    meeting = made.meeting(p)
    operations.prepare_agenda(meeting, by=p.administrator)
    item = item_called(meeting, "Newly tasked work")
    operations.reorder(item, by=p.administrator, up=True)
    assert outline(meeting)[3:6] == ["3 Newly tasked work", "Development:", "4 What needs to happen next"]
    operations.reorder(item, by=p.administrator, up=True)
    assert outline(meeting)[2] == "2 Newly tasked work"
    operations.reorder(item, by=p.administrator, up=False)
    operations.reorder(item, by=p.administrator, up=False)
    operations.reorder(item, by=p.administrator, up=False)
    assert outline(meeting)[3:] == ["Development:", "3 What needs to happen next", "4 Newly tasked work"]


def test_moving_the_first_up_or_the_last_down_changes_nothing(p):
    meeting = made.meeting(p)
    operations.prepare_agenda(meeting, by=p.administrator)
    before = outline(meeting)
    operations.reorder(item_called(meeting, "Welcome, apologies and interests"), by=p.administrator, up=True)
    operations.reorder(item_called(meeting, "What needs to happen next"), by=p.administrator, up=False)
    assert outline(meeting) == before


def test_points_move_among_their_fellows(p, monkeypatch):
    meeting = made.meeting(p)
    with offers(monkeypatch, thread_newly_tasked=[offer("W-3"), offer("W-4")]):
        operations.prepare_agenda(meeting, by=p.administrator)
    operations.reorder(item_called(meeting, "Record W-4"), by=p.administrator, up=True)
    assert [point.title for point in read_agenda(meeting).lines[2].points] == ["Record W-4", "Record W-3"]


def test_amending_what_another_amended_meanwhile_is_noticed(p):
    meeting = made.meeting(p)
    item = operations.add_item(meeting, by=p.administrator, title="Budget")
    operations.amend_item(item, by=p.administrator, seen=1, title="The budget")
    with pytest.raises(ChangedByAnother):
        operations.amend_item(item, by=p.manager, seen=1, title="Money")


def test_a_closed_meeting_keeps_its_agenda(p):
    meeting = made.open_meeting(p)
    operations.close_meeting(meeting, by=p.scrutineer)
    with pytest.raises(Refused, match="its agenda stands as it is"):
        operations.prepare_agenda(meeting, by=p.administrator)


def test_the_way_to_a_record_names_the_meeting_before_the_place_on_its_page(p):
    meeting = made.meeting(p)
    item = operations.add_item(
        meeting, by=p.administrator, title="Say what is next", address="/thread/enquiries/E-6/#statement-43"
    )
    assert record_link(item, meeting)["href"] == f"/thread/enquiries/E-6/?meeting={meeting.ref}.{item.pk}#statement-43"
