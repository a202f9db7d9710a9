"""Who sees and keeps the register of duties, and who looks into a mirror."""

from datetime import timedelta

import pytest

from tests import make
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.kernel.clock import today
from threespires.law.duties import duty_rules
from threespires.work.assurance import operations, permissions
from threespires.work.assurance.models import Duty, MirrorOpening

pytestmark = pytest.mark.django_db

EXECUTIVE = {"scrutineer", "administrator", "chief_executive", "health_lead", "police_lead", "director"}
OF_HOUSING = {"housing_officer"}


@pytest.fixture
def p():
    return make.partnership()


def mirror(p, opens_in=7, agency=None):
    return MirrorOpening.objects.create(
        agency=agency or p.housing,
        since=today() - timedelta(days=90),
        opens_to_executive_on=today() + timedelta(days=opens_in),
        prepared_by=p.manager,
    )


def see(p, thing, visible):
    return {name for name, person in p.people.items() if thing in visible(person)}


def test_the_register_is_seen_by_whoever_takes_part(p):
    operations.load_duties()
    assert Duty.objects.count() == len(duty_rules())
    assert see(p, Duty.objects.first(), permissions.visible_duties) == set(p.people) - {"outsider"}


@pytest.mark.parametrize(
    ("rule", "who", "posts"),
    [
        (permissions.may_keep_duties, {"manager", "quality"}, {"board_manager", "quality_assurance"}),
        (permissions.may_prepare_mirror, {"manager"}, {"board_manager"}),
    ],
)
def test_rule_says_yes_to_these_posts_and_to_no_seat(p, rule, who, posts):
    assert allowed(p, rule) == who
    assert posts_allowed(rule) == posts
    assert roles_allowed(p.executive, rule) == set()


def test_work_across_boundaries_is_seen_by_whoever_takes_part(p):
    assert allowed(p, permissions.may_see_boundaries, unnamed=True) == set(p.people) - {"outsider"}


@pytest.mark.parametrize(
    ("opens_in", "who"),
    [
        (1, OF_HOUSING | {"manager"}),
        (0, OF_HOUSING | {"manager"} | EXECUTIVE),
        (-1, OF_HOUSING | {"manager"} | EXECUTIVE),
    ],
)
def test_a_mirror_is_seen_by_its_agency_first_and_by_the_executive_from_its_day(p, opens_in, who):
    assert see(p, mirror(p, opens_in), permissions.visible_mirrors) == who


def test_who_sits_on_the_executive_sees_their_own_agencys_mirror_before_it_opens(p):
    own = {"health_lead", "health_officer", "reviewer"}
    assert see(p, mirror(p, 1, agency=p.health), permissions.visible_mirrors) == own | {"manager"}


def test_a_mirror_is_answered_by_whoever_stands_for_its_agency(p):
    assert allowed(p, permissions.may_answer_mirror, mirror(p)) == OF_HOUSING


def test_a_mirror_of_an_agency_that_ended_is_its_successors_to_see_and_answer(p):
    made = mirror(p)
    p.schools.succeeds = p.housing
    p.schools.save()
    assert see(p, made, permissions.visible_mirrors) == OF_HOUSING | {"schools_officer", "manager"}
    assert allowed(p, permissions.may_answer_mirror, made) == OF_HOUSING | {"schools_officer"}
