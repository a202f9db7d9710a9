"""What takes two: seats on case groups, who leads for a partner, what lets their members sign in."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import make
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.accounts.operations import change_address, invite, reset_factors, stop_signing_in
from threespires.approvals.models import Proposal
from threespires.approvals.operations import approve
from threespires.approvals.permissions import may_approve, visible_proposals
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.meetings.permissions import may_see_meetings_of
from threespires.partnership import operations, permissions
from threespires.partnership.membership import sittings
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.pairs import admitted_by_two, circle_of, circles, two_can_act
from threespires.partnership.standing import case_groups, case_seat, forget_standing, standing

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LEADS = {"chief_executive", "health_lead", "police_lead"}


@pytest.fixture
def p():
    return make.partnership()


def forget(p):
    for person in p.people.values():
        forget_standing(person)


def alone(p):
    """The chair of the case group is its only member."""
    p.practice_review.seats.filter(person=p.second_reviewer).delete()
    forget(p)


def nobody(p):
    """Nobody sits on the case group."""
    p.practice_review.seats.all().delete()
    forget(p)


def propose(p, by="reviewer", person=None, role="member", **facts):
    facts = {"group": p.practice_review, "why": "Knows the work", **facts}
    return operations.propose_seat(by=p.people[by], person=person or p.outsider, role=role, **facts)


# ------------------------------------------------------------------------------------------- what counts


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


# --------------------------------------------------------------------------------------- who proposes


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


# ------------------------------------------------------------------------------------------ emergency


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


def test_whoever_sits_in_an_emergency_seats_nobody_and_lets_nobody_in(p):
    approve(propose(p, "chief_executive", role="vice_chair", emergency=True), by=p.health_lead)
    forget(p)
    assert case_groups(p.outsider) == [p.practice_review]
    assert circles(p.outsider) == {}
    assert not permissions.may_propose_seat(p.outsider, p.practice_review)
    assert not permissions.may_ask_reset(p.outsider, p.reviewer)
    alone(p)
    assert not two_can_act(p.practice_review)


# --------------------------------------------------------------------------- delegates, changes, ends


def test_a_delegate_on_a_case_group_sits_on_the_days_of_the_delegation_once_approved(p, settings):
    lent = p.practice_review.seats.get(person=p.second_reviewer)
    third = make.person()
    make.seated(p.practice_review, third)
    proposal = propose(p, role="delegate", delegate_for=lent, starts=today() + DAY, ends=today() + 3 * DAY)
    approve(proposal, by=third)
    seen = {}
    for days in (0, 1, 3, 4):
        settings.CLOCK_SET_BACK = -days * DAY
        forget(p)
        seen[days] = bool(case_groups(p.outsider))
    assert seen == {0: False, 1: True, 3: True, 4: False}


def test_an_emergency_seat_is_not_lent(p):
    approve(propose(p, "chief_executive", emergency=True), by=p.health_lead)
    with pytest.raises(Refused, match="in an emergency isn’t lent"):
        propose(
            p, person=make.person(), role="delegate", delegate_for=Seat.objects.get(person=p.outsider), ends=today()
        )


def test_a_seat_is_lengthened_and_its_role_changed_by_two(p):
    third = make.person()
    seat = make.seated(p.practice_review, third, starts=today(), ends=today() + DAY)
    with pytest.raises(Refused, match="lengthened by two"):
        operations.end_seat(seat, by=p.reviewer, ends=today() + 9 * DAY, why="Stays on")
    operations.end_seat(seat, by=p.reviewer, ends=today(), why="Leaves")
    proposal = operations.propose_change(seat, by=p.reviewer, role="vice_chair", ends=None, why="Stays on")
    seat.refresh_from_db()
    assert (seat.role, seat.ends) == ("member", today())
    assert allowed(p, may_approve, proposal) == {"second_reviewer"}
    approve(proposal, by=p.second_reviewer)
    seat.refresh_from_db()
    assert (seat.role, seat.ends, seat.asked_by, seat.approved_by) == (
        "vice_chair",
        None,
        p.reviewer,
        p.second_reviewer,
    )


def lent_and_changed(p, **change):
    """Two delegates sit or are to sit for a member: until three days from now, and from five to nine days from now.
    Then the member's seat is changed. Gives the days on which the delegates sit that are left."""
    seat = make.seated(p.practice_review, make.person())
    for starts, ends in ((-3, 3), (5, 9)):
        days = {"starts": today() + starts * DAY, "ends": today() + ends * DAY}
        make.seated(p.practice_review, p.outsider, "delegate", delegate_for=seat, **days)
    facts = {"role": "member", "ends": None, "why": "So it is", **change}
    approve(operations.propose_change(seat, by=p.reviewer, **facts), by=p.second_reviewer)
    forget(p)
    left = seat.delegates.order_by("starts").values_list("starts", "ends")
    return [((starts - today()).days, (ends - today()).days) for starts, ends in left]


def test_a_seat_that_is_shortened_shortens_those_of_its_delegates(p):
    assert lent_and_changed(p, ends=today() + DAY) == [(-3, 1)]
    assert case_groups(p.outsider) == [p.practice_review]


def test_a_seat_that_is_changed_to_a_role_without_a_voice_is_lent_no_longer(p):
    assert lent_and_changed(p, role="adviser") == [(-3, -1)]
    assert case_groups(p.outsider) == []


def test_a_seat_that_keeps_a_voice_stays_lent(p):
    assert lent_and_changed(p, role="vice_chair") == [(-3, 3), (5, 9)]


def test_whoever_is_to_sit_for_a_voice_that_is_lost_before_the_approval_is_not_seated(p):
    lent = make.seated(p.practice_review, make.person())
    waiting = propose(p, role="delegate", delegate_for=lent, ends=today() + DAY)
    change = operations.propose_change(lent, by=p.reviewer, role="adviser", ends=None, why="Advises alone")
    approve(change, by=p.second_reviewer)
    with pytest.raises(Refused, match="has a voice that a delegate can use"):
        approve(waiting, by=p.second_reviewer)


def test_a_change_fits_the_seat_and_its_place(p):
    seat = p.practice_review.seats.get(person=p.second_reviewer)
    make.seated(p.practice_review, make.person())

    def change(role="member", ends=None, seat=seat):
        return operations.propose_change(seat, by=p.reviewer, role=role, ends=ends, why="So it is")

    for wrong, reason in (
        ({}, "Nothing would change"),
        ({"ends": today() - DAY}, "end the seat instead"),
        ({"role": "delegate", "ends": today()}, "sits for somebody"),
        ({"role": "chair"}, "is that of a member"),
        ({"role": "adviser"}, "is that of a member"),
    ):
        with pytest.raises(Refused, match=reason):
            change(**wrong)
    ended = make.seated(p.practice_review, make.person(), starts=today() - 9 * DAY, ends=today() - DAY)
    with pytest.raises(Refused, match="held today"):
        change(seat=ended)


def test_ending_a_seat_needs_nobody_else(p):
    seat = p.practice_review.seats.get(person=p.second_reviewer)
    operations.end_seat(seat, by=p.reviewer, ends=today() - DAY, why="Left")
    assert not Proposal.objects.exists()
    forget(p)
    assert case_groups(p.second_reviewer) == []


# ------------------------------------------------------------------------------------- who leads


@pytest.fixture
def post(p):
    return Post.objects.select_related("agency").get(key="police-lead")


def test_who_leads_is_said_by_two_lead_representatives(p, post):
    assert allowed(p, permissions.may_propose_lead, post) == LEADS
    assert allowed(p, permissions.may_change_holder, post) == LEADS
    other = Post.objects.get(key="quality")
    assert allowed(p, permissions.may_change_holder, other) == {"manager"}
    assert allowed(p, permissions.may_propose_lead, other) == set()
    with pytest.raises(Refused, match="Two lead representatives together"):
        operations.hold_post(by=p.manager, post=post, person=p.outsider)
    proposal = operations.propose_lead(post, by=p.chief_executive, person=p.outsider, why="Came to the post")
    assert allowed(p, may_approve, proposal) == {"health_lead", "police_lead"}
    approve(proposal, by=p.health_lead)
    assert post.holdings.now().get().person == p.outsider
    assert p.police_lead.email not in set(Letter.objects.values_list("to", flat=True))
    assert p.outsider.email in set(Letter.objects.values_list("to", flat=True))


def test_what_somebody_held_as_lead_is_not_lengthened_by_the_board_manager(p, post):
    held = post.holdings.get()
    operations.end_holding(held, by=p.manager, ends=today() - DAY)
    with pytest.raises(Refused, match="Two lead representatives together"):
        operations.end_holding(held, by=p.manager, ends=today() + DAY)


def test_the_command_line_names_the_first_who_leads_and_nobody_once_two_can_act(p, post):
    with pytest.raises(Refused, match="Two lead representatives together"):
        operations.hold_post(by=None, post=post, person=p.outsider)
    PostHolding.objects.filter(post__key__in=["health-lead", "police-lead"]).update(ends=today() - DAY)
    assert operations.hold_post(by=None, post=post, person=p.outsider)


# -------------------------------------------------------------------------------------- being let in


def test_whom_nobody_alone_lets_in(p, django_assert_num_queries):
    make.seated(p.practice_review, p.housing_officer, "adviser", starts=today() + DAY)
    make.seated(p.practice_review, p.schools_officer, ends=today() - DAY)
    with django_assert_num_queries(2):
        found = admitted_by_two(p.people.values())
    assert {name for name, person in p.people.items() if person.pk in found} == {
        *LEADS, "reviewer", "second_reviewer", "housing_officer",
    }  # fmt: skip


@pytest.fixture(params=["stopped", "still to begin"])
def lead(request, p, post):
    """Somebody who leads for a statutory partner and was stopped from signing in, or leads from tomorrow."""
    if request.param == "stopped":
        return stop_signing_in(p.police_lead, by=p.manager)
    PostHolding.objects.create(post=post, person=p.outsider, starts=today() + DAY)
    return p.outsider


def test_whoever_leads_but_cannot_sign_in_or_has_not_begun_is_let_in_by_two_alone(p, lead):
    assert admitted_by_two([lead]) == {lead.pk}
    for does in (
        lambda: invite(by=p.manager, email=lead.email),
        lambda: invite(by=None, email=lead.email),
        lambda: change_address(lead, by=p.manager, email="another@example.test"),
        lambda: reset_factors(lead, by=p.manager),
    ):
        with pytest.raises(Refused, match="Nobody alone lets"):
            does()
    assert allowed(p, permissions.may_ask_reset, lead) == LEADS - {name for name in LEADS if p.people[name] == lead}
    proposal = operations.ask_reset(lead, by=p.chief_executive, what="link", why="Back at work")
    assert proposal.circle == "leads"
    approve(proposal, by=p.health_lead)
    lead.refresh_from_db()
    assert lead.is_active


def test_whoever_led_once_is_let_in_as_ever(p, post):
    post.holdings.update(ends=today() - DAY)
    assert admitted_by_two([p.police_lead]) == set()
    assert invite(by=p.manager, email=p.police_lead.email)


@pytest.mark.parametrize("by", ["manager", "system", None])
def test_nobody_alone_sends_a_link_to_a_member_of_a_case_group(p, by):
    p.people["system"] = make.person("System administrator")
    p.people["system"].runs_the_system = True
    p.people["system"].save()
    for name in ("reviewer", "police_lead"):
        with pytest.raises(Refused, match="Nobody alone lets"):
            invite(by=by and p.people[by], email=p.people[name].email)
    assert not Letter.objects.exists()


def reset(p, by, whom):
    return operations.ask_reset(p.people[whom], by=p.people[by], what="link", why="Lost the letter")


def test_a_link_for_a_member_is_asked_by_one_and_approved_by_a_second_of_the_group(p):
    third = p.people["third"] = make.person("Third")
    make.seated(p.practice_review, third)
    assert allowed(p, permissions.may_ask_reset, p.second_reviewer) == {"reviewer", "third", "manager"}
    proposal = reset(p, "manager", "second_reviewer")
    assert allowed(p, may_approve, proposal) == {"reviewer", "third"}
    approve(proposal, by=third)
    assert p.second_reviewer.email in set(Letter.objects.values_list("to", flat=True))


def test_an_address_that_somebody_has_is_not_asked_for(p):
    facts = {"by": p.manager, "what": "address", "why": "Married"}
    with pytest.raises(Refused, match="Somebody has this address already"):
        operations.ask_reset(p.second_reviewer, email=p.reviewer.email.upper(), **facts)
    with pytest.raises(Refused, match="Say which address"):
        operations.ask_reset(p.second_reviewer, **facts)


def test_where_no_second_member_can_act_two_lead_representatives_let_somebody_in(p):
    assert allowed(p, permissions.may_ask_reset, p.second_reviewer) == {"manager", *LEADS} - LEADS
    alone(p)
    assert allowed(p, permissions.may_ask_reset, p.reviewer) == LEADS
    proposal = reset(p, "health_lead", "reviewer")
    assert allowed(p, may_approve, proposal) == LEADS - {"health_lead"}


def test_a_lead_representative_is_let_in_by_two_others(p):
    make.seated(p.practice_review, p.police_lead)
    forget(p)
    assert allowed(p, permissions.may_ask_reset, p.police_lead) == LEADS - {"police_lead"}
    proposal = reset(p, "health_lead", "police_lead")
    assert allowed(p, may_approve, proposal) == {"chief_executive"}


def test_somebody_on_no_case_group_is_let_in_as_ever(p):
    assert "does this alone" in permissions.may_ask_reset(p.manager, p.quality).reason
    assert invite(by=p.manager, email=p.quality.email)


@pytest.mark.parametrize(
    "ask", [propose, lambda p, why: operations.ask_reset(p.reviewer, by=p.manager, what="link", why=why)]
)
def test_the_second_person_is_told_why(p, ask):
    with pytest.raises(Refused, match="Say why"):
        ask(p, why=" ")


def test_circles_are_those_in_which_one_can_be_the_second(p):
    assert set(circles(p.second_reviewer)) == {circle_of(p.practice_review)}
    assert set(circles(p.police_lead)) == {"leads"}
    assert circles(p.manager) == circles(p.outsider) == {}
    assert not visible_proposals(p.manager).exists()
