"""Who may see, read and run meetings: one table a group."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import meetings as made
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.meetings import permissions as rules
from threespires.partnership.models import Post, Seat
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db

SEES, READS, RUNS = "sees", "reads", "runs"
IMPLEMENTATION = {
    "scrutineer": RUNS,
    "administrator": RUNS,
    "manager": RUNS,
    "housing_officer": READS,
    "schools_officer": READS,
    "council_officer": READS,
    "chief_executive": SEES,
    "health_lead": SEES,
    "director": SEES,
    "quality": SEES,
    "early_help_chair": SEES,
    "reviewer": SEES,
    "outsider": "",
}
CASE_GROUP = {
    "reviewer": RUNS,
    "second_reviewer": READS,
    "scrutineer": "",
    "administrator": "",
    "manager": "",
    "housing_officer": "",
    "chief_executive": "",
    "outsider": "",
}
_UP_TO = {"": set(), SEES: {SEES}, READS: {SEES, READS}, RUNS: {SEES, READS, RUNS}}


@pytest.fixture
def p():
    return make.partnership()


@pytest.mark.parametrize(
    ("group", "who", "may"),
    [
        *(("implementation", who, may) for who, may in IMPLEMENTATION.items()),
        *(("practice_review", who, may) for who, may in CASE_GROUP.items()),
    ],
)
def test_each_person_may_do_what_their_seat_or_post_opens(p, group, who, may):
    meeting = made.meeting(p, getattr(p, group))
    person = getattr(p, who)
    found = set()
    if rules.visible_meetings(person).filter(pk=meeting.pk).exists():
        found.add(SEES)
    if rules.may_read_notes(person, meeting.group) and found:
        found.add(READS)
    if rules.may_run(person, meeting.group):
        found.add(RUNS)
    assert found == _UP_TO[may]
    assert bool(rules.may_see_meetings_of(person, meeting.group)) == (SEES in found)


ROLES, POSTS = set(Seat.Role.values), set(Post.Function.values)
RUNNING = {"chair", "vice_chair", "administrator"}


@pytest.mark.parametrize(
    ("rule", "roles", "posts"),
    [
        (rules.may_see_meetings_of, ROLES, POSTS),
        (rules.may_read_notes, ROLES, {"board_manager"}),
        (rules.may_run, RUNNING, {"board_manager"}),
    ],
)
def test_a_rule_of_a_group_is_opened_by_these_roles_on_it_and_these_posts(p, rule, roles, posts):
    unnamed = rule == rules.may_see_meetings_of
    assert roles_allowed(p.implementation, rule, p.implementation, unnamed=unnamed) == roles
    assert roles_allowed(p.early_help, rule, p.implementation, unnamed=unnamed) == (roles if unnamed else set())
    assert posts_allowed(rule, p.implementation, unnamed=unnamed) == posts


@pytest.mark.parametrize(
    ("rule", "roles"),
    [
        (rules.may_see_meetings_of, ROLES - {"adviser"}),
        (rules.may_read_notes, ROLES - {"adviser"}),
        (rules.may_run, RUNNING),
    ],
)
def test_a_rule_of_a_case_group_is_opened_by_these_roles_on_it_and_by_no_post(p, rule, roles):
    assert roles_allowed(p.practice_review, rule, p.practice_review) == roles
    assert roles_allowed(p.implementation, rule, p.practice_review) == set()
    assert posts_allowed(rule, p.practice_review) == set()


@pytest.mark.parametrize("who", [who for who, may in IMPLEMENTATION.items() if may != RUNS])
def test_who_does_not_run_a_meeting_is_refused_every_step(p, who):
    person, meeting = getattr(p, who), made.open_meeting(p)
    item = meeting.items.create(order=90, title="Something")
    refused = [
        rules.may_arrange(person, meeting.group),
        rules.may_move(person, meeting),
        rules.may_cancel(person, meeting),
        rules.may_prepare(person, meeting),
        rules.may_edit_item(person, item),
        rules.may_remove_item(person, item),
        rules.may_open(person, meeting),
        rules.may_note_attendance(person, meeting),
        rules.may_write_note(person, item),
        rules.may_finish_item(person, item),
        rules.may_decide(person, meeting),
        rules.may_close(person, meeting),
    ]
    assert not any(refused)
    assert {verdict.reason for verdict in refused} == {
        "Only the chair, vice-chair or administrator of this group, or the Board manager, does this"
    }


def test_a_refusal_says_what_one_may_not(p):
    assert rules.may_see_meetings_of(p.outsider, p.implementation).reason == (
        "Only people who hold a seat or post see meetings"
    )
    assert rules.may_read_notes(p.director, p.implementation).reason == "Only members of this group read what was said"
    meeting = made.meeting(p)
    meeting.status = "cancelled"
    assert rules.may_prepare(p.manager, meeting).reason == ("This meeting is cancelled, so its agenda stands as it is")
    assert rules.may_note_attendance(p.manager, meeting).reason == "This meeting is cancelled"


def test_an_adviser_of_a_case_group_is_no_member_of_it(p):
    adviser = make.person()
    make.seated(p.practice_review, adviser, "adviser")
    meeting = made.meeting(p, p.practice_review)
    assert not rules.visible_meetings(adviser).filter(pk=meeting.pk).exists()
    assert not rules.may_read_notes(adviser, p.practice_review)
    item = meeting.items.create(order=90, title="Something", note="Said")
    assert not rules.visible_notes(adviser).filter(pk=item.pk).exists()


def test_a_board_manager_who_is_also_a_member_of_a_case_group_reads_the_notes_of_both(p):
    make.seated(p.practice_review, p.manager)
    items = [
        made.meeting(p, group).items.create(order=90, title="It") for group in (p.implementation, p.practice_review)
    ]
    assert set(rules.visible_notes(p.manager).filter(title="It")) == set(items)


@pytest.mark.parametrize("key", ["implementation", "early_help", "practice_review"])
def test_notes_are_found_by_those_alone_who_may_read_them(p, key):
    item = made.operations.add_item(
        made.meeting(p, getattr(p, key)), by=p.reviewer if key == "practice_review" else p.manager, title="Rota"
    )
    for name, person in p.people.items():
        may = bool(rules.may_read_notes(person, item.meeting.group))
        assert rules.visible_notes(person).filter(pk=item.pk).exists() is may, name


def test_decisions_are_seen_by_whoever_sees_their_meeting(p):
    for group, runner in ((p.implementation, p.administrator), (p.practice_review, p.reviewer)):
        meeting = made.open_meeting(p, group)
        from_chair = made.operations.decide(meeting, by=runner, text="Agreed")
        assert rules.visible_decisions(p.second_reviewer).filter(pk=from_chair.pk).exists()
        assert not rules.visible_decisions(p.outsider).filter(pk=from_chair.pk).exists()
        seen_by_manager = rules.visible_decisions(p.manager).filter(pk=from_chair.pk).exists()
        assert seen_by_manager is not group.is_case_group


def test_a_member_replies_for_their_own_seat_and_a_stand_in_for_it_but_nobody_else(p):
    meeting, seat = made.meeting(p), sits_on(p.housing_officer, p.implementation)
    stand_in = make.person()
    Seat.objects.create(group=p.implementation, person=stand_in, role="delegate", delegate_for=seat)
    assert allowed(p, rules.may_reply, meeting, seat) == {"housing_officer", "scrutineer", "administrator", "manager"}
    assert rules.may_reply(stand_in, meeting, seat).seat == f"{stand_in}, delegate, Implementation Group"


def test_reasons_and_dissent_are_added_by_whoever_runs_the_group_also_after_its_meeting_has_closed(p):
    meeting = made.open_meeting(p)
    decision = made.operations.decide(meeting, by=p.administrator, text="Agreed")
    made.operations.close_meeting(meeting, by=p.scrutineer)
    assert allowed(p, rules.may_explain, decision) == {"scrutineer", "administrator", "manager"}


def test_a_reply_comes_before_the_meeting_begins(p):
    meeting = made.open_meeting(p)
    verdict = rules.may_reply(p.housing_officer, meeting, sits_on(p.housing_officer, p.implementation))
    assert verdict.reason == "Replies are given before the meeting begins"


def test_a_meeting_opens_on_its_day_and_not_before(p):
    meeting = made.meeting(p)
    with made.on(made.date(2026, 3, 4)):
        assert "on 5 March 2026" in rules.may_open(p.scrutineer, meeting).reason
    for day in (made.THURSDAY, made.THURSDAY + timedelta(days=1)):
        with made.on(day):
            assert rules.may_open(p.scrutineer, meeting)


def test_an_item_with_something_recorded_under_it_stays(p):
    meeting = made.open_meeting(p)
    item = meeting.items.create(order=90, title="Something", note="Said")
    assert rules.may_remove_item(p.manager, item).reason == "Something is recorded under this item, so it stays"
    decided = meeting.items.create(order=91, title="Something else")
    assert rules.may_remove_item(p.manager, decided)
    made.operations.decide(meeting, by=p.manager, text="Agreed", item=decided)
    assert not rules.may_remove_item(p.manager, decided)


STATUSES = ("planned", "open", "closed", "cancelled")


@pytest.mark.parametrize(
    ("rule", "statuses"),
    [
        (rules.may_move, {"planned"}),
        (rules.may_cancel, {"planned"}),
        (rules.may_open, {"planned"}),
        (rules.may_prepare, {"planned", "open"}),
        (rules.may_note_attendance, {"planned", "open"}),
        (rules.may_decide, {"open"}),
        (rules.may_close, {"open"}),
    ],
)
def test_a_step_of_a_meeting_is_taken_while_it_stands_so_and_refused_otherwise(p, rule, statuses):
    meeting = made.meeting(p)
    for status in STATUSES:
        meeting.status = status
        with made.on(made.THURSDAY):
            may = {"scrutineer", "administrator", "manager"} if status in statuses else set()
            assert allowed(p, rule, meeting) == may


@pytest.mark.parametrize(
    ("rule", "statuses"),
    [
        (rules.may_edit_item, {"planned", "open"}),
        (rules.may_remove_item, {"planned", "open"}),
        (rules.may_write_note, {"open", "closed"}),
        (rules.may_finish_item, {"open"}),
    ],
)
def test_a_step_of_an_item_is_taken_while_its_meeting_stands_so_and_refused_otherwise(p, rule, statuses):
    item = made.meeting(p).items.create(order=90, title="Something")
    for status in STATUSES:
        item.meeting.status = status
        may = {"scrutineer", "administrator", "manager"} if status in statuses else set()
        assert allowed(p, rule, item) == may


def test_an_item_taken_off_already_is_not_taken_off_again(p):
    item = made.meeting(p).items.create(order=90, title="Something", status="removed")
    assert "taken off" in rules.may_remove_item(p.manager, item).reason


def test_notes_are_written_after_the_meeting_has_closed_too_and_the_agenda_is_not(p):
    meeting = made.open_meeting(p)
    item = meeting.items.create(order=90, title="Something")
    made.operations.close_meeting(meeting, by=p.scrutineer)
    item.refresh_from_db()
    assert rules.may_write_note(p.administrator, item)
    assert not rules.may_edit_item(p.administrator, item)
    assert not rules.may_decide(p.scrutineer, meeting)
