"""The role follows from the place: who sits in which, and which places delegates fill."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests import make
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership import operations
from threespires.partnership.forms import SeatForm
from threespires.partnership.membership import roles_in, sittings
from threespires.partnership.models import Place, Post, Seat
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db
ROLES = {role.value for role in Place.Role}
DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


def place_for(group, role, **facts):
    return Place.objects.create(group=group, key=f"{role}-of-its-own", words="A place", role=role, **facts)


def take(p, place, role, **facts):
    return operations.seat(
        by=p.manager,
        group=facts.pop("group", None) or place.group,
        person=make.person(),
        role=role,
        place=place,
        **facts,
    )


def lend(p, seat, person, starts=0, ends=30, **facts):
    return operations.seat(
        by=p.manager,
        group=seat.group,
        person=person,
        role="delegate",
        delegate_for=seat,
        starts=today() + starts * DAY,
        ends=today() + ends * DAY,
        **facts,
    )


@pytest.mark.parametrize("role", sorted(ROLES - {"member", "delegate"}))
def test_a_place_is_filled_in_its_own_role_and_in_no_other(p, role):
    place = place_for(p.early_help, role)
    for other in sorted(ROLES - {role, "delegate"}):
        with pytest.raises(Refused, match="The place for A place is that of"):
            take(p, place, other)
    assert take(p, place, role).place == place


def test_nobody_takes_the_place_of_a_delegate_with_a_voice_of_their_own(p):
    place = place_for(p.executive, "delegate", agency=p.council)
    for role in sorted(ROLES - {"delegate"}):
        with pytest.raises(Refused, match="that of a delegate"):
            take(p, place, role)


def test_a_delegate_takes_no_place_of_a_member(p):
    seat = sits_on(p.housing_officer, p.implementation)
    with pytest.raises(Refused, match="that of a member"):
        lend(p, seat, make.person(), place=place_for(p.implementation, "member"))


def test_whoever_sits_for_somebody_sits_as_a_delegate(p):
    seat = sits_on(p.housing_officer, p.implementation)
    with pytest.raises(Refused, match="sits as a delegate"):
        operations.seat(by=p.manager, group=seat.group, person=make.person(), role="member", delegate_for=seat)


@pytest.mark.parametrize(
    ("there", "filled_as"),
    [
        ((), {"member", "chair", "vice_chair"}),
        (("chair",), {"member", "vice_chair"}),
        (("vice_chair",), {"member", "chair"}),
        (("chair", "vice_chair", "adviser"), {"member"}),
    ],
)
def test_a_member_chairs_from_their_place_where_none_is_set_aside_for_the_chair(p, there, filled_as):
    place = place_for(p.forum, "member")
    for role in there:
        place_for(p.forum, role)
    place_for(p.early_help, "chair")
    assert set(roles_in(place, today())) == filled_as
    for role in sorted(ROLES - filled_as - {"delegate"}):
        with pytest.raises(Refused, match="that of a member"):
            take(p, place, role)


@pytest.mark.parametrize("role", ["chair", "vice_chair"])
def test_whoever_chairs_takes_the_place_that_is_set_aside_for_them(p, client, role):
    p.early_help.seats.all().delete()
    p.early_help.places.all().delete()
    place = place_for(p.early_help, role)
    with pytest.raises(Refused, match=f"Early Help has a place for the {role.replace('_', '-')}, A place: choose"):
        take(p, None, role, group=p.early_help)
    client.force_login(p.manager)
    typed = {
        "person": p.outsider.pk, "role": role, "place": "",
        "starts_day": "1", "starts_month": "4", "starts_year": "2030",
    }  # fmt: skip
    page = client.post(reverse("partnership:take_seat", args=["early-help"]), typed).content.decode()
    assert "A place: choose that place" in page
    assert take(p, place, role).place == place
    assert take(p, None, "member", group=p.early_help).place is None


def test_the_command_line_seats_the_first_chair_in_the_place_set_aside(p):
    place = p.early_help.places.get(role="chair")
    p.early_help.seats.all().delete()
    call_command("seat", p.outsider.email, p.early_help.key, "chair")
    assert p.early_help.seats.get().place == place


def test_a_place_for_the_chair_counts_on_its_days_only(p):
    place_for(p.forum, "chair", ends=today())
    place = place_for(p.forum, "member")
    assert "chair" not in roles_in(place, today())
    assert "chair" in roles_in(place, today() + DAY)


def test_a_place_is_filled_on_its_own_group_and_its_own_days(p):
    place = place_for(p.forum, "member", ends=today())
    with pytest.raises(Refused, match="has no place for"):
        take(p, place, "member", group=p.early_help)
    with pytest.raises(Refused, match="has no place for"):
        take(p, place, "member", starts=today() + DAY)
    assert take(p, place, "member")


@pytest.fixture
def theirs(p):
    """The director's place as the council's delegate on the executive, and the seat it is for."""
    place = place_for(p.executive, "delegate", agency=p.council, post=Post.objects.get(key="director"))
    return place, sits_on(p.chief_executive, p.executive)


def filled(group, place, day):
    return next(sitting.seat for sitting in sittings(group, day) if sitting.place == place)


def test_a_delegate_who_holds_the_post_fills_the_place_that_the_file_has_for_it(p, theirs):
    place, seat = theirs
    assert filled(p.executive, place, today()) is None
    lent = lend(p, seat, p.director)
    assert (lent.place, lent.post, lent.agency, lent.delegate_for) == (place, place.post, p.council, seat)
    assert filled(p.executive, place, today()) == lent
    assert filled(p.executive, seat.place, today()) == seat
    vacancy = next(s for s in sittings(p.executive, today() + 31 * DAY) if s.place == place)
    assert vacancy.vacant_since == today() + 31 * DAY


def test_a_delegate_who_does_not_hold_the_post_sits_without_a_place(p, theirs):
    place, seat = theirs
    lent = lend(p, seat, p.housing_officer)
    assert (lent.place, lent.post, lent.agency) == (None, None, p.council)
    assert filled(p.executive, place, today()) is None


def test_a_delegate_of_another_agency_or_group_leaves_the_place_alone(p, theirs):
    assert lend(p, sits_on(p.health_lead, p.executive), p.director).place is None
    assert lend(p, sits_on(p.council_officer, p.implementation), p.director).place is None


def test_any_delegate_fills_a_place_that_is_for_an_agency_alone(p):
    place = place_for(p.executive, "delegate", agency=p.health)
    assert lend(p, sits_on(p.health_lead, p.executive), p.outsider).place == place


def test_a_place_for_a_delegate_is_filled_by_one_at_a_time_and_again_afterwards(p, theirs):
    place, seat = theirs
    lend(p, seat, p.director, ends=9)
    assert lend(p, seat, p.director, starts=9, ends=20).place is None
    assert lend(p, seat, p.director, starts=10, ends=20).place == place


def test_the_form_offers_no_place_of_a_delegate_and_says_which_are_more_than_a_members(p, theirs):
    place_for(p.executive, "administrator")
    offered = [str(label) for _, label in SeatForm(group=p.executive)["place"].field.choices]
    assert offered == ["No set place", "A place (administrator)"]


def test_the_form_takes_the_role_from_the_place_and_refuses_another(p, client):
    place = place_for(p.early_help, "chair")
    address = reverse("partnership:take_seat", args=["early-help"])
    facts = {"person": make.person().pk, "starts": "3 March 2026", "why": "Agreed in March"}
    client.force_login(p.manager)
    page = client.post(address, facts | {"place": place.pk, "role": "member"}).content.decode()
    assert "that of the chair" in page
    assert "Agreed in March" in page
    assert "Choose a role" in client.post(address, facts | {"role": "as_place"}).content.decode()
    assert client.post(address, facts | {"place": place.pk, "role": "as_place"}).status_code == 302
    assert Seat.objects.get(place=place).role == "chair"


def test_the_form_for_a_delegate_says_whose_place_there_is(p, theirs, client):
    place, seat = theirs
    client.force_login(p.manager)
    address = reverse("partnership:lend_seat", args=["executive", seat.pk])
    assert str(place.post) in client.get(address).content.decode()
    facts = {"person": p.director.pk, "starts": today().isoformat(), "why": "Delegated"}
    facts["ends"] = (today() + 300 * DAY).isoformat()
    assert client.post(address, facts).status_code == 302
    assert place.seats.get().person == p.director
