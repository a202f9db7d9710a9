from datetime import date, timedelta

import pytest

from tests import make
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership import operations
from threespires.partnership.membership import review_due, sittings
from threespires.partnership.models import Group, Place, Post, Seat
from threespires.partnership.standing import holds, sits_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def test_seat_is_taken_and_recorded_in_the_seat_of_whoever_arranged_it(p):
    somebody = make.person("Somebody")
    taken = operations.seat(by=p.manager, group=p.early_help, person=somebody, role="member", agency=p.housing)
    assert sits_on(somebody, p.early_help) == taken
    event = Event.objects.about(taken).get()
    assert (event.verb, event.person, "Board Manager" in event.seat) == ("seat.taken", "Manager", True)


def test_seat_is_refused_in_a_place_that_is_taken(p):
    place = Place.objects.get(group=p.implementation, agency=p.housing)
    with pytest.raises(Refused, match="already sits in the place"):
        operations.seat(by=p.manager, group=p.implementation, person=make.person(), role="member", place=place)


def test_nobody_is_seated_on_a_group_or_appointed_to_a_post_that_is_not_there_then(p):
    Group.objects.filter(pk=p.early_help.pk).update(ends=today())
    Post.objects.filter(key="manager").update(ends=today())
    tomorrow, group, post = (
        today() + timedelta(days=1),
        Group.objects.get(key="early-help"),
        Post.objects.get(key="manager"),
    )
    with pytest.raises(Refused, match="isn’t there on that day"):
        operations.seat(by=p.manager, group=group, person=make.person(), role="member", starts=tomorrow)
    with pytest.raises(Refused, match="isn’t there on that day"):
        operations.hold_post(by=p.manager, post=post, person=make.person(), starts=tomorrow)
    assert operations.seat(by=p.manager, group=group, person=make.person(), role="member")
    assert operations.hold_post(by=p.manager, post=post, person=make.person())


def test_a_delegate_needs_somebody_to_sit_for_and_a_last_day(p):
    with pytest.raises(Refused, match="until a day"):
        operations.seat(by=p.manager, group=p.early_help, person=make.person(), role="delegate")


def test_a_delegate_never_outlives_the_seat_it_is_for(p):
    seat = sits_on(p.housing_officer, p.implementation)
    lent = operations.seat(
        by=p.manager,
        group=p.implementation,
        person=make.person(),
        role="delegate",
        delegate_for=seat,
        ends=today() + timedelta(days=30),
    )
    operations.end_seat(seat, by=p.manager, ends=today(), why="Moved on")
    lent.refresh_from_db()
    assert lent.ends == today()


def lend(p, seat, *, begins, days=30):
    return operations.seat(
        by=p.manager,
        group=seat.group,
        person=make.person(),
        role="delegate",
        delegate_for=seat,
        starts=begins,
        ends=today() + timedelta(days=days),
    )


def test_a_delegate_leaves_with_whoever_a_review_lets_go(p):
    seat = sits_on(p.housing_officer, p.implementation)
    lent = lend(p, seat, begins=today() - timedelta(days=10))
    line = operations.Line(seat, "leaves", "Moved on")
    operations.review_membership(p.implementation, by=p.scrutineer, held_on=today(), lines=[line])
    lent.refresh_from_db()
    assert lent.ends == today()


def test_a_delegate_who_was_still_to_come_never_sits(p):
    seat = sits_on(p.housing_officer, p.implementation)
    lent = lend(p, seat, begins=today() + timedelta(days=10))
    operations.end_seat(seat, by=p.manager, ends=today(), why="Moved on")
    assert not Seat.objects.filter(pk=lent.pk).exists()
    assert Event.objects.filter(kind="partnership.seat", thing=str(lent.pk), verb="seat.not_taken").exists()


def test_a_review_cannot_end_a_seat_before_it_began(p):
    taken = operations.seat(by=p.manager, group=p.implementation, person=make.person(), role="member")
    line = operations.Line(taken, "leaves", "A slip of the day")
    with pytest.raises(Refused, match="before it began"):
        operations.review_membership(
            p.implementation, by=p.scrutineer, held_on=today() - timedelta(days=1), lines=[line]
        )


@pytest.mark.parametrize("role", ["adviser", "administrator", "delegate"])
def test_a_delegate_has_no_more_voice_than_whoever_they_sit_for(p, role):
    until = (
        {"delegate_for": sits_on(p.housing_officer, p.implementation), "ends": today()} if role == "delegate" else {}
    )
    seat = operations.seat(by=p.manager, group=p.implementation, person=make.person(), role=role, **until)
    with pytest.raises(Refused, match="has a voice"):
        lend(p, seat, begins=today())


@pytest.mark.parametrize("who", ["manager", "reviewer", "chief_executive", None])
def test_nobody_alone_seats_anybody_on_a_case_group(p, who):
    with pytest.raises(Refused, match="Nobody alone seats anybody on the Practice Review Group"):
        operations.seat(by=who and p.people[who], group=p.practice_review, person=make.person(), role="member")


def test_who_sat_here_on_a_day_has_an_answer(p):
    seat = sits_on(p.housing_officer, p.implementation)
    operations.end_seat(seat, by=p.manager, ends=date(2026, 3, 2), why="Left")
    on_the_2nd = [s.seat.person for s in sittings(p.implementation, date(2026, 3, 2)) if s.seat]
    on_the_3rd = sittings(p.implementation, date(2026, 3, 3))
    assert p.housing_officer in on_the_2nd
    vacancy = next(s for s in on_the_3rd if s.is_vacant)
    assert vacancy.vacant_since == date(2026, 3, 3)


def test_a_post_passes_from_one_holder_to_the_next_the_day_before(p):
    post = Post.objects.get(key="manager")
    successor = make.person("The next manager")
    operations.hold_post(by=None, post=post, person=successor, starts=today())
    assert holds(successor, "board_manager")
    assert not holds(make_fresh(p.manager), "board_manager")
    assert post.holdings.get(person=p.manager).ends == today() - timedelta(days=1)


def make_fresh(person):
    return type(person).objects.get(pk=person.pk)


def test_a_review_ends_the_seats_of_those_who_leave_and_sets_the_next(p):
    seats = [s.seat for s in sittings(p.implementation, today()) if s.seat]
    leaver = next(seat for seat in seats if seat.person == p.schools_officer)
    lines = [operations.Line(seat, "leaves" if seat == leaver else "stays", "Agreed at the meeting") for seat in seats]
    review = operations.review_membership(p.implementation, by=p.scrutineer, held_on=date(2026, 3, 5), lines=lines)
    leaver.refresh_from_db()
    assert leaver.ends == date(2026, 3, 5)
    assert review.next_due == date(2027, 3, 5)
    assert review_due(p.implementation, review) == date(2027, 3, 5)


def test_when_the_next_review_is_due_is_not_guessed(p):
    p.implementation.terms.filter(name="membership_review_months").delete()
    review = operations.review_membership(p.implementation, by=p.scrutineer, held_on=today(), lines=[])
    assert (review.next_due, review_due(p.implementation, review)) == (None, None)


def test_a_review_is_refused_to_a_member(p):
    with pytest.raises(Refused, match="Only the chair or the Board manager"):
        operations.review_membership(p.implementation, by=p.housing_officer, held_on=today(), lines=[])


def test_nobody_seated_by_a_person_without_the_right(p):
    with pytest.raises(Refused):
        operations.seat(by=p.outsider, group=p.early_help, person=p.outsider, role="chair")
    assert not Seat.objects.filter(person=p.outsider).exists()


def test_a_delegate_sits_on_the_same_group_and_no_longer_than_the_seat(p):
    seat = sits_on(p.housing_officer, p.implementation)
    lending = {"by": p.manager, "person": make.person(), "role": "delegate", "delegate_for": seat}
    with pytest.raises(Refused, match="on the group of the seat"):
        operations.seat(group=p.early_help, ends=today(), **lending)
    operations.end_seat(seat, by=p.manager, ends=today() + timedelta(days=5), why="Moves on")
    with pytest.raises(Refused, match="last day can’t be after"):
        operations.seat(group=p.implementation, ends=today() + timedelta(days=6), **lending)
