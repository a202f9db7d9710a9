"""One asks, a second answers: who may, what the database holds, what becomes of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.verdicts import allowed
from threespires.approvals import operations, permissions
from threespires.approvals.lifecycle import LIFECYCLE
from threespires.approvals.models import Proposal
from threespires.approvals.offers import decisions
from threespires.approvals.reminders import lapse
from threespires.history.models import Event
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership import operations as arranging
from threespires.partnership.models import Seat

pytestmark = pytest.mark.django_db

WAITING = Proposal.Status.WAITING


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def asked(p) -> Proposal:
    """The chair of the case group proposes a seat for the outsider."""
    return arranging.propose_seat(
        by=p.reviewer, group=p.practice_review, person=p.outsider, role="member", why="Knows the work"
    )


def seen_by(p, proposal):
    return {name for name, person in p.people.items() if proposal in permissions.visible_proposals(person)}


def test_what_waits_is_seen_by_whoever_asked_and_those_among_whom_the_second_must_be(p, asked):
    assert seen_by(p, asked) == {"reviewer", "second_reviewer"}


def test_whoever_asked_goes_on_to_see_what_became_of_it(p, asked):
    p.practice_review.seats.filter(person=p.reviewer).update(ends=today() - timedelta(days=1))
    assert asked in permissions.visible_proposals(type(p.reviewer).objects.get(pk=p.reviewer.pk))


@pytest.mark.parametrize("rule", [permissions.may_approve, permissions.may_refuse])
def test_a_second_member_decides_and_nobody_else(p, asked, rule):
    assert allowed(p, rule, asked) == {"second_reviewer"}
    assert rule(p.second_reviewer, asked).seat.startswith("Second reviewer, member")
    assert rule(p.reviewer, asked).reason == "You asked for this, so a second person decides it"
    assert rule(p.outsider, asked).reason == "This concerns you, so others decide it"


def test_whoever_asked_takes_it_back_and_nobody_else(p, asked):
    assert allowed(p, permissions.may_withdraw, asked) == {"reviewer"}


def test_what_is_approved_is_done_recorded_and_told(p, asked):
    operations.approve(asked, by=p.second_reviewer)
    seat = Seat.objects.get(person=p.outsider)
    assert (seat.asked_by, seat.approved_by) == (p.reviewer, p.second_reviewer)
    assert (asked.status, asked.answered_by, asked.answer) == (Proposal.Status.APPROVED, p.second_reviewer, "")
    verbs = [event.verb for event in Event.objects.about(asked)]
    assert verbs == ["proposal.approved", "proposal.asked"]
    assert Letter.objects.get().to == p.reviewer.email


def test_what_is_refused_is_not_done_and_says_why(p, asked):
    operations.refuse(asked, by=p.second_reviewer, because="The trust sends somebody")
    assert not Seat.objects.filter(person=p.outsider).exists()
    assert (asked.status, asked.answer) == (Proposal.Status.REFUSED, "The trust sends somebody")
    assert "refused" in Letter.objects.get().subject
    assert "trust" not in Letter.objects.get().body


def test_what_is_taken_back_is_not_done(p, asked):
    operations.withdraw(asked, by=p.reviewer, because="They can’t come")
    assert not Seat.objects.filter(person=p.outsider).exists()
    with pytest.raises(Refused, match="This is withdrawn already"):
        operations.approve(asked, by=p.second_reviewer)


@pytest.mark.parametrize("status", [each for each in Proposal.Status if each != WAITING])
def test_what_was_answered_once_is_answered(p, asked, status):
    asked.status = status
    for rule, who in (
        (permissions.may_approve, p.second_reviewer),
        (permissions.may_refuse, p.second_reviewer),
        (permissions.may_withdraw, p.reviewer),
    ):
        assert not rule(who, asked)
    assert not any(LIFECYCLE.allows(asked, step.name) for step in LIFECYCLE)


def test_what_nobody_approved_in_time_lapses_at_once_and_is_written_down_by_the_clock(p, asked, settings):
    settings.CLOCK_SET_BACK = -timedelta(days=settings.PROPOSALS_LAPSE_AFTER, seconds=1)
    assert "lapsed" in permissions.may_approve(p.second_reviewer, asked).reason
    assert not permissions.may_withdraw(p.reviewer, asked)
    assert decisions(p.second_reviewer, today()) == []
    assert (lapse(), lapse()) == (1, 0)
    asked.refresh_from_db()
    assert (asked.status, asked.answered_by) == (Proposal.Status.LAPSED, None)
    assert "in time" in Letter.objects.get().subject
    assert not Seat.objects.filter(person=p.outsider).exists()


def test_what_waits_still_is_left_alone_by_the_clock(p, asked):
    assert lapse() == 0
    operations.lapse(asked)
    assert asked.status == WAITING


def test_what_waits_stands_on_the_home_of_whoever_can_be_the_second(p, asked, django_assert_num_queries):
    assert [owed.title for owed in decisions(p.second_reviewer, today())] == [asked.title]
    assert decisions(p.reviewer, today()) == []
    permissions.circles_of(p.manager)
    with django_assert_num_queries(0):
        assert decisions(p.manager, today()) == []


def test_the_same_is_not_asked_twice(p, asked):
    with pytest.raises(Refused, match="asked already"):
        arranging.propose_seat(
            by=p.reviewer, group=p.practice_review, person=p.outsider, role="adviser", why="Knows the law"
        )


def test_nothing_is_approved_that_somebody_asked_who_can_no_longer_sign_in(p, asked):
    type(p.reviewer).objects.filter(pk=p.reviewer.pk).update(is_active=False)
    asked = Proposal.objects.get()
    assert permissions.may_approve(p.second_reviewer, asked).reason == "Whoever asked for this can no longer sign in"


def put(proposal, **facts):
    with transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(answered_at=now(), **facts)


def test_the_database_holds_that_they_are_two_and_others(p, asked):
    approved = {"status": Proposal.Status.APPROVED}
    for who in (p.reviewer, p.outsider, None):
        with pytest.raises(IntegrityError):
            put(asked, answered_by=who, **approved)
    with pytest.raises(IntegrityError):
        put(asked, status=Proposal.Status.REFUSED, answered_by=p.second_reviewer, concerns=p.reviewer)
    put(asked, answered_by=p.second_reviewer, **approved)


def test_nobody_asks_for_what_concerns_themself(p):
    with pytest.raises(Refused, match="Nobody asks for what concerns themself"):
        operations.ask(by=p.reviewer, seat="", kind="seat", circle="leads", title="", why="", concerns=p.reviewer)
