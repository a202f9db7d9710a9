"""An item shows what came of it: the priority set, the work tasked, the action raised; and where its thread is."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import meetings as made
from tests.meetings.pages import item_page, said
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.came import came_by_item, walked_ref
from threespires.meetings.shown import occasion_of, record_link
from threespires.thread.actions.operations import task

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(p):
    """The executive's meeting under way, its line of enquiry, and the item about it."""
    enquiry = make.enquiry(p)
    meeting = made.open_meeting(p, p.executive, day=today())
    item = operations.add_item(meeting, by=p.manager, title=enquiry.question, address=enquiry.get_absolute_url())
    return enquiry, meeting, item


def tasked(p, priority, meeting=None, item=None):
    occasion, address = occasion_of(meeting, item) if meeting else ("", "")
    return task(
        by=p.scrutineer, priority=priority, title="One route", level=p.levels[2], group=p.implementation,
        due_on=today() + timedelta(days=90), done_means="It is used", occasion=occasion, occasion_address=address,
    )  # fmt: skip


def came(p, meeting, item=None):
    found = came_by_item(meeting, p.scrutineer)
    return [each.name for each in found[item.pk if item else None]]


def set_there(p, enquiry, meeting, item=None):
    occasion, address = occasion_of(meeting, item)
    return make.priority(p, enquiries=[enquiry], occasion=occasion, occasion_address=address)


def test_a_priority_set_and_the_work_tasked_for_it_stand_under_the_item(p, as_person, sitting):
    enquiry, meeting, item = sitting
    priority = set_there(p, enquiry, meeting, item)
    tasked(p, priority, meeting, item)
    assert came(p, meeting, item) == ["Priority P-1", "Tasked work W-1"]
    page = said(as_person(p.scrutineer).get(item_page(meeting, item)))
    assert "Set for Quarter" in page
    assert "One route. Tasked to Implementation Group" in page
    assert "Tasked work W-1" in said(as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/"))


def test_what_was_set_on_another_page_stands_besides_the_agenda(p, as_person, sitting):
    enquiry, meeting, _ = sitting
    set_there(p, enquiry, meeting)
    assert came(p, meeting) == ["Priority P-1"]
    page = said(as_person(p.housing_officer).get(f"/meetings/{meeting.ref}/"))
    assert page.index("Besides the agenda") < page.index("Priority P-1")


def test_work_stands_where_it_was_tasked_and_not_wherever_its_day_or_its_record_is(p, sitting):
    enquiry, meeting, item = sitting
    priority = set_there(p, enquiry, meeting, item)
    tasked(p, priority)
    tasked(p, priority, made.open_meeting(p, p.implementation, day=today()))
    assert came(p, meeting, item) == ["Priority P-1"]
    tasked(p, make.priority(p), meeting)
    assert came(p, meeting) == ["Tasked work W-3"]


def test_what_another_meeting_set_is_not_this_ones(p, sitting):
    enquiry, meeting, _ = sitting
    set_there(p, enquiry, made.open_meeting(p, p.executive, day=today()))
    assert came(p, meeting) == []


def test_nothing_came_of_a_meeting_that_is_still_to_come(p, sitting):
    planned = made.meeting(p, p.executive, day=today() + timedelta(days=30))
    set_there(p, sitting[0], planned)
    assert came(p, planned) == []


@pytest.mark.parametrize(
    ("address", "ref"),
    [
        ("/actions/A-45/", "A-45"),
        ("/thread/enquiries/E-6/#statement-43", "E-6"),
        ("/actions/escalations/X-1/", ""),
        ("/assurance/duties/wt-1/", ""),
        ("", ""),
    ],
)
def test_only_what_stands_on_the_thread_is_walked(address, ref):
    assert walked_ref(address) == ref


def test_a_record_on_the_thread_leads_to_its_thread_from_the_item(p, as_person, sitting):
    enquiry, meeting, item = sitting
    page = said(as_person(p.scrutineer).get(item_page(meeting, item)))
    href = record_link(item, meeting)["thread"]
    assert href == f"/thread/walk/{enquiry.ref}/?meeting={meeting.ref}.{item.pk}"
    assert f'href="{href}">Its thread' in page
    assert "Back to the meeting" in said(as_person(p.scrutineer).get(href))
