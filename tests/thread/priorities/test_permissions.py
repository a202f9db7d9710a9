"""Who may do what with lines of enquiry and priorities."""

import pytest

from tests import make
from tests.verdicts import allowed, kinds_allowed, posts_allowed, roles_allowed
from threespires.thread.priorities import operations, permissions

pytestmark = pytest.mark.django_db

EVERYONE = {
    "scrutineer", "chief_executive", "health_lead", "police_lead", "director", "manager", "quality",
    "administrator", "council_officer", "health_officer", "police_officer", "housing_officer",
    "schools_officer", "early_help_chair", "reviewer", "second_reviewer",
}  # fmt: skip
OFFICERS = {"manager", "quality"}
EXECUTIVE = {"scrutineer", "chief_executive", "health_lead", "police_lead", "director"}
IMPLEMENTATION = {
    "scrutineer", "council_officer", "health_officer", "police_officer", "housing_officer", "schools_officer",
}  # fmt: skip
STEERING = EXECUTIVE | IMPLEMENTATION
STATING = EVERYONE - {"administrator"}
VOICES = {"chair", "vice_chair", "member", "delegate"}


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_open_enquiry, STEERING | OFFICERS),
        (permissions.may_set_priority, EXECUTIVE | {"manager", "administrator"}),
    ],
)
def test_rule_of_a_person_says_yes_to(p, rule, who):
    assert allowed(p, rule) == who


def test_priorities_are_decided_by_a_voice_on_the_executive(p):
    assert {name for name, person in p.people.items() if permissions.decides_priorities(person)} == EXECUTIVE


def test_a_line_of_enquiry_is_opened_by_a_voice_on_two_kinds_of_group_and_by_two_posts(p):
    assert roles_allowed(p.executive, permissions.may_open_enquiry) == VOICES
    assert kinds_allowed(p, permissions.may_open_enquiry) == {"executive", "implementation"}
    assert posts_allowed(permissions.may_open_enquiry) == {"board_manager", "quality_assurance"}


def test_priorities_are_set_by_a_voice_on_the_executive_its_administrator_and_one_post(p):
    rule = permissions.may_set_priority
    assert roles_allowed(p.executive, rule) == VOICES | {"administrator"}
    assert kinds_allowed(p, rule) == kinds_allowed(p, rule, role="administrator") == {"executive"}
    assert posts_allowed(rule) == {"board_manager"}


def test_the_vision_is_written_by_a_voice_on_the_implementation_group_and_by_no_post(p):
    rule, priority = permissions.may_write_vision, make.priority(p)
    assert roles_allowed(p.implementation, rule, priority) == VOICES
    assert kinds_allowed(p, rule, priority) == {"implementation"}
    assert posts_allowed(rule, priority) == set()


@pytest.mark.parametrize(
    ("rule", "who"),
    [(permissions.may_close_enquiry, STEERING | OFFICERS), (permissions.may_state, STATING)],
)
def test_rule_of_an_open_line_of_enquiry_says_yes_to(p, rule, who):
    enquiry = make.enquiry(p)
    assert allowed(p, rule, enquiry) == who
    operations.close_enquiry(enquiry, by=p.scrutineer, because="Answered")
    assert allowed(p, rule, enquiry) == set()


def test_rule_of_a_statement_says_yes_until_it_is_withdrawn(p):
    statement = make.statement(p)
    assert allowed(p, permissions.may_reword, statement) == STATING
    operations.withdraw_statement(statement, by=p.quality, because="Said twice")
    assert allowed(p, permissions.may_reword, statement) == set()


@pytest.mark.parametrize(
    ("agency", "who"),
    [
        ("health", {"health_lead", "health_officer", "reviewer"}),
        ("housing", {"housing_officer"}),
        ("council", {"chief_executive", "director", "council_officer", "early_help_chair"}),
    ],
)
def test_rule_of_an_agencys_scale_says_yes_to_those_who_stand_for_it(p, agency, who):
    enquiry = make.enquiry(p)
    assert allowed(p, permissions.may_scale, enquiry, getattr(p, agency)) == who
    operations.close_enquiry(enquiry, by=p.scrutineer, because="Answered")
    assert allowed(p, permissions.may_scale, enquiry, getattr(p, agency)) == set()


def test_agencies_to_scale_for_are_those_one_stands_for(p):
    assert set(permissions.agencies_to_scale_for(p.health_officer)) == {p.health}
    assert set(permissions.agencies_to_scale_for(p.scrutineer)) == set()


def test_an_agencys_scale_is_given_in_the_seat_or_post_by_which_one_stands_for_it(p):
    enquiry = make.enquiry(p)
    assert permissions.may_scale(p.reviewer, enquiry, p.health).seat == str(p.reviewer.seats.get())
    assert permissions.may_scale(p.health_lead, enquiry, p.health).seat


def test_rules_of_a_priority_say_yes_to(p):
    priority = make.priority(p)
    assert allowed(p, permissions.may_decide, priority) == EXECUTIVE | {"manager", "administrator"}
    assert allowed(p, permissions.may_write_vision, priority) == IMPLEMENTATION
    assert allowed(p, permissions.may_agree_vision, priority) == set()
    operations.write_vision(priority, by=p.health_officer, vision="Somebody asks me why.")
    operations.agree_vision(priority, by=p.health_officer)
    assert allowed(p, permissions.may_agree_vision, priority) == IMPLEMENTATION - {"health_officer"}
    operations.write_vision(priority, by=p.police_officer, vision="Somebody I know asks me why.")
    assert allowed(p, permissions.may_agree_vision, priority) == IMPLEMENTATION


def test_rules_of_a_closed_priority_say_no(p):
    priority = make.priority(p)
    operations.write_vision(priority, by=p.health_officer, vision="Somebody asks me why.")
    operations.close_priority(priority, by=p.scrutineer, reason="Done")
    for rule in (permissions.may_decide, permissions.may_write_vision, permissions.may_agree_vision):
        assert allowed(p, rule, priority) == set()


@pytest.mark.parametrize("visible", [permissions.visible_enquiries, permissions.visible_priorities])
def test_everyone_who_holds_a_seat_or_post_sees(p, visible):
    make.priority(p)
    assert {name for name, person in p.people.items() if visible(person).exists()} == EVERYONE
