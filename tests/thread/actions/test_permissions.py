"""Who may do what with work, actions, rounds, escalations and tests, by the seats and posts that people hold."""

import pytest

from tests import make
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.partnership.models import Seat
from threespires.partnership.standing import forget_standing
from threespires.thread.actions import operations, permissions
from threespires.thread.actions.models import Action
from threespires.thread.actions.permissions.escalations import answers_in_own_name
from threespires.thread.actions.permissions.tests_of_effect import plans_tests
from threespires.thread.actions.permissions.work import tasks_work

pytestmark = pytest.mark.django_db

EVERYONE = {
    "scrutineer", "chief_executive", "health_lead", "police_lead", "director", "manager", "quality",
    "administrator", "council_officer", "health_officer", "police_officer", "housing_officer",
    "schools_officer", "early_help_chair", "reviewer", "second_reviewer",
}  # fmt: skip
EXECUTIVE = {"scrutineer", "chief_executive", "director", "health_lead", "police_lead"}
IMPLEMENTING = {
    "scrutineer", "council_officer", "health_officer", "police_officer", "housing_officer", "schools_officer",
}  # fmt: skip
SERVING = {"manager", "administrator"}
HEALTH = {"health_lead", "health_officer", "reviewer"}
VOICES = {"chair", "vice_chair", "member", "delegate"}
ROLES = set(Seat.Role.values)
MANAGER, OFFICERS = {"board_manager"}, {"board_manager", "quality_assurance"}


def test_seeing_is_for_whoever_holds_a_seat_or_post(p):
    assert allowed(p, permissions.may_see) == EVERYONE


VISIBLE = [
    (permissions.visible_work, make.work),
    (permissions.visible_actions, make.action),
    (permissions.visible_escalations, make.escalation),
    (permissions.visible_tests, make.effect_test),
    (permissions.visible_rounds, lambda p: make.update_round(p, [make.action(p)])),
]


@pytest.mark.parametrize(("visible", "build"), VISIBLE)
def test_list_holds_it_for_everyone_but_the_outsider(p, visible, build):
    thing = build(p)
    assert {name for name, person in p.people.items() if visible(person).filter(pk=thing.pk).exists()} == EVERYONE


WORK_RULES = [
    (permissions.may_take_up_work, "tasked", IMPLEMENTING | SERVING | {"early_help_chair"}),
    (permissions.may_take_up_work, "taken_up", set()),
    (permissions.may_finish_work, "taken_up", IMPLEMENTING | SERVING | {"early_help_chair"}),
    (permissions.may_finish_work, "tasked", set()),
    (permissions.may_withdraw_work, "tasked", EXECUTIVE | SERVING),
    (permissions.may_withdraw_work, "taken_up", EXECUTIVE | SERVING),
    (permissions.may_withdraw_work, "done", set()),
    (permissions.may_raise_action, "tasked", IMPLEMENTING | SERVING | {"early_help_chair"}),
    (permissions.may_raise_action, "taken_up", IMPLEMENTING | SERVING | {"early_help_chair"}),
    (permissions.may_raise_action, "done", set()),
    (permissions.may_raise_action, "withdrawn", set()),
]


@pytest.mark.parametrize(("rule", "status", "who"), WORK_RULES)
def test_rule_of_work_says_yes_to(p, rule, status, who):
    assert allowed(p, rule, make.work(p, status)) == who


def test_work_is_tasked_by_the_executive_or_whoever_records_it(p):
    assert allowed(p, tasks_work) == EXECUTIVE | SERVING
    assert allowed(p, permissions.may_task, make.priority(p)) == EXECUTIVE | SERVING


def test_no_work_is_tasked_from_a_priority_that_is_closed(p):
    priority = make.priority(p)
    priority.status = "closed"
    assert permissions.may_task(p.scrutineer, priority).reason == (
        "This priority is closed, so no more work is tasked from it"
    )


# The action is Housing's: its owner is housing_officer, who also stands for Housing and sits on the group.
ACTION_RULES = [
    (permissions.may_update, "in_progress", {"housing_officer", "manager"}),
    (permissions.may_update, "proposed", {"housing_officer", "manager"}),
    (permissions.may_update, "accepted", set()),
    (permissions.may_update, "withdrawn", set()),
    (permissions.may_add_evidence, "blocked", {"housing_officer", "manager"}),
    (permissions.may_add_evidence, "accepted", set()),
    (permissions.may_propose, "in_progress", {"housing_officer"}),
    (permissions.may_propose, "not_started", {"housing_officer"}),
    (permissions.may_propose, "blocked", set()),
    (permissions.may_propose, "proposed", set()),
    (permissions.may_accept, "proposed", IMPLEMENTING - {"housing_officer"}),
    (permissions.may_accept, "in_progress", set()),
    (permissions.may_send_back, "proposed", IMPLEMENTING - {"housing_officer"}),
    (permissions.may_send_back, "returned", set()),
    (permissions.may_withdraw, "in_progress", {"scrutineer", "manager"}),
    (permissions.may_withdraw, "proposed", {"scrutineer", "manager"}),
    (permissions.may_withdraw, "accepted", set()),
    (permissions.may_change, "in_progress", IMPLEMENTING | {"manager"}),
    (permissions.may_change, "accepted", set()),
    (permissions.may_escalate, "blocked", IMPLEMENTING | {"administrator", "early_help_chair"}),
    (permissions.may_escalate, "accepted", set()),
    (permissions.may_ask_for_update, "in_progress", IMPLEMENTING | SERVING),
    (permissions.may_ask_for_update, "withdrawn", set()),
]


@pytest.mark.parametrize(("rule", "status", "who"), ACTION_RULES)
def test_rule_of_an_action_says_yes_to(p, rule, status, who):
    assert allowed(p, rule, make.action(p, status)) == who


def test_whoever_stands_for_the_agency_reports_beside_the_owner(p):
    action = make.action(p, owner=p.quality, agency=p.health)
    assert allowed(p, permissions.may_update, action) == HEALTH | {"quality", "manager"}
    assert allowed(p, permissions.may_propose, action) == HEALTH | {"quality"}


def test_an_owner_acts_in_the_seat_or_post_they_hold(p):
    own = make.action(p)
    assert permissions.may_update(p.housing_officer, own).seat == "Housing officer, Safeguarding lead, Housing"
    lent = make.action(p, owner=p.quality, agency=p.health)
    assert permissions.may_update(p.quality, lent).seat == "Quality, Quality Assurance Manager, owner"
    seated = make.action(p, owner=p.early_help_chair, agency=p.council)
    assert permissions.may_escalate(p.early_help_chair, seated).seat.startswith("Early help chair, chair, ")


def test_a_tester_reports_in_the_seat_or_post_they_hold(p):
    test = make.effect_test(p, tester=p.schools_officer, agency=p.schools)
    seat = permissions.may_report_test(p.schools_officer, test).seat
    assert seat == "Schools officer, Safeguarding lead, Schools (primary)"
    nobodys = make.effect_test(p, tester=p.administrator)
    assert permissions.may_report_test(p.administrator, nobodys).seat == "Administrator, Administrator, tester"


def test_a_successors_lead_reports_on_what_the_agency_before_it_left(p):
    before = make.agency("before", "Northmere Clinical Commissioning Group")
    action = make.action(p, owner=p.quality, agency=before)
    joint = make.joint_action(p)
    part = joint.parts.get(agency=p.schools)
    part.agency = before
    part.save()
    assert not allowed(p, permissions.may_update, action) & HEALTH
    p.health.succeeds = before
    p.health.save()
    for person in p.people.values():
        forget_standing(person)
    assert allowed(p, permissions.may_update, action) == HEALTH | {"quality", "manager"}
    assert allowed(p, permissions.may_propose, action) == HEALTH | {"quality"}
    assert allowed(p, permissions.may_update, joint, part) >= HEALTH


def test_owner_without_any_seat_or_post_may_do_nothing(p):
    action = make.action(p)
    Seat.objects.filter(person=p.housing_officer).update(ends=make.soon(-1))
    p.housing_officer.holdings.update(ends=make.soon(-1))
    forget_standing(p.housing_officer)
    rules = (
        permissions.may_update,
        permissions.may_add_evidence,
        permissions.may_propose,
        permissions.may_change,
        permissions.may_escalate,
    )
    assert not any(rule(p.housing_officer, action) for rule in rules)


def test_part_is_reported_on_by_its_own_agency(p):
    action = make.joint_action(p)
    school = action.parts.get(agency=p.schools)
    assert allowed(p, permissions.may_update, action, school) == {"schools_officer", "manager"}
    assert "schools_officer" not in allowed(p, permissions.may_update, action)


def test_part_that_is_accepted_stands_as_it_is(p):
    action = make.joint_action(p)
    school = action.parts.get(agency=p.schools)
    school.status = "accepted"
    verdict = permissions.may_update(p.schools_officer, action, school)
    assert verdict.reason == "This is accepted, so it stands as it is"
    assert permissions.may_update(p.health_officer, action)


def test_no_action_is_raised_for_work_that_is_done(p):
    work = make.work(p, "done")
    assert permissions.may_raise_action(p.council_officer, work).reason == (
        "This work is done, so no action can be raised for it"
    )


def test_joint_action_is_escalated_by_any_agency_with_a_part(p):
    action = make.joint_action(p)
    assert "schools_officer" in allowed(p, permissions.may_escalate, action)


def test_joint_action_is_not_proposed_before_every_part_is(p):
    action = make.joint_action(p, "in_progress")
    assert "Each agency must say" in permissions.may_propose(p.health_officer, action).reason


def test_nothing_is_accepted_without_evidence(p):
    action = make.action(p, "in_progress")
    operations.propose(action, by=p.housing_officer, note="Done.")
    verdict = permissions.may_accept(p.police_officer, action)
    assert "no evidence" in verdict.reason
    make.evidence(action)
    assert permissions.may_accept(p.police_officer, action)


def test_evidence_of_every_part_is_evidence_of_the_whole(p):
    action = make.joint_action(p, "in_progress")
    parts = list(action.parts.all())
    for part in parts:
        operations.update(action, part=part, by=part.owner, text="Done.", status="proposed")
    operations.propose(action, by=p.health_officer, note="Done.")
    for part in parts[:-1]:
        make.evidence(action, by=part.owner, part=part)
    assert not permissions.may_accept(p.police_officer, action)
    make.evidence(action, by=parts[-1].owner, part=parts[-1])
    assert permissions.may_accept(p.police_officer, action)


def test_work_is_not_finished_while_an_action_is_left(p):
    action = make.action(p)
    verdict = permissions.may_finish_work(p.council_officer, action.work)
    assert verdict.reason.startswith("One of its actions isn’t finished yet")


def test_rounds_are_asked_by_the_implementation_group_and_who_serves_it(p):
    assert allowed(p, permissions.may_ask_round) == IMPLEMENTING | SERVING


def test_escalation_is_answered_by_the_group_above_or_recorded_for_it(p):
    assert allowed(p, permissions.may_answer, make.escalation(p)) == EXECUTIVE | {"manager"}
    assert allowed(p, permissions.may_answer, make.escalation(p, "answered")) == set()


def test_action_of_a_group_without_one_above_is_not_escalated(p):
    action = make.action(p)
    Action.objects.filter(pk=action.pk).update(group=p.executive)
    action.refresh_from_db()
    assert "reports to no group" in permissions.may_escalate(p.scrutineer, action).reason


def test_test_is_planned_by_the_groups_at_work_and_the_officers(p):
    work = make.work(p)
    who = EXECUTIVE | IMPLEMENTING | {"manager", "quality", "early_help_chair"}
    assert allowed(p, permissions.may_plan_test, work.priority) == who
    assert "early_help_chair" not in allowed(p, permissions.may_plan_test, make.priority(p))


def test_test_is_reported_by_its_tester_and_the_officers(p):
    test = make.effect_test(p, tester=p.schools_officer)
    assert allowed(p, permissions.may_report_test, test) == {"schools_officer", "quality", "manager"}
    assert allowed(p, permissions.may_report_test, make.effect_test(p, "reported")) == set()


def test_test_is_withdrawn_by_those_who_plan_it(p):
    test = make.effect_test(p)
    assert allowed(p, permissions.may_withdraw_test, test) == allowed(p, permissions.may_plan_test, test.priority)


# The action's work is tasked to early help; the implementation group holds the plan, the executive stands above it.
ROLES_AND_POSTS = [
    # rule, about, roles on the executive, on the implementation group, on the group tasked, posts
    (tasks_work, None, VOICES | {"administrator"}, set(), set(), MANAGER),
    (permissions.may_task, "priority", VOICES | {"administrator"}, set(), set(), MANAGER),
    (permissions.may_withdraw_work, "work", VOICES | {"administrator"}, set(), set(), MANAGER),
    (permissions.may_take_up_work, "work", set(), VOICES | {"administrator"}, VOICES | {"administrator"}, MANAGER),
    (permissions.may_raise_action, "work", set(), VOICES | {"administrator"}, VOICES | {"administrator"}, MANAGER),
    (permissions.may_update, "action", set(), set(), set(), MANAGER),
    (permissions.may_propose, "action", set(), set(), set(), set()),
    (permissions.may_accept, "proposed", set(), VOICES, set(), set()),
    (permissions.may_send_back, "proposed", set(), VOICES, set(), set()),
    (permissions.may_withdraw, "action", set(), {"chair", "vice_chair"}, set(), MANAGER),
    (permissions.may_change, "action", set(), VOICES, set(), MANAGER),
    (permissions.may_escalate, "action", set(), ROLES, ROLES, set()),
    (permissions.may_ask_round, None, set(), VOICES | {"administrator"}, set(), MANAGER),
    (permissions.may_ask_for_update, "action", set(), VOICES | {"administrator"}, set(), MANAGER),
    (permissions.may_answer, "escalation", VOICES, set(), set(), MANAGER),
    (plans_tests, None, VOICES, VOICES, VOICES, OFFICERS),
    (permissions.may_plan_test, "priority", VOICES, VOICES, VOICES, OFFICERS),
    (permissions.may_report_test, "test", set(), set(), set(), OFFICERS),
]
ABOUT = {
    None: lambda p: (),
    "priority": lambda p: (make.work(p).priority,),
    "work": lambda p: (make.work(p),),
    "action": lambda p: (make.action(p),),
    "proposed": lambda p: (make.action(p, "proposed"),),
    "escalation": lambda p: (make.escalation(p),),
    "test": lambda p: (make.effect_test(p),),
}


@pytest.mark.parametrize(("rule", "about", "executive", "implementation", "tasked", "posts"), ROLES_AND_POSTS)
def test_rule_is_opened_by_these_roles_and_posts_alone(p, rule, about, executive, implementation, tasked, posts):
    things = ABOUT[about](p)
    assert roles_allowed(p.executive, rule, *things) == executive
    assert roles_allowed(p.implementation, rule, *things) == implementation
    assert roles_allowed(p.early_help, rule, *things) == tasked
    assert roles_allowed(p.forum, rule, *things) == (VOICES if rule == plans_tests else set())
    assert posts_allowed(rule, *things) == posts


def test_who_sits_on_the_group_above_answers_in_their_own_name_and_the_board_manager_for_it(p):
    escalation = make.escalation(p)
    assert {who for who, person in p.people.items() if answers_in_own_name(person, escalation)} == EXECUTIVE


def test_file_beside_an_action_is_opened_by_whoever_sees_the_action(p):
    file = make.document(p.housing_officer)
    make.evidence(make.action(p), kind="document", document=file, text="")
    other = make.document(p.housing_officer)
    assert {who for who, person in p.people.items() if permissions.may_open_document(person, file)} == EVERYONE
    assert not any(permissions.may_open_document(person, other) for person in p.people.values())


def test_action_rises_by_its_owner_or_agency_who_sit_on_neither_group(p):
    action = make.action(p, owner=p.quality, agency=p.police)
    rising = IMPLEMENTING | {"administrator", "early_help_chair"}
    assert allowed(p, permissions.may_escalate, action) == rising | {"quality", "police_lead", "second_reviewer"}


def test_joint_action_rises_by_the_owner_of_a_part_or_its_agency_who_sit_on_neither_group(p):
    part = {"title": "Custody", "agency": p.police, "owner": p.quality, "due_on": make.soon(20)}
    action = make.action(p, parts=[part])
    rising = IMPLEMENTING | {"administrator", "early_help_chair"}
    assert allowed(p, permissions.may_escalate, action) == rising | {"quality", "police_lead", "second_reviewer"}


def test_action_rises_once_while_an_answer_is_awaited_and_again_after_it(p):
    escalation = make.escalation(p)
    assert permissions.may_escalate(p.scrutineer, escalation.action).reason == (
        "This already waits for an answer from Executive Board"
    )
    answered = make.escalation(p, "answered")
    assert permissions.may_escalate(p.scrutineer, answered.action)


def test_work_is_not_finished_while_two_actions_are_left(p):
    work = make.action(p).work
    make.action(p, work=work)
    assert permissions.may_finish_work(p.council_officer, work).reason == (
        "Two of its actions aren’t finished yet, so the work isn’t done"
    )


@pytest.mark.parametrize(
    ("rule", "does"), [(permissions.may_take_up_work, "takes up"), (permissions.may_finish_work, "finishes")]
)
def test_refusal_names_the_group_and_what_it_does(p, rule, does):
    said = f"Only Multi-agency Early Help, the Implementation Group or the Board manager {does} this work"
    assert rule(p.reviewer, make.work(p)).reason == said


def test_yes_names_the_seat_and_no_the_reason(p):
    action = make.action(p, "proposed")
    assert "member" in permissions.may_accept(p.police_officer, action).seat
    assert permissions.may_accept(p.early_help_chair, action).reason == (
        "Only members of Implementation Group accept this"
    )
    assert permissions.may_send_back(p.early_help_chair, action).reason == (
        "Only members of Implementation Group return this"
    )
    assert "You proposed this complete" in permissions.may_accept(p.housing_officer, action).reason
