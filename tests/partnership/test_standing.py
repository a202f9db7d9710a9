"""Where a person stands: seats and posts held today, and nothing that has ended or not begun."""

from datetime import timedelta

import pytest

from tests import make
from threespires.kernel.clock import today
from threespires.partnership import standing as here
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.standing import forget_standing, standing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


def sit(p, person, group, role="member", **facts):
    given = {"asked_by": make.person(), "approved_by": make.person()} if group.is_case_group else {}
    return Seat.objects.create(group=group, person=person, role=role, **({"starts": today()} | given | facts))


@pytest.mark.parametrize(
    ("starts", "ends", "sits"),
    [(0, None, True), (0, 0, True), (-9, 9, True), (1, None, False), (-9, -1, False), (None, None, True)],
)
def test_a_seat_counts_from_its_first_day_to_its_last(p, starts, ends, sits):
    days = {"starts": starts, "ends": ends}
    sit(p, p.outsider, p.early_help, **{key: None if n is None else today() + n * DAY for key, n in days.items()})
    assert bool(here.sits_on(p.outsider, p.early_help)) is sits
    assert standing(p.outsider).anywhere is sits


@pytest.mark.parametrize(
    ("starts", "ends", "there"),
    [(None, None, True), (0, 0, True), (-9, -1, False), (1, None, False), (None, -1, False)],
)
def test_what_a_seat_or_post_opens_closes_with_its_group_or_post(p, starts, ends, there):
    days = {"starts": starts, "ends": ends}
    lives = {key: None if n is None else today() + n * DAY for key, n in days.items()}
    seated, holds = standing(p.reviewer).seat_on(p.practice_review), standing(p.manager).holdings[0]
    Group.objects.filter(pk__in=[p.practice_review.pk, p.executive.pk]).update(**lives)
    Post.objects.filter(key__in=["manager", "housing-lead"]).update(**lives)
    for person in p.people.values():
        forget_standing(person)
    assert bool(here.case_groups(p.reviewer)) is there
    assert bool(here.sits_on(p.second_reviewer, p.practice_review)) is there
    assert bool(here.chairs(p.scrutineer, p.executive)) is there
    assert bool(here.decides_on_kind(p.scrutineer, "executive")) is there
    assert bool(here.holds(p.manager, Post.Function.BOARD_MANAGER)) is there
    assert ("Chair, Executive Board" in here.held_by([p.scrutineer])[p.scrutineer.pk]) is there
    assert ("Board Manager" in here.held_by([p.manager]).get(p.manager.pk, [])) is there
    assert Seat.objects.now().filter(group=p.practice_review).exists() is there
    assert p.executive.seats.now().exists() is there
    assert PostHolding.objects.get(pk=holds.pk).held(today()) is there
    assert Seat.objects.get(pk=seated.pk).held(today()) is there


def test_a_seat_that_has_ended_is_over_though_its_group_goes_on(p):
    seat = sit(p, p.outsider, p.early_help, starts=today() - DAY, ends=today() - DAY)
    assert not seat.held(today())
    assert not PostHolding(post=Post.objects.get(key="manager"), ends=today() - DAY).held(today())


def test_standing_is_that_of_a_day(p):
    sit(p, p.outsider, p.early_help, starts=today() + DAY)
    assert not standing(p.outsider).anywhere
    assert standing(p.outsider, today() + DAY).anywhere
    assert standing(p.outsider, today() + DAY).day == today() + DAY


def test_standing_is_read_once_and_again_once_forgotten(p, django_assert_num_queries):
    with django_assert_num_queries(2):
        standing(p.outsider)
        standing(p.outsider)
    sit(p, p.outsider, p.early_help)
    assert not here.sits_on(p.outsider, p.early_help)
    forget_standing(p.outsider)
    forget_standing(p.manager)
    assert here.sits_on(p.outsider, p.early_help)


def test_reading_seats_and_posts_asks_nothing_more_of_what_they_name(p, django_assert_num_queries):
    held = standing(p.housing_officer)
    with django_assert_num_queries(0):
        assert [str(seat) for seat in held.seats] == ["Housing officer, member, Implementation Group"]
        assert [(seat.agency, seat.post) for seat in held.seats] == [(p.housing, None)]
        assert [holding.post.agency for holding in held.holdings] == [p.housing]


def test_seats_are_found_by_group_kind_and_role(p):
    scrutineer = standing(p.scrutineer)
    assert scrutineer.seat_on(p.executive).group == p.executive
    assert scrutineer.seat_on(p.executive, "chair")
    assert scrutineer.seat_on(p.executive, "member") is None
    assert scrutineer.seat_on(p.early_help) is None
    assert scrutineer.seat_on_kind("implementation").group == p.implementation
    assert scrutineer.seat_on_kind("implementation", "member", "chair")
    assert scrutineer.seat_on_kind("implementation", "member") is None
    assert scrutineer.seat_on_kind("sub_group") is None
    assert here.sits_on(p.administrator, p.executive, "administrator")
    assert here.sits_on(p.administrator, p.executive, "chair") is None


@pytest.mark.parametrize(
    ("role", "decides", "leads"),
    [
        ("chair", True, True),
        ("vice_chair", True, True),
        ("member", True, False),
        ("delegate", True, False),
        ("adviser", False, False),
        ("administrator", False, False),
    ],
)
def test_some_seats_carry_a_voice_and_some_lead(p, role, decides, leads):
    sit(p, p.outsider, p.early_help, role)
    assert bool(here.decides_on(p.outsider, p.early_help)) is decides
    assert bool(here.chairs(p.outsider, p.early_help)) is leads
    assert bool(here.decides_on_kind(p.outsider, "sub_group")) is decides
    assert bool(here.decides_on_kind(p.outsider, "executive", "sub_group")) is decides
    assert bool(here.decides_on_kind(p.outsider)) is decides
    assert here.decides_on_kind(p.outsider, "executive") is None
    assert here.decides_on(p.outsider, p.executive) is None
    assert here.chairs(p.outsider, p.executive) is None


def test_posts_are_found_by_function_while_held(p):
    assert here.holds(p.manager, Post.Function.BOARD_MANAGER).post.key == "manager"
    assert here.holds(p.manager, Post.Function.TRAINING, Post.Function.BOARD_MANAGER)
    assert here.holds(p.manager, Post.Function.TRAINING) is None
    assert standing(p.manager).functions == {Post.Function.BOARD_MANAGER}
    PostHolding.objects.filter(person=p.manager).update(ends=today() - DAY)
    forget_standing(p.manager)
    assert here.holds(p.manager, Post.Function.BOARD_MANAGER) is None


def test_agencies_are_those_one_sits_or_works_for(p):
    sit(p, p.housing_officer, p.early_help, agency=p.council)
    assert standing(p.housing_officer).agency_ids == {p.housing.pk, p.council.pk}
    assert standing(p.scrutineer).agency_ids == set()


def succeed(agency, *before):
    """`agency` comes after the first of these, that after the next, and so on; each has ended."""
    for after, ended in zip((agency, *before), before, strict=False):
        after.succeeds = ended
        after.save()
        ended.ends = today() - DAY
        ended.save()


def test_who_works_for_an_agency_works_for_those_it_succeeded_however_long_ago(p, django_assert_num_queries):
    trust, group = make.agency("trust", "Primary care trust"), make.agency("group", "Clinical commissioning group")
    succeed(p.health, group, trust)
    for person in (p.health_lead, p.health_officer, p.reviewer):
        assert standing(person).agency_ids == {p.health.pk, group.pk, trust.pk}
    sit(p, p.outsider, p.early_help, agency=group)
    assert standing(p.outsider).agency_ids == {group.pk, trust.pk}
    with django_assert_num_queries(2):
        assert standing(p.housing_officer).agency_ids == {p.housing.pk}


def test_groups_are_those_one_sits_on_and_case_groups_among_them(p):
    assert standing(p.scrutineer).group_ids == {p.executive.pk, p.implementation.pk}
    assert here.case_groups(p.scrutineer) == []
    assert here.case_groups(p.reviewer) == [p.practice_review]


@pytest.mark.parametrize(("role", "belongs"), [("administrator", True), ("delegate", True), ("adviser", False)])
def test_belonging_to_a_case_group_follows_from_the_role(p, role, belongs):
    sit(p, p.outsider, p.practice_review, role)
    assert bool(here.case_seat(p.outsider, p.practice_review)) is belongs
    assert (p.practice_review in here.case_groups(p.outsider)) is belongs


def test_nobody_belongs_by_a_seat_to_the_cases_of_a_group_that_holds_none(p):
    assert here.case_seat(p.scrutineer, p.executive) is None


def test_held_by_tells_posts_and_seats_of_people_in_words_by_the_order_of_groups(p):
    Seat.objects.filter(person=p.quality).delete()
    sit(p, p.quality, p.early_help, "adviser")
    sit(p, p.quality, p.executive, "adviser")
    sit(p, p.quality, p.forum, "member", starts=today() + DAY)
    told = here.held_by([p.housing_officer, p.quality, p.outsider])
    assert told == {
        p.housing_officer.pk: ["Safeguarding lead, Housing", "Member, Implementation Group"],
        p.quality.pk: ["Quality Assurance Manager", "Adviser, Executive Board", "Adviser, Multi-agency Early Help"],
    }
