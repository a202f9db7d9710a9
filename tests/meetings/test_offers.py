from datetime import date

import pytest
from django.test import RequestFactory

from tests import make
from tests.make import meetings as made
from tests.make.meetings import offer, offers
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.models import Meeting
from threespires.meetings.offers import decision_entry, next_meetings, occasion_from, owed, sections
from threespires.meetings.reminders import plan_ahead
from threespires.partnership.models import Term
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db
A_WEEK_BEFORE = date(2026, 2, 26)


@pytest.fixture
def p():
    return make.partnership()


def titles(found):
    return [(thing.title, thing.due) for thing in found]


def test_the_clock_keeps_a_year_and_a_quarter_planned_and_repeats_without_harm(p):
    with made.on(date(2026, 4, 1)):
        assert plan_ahead() == 5 + 8 + 7 + 15
        assert plan_ahead() == 0
    with made.on(date(2026, 6, 30)):
        assert plan_ahead() == 1 + 1 + 2 + 3
    assert not Meeting.objects.filter(starts_at__date__gt=date(2027, 10, 1)).exists()


def test_an_agenda_is_owed_before_papers_go_out_by_whoever_prepares_it(p):
    meeting = made.meeting(p)
    with made.on(A_WEEK_BEFORE):
        wanted = ("Prepare the agenda of the Implementation Group", A_WEEK_BEFORE)
        assert wanted in titles(owed(p.administrator, A_WEEK_BEFORE))
        assert wanted in titles(owed(p.manager, A_WEEK_BEFORE))
        assert wanted not in titles(owed(p.scrutineer, A_WEEK_BEFORE))
        assert wanted not in titles(owed(p.housing_officer, A_WEEK_BEFORE))
        operations.prepare_agenda(meeting, by=p.administrator)
        assert wanted not in titles(owed(p.administrator, A_WEEK_BEFORE))


def test_the_days_before_follow_the_groups_terms(p):
    Term.objects.filter(group=p.implementation, name="papers_days").update(value=10)
    made.meeting(p)
    with made.on(A_WEEK_BEFORE):
        assert ("Prepare the agenda of the Implementation Group", date(2026, 2, 19)) in titles(
            owed(p.administrator, A_WEEK_BEFORE)
        )


def test_an_agenda_is_owed_by_the_day_of_the_meeting_where_no_term_says_when_papers_go_out(p):
    Term.objects.filter(group=p.implementation, name="papers_days").delete()
    made.meeting(p)
    with made.on(A_WEEK_BEFORE):
        wanted = ("Prepare the agenda of the Implementation Group", made.THURSDAY)
        assert wanted in titles(owed(p.administrator, A_WEEK_BEFORE))


def test_a_meeting_is_owed_on_its_day_by_whoever_runs_it(p):
    made.meeting(p)
    wanted = ("Run the meeting of the Implementation Group", made.THURSDAY)
    with made.on(made.THURSDAY, hour=8):
        assert wanted in titles(owed(p.scrutineer, made.THURSDAY))
        assert wanted not in titles(owed(p.housing_officer, made.THURSDAY))
    with made.on(A_WEEK_BEFORE):
        assert wanted not in titles(owed(p.scrutineer, A_WEEK_BEFORE))


def test_a_reply_is_owed_until_given(p):
    meeting = made.meeting(p)
    wanted = ("Say whether you will come to the Implementation Group", A_WEEK_BEFORE)
    with made.on(A_WEEK_BEFORE):
        assert wanted in titles(owed(p.police_officer, A_WEEK_BEFORE))
        seat = sits_on(p.police_officer, p.implementation)
        operations.reply(meeting, by=p.police_officer, seat=seat, status="coming")
        assert wanted not in titles(owed(p.police_officer, A_WEEK_BEFORE))


def test_nothing_is_owed_by_whoever_holds_nothing(p):
    made.meeting(p)
    with made.on(A_WEEK_BEFORE):
        assert owed(p.outsider, A_WEEK_BEFORE) == []


def test_next_meetings_are_one_for_each_group_of_mine_with_its_quorum_in_words(p):
    for day in (made.THURSDAY, date(2026, 5, 7)):
        made.meeting(p, day=day)
    made.meeting(p, p.executive, day=date(2026, 3, 19))
    with made.on(A_WEEK_BEFORE):
        found = next_meetings(p.scrutineer, A_WEEK_BEFORE, 3)
        assert [(each.group, each.day) for each in found] == [
            ("Implementation Group", "Thursday 5 March, 9:30am to noon"),
            ("Executive Board", "Thursday 19 March, 9:30am to noon"),
        ]
        assert found[0].quorum == "Not yet quorate"
        assert found[0].words.startswith("Needs all three statutory partners and half the seats. 0 of 6")
        assert [each.group for each in next_meetings(p.housing_officer, A_WEEK_BEFORE, 3)] == ["Implementation Group"]
        assert len(next_meetings(p.scrutineer, A_WEEK_BEFORE, 1)) == 1
        assert next_meetings(p.outsider, A_WEEK_BEFORE, 3) == []


def test_the_board_manager_sees_every_groups_next_but_no_case_groups(p):
    made.meeting(p)
    made.meeting(p, p.practice_review)
    with made.on(A_WEEK_BEFORE):
        assert [each.group for each in next_meetings(p.manager, A_WEEK_BEFORE, 5)] == ["Implementation Group"]


def test_next_meetings_of_many_groups_take_no_more_queries(p, django_assert_num_queries):
    with made.on(A_WEEK_BEFORE):
        made.meeting(p)
        next_meetings(p.manager, A_WEEK_BEFORE, 3)
        with django_assert_num_queries(6):
            next_meetings(p.manager, A_WEEK_BEFORE, 3)
        made.meeting(p, p.executive, day=date(2026, 3, 19))
        made.meeting(p, p.early_help, day=date(2026, 3, 20))
        with django_assert_num_queries(6):
            assert len(next_meetings(p.manager, A_WEEK_BEFORE, 3)) == 3


def test_a_room_shows_the_next_meeting_and_what_it_holds(p, monkeypatch):
    made.standing_agenda(p.implementation)
    meeting = made.meeting(p)
    with offers(monkeypatch, thread_proposed_complete=[offer("A-42"), offer("A-47")]):
        operations.prepare_agenda(meeting, by=p.administrator)
    with made.on(A_WEEK_BEFORE):
        (section,) = sections(p.housing_officer, p.implementation, today())
        assert section.facts["halves"] == [
            {"key": "Oversight", "value": "2 actions to accept"},
            {"key": "Development", "value": "2 items"},
        ]
        assert section.facts["quorum"].title == "Not yet quorate"
        (seen_by_other,) = sections(p.chief_executive, p.implementation, today())
        assert seen_by_other.facts["quorum"] is None
        assert sections(p.manager, p.practice_review, today()) == []


def asked_by(person, ref):
    request = RequestFactory().get("/actions/A-1/", {"meeting": ref})
    request.user = person
    return occasion_from(request)


def test_the_occasion_is_the_meeting_named_where_the_person_may_see_it(p):
    meeting = made.meeting(p)
    assert asked_by(p.housing_officer, meeting.ref) == (
        "Implementation Group, 5 March 2026", "/meetings/implementation-2026-03-05/",
    )  # fmt: skip
    assert asked_by(p.outsider, meeting.ref) is None
    assert asked_by(p.housing_officer, "") is None


def test_the_occasion_of_a_case_groups_meeting_says_neither_day_nor_address(p):
    hidden = made.meeting(p, p.practice_review)
    assert asked_by(p.reviewer, hidden.ref) == ("Practice Review Group", "")
    assert asked_by(p.manager, hidden.ref) is None


def test_search_finds_decisions_but_none_of_a_case_group(p):
    open_one, case = made.open_meeting(p), made.open_meeting(p, p.practice_review)
    decision = operations.decide(open_one, by=p.administrator, text="Share a weekly list")
    hidden = operations.decide(case, by=p.reviewer, text="About a child")
    assert decision_entry(decision) == (
        "D-1: Share a weekly list", "Implementation Group, 5 March 2026", "/meetings/implementation-2026-03-05/#D-1",
    )  # fmt: skip
    assert decision_entry(hidden) is None


def test_every_function_on_the_door_plate_is_there():
    for name in ("owed", "next_meetings", "occasion", "group_sections"):
        assert plates.gathered(name)


def test_every_source_of_an_agenda_says_what_its_offers_are_called():
    for room in plates.rooms():
        assert room.agenda_words.keys() == room.agenda_sources.keys(), room.name
    assert plates.count_offers("assurance.duties", 1) == "1 duty"
    assert plates.count_offers("assurance.duties", 4) == "4 duties"
    assert plates.count_offers("nothing.of.the.kind", 4) == ""
