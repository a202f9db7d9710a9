"""Who reads a paper, hands one in, changes it, and has a pack made."""

import pytest

from tests import make
from tests.make import meetings as made
from tests.make import papers as handed_in
from threespires.meetings import operations as meetings
from threespires.papers import operations
from threespires.papers.permissions import (
    may_change_paper,
    may_fetch_pack,
    may_hand_in,
    may_make_pack,
    may_open_document,
    may_send_out,
    visible_papers,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def sees(person, paper) -> bool:
    return visible_papers(person).filter(pk=paper.pk).exists()


def test_before_it_goes_out_a_paper_is_seen_by_whoever_runs_the_meeting_and_whoever_handed_it_in(p):
    meeting = made.meeting(p)
    paper = handed_in.paper(meeting, by=p.housing_officer)
    assert sees(p.housing_officer, paper)
    assert sees(p.manager, paper)
    assert not sees(p.police_officer, paper)
    handed_in.pack(meeting, by=p.manager)
    assert sees(p.police_officer, paper)
    assert not sees(p.outsider, paper)


def test_a_paper_for_members_is_read_by_those_who_sit_there_or_serve_it(p):
    meeting = made.meeting(p, p.executive)
    paper = handed_in.paper(meeting, by=p.manager, audience="members")
    handed_in.pack(meeting, by=p.manager)
    assert sees(p.administrator, paper)
    assert sees(p.manager, paper)
    assert not sees(p.housing_officer, paper)
    assert not may_open_document(p.housing_officer, paper.versions.get().document)
    assert may_open_document(p.administrator, paper.versions.get().document)


def test_a_case_groups_papers_exist_for_its_members_alone(p):
    meeting = made.meeting(p, p.practice_review)
    paper = handed_in.paper(meeting, by=p.reviewer)
    handed_in.pack(meeting, by=p.reviewer)
    assert sees(p.second_reviewer, paper)
    assert not sees(p.manager, paper)
    assert not may_fetch_pack(p.manager, meeting)


def test_members_hand_in_papers_until_the_meeting_closes(p):
    meeting = made.meeting(p)
    assert may_hand_in(p.housing_officer, meeting)
    assert may_hand_in(p.manager, meeting)
    assert not may_hand_in(p.outsider, meeting)
    meetings.cancel(meeting, by=p.manager, because="No room")
    assert not may_hand_in(p.manager, meeting)


def test_a_paper_is_changed_by_whoever_handed_it_in_and_whoever_runs_the_meeting(p):
    paper = handed_in.paper(made.meeting(p), by=p.housing_officer)
    assert may_change_paper(p.housing_officer, paper)
    assert may_change_paper(p.manager, paper)
    assert not may_change_paper(p.police_officer, paper)
    operations.withdraw(paper, by=p.manager, because="Out of date")
    assert not may_change_paper(p.manager, paper)


def test_a_pack_is_made_and_sent_out_by_whoever_prepares_the_agenda(p):
    meeting = made.meeting(p)
    assert may_make_pack(p.manager, meeting)
    assert not may_make_pack(p.housing_officer, meeting)
    handed_in.paper(meeting, by=p.manager)
    pack = handed_in.pack(meeting, by=p.manager, out=False)
    assert may_send_out(p.manager, pack)
    assert not may_send_out(p.housing_officer, pack)


def test_a_pack_is_fetched_by_whoever_sees_the_meeting_once_it_is_out(p):
    meeting = made.meeting(p)
    assert not may_fetch_pack(p.manager, meeting)
    pack = handed_in.pack(meeting, by=p.manager, out=False)
    assert may_fetch_pack(p.manager, meeting)
    assert not may_fetch_pack(p.housing_officer, meeting)
    operations.send_out(pack, by=p.manager)
    assert may_fetch_pack(p.housing_officer, meeting)
    assert not may_fetch_pack(p.outsider, meeting)
