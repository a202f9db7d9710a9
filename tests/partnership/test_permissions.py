"""Who sees how the partnership is arranged, arranges seats, assigns posts, reviews, confirms."""

from datetime import timedelta

import pytest

from tests import make
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.kernel.clock import today
from threespires.partnership import permissions
from threespires.partnership.models import Seat, Term

pytestmark = pytest.mark.django_db

LEADS = {"chief_executive", "health_lead", "police_lead"}


@pytest.fixture
def p():
    return make.partnership()


def sit(p, name, group, role, **facts):
    return make.seated(group, p.people[name], role, starts=today(), **facts)


def test_groups_are_seen_by_whoever_holds_a_seat_or_post(p):
    see = {name for name, person in p.people.items() if p.practice_review in permissions.visible_groups(person)}
    assert see == set(p.people) - {"outsider"}


@pytest.mark.parametrize("rule", [permissions.visible_agencies, permissions.visible_posts, permissions.visible_people])
def test_agencies_posts_and_people_are_seen_by_whoever_holds_a_seat_or_post(p, rule):
    assert {name for name, person in p.people.items() if rule(person).exists()} == set(p.people) - {"outsider"}


def test_people_are_seen_while_they_hold_a_seat_or_post(p):
    assert set(permissions.visible_people(p.manager)) == set(p.people.values()) - {p.outsider}
    Seat.objects.filter(person=p.early_help_chair).update(ends=today() - timedelta(days=1))
    assert p.early_help_chair not in permissions.visible_people(p.manager)


@pytest.mark.parametrize("rule", [permissions.may_assign_posts, permissions.may_invite])
def test_posts_and_invitations_are_the_board_managers(p, rule):
    assert allowed(p, rule) == {"manager"}
    assert posts_allowed(rule) == {"board_manager"}
    assert roles_allowed(p.executive, rule) == set()


@pytest.mark.parametrize(
    ("group", "who"), [("executive", {"manager"}), ("early_help", {"manager"}), ("practice_review", {"reviewer"})]
)
def test_seats_are_arranged_by_the_board_manager_and_those_of_a_case_group_by_its_chair(p, group, who):
    assert allowed(p, permissions.may_arrange_seats, getattr(p, group)) == who


@pytest.mark.parametrize(
    ("role", "lends"),
    [
        ("chair", True),
        ("vice_chair", True),
        ("member", True),
        ("delegate", False),
        ("adviser", False),
        ("administrator", False),
    ],
)
def test_a_delegate_is_named_for_a_seat_with_a_voice_by_who_arranges_seats(p, role, lends):
    seat = Seat(group=p.early_help, role=role)
    assert allowed(p, permissions.may_name_delegate, seat) == ({"manager"} if lends else set())
    seat.group = p.practice_review
    assert allowed(p, permissions.may_name_delegate, seat) == ({"reviewer"} if lends else set())


def test_a_group_is_served_by_its_administrator_and_the_board_manager(p):
    serve = {name for name, person in p.people.items() if permissions.serves(person, p.executive)}
    assert serve == {"administrator", "manager"}
    assert {name for name, person in p.people.items() if permissions.serves(person, p.early_help)} == {"manager"}


def test_membership_is_reviewed_by_the_chair_or_the_board_manager_but_a_case_groups_only_from_within(p):
    assert allowed(p, permissions.may_review_membership, p.early_help) == {"early_help_chair", "manager"}
    assert allowed(p, permissions.may_review_membership, p.practice_review) == {"reviewer"}


@pytest.mark.parametrize(
    ("rule", "of_a_group", "of_a_case_group"),
    [
        (permissions.may_arrange_seats, set(), {"chair", "vice_chair"}),
        (permissions.may_review_membership, {"chair", "vice_chair"}, {"chair", "vice_chair"}),
    ],
)
def test_a_group_is_arranged_by_these_roles_on_it_and_by_one_post_but_a_case_group_by_none(
    p, rule, of_a_group, of_a_case_group
):
    assert roles_allowed(p.early_help, rule, p.early_help) == of_a_group
    assert roles_allowed(p.practice_review, rule, p.practice_review) == of_a_case_group
    assert roles_allowed(p.executive, rule, p.early_help) == set()
    assert posts_allowed(rule, p.early_help) == {"board_manager"}
    assert posts_allowed(rule, p.practice_review) == set()


def test_a_vice_chair_does_what_a_chair_does(p):
    sit(p, "second_reviewer", p.practice_review, "vice_chair")
    assert allowed(p, permissions.may_arrange_seats, p.practice_review) == {"reviewer", "second_reviewer"}


def test_a_refusal_to_confirm_names_the_chair_only_of_what_has_one(p):
    term = Term.objects.create(group=p.early_help, name="papers_days", value=5, confirmed=False)
    assert permissions.may_confirm(p.manager, term).reason == (
        "Only a lead representative or the group’s chair confirms this"
    )
    assert permissions.may_confirm(p.manager, p.housing).reason == "Only a lead representative confirms this"


def test_an_agency_is_stood_for_by_whoever_holds_a_post_or_sits_for_it(p):
    stand = {name for name, person in p.people.items() if permissions.stands_for(person, p.police)}
    assert stand == {"police_lead", "police_officer", "second_reviewer"}
    assert permissions.stands_for(p.second_reviewer, p.police).group == p.practice_review
    assert permissions.stands_for(p.police_officer, p.police).post.name == "Safeguarding lead"


def test_a_successors_people_stand_for_the_agency_it_succeeded_and_not_the_other_way_round(p):
    before = make.agency("before", "Northmere Constabulary")
    p.police.succeeds = before
    p.police.save()
    stand = {name for name, person in p.people.items() if permissions.stands_for(person, before)}
    assert stand == {"police_lead", "police_officer", "second_reviewer"}
    sit(p, "outsider", p.early_help, "member", agency=before)
    assert permissions.stands_for(p.outsider, before)
    assert permissions.stands_for(p.outsider, p.police) is None
