"""What is opened from a meeting knows at which, decides there, and leads back."""

import pytest

from tests import make
from tests.make import meetings as made
from tests.meetings.pages import fields_of, item_page, said
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.meetings import operations
from threespires.meetings.along import named
from threespires.thread.actions.models import Action, TaskedWork
from threespires.thread.priorities.models import Priority, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting(p):
    """The executive's meeting under way, and the item under which a line of enquiry is asked."""
    enquiry = make.enquiry(p)
    meeting = made.open_meeting(p, p.executive, day=today())
    item = operations.add_item(meeting, by=p.manager, title=enquiry.question, address=enquiry.get_absolute_url())
    return enquiry, meeting, item


def at(where, meeting, item):
    return f"{where}?meeting={named(meeting, item)}"


def test_a_record_opened_from_an_item_leads_back_to_the_item_while_the_meeting_runs(p, as_person, sitting):
    enquiry, meeting, item = sitting
    client = as_person(p.scrutineer)
    there = at(enquiry.get_absolute_url(), meeting, item)
    assert there in said(client.get(item_page(meeting, item)))
    page = said(client.get(there))
    assert f"At the meeting of <strong>{meeting}</strong>" in page
    assert f'href="{item_page(meeting, item)}">Back to the meeting' in page
    assert "Back to the meeting" not in said(client.get(enquiry.get_absolute_url()))


def test_whoever_may_not_follow_it_is_led_back_to_its_page(p, as_person, sitting):
    enquiry, meeting, item = sitting
    page = said(as_person(p.housing_officer).get(at(enquiry.get_absolute_url(), meeting, item)))
    assert f'href="{meeting.get_absolute_url()}#item-{item.pk}">Back to the meeting' in page


@pytest.mark.parametrize("asked", ["", "nothing", "nothing.1", ".", "²"])
def test_a_meeting_that_is_not_there_leads_nowhere(p, as_person, sitting, asked):
    page = said(as_person(p.scrutineer).get(f"{sitting[0].get_absolute_url()}?meeting={asked}"))
    assert "Back to the meeting" not in page


@pytest.mark.parametrize("key", ["", "0", "x", "²", "9" * 500])
def test_an_item_that_is_not_there_leads_back_to_the_meeting(p, as_person, sitting, key):
    enquiry, meeting, _ = sitting
    page = said(as_person(p.scrutineer).get(f"{enquiry.get_absolute_url()}?meeting={meeting.ref}.{key}"))
    assert f'href="/meetings/{meeting.ref}/run/">Back to the meeting' in page


def test_a_case_groups_meeting_is_named_to_its_members_alone(p, as_person, sitting):
    enquiry = sitting[0]
    hidden = made.meeting(p, p.practice_review, day=today())
    there = f"{enquiry.get_absolute_url()}?meeting={hidden.ref}"
    assert "Back to the meeting" in said(as_person(p.reviewer).get(there))
    assert "Back to the meeting" not in said(as_person(p.manager).get(there))


def test_a_priority_set_from_an_item_remembers_the_item_and_stays_at_the_meeting(p, as_person, sitting):
    enquiry, meeting, item = sitting
    client = as_person(p.scrutineer)
    shown = said(client.get(at(enquiry.get_absolute_url(), meeting, item)))
    there = f"/thread/priorities/new/?enquiry={enquiry.ref}&meeting={named(meeting, item)}"
    assert there.replace("&", "&amp;") in shown
    typed = {
        "enquiries": enquiry.ref, "title": "Every child is asked why", "outcome": "They are", "how_known": "They say",
        "quarter": Quarter.of(today()).starts.isoformat(), "meeting": meeting.ref, "confirm": "yes",
    }  # fmt: skip
    answer = client.post(there, typed)
    priority = Priority.objects.get()
    assert priority.occasion_address == f"{meeting.get_absolute_url()}#item-{item.pk}"
    assert answer.url == at(priority.get_absolute_url(), meeting, item)


def test_what_one_does_on_a_record_keeps_the_meeting(p, as_person, live, work):
    item = operations.add_item(live, by=p.manager, title=work.title, address=work.get_absolute_url())
    client = as_person(p.council_officer)
    page = said(client.get(at(work.get_absolute_url(), live, item)))
    take_up = at(f"{work.get_absolute_url()}take-up/", live, item)
    assert f'action="{take_up}"' in page
    version = fields_of(client.get(at(work.get_absolute_url(), live, item)))
    assert client.post(take_up, version).url == at(work.get_absolute_url(), live, item)


def test_what_is_raised_on_a_records_page_stands_under_the_item_and_leads_back_to_it(p, as_person, live, work):
    item = operations.add_item(live, by=p.manager, title=work.title, address=work.get_absolute_url())
    client = as_person(p.administrator)
    there = f"/actions/new/?work={work.ref}&meeting={named(live, item)}"
    typed = fields_of(client.get(there)) | {
        "title": "Ring every family", "owner": p.housing_officer.pk, "agency": p.housing.pk, "due_on": "2030-03-01",
    }  # fmt: skip
    assert client.post(there, typed).url == item_page(live, item)
    assert Action.objects.get().occasion_address == f"{live.get_absolute_url()}#item-{item.pk}"


def test_a_statement_is_added_at_the_meeting(p, as_person, sitting):
    enquiry, meeting, item = sitting
    client = as_person(p.scrutineer)
    there = at(f"{enquiry.get_absolute_url()}statements/new/", meeting, item)
    assert there in said(client.get(at(enquiry.get_absolute_url(), meeting, item)))
    column = make.column(p, "needs-to-happen")
    answer = client.post(there, {"column": column.key, "text": "Ring the same day"})
    statement = Statement.objects.get()
    assert answer.url == f"{at(enquiry.get_absolute_url(), meeting, item)}#statement-{statement.pk}"


def test_work_tasked_from_a_meeting_keeps_it_through_the_question_which_priority(p, as_person, sitting):
    enquiry, meeting, item = sitting
    priority = make.priority(p, enquiries=[enquiry])
    client = as_person(p.scrutineer)
    page = said(client.get(at("/actions/work/", meeting, item)))
    assert f'href="{at("/actions/work/new/", meeting, item)}"' in page
    which = said(client.get(at("/actions/work/new/", meeting, item)))
    assert f'<input type="hidden" name="meeting" value="{named(meeting, item)}">' in which
    there = f"/actions/work/new/?priority={priority.ref}&meeting={named(meeting, item)}"
    assert f"At {meeting}" in said(client.get(there))
    typed = fields_of(client.get(there)) | {
        "title": "One route", "level": p.levels[2].pk, "group": p.early_help.pk, "due_on": "2030-03-01",
        "done_means": "It is used",
    }  # fmt: skip
    answer = client.post(there, typed)
    work = TaskedWork.objects.get()
    assert (work.occasion, work.occasion_address) == (str(meeting), f"{meeting.get_absolute_url()}#item-{item.pk}")
    assert answer.url == at(work.get_absolute_url(), meeting, item)
    page = said(as_person(p.housing_officer).get(work.get_absolute_url()))
    assert f'href="{work.occasion_address}">{meeting}' in page


def test_work_names_no_meeting_that_its_teller_may_not_see(p, as_person):
    hidden = made.open_meeting(p, p.practice_review, day=today())
    there = f"/actions/work/new/?priority={make.priority(p).ref}&meeting={hidden.ref}"
    client = as_person(p.scrutineer)
    typed = fields_of(client.get(there)) | {
        "title": "One route", "level": p.levels[2].pk, "group": p.early_help.pk, "due_on": "2030-03-01",
        "done_means": "It is used",
    }  # fmt: skip
    client.post(there, typed)
    assert (TaskedWork.objects.get().occasion, TaskedWork.objects.get().occasion_address) == ("", "")
