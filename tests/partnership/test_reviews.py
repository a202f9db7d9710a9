"""A membership review says who stays, leaves and joins, and seats whoever joins."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.approvals.models import Proposal
from threespires.approvals.operations import approve
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership import operations
from threespires.partnership.models import Place, Seat
from threespires.partnership.standing import sits_on

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


def test_whoever_joins_a_case_group_by_a_review_sits_there_once_a_second_member_approved(p):
    held = review(p, p.reviewer, operations.Joining(p.outsider, "member", WHY), group=p.practice_review)
    assert not Seat.objects.filter(person=p.outsider).exists()
    assert not held.lines.exists()
    approve(Proposal.objects.get(), by=p.second_reviewer)
    line = held.lines.get()
    assert (line.seat.person, line.seat.group, line.outcome, line.why) == (p.outsider, p.practice_review, "joins", WHY)


def test_that_somebody_stays_needs_no_reason_and_that_somebody_leaves_does(p):
    seat = sits_on(p.housing_officer, p.implementation)
    held = review(p, p.manager, lines=[operations.Line(seat, "stays", "")])
    assert held.lines.get().why == ""
    with pytest.raises(Refused, match="Say why Housing officer leaves"):
        review(p, p.manager, lines=[operations.Line(seat, "leaves", " ")])


@pytest.fixture
def facts(p):
    """The form as it is sent, everybody staying."""
    seats = Seat.objects.filter(group=p.implementation)
    return {"held_on": "5 March 2026", "rows": "1", **{f"outcome_{seat.pk}": "stays" for seat in seats}}


@pytest.fixture
def send(p, client):
    """Sends the form as the Board manager; gives the page, or nothing where it was taken."""
    client.force_login(p.manager)

    def sent(facts):
        answer = client.post(reverse("partnership:review", args=["implementation"]), facts)
        return answer.content.decode() if answer.status_code == 200 else ""

    return sent


def joins(number, person, *, place="", role="as_place", why=WHY):
    row = {"person": person.pk, "place": place and place.pk, "role": role, "why": why}
    return {f"joins-{number}-{name}": value for name, value in row.items()}


def test_the_form_seats_somebody_in_the_place_of_another_who_leaves(p, send, facts):
    leaving = sits_on(p.housing_officer, p.implementation)
    facts |= joins(0, p.outsider, place=leaving.place)
    assert "Housing officer sits in this place and doesn’t leave" in send(facts)
    assert "Enter why they join" in send(facts | {"joins-0-why": ""})
    facts |= {f"outcome_{leaving.pk}": "leaves"}
    assert "Enter why Housing officer leaves" in send(facts)
    facts |= {f"why_{leaving.pk}": "Moved on"}
    assert "that of a member" in send(facts | {"joins-0-role": "adviser"})
    assert not send(facts)
    taken = Seat.objects.get(person=p.outsider)
    assert (taken.place, taken.role, taken.starts) == (leaving.place, "member", date(2026, 3, 6))


def test_several_join_at_once_each_in_a_place_of_their_own(p, send, facts):
    other = make.person("Another")
    place = Place.objects.create(group=p.implementation, key="new", agency=p.schools)
    facts |= {"rows": "3", **joins(0, p.outsider, place=place)}
    assert f"{p.outsider} joins above already" in send(facts | joins(2, p.outsider, role="adviser"))
    assert f"{p.outsider} joins in this place already" in send(facts | joins(2, other, place=place))
    assert not Seat.objects.filter(person=other).exists()
    assert not send(facts | joins(2, other, role="adviser"))
    assert [(seat.person, seat.place) for seat in Seat.objects.filter(person__in=[p.outsider, other])] == [
        (p.outsider, place), (other, None),
    ]  # fmt: skip
    assert p.implementation.membership_reviews.get().lines.filter(outcome="joins").count() == 2


def test_another_row_is_asked_for_without_sending_what_is_typed(p, send, facts):
    page = send(facts | {"more": "1"} | joins(0, p.outsider, why="The schools ask for it"))
    assert "There is a problem" not in page
    assert "The schools ask for it" in page
    assert 'name="joins-1-person"' in page
    assert 'name="rows" value="2"' in page
    assert not p.implementation.membership_reviews.exists()
    page = send(facts | {"rows": "999", "more": "1"})
    assert 'name="rows" value="20"' in page
    assert "Add another who joins" not in page


def test_twenty_rows_ask_no_more_of_the_database_than_one(p, send, facts, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as one:
        send(facts | {"rows": "0", "more": "1"})
    with django_assert_max_num_queries(len(one)):
        send(facts | {"rows": "19", "more": "1"})


def test_the_chair_joins_in_the_place_set_aside(p, send, facts):
    Place.objects.create(group=p.implementation, key="vice", role="vice_chair", words="The deputy")
    assert "has a place for the vice-chair, The deputy" in send(facts | joins(0, p.outsider, role="vice_chair"))


def test_the_form_seats_nobody_where_nobody_joins_and_needs_a_role_where_no_place_is_set(p, send, facts):
    assert "Choose a role" in send(facts | joins(0, p.outsider))
    before = Seat.objects.count()
    assert not send(facts)
    assert Seat.objects.count() == before
    assert not send(facts | joins(0, p.outsider, role="adviser"))
    assert Seat.objects.get(person=p.outsider).role == "adviser"


def test_whoever_arranges_no_seats_is_not_asked_who_joins(p, client, facts):
    client.force_login(p.scrutineer)
    address = reverse("partnership:review", args=["implementation"])
    page = client.get(address).content.decode()
    assert "Only the Board manager arranges seats" in page
    assert "Why they join" not in page
    assert client.post(address, facts | joins(0, p.outsider, role="member")).status_code == 302
    assert not Seat.objects.filter(person=p.outsider).exists()
