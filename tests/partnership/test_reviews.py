"""A membership review says who stays, leaves and joins, and seats whoever joins."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import make
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership import operations
from threespires.partnership.models import Place, Seat
from threespires.partnership.standing import forget_standing, sits_on

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "Sent by the agency"


@pytest.fixture
def p():
    return make.partnership()


def review(p, by, *joining, lines=(), group=None, held_on=None):
    return operations.review_membership(
        group or p.implementation, by=by, held_on=held_on or today(), lines=lines, joining=joining
    )


def test_whoever_joins_is_seated_from_the_day_after_and_stands_in_the_review(p):
    place = Place.objects.create(group=p.implementation, key="new", agency=p.schools)
    held = review(p, p.manager, operations.Joining(p.outsider, "member", WHY, place), held_on=date(2026, 3, 5))
    seat = Seat.objects.get(person=p.outsider)
    assert (seat.place, seat.agency, seat.role, seat.starts, seat.why) == (
        place,
        p.schools,
        "member",
        date(2026, 3, 6),
        WHY,
    )
    line = held.lines.get()
    assert (line.seat, line.outcome, line.why) == (seat, "joins", WHY)


def test_one_joins_in_the_place_of_another_who_leaves(p):
    leaving = sits_on(p.housing_officer, p.implementation)
    lines = [operations.Line(leaving, "leaves", "Moved on")]
    review(p, p.manager, operations.Joining(p.outsider, "member", WHY, leaving.place), lines=lines)
    leaving.refresh_from_db()
    taken = Seat.objects.get(person=p.outsider)
    assert (leaving.ends, taken.starts, taken.place) == (today(), today() + DAY, leaving.place)


def test_nobody_joins_in_a_place_that_is_kept_or_in_a_role_it_has_not(p):
    kept = sits_on(p.housing_officer, p.implementation).place
    with pytest.raises(Refused, match="already sits in the place"):
        review(p, p.manager, operations.Joining(p.outsider, "member", WHY, kept))
    with pytest.raises(Refused, match="that of a member"):
        review(p, p.manager, operations.Joining(p.outsider, "chair", WHY, kept))


def test_a_review_seats_people_only_by_the_word_of_who_arranges_seats(p):
    with pytest.raises(Refused, match="Only the Board manager arranges seats"):
        review(p, p.scrutineer, operations.Joining(p.outsider, "member", WHY))
    assert not p.implementation.membership_reviews.exists()
    review(p, p.reviewer, operations.Joining(p.outsider, "member", WHY), group=p.practice_review)
    forget_standing(p.outsider)
    assert Seat.objects.get(person=p.outsider).group == p.practice_review


@pytest.fixture
def facts(p):
    """The form as it is sent, everybody staying."""
    seats = Seat.objects.filter(group=p.implementation)
    return {
        "held_on": "5 March 2026",
        **{f"outcome_{seat.pk}": "stays" for seat in seats},
        **{f"why_{seat.pk}": "Agreed" for seat in seats},
    }


def test_the_form_seats_somebody_in_the_place_of_another_who_leaves(p, client, facts):
    client.force_login(p.manager)
    address = reverse("partnership:review", args=["implementation"])
    leaving = sits_on(p.housing_officer, p.implementation)
    facts |= {"joins": p.outsider.pk, "joins_place": leaving.place.pk, "joins_role": "as_place"}
    page = client.post(address, facts).content.decode()
    assert "Housing officer sits in this place" in page
    assert "Enter why they join" in page
    facts |= {"joins_why": WHY, f"outcome_{leaving.pk}": "leaves"}
    assert "that of a member" in client.post(address, facts | {"joins_role": "adviser"}).content.decode()
    assert client.post(address, facts, follow=True).redirect_chain == [
        (reverse("partnership:people", args=["implementation"]), 302)
    ]
    taken = Seat.objects.get(person=p.outsider)
    assert (taken.place, taken.role, taken.starts) == (leaving.place, "member", date(2026, 3, 6))


def test_the_form_seats_nobody_where_nobody_joins_and_needs_a_role_where_no_place_is_set(p, client, facts):
    client.force_login(p.manager)
    address = reverse("partnership:review", args=["implementation"])
    joins = {"joins": p.outsider.pk, "joins_why": WHY}
    assert "Choose a role" in client.post(address, facts | joins).content.decode()
    before = Seat.objects.count()
    assert client.post(address, facts).status_code == 302
    assert Seat.objects.count() == before
    assert client.post(address, facts | joins | {"joins_role": "adviser"}).status_code == 302
    assert Seat.objects.get(person=p.outsider).role == "adviser"


def test_whoever_arranges_no_seats_is_not_asked_who_joins(p, client, facts):
    client.force_login(p.scrutineer)
    address = reverse("partnership:review", args=["implementation"])
    page = client.get(address).content.decode()
    assert "Only the Board manager arranges seats" in page
    assert "Why they join" not in page
    facts |= {"joins": p.outsider.pk, "joins_role": "member", "joins_why": WHY}
    assert client.post(address, facts).status_code == 302
    assert not Seat.objects.filter(person=p.outsider).exists()
