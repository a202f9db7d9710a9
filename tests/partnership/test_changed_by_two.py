"""Delegates, changes and ends of seats on case groups."""

from datetime import timedelta

import pytest

from tests import make
from tests.partnership.by_two import forget, propose
from tests.verdicts import allowed
from threespires.approvals.models import Proposal
from threespires.approvals.operations import approve
from threespires.approvals.permissions import may_approve
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership import operations
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.operations import posts, seats
from threespires.partnership.standing import case_groups

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


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


# ------------------------------------------------------------------------------------- two at once


@pytest.fixture
def another_first(monkeypatch):
    """Does this just before the group's row is held, as somebody who was first would have."""

    def first(model, do):
        plain, left = seats.lock, [do]

        def held(thing, **seen):
            if isinstance(thing, model) and left:
                left.pop()()
            return plain(thing, **seen)

        for module in (seats, posts):
            monkeypatch.setattr(module, "lock", held)

    return first


def test_of_two_who_take_a_place_at_once_the_second_is_refused(p, another_first):
    place = p.early_help.places.get(role="chair")
    facts = {"by": p.manager, "group": p.early_help, "role": "chair", "place": place}
    another_first(Group, lambda: Seat.objects.create(group=p.early_help, person=p.outsider, place=place, role="chair"))
    p.early_help.seats.filter(place=place).delete()
    with pytest.raises(Refused, match="already sits in the place"):
        operations.seat(person=make.person(), **facts)


def test_of_two_who_approve_at_once_the_second_finds_what_the_first_did(p, another_first):
    seat = p.practice_review.seats.get(person=p.second_reviewer)
    make.seated(p.practice_review, third := make.person())
    Seat.objects.filter(pk=seat.pk).update(ends=today() + DAY)
    seat.refresh_from_db()
    change = operations.propose_change(seat, by=p.reviewer, role="member", ends=None, why="Stays on")
    another_first(Group, lambda: make.seated(p.practice_review, p.outsider, place=seat.place, starts=today() + 5 * DAY))
    with pytest.raises(Refused, match="already sits in the place"):
        approve(change, by=third)


def test_of_two_who_record_who_holds_a_post_at_once_the_second_follows_the_first(p, another_first):
    post = Post.objects.get(key="quality")
    another_first(Post, lambda: PostHolding.objects.create(post=post, person=p.outsider, starts=today()))
    with pytest.raises(Refused, match="Outsider holds this post from that day"):
        operations.hold_post(by=p.manager, post=post, person=make.person())
