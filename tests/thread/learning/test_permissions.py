"""Who may do what with learning, by the seats and posts that people hold."""

import pytest

from tests import make
from tests.verdicts import allowed, kinds_allowed, posts_allowed, roles_allowed
from threespires.partnership.models import Group, Seat
from threespires.partnership.standing import forget_standing
from threespires.thread.learning import permissions
from threespires.thread.learning.models import CaseLearning, Learning
from threespires.thread.learning.operations import take_up

pytestmark = pytest.mark.django_db

EVERYONE = {
    "scrutineer", "chief_executive", "health_lead", "police_lead", "director", "manager", "quality",
    "administrator", "council_officer", "health_officer", "police_officer", "housing_officer",
    "schools_officer", "early_help_chair", "reviewer", "second_reviewer",
}  # fmt: skip
OFFICERS = {"manager", "quality"}
DECIDING = EVERYONE - OFFICERS - {"administrator"}
STEERING = DECIDING - {"early_help_chair", "reviewer", "second_reviewer"}
MEMBERS = {"reviewer", "second_reviewer"}
# Rules that open to everyone, whatever seat they hold, name none.
UNNAMED = {permissions.may_see_learning, permissions.may_follow_origin}
VOICES = {"chair", "vice_chair", "member", "delegate"}
OFFICERS_POSTS = {"board_manager", "quality_assurance"}


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_contribute, EVERYONE),
        (permissions.may_state_what_it_means, DECIDING | OFFICERS),
    ],
)
def test_rule_of_a_person_says_yes_to(p, rule, who):
    assert allowed(p, rule) == who


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_see_learning, EVERYONE),
        (permissions.may_amend, {"health_officer", "manager"}),
        (permissions.may_take_up, DECIDING | OFFICERS),
        (permissions.may_set_aside, STEERING | OFFICERS),
        (permissions.may_follow_origin, {*EVERYONE, "outsider"}),
    ],
)
def test_rule_of_open_learning_says_yes_to(p, rule, who):
    assert allowed(p, rule, make.learning(p, by=p.health_officer), unnamed=rule in UNNAMED) == who


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_see_learning, EVERYONE),
        (permissions.may_amend, set()),
        (permissions.may_take_up, DECIDING | OFFICERS),
        (permissions.may_follow_origin, MEMBERS),
        (permissions.may_walk_back, MEMBERS),
    ],
)
def test_rule_of_protected_learning_says_yes_to(p, rule, who):
    assert allowed(p, rule, make.protected_learning(p), unnamed=rule in UNNAMED) == who


def test_what_learning_means_is_stated_by_a_voice_on_any_group_and_by_two_posts(p):
    rule = permissions.may_state_what_it_means
    assert roles_allowed(p.early_help, rule) == VOICES
    assert kinds_allowed(p, rule) == set(Group.Kind.values)
    assert posts_allowed(rule) == OFFICERS_POSTS


def test_learning_is_set_aside_by_a_voice_on_two_kinds_of_group_and_by_two_posts(p):
    rule, learning = permissions.may_set_aside, make.learning(p)
    assert roles_allowed(p.executive, rule, learning) == VOICES
    assert kinds_allowed(p, rule, learning) == {"executive", "implementation"}
    assert posts_allowed(rule, learning) == OFFICERS_POSTS


def test_learning_is_amended_by_one_post_beside_whoever_contributed_it(p):
    assert posts_allowed(permissions.may_amend, make.learning(p)) == {"board_manager"}
    assert roles_allowed(p.executive, permissions.may_amend, make.learning(p)) == set()


def test_a_case_groups_rules_are_opened_by_a_voice_or_its_administrator_and_by_no_post(p):
    belonging = VOICES | {"administrator"}
    release, learning = make.release(p), make.protected_learning(p)
    for rule, about in (
        (permissions.may_keep_in_case_group, p.practice_review),
        (permissions.may_draft_release, p.practice_review),
        (permissions.may_check_release, release),
        (permissions.may_return_release, release),
        (permissions.may_walk_back, learning),
    ):
        assert roles_allowed(p.practice_review, rule, about) == belonging
        assert roles_allowed(p.implementation, rule, about) == set()
        assert posts_allowed(rule, about) == set()


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_check_release, {"second_reviewer"}),
        (permissions.may_return_release, MEMBERS),
        (permissions.may_redraft, set()),
    ],
)
def test_rule_of_a_drafted_release_says_yes_to(p, rule, who):
    assert allowed(p, rule, make.release(p)) == who


@pytest.mark.parametrize("rule", [permissions.may_keep_in_case_group, permissions.may_draft_release])
def test_rule_of_a_case_group_says_yes_to_its_members_alone(p, rule):
    assert allowed(p, rule, p.practice_review) == MEMBERS


@pytest.mark.parametrize("rule", [permissions.may_keep_in_case_group, permissions.may_draft_release])
def test_rule_of_a_case_group_says_no_of_a_group_that_holds_no_cases(p, rule):
    assert allowed(p, rule, p.early_help) == set()


@pytest.mark.parametrize(("role", "belongs"), [("administrator", True), ("delegate", True), ("adviser", False)])
def test_belonging_to_a_case_group_follows_from_the_role(p, role, belongs):
    make.seated(p.practice_review, p.outsider, role)
    kept = make.case_learning(p)
    assert (kept in permissions.visible_case_learning(p.outsider)) is belongs


def test_leaving_the_case_group_ends_sight_of_its_learning(p, clock_at):
    make.release(p)
    assert permissions.visible_releases(p.reviewer).exists()
    seat = Seat.objects.get(person=p.reviewer)
    seat.ends = seat.starts
    seat.save()
    forget_standing(p.reviewer)
    assert not permissions.visible_releases(p.reviewer).exists()
    assert not permissions.visible_case_learning(p.reviewer).exists()


def test_visible_learning_is_nothing_to_someone_without_seat_or_post(p):
    make.learning(p)
    assert not permissions.visible_learning(p.outsider).exists()


def test_visible_learning_and_the_rule_of_one_agree(p):
    shared = make.learning(p, audience="groups", groups=[p.early_help], by=p.quality)
    for person in p.people.values():
        for learning in Learning.objects.all():
            listed = learning in permissions.visible_learning(person)
            assert listed == bool(permissions.may_see_learning(person, learning))
    assert allowed(p, permissions.may_see_learning, shared, unnamed=True) == {"early_help_chair", "quality"}


def test_learning_shared_with_groups_is_not_amended_by_a_manager_who_may_not_see_it(p):
    shared = make.learning(p, audience="groups", groups=[p.early_help], by=p.quality)
    assert not permissions.may_amend(p.manager, shared)


def test_a_childs_words_are_put_right_only_by_whoever_heard_them(p):
    voice = make.childs_voice(p, by=p.health_officer)
    assert allowed(p, permissions.may_change_childs_words, voice) == {"health_officer"}


def test_origin_kept_to_one_group_is_followed_by_its_members_alone(p):
    learning = make.learning(p, origin_group=p.early_help)
    assert allowed(p, permissions.may_follow_origin, learning, unnamed=True) == {"early_help_chair"}


def test_take_up_is_refused_when_taken_up_already(p):
    learning = take_up(make.learning(p), by=p.quality)
    assert not permissions.may_take_up(p.quality, learning)


def test_case_learning_of_one_group_is_nothing_to_members_of_another(p):
    panel = Group.objects.create(
        board=p.board, key="panel", name="Panel", kind="sub_group", is_case_group=True, order=9
    )
    Seat.objects.create(group=panel, person=p.outsider, role="member")
    make.case_learning(p)
    assert not permissions.visible_case_learning(p.outsider).exists()
    assert permissions.visible_case_learning(p.reviewer).count() == CaseLearning.objects.count() == 1
