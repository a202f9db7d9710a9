"""How a record stands is asked whenever an agenda is shown; what no longer waits says so, or comes off."""

import pytest

from tests.make import meetings as made
from tests.make.meetings import offer, offers
from tests.meetings.pages import item_page, said
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.agenda import NO_LONGER, additions, no_longer_waiting, read_live_agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared(p, monkeypatch):
    """A meeting whose agenda holds two records, and what its sources offer, to be changed by the test."""
    meeting = made.meeting(p, day=today())
    with offers(monkeypatch, thread_newly_tasked=[offer("W-3", detail="5 days late"), offer("W-4")]) as sources:
        operations.prepare_agenda(meeting, by=p.administrator)
        yield meeting, sources


def titles(meeting):
    return [point.title for line in read_live_agenda(meeting).lines for point in line.points]


def test_how_a_record_stands_is_never_kept(p, as_person, prepared):
    meeting, sources = prepared
    assert not meeting.items.exclude(detail="").exists()
    assert "5 days late" in said(as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/"))
    sources["thread.newly_tasked"] = [offer("W-3", detail="6 days late"), offer("W-4")]
    for page in ("", "agenda/"):
        shown = said(as_person(p.scrutineer).get(f"/meetings/{meeting.ref}/{page}"))
        assert "6 days late" in shown
        assert "5 days late" not in shown


def test_what_was_written_by_hand_stands_beside_it(p, as_person, prepared):
    meeting, _ = prepared
    operations.amend_item(meeting.items.get(title="Record W-3"), by=p.administrator, detail="Ask Grace")
    assert "5 days late · Ask Grace" in said(as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/"))


def test_what_no_longer_waits_says_so_until_the_agenda_is_prepared_again(p, as_person, prepared):
    meeting, sources = prepared
    sources["thread.newly_tasked"] = [offer("W-4")]
    client = as_person(p.administrator)
    assert NO_LONGER in said(client.get(f"/meetings/{meeting.ref}/"))
    assert "Prepare: 1 no longer waiting" in said(client.get(f"/meetings/{meeting.ref}/agenda/"))
    page = said(client.get(f"/meetings/{meeting.ref}/agenda/prepare/"))
    assert "The agenda is up to date" not in page
    assert "Record W-3" in page
    done = said(client.post(f"/meetings/{meeting.ref}/agenda/prepare/", follow=True))
    assert "What no longer waits is off the agenda" in done
    assert titles(meeting) == ["Record W-4"]
    assert "The agenda is up to date" in said(client.get(f"/meetings/{meeting.ref}/agenda/prepare/"))


def test_what_waits_again_comes_back(p, prepared):
    meeting, sources = prepared
    both = sources["thread.newly_tasked"]
    sources["thread.newly_tasked"] = [offer("W-4")]
    operations.prepare_agenda(meeting, by=p.administrator)
    sources["thread.newly_tasked"] = both
    operations.prepare_agenda(meeting, by=p.administrator)
    assert sorted(titles(meeting)) == ["Record W-3", "Record W-4"]


def test_what_somebody_edited_stays(p, prepared):
    meeting, sources = prepared
    operations.amend_item(meeting.items.get(title="Record W-3"), by=p.administrator, title="Fathers seen")
    sources["thread.newly_tasked"] = []
    operations.prepare_agenda(meeting, by=p.administrator)
    assert titles(meeting) == ["Fathers seen"]


def test_once_the_meeting_has_opened_what_it_deals_with_stays_on_its_agenda(p, as_person, prepared):
    meeting, sources = prepared
    operations.open_meeting(meeting, by=p.scrutineer)
    sources["thread.newly_tasked"] = [offer("W-4", detail="By 3 March")]
    operations.prepare_agenda(meeting, by=p.administrator)
    assert titles(meeting) == ["Record W-3", "Record W-4"]
    page = said(as_person(p.scrutineer).get(item_page(meeting, meeting.items.get(offered_as="line:newly-tasked"))))
    assert NO_LONGER in page
    assert "By 3 March" in page


def test_a_closed_meeting_says_nothing_of_how_things_stand_today(p, as_person, prepared):
    meeting, _ = prepared
    operations.open_meeting(meeting, by=p.scrutineer)
    operations.close_meeting(meeting, by=p.scrutineer)
    page = said(as_person(p.scrutineer).get(f"/meetings/{meeting.ref}/"))
    assert "Record W-3" in page
    assert "5 days late" not in page


def test_what_was_dealt_with_since_is_not_carried_on(p, prepared):
    meeting, sources = prepared
    operations.open_meeting(meeting, by=p.scrutineer)
    operations.close_meeting(meeting, by=p.scrutineer)
    sources["thread.newly_tasked"] = [offer("W-4")]
    following = made.meeting(p, day=today().replace(year=today().year + 1))
    assert [each.title for each in additions(following) if each.address] == ["Record W-4"]


def test_what_a_source_that_no_room_fills_offered_once_still_waits(p, prepared):
    meeting, sources = prepared
    del sources["thread.newly_tasked"]
    assert no_longer_waiting(meeting, read_live_agenda(meeting)) == []
