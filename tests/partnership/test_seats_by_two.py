"""Who sits on a case group takes two: who proposes, who approves, and what an emergency gives."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import make
from tests.partnership.by_two import LEADS, alone, forget, nobody, propose
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.approvals.operations import approve
from threespires.approvals.permissions import may_approve
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.meetings.permissions import may_see_meetings_of
from threespires.partnership import permissions
from threespires.partnership.membership import sittings
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.pairs import circles, two_can_act
from threespires.partnership.standing import case_groups, case_seat, forget_standing, standing

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


# --------------------------------------------------------------------------------------------------- what counts


def test_a_seat_on_a_case_group_that_nobody_approved_counts_nowhere(p):
    seat = Seat.objects.create(group=p.practice_review, person=p.outsider, role="chair", starts=today())
    assert not seat.held(today())
    assert not Seat.objects.now().filter(pk=seat.pk).exists()
    assert not standing(p.outsider).anywhere
    assert case_seat(p.outsider, p.practice_review) is None
    assert p.outsider not in permissions.visible_people(p.manager)
    assert p.outsider not in [each.seat.person for each in sittings(p.practice_review, today()) if each.seat]


def test_a_group_that_comes_to_keep_cases_is_founded_anew(p):
    assert not case_groups(p.early_help_chair)
    Group.objects.filter(pk=p.early_help.pk).update(is_case_group=True)
    forget(p)
    assert not standing(p.early_help_chair).anywhere
    assert not two_can_act(Group.objects.get(pk=p.early_help.pk))


def test_whoever_was_seated_before_a_group_kept_cases_takes_no_place_there(p):
    Group.objects.filter(pk=p.early_help.pk).update(is_case_group=True)
    group, place = Group.objects.get(pk=p.early_help.pk), p.early_help.places.get(role="chair")
    proposal = propose(p, "health_lead", p.early_help_chair, "chair", group=group, place=place)
    approve(proposal, by=p.police_lead)
    forget(p)
    assert case_seat(p.early_help_chair, group).place == place


def test_the_database_holds_that_two_others_gave_a_seat(p):
    for facts in (
        {"approved_by": p.manager},
        {"asked_by": p.manager, "approved_by": p.manager},
        {"asked_by": p.outsider, "approved_by": p.manager},
        {"asked_by": p.manager, "approved_by": p.outsider},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(group=p.practice_review, person=p.outsider, **facts)


def test_whoever_is_proposed_sits_from_the_day_of_the_approval_and_not_before(p, settings):
    proposal = propose(p)
    assert not case_groups(p.outsider)
    settings.CLOCK_SET_BACK = -3 * DAY
    approve(proposal, by=p.second_reviewer)
    seat = case_seat(p.outsider, p.practice_review)
    assert (seat.starts, seat.role, seat.why) == (today(), "member", "Knows the work")


def test_whoever_sat_before_it_was_written_down_sits_from_the_day_that_was_said(p):
    approve(propose(p, starts=today() - 9 * DAY), by=p.second_reviewer)
    assert case_seat(p.outsider, p.practice_review).starts == today() - 9 * DAY


# -------------------------------------------------------------------------------------------------- who proposes


def test_seats_on_a_case_group_are_proposed_by_its_chair_and_by_no_post(p):
    rule, group = permissions.may_propose_seat, p.practice_review
    assert allowed(p, rule, group) == {"reviewer"}
    assert roles_allowed(group, rule, group) == {"chair", "vice_chair"}
    assert posts_allowed(rule, group) == set()
    assert allowed(p, rule, p.early_help) == set()


def test_where_no_two_others_can_act_the_lead_representatives_propose(p):
    rule, group = permissions.may_propose_seat, p.practice_review
    assert allowed(p, rule, group, p.second_reviewer) == LEADS
    alone(p)
    assert allowed(p, rule, group) == LEADS
    assert "Nobody else of this group can approve" in rule(p.reviewer, group).reason
    nobody(p)
    assert allowed(p, rule, group) == LEADS


def test_a_group_without_a_chair_who_can_sign_in_cannot_act(p):
    make.seated(p.practice_review, make.person(), "member")
    assert two_can_act(p.practice_review)
    type(p.reviewer).objects.filter(pk=p.reviewer.pk).update(is_active=False)
    assert not two_can_act(p.practice_review)


@pytest.mark.parametrize("whom", sorted(LEADS))
def test_lead_representatives_seat_neither_themselves_nor_each_other(p, whom):
    nobody(p)
    for by in LEADS - {whom}:
        with pytest.raises(Refused, match="neither themselves nor each other"):
            propose(p, by, p.people[whom])
    assert not permissions.may_propose_seat(p.people[whom], p.practice_review, p.people[whom])


def test_the_second_lead_is_of_another_partner_and_the_third_is_told(p):
    nobody(p)
    proposal = propose(p, "health_lead", role="vice_chair")
    assert allowed(p, may_approve, proposal) == {"chief_executive", "police_lead"}
    post = Post.objects.create(key="second-health", name="Deputy", function="lead_representative", agency=p.health)
    colleague = make.person("Colleague")
    PostHolding.objects.create(post=post, person=colleague)
    assert may_approve(colleague, proposal).reason == "The two must lead for different statutory partners"
    approve(proposal, by=p.police_lead)
    told = set(Letter.objects.values_list("to", flat=True))
    assert told == {p.health_lead.email, p.chief_executive.email, colleague.email}


def test_lead_representatives_who_act_gain_no_reading(p):
    nobody(p)
    approve(propose(p, "health_lead", role="vice_chair"), by=p.police_lead)
    forget(p)
    for name in LEADS:
        assert case_groups(p.people[name]) == []
        assert not may_see_meetings_of(p.people[name], p.practice_review)


def test_lead_representatives_found_a_group_until_it_can_act_by_itself(p):
    nobody(p)
    first, second, third = (make.person() for _ in range(3))
    approve(propose(p, "health_lead", first, "vice_chair"), by=p.police_lead)
    waiting = propose(p, "health_lead", third)
    approve(propose(p, "health_lead", second), by=p.chief_executive)
    with pytest.raises(Refused, match=r"could no longer ask for this\. Two of this group can act"):
        approve(waiting, by=p.chief_executive)
    forget_standing(first)
    forget_standing(second)
    p.people["first"] = first
    approve(propose(p, "first", third), by=second)
    forget_standing(third)
    assert case_groups(third) == [p.practice_review]


# ----------------------------------------------------------------------------------------------------- emergency


def test_an_emergency_seat_ends_after_24_hours_and_the_chair_and_the_third_are_told(p, settings):
    proposal = propose(p, "chief_executive", emergency=True)
    assert {letter.to for letter in Letter.objects.all()} == {p.health_lead.email, p.police_lead.email}
    Letter.objects.all().delete()
    approve(proposal, by=p.health_lead)
    assert {letter.to for letter in Letter.objects.all()} == {
        p.chief_executive.email, p.police_lead.email, p.reviewer.email,
    }  # fmt: skip
    forget(p)
    seat = case_seat(p.outsider, p.practice_review)
    assert timedelta(hours=23, minutes=59) < seat.ends_at - now() <= timedelta(hours=24)
    settings.CLOCK_SET_BACK = -timedelta(hours=23, minutes=59)
    forget(p)
    assert case_groups(p.outsider) == [p.practice_review]
    assert Seat.objects.now().filter(pk=seat.pk).exists()
    assert seat.held(today())
    settings.CLOCK_SET_BACK = -timedelta(hours=24, seconds=1)
    forget(p)
    assert case_groups(p.outsider) == []
    assert not Seat.objects.now().filter(pk=seat.pk).exists()
    assert not seat.held(today())
    assert seat.held(timezone.localdate(seat.ends_at) - DAY)


def test_an_emergency_that_waits_lapses_after_24_hours(p, settings):
    proposal = propose(p, "chief_executive", emergency=True)
    settings.CLOCK_SET_BACK = -timedelta(hours=24, seconds=1)
    assert "lapsed" in may_approve(p.health_lead, proposal).reason


def test_lead_representatives_alone_say_that_it_is_an_emergency(p):
    rule = permissions.may_propose_seat
    yes = {name for name, person in p.people.items() if rule(person, p.practice_review, emergency=True)}
    assert yes == LEADS


def test_whoever_sits_in_an_emergency_seats_nobody_ends_no_seat_and_lets_nobody_in(p):
    approve(propose(p, "chief_executive", role="vice_chair", emergency=True), by=p.health_lead)
    forget(p)
    assert case_groups(p.outsider) == [p.practice_review]
    assert circles(p.outsider) == {}
    assert not permissions.may_propose_seat(p.outsider, p.practice_review)
    assert not permissions.may_ask_reset(p.outsider, p.reviewer)
    assert not permissions.may_arrange_seats(p.outsider, p.practice_review)
    assert not permissions.may_name_delegate(p.outsider, p.practice_review.seats.get(person=p.reviewer))
    assert not permissions.may_review_membership(p.outsider, p.practice_review)
    alone(p)
    assert not two_can_act(p.practice_review)
