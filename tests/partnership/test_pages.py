from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import make
from threespires.kernel.clock import today
from threespires.partnership import operations
from threespires.partnership.contacts import contacts_now
from threespires.partnership.models import ContactNumber, Group, Seat
from threespires.partnership.standing import sits_on

pytestmark = pytest.mark.django_db

OPEN_PAGES = (
    ["partnership:groups"],
    ["partnership:arrangement"],
    ["partnership:arrangement_svg"],
    ["partnership:arrangement_print"],
    ["partnership:as_of"],
    ["partnership:agencies"],
    ["partnership:posts"],
    ["partnership:agency", "housing"],
    ["partnership:post", "manager"],
    ["partnership:room", "implementation"],
    ["partnership:people", "implementation"],
    ["partnership:terms", "implementation"],
    ["partnership:history", "implementation"],
)


@pytest.fixture
def p():
    return make.partnership()


def address(page):
    return reverse(page[0], args=page[1:])


@pytest.mark.parametrize("page", OPEN_PAGES, ids=lambda page: page[0])
def test_pages_open_for_whoever_takes_part(p, client, page):
    client.force_login(p.housing_officer)
    assert client.get(address(page)).status_code == 200


@pytest.mark.parametrize(
    "page",
    [page for page in OPEN_PAGES if page[0] not in ("partnership:groups", "partnership:as_of")],
    ids=lambda page: page[0],
)
def test_pages_are_not_there_for_whoever_holds_nothing(p, client, page):
    client.force_login(p.outsider)
    assert client.get(address(page)).status_code == 404


def test_the_list_of_groups_names_none_to_whoever_holds_nothing(p, client):
    client.force_login(p.outsider)
    assert "Implementation Group" not in client.get(address(["partnership:groups"])).content.decode()


def test_who_sat_here_on_another_day_has_an_answer_on_a_page(p, client):
    seat = sits_on(p.housing_officer, p.implementation)
    operations.end_seat(seat, by=p.manager, ends=date(2026, 3, 2), why="Left")
    client.force_login(p.manager)
    people = reverse("partnership:people", args=["implementation"])
    assert "Housing officer" in client.get(people, {"on": "2026-03-02"}).content.decode()
    after = client.get(people, {"on": "2026-03-03"}).content.decode()
    assert "Housing officer" not in after
    assert "Since 3 March 2026" in after


def test_another_day_is_looked_at_until_one_returns_and_nothing_can_be_changed_meanwhile(p, client):
    client.force_login(p.manager)
    client.post(reverse("partnership:as_of"), {"on": "3 March 2020"})
    page = client.get(reverse("partnership:groups")).content.decode()
    assert "as they stood on" in page
    assert "3 March 2020" in page
    facts = {"person": make.person().pk, "role": "member", "starts": "3 March 2026"}
    refused = client.post(reverse("partnership:take_seat", args=["early-help"]), facts)
    assert refused.status_code == 403
    assert "looking at another day" in refused.content.decode()
    client.post(reverse("partnership:as_of"), {"return": "today"})
    assert client.post(reverse("partnership:take_seat", args=["early-help"]), facts).status_code == 302


def test_a_day_to_come_can_not_be_looked_at(p, client):
    client.force_login(p.manager)
    tomorrow = today() + timedelta(days=1)
    answer = client.post(reverse("partnership:as_of"), {"on": tomorrow.isoformat()})
    assert "must be today or in the past" in answer.content.decode()


def test_the_chart_is_printed_as_of_the_day_it_shows(p, client):
    client.force_login(p.housing_officer)
    day = (today() - timedelta(days=30)).isoformat()
    shown = client.get(reverse("partnership:arrangement"), {"on": day}).content.decode()
    href = f"{reverse('partnership:arrangement_print')}?on={day}"
    assert f'href="{href}">Print' in shown
    paper = client.get(href).content.decode()
    assert "ts-picture--sheet" in paper
    assert "The same as a list" in paper


def test_an_ended_group_is_not_in_the_chart_after_its_last_day(p, client):
    Group.objects.filter(key="early-help").update(ends=date(2026, 3, 2))
    client.force_login(p.manager)
    chart = reverse("partnership:arrangement")
    assert "Multi-agency Early Help" in client.get(chart, {"on": "2026-03-02"}).content.decode()
    assert "Multi-agency Early Help" not in client.get(chart, {"on": "2026-03-03"}).content.decode()


def test_a_mistake_keeps_what_was_typed(p, client):
    client.force_login(p.manager)
    answer = client.post(
        reverse("partnership:take_seat", args=["early-help"]),
        {
            "person": "",
            "role": "member",
            "starts_day": "31",
            "starts_month": "2",
            "starts_year": "2026",
            "why": "Cover for leave",
        },
    )
    text = answer.content.decode()
    assert "Choose who" in text
    assert "The first day must be a real date" in text
    assert "Cover for leave" in text


def test_a_delegate_is_named_for_some_days(p, client):
    seat = sits_on(p.police_officer, p.implementation)
    stand_in = make.person("The stand-in")
    client.force_login(p.manager)
    ends = today() + timedelta(days=10)
    client.post(
        reverse("partnership:lend_seat", args=["implementation", seat.pk]),
        {"person": stand_in.pk, "starts": today().isoformat(), "ends": ends.isoformat(), "why": "Leave"},
    )
    lent = Seat.objects.get(person=stand_in)
    assert (lent.delegate_for, lent.ends, lent.agency) == (seat, ends, p.police)
    room = client.get(reverse("partnership:room", args=["implementation"])).content.decode()
    assert "The stand-in sits until" in room


def ten_days_on(**facts):
    return {"starts": today().isoformat(), "ends": (today() + timedelta(days=10)).isoformat(), **facts}


def test_what_was_typed_stays_where_a_delegate_is_refused(p, client):
    seat = sits_on(p.police_officer, p.implementation)
    Seat.objects.filter(pk=seat.pk).update(ends=today() + timedelta(days=3))
    client.force_login(p.manager)
    answer = client.post(
        reverse("partnership:lend_seat", args=["implementation", seat.pk]),
        ten_days_on(person=p.outsider.pk, why="On leave"),
    )
    page = answer.content.decode()
    assert "A delegate’s last day can’t be after the last day of the seat it is for" in page
    assert "On leave" in page
    assert not Seat.objects.filter(person=p.outsider).exists()


def test_what_was_typed_stays_where_a_seat_or_its_end_is_refused(p, client):
    client.force_login(p.manager)
    Group.objects.filter(pk=p.early_help.pk).update(ends=today())
    late = (today() + timedelta(days=5)).isoformat()
    facts = {"person": p.outsider.pk, "role": "member", "starts": late, "why": "Asked to"}
    page = client.post(reverse("partnership:take_seat", args=["early-help"]), facts).content.decode()
    assert "isn’t there on that day" in page
    assert "Asked to" in page
    seat = sits_on(p.police_officer, p.implementation)
    address = reverse("partnership:end_seat", args=["implementation", seat.pk])
    page = client.post(address, {"ends": "2001-03-03", "why": "Left long ago"}).content.decode()
    assert "can’t end before it began" in page
    assert "Left long ago" in page


def test_what_was_typed_stays_where_a_post_is_refused(p, client):
    client.force_login(p.manager)
    facts = {"person": p.quality.pk, "starts": today().isoformat()}
    page = client.post(reverse("partnership:hold_post", args=["quality"]), facts).content.decode()
    assert "Quality holds this post already" in page
    assert f'value="{p.quality.pk}" selected' in page


def test_what_was_typed_stays_where_a_review_is_refused(p, client):
    seats = p.implementation.seats.all()
    answers = {f"outcome_{seat.pk}": "stays" for seat in seats}
    leaving = sits_on(p.police_officer, p.implementation)
    answers |= {f"outcome_{leaving.pk}": "leaves", f"why_{leaving.pk}": "Moves on", "note": "Looked at all places"}
    client.force_login(p.manager)
    address = reverse("partnership:review", args=["implementation"])
    page = client.post(address, {"held_on": "2001-03-03", **answers}).content.decode()
    assert "can’t end before it began" in page
    assert "Looked at all places" in page
    assert not p.implementation.membership_reviews.exists()


def test_a_review_is_recorded_by_the_group_itself_and_needs_an_outcome_for_each_seat(p, client):
    client.force_login(p.scrutineer)
    answer = client.post(reverse("partnership:review", args=["early-help"]), {"held_on": today().isoformat()})
    assert answer.status_code == 403
    review = reverse("partnership:review", args=["implementation"])
    answer = client.post(review, {"held_on": today().isoformat()})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_a_term_is_shown_to_be_confirmed_until_a_lead_confirms_it(p, client):
    terms = reverse("partnership:terms", args=["implementation"])
    client.force_login(p.police_lead)
    assert "To be confirmed by the partnership" in client.get(terms).content.decode()
    for term in p.implementation.terms.filter(confirmed=False):
        client.post(reverse("partnership:confirm", args=["term", term.pk]))
    page = client.get(terms).content.decode()
    assert "To be confirmed by the partnership" not in page
    assert "Police lead" in page


@pytest.mark.parametrize("page", ["partnership:groups", "partnership:arrangement"])
def test_the_queries_do_not_grow_with_the_groups(p, client, page, django_assert_max_num_queries):
    for number in range(12):
        Group.objects.create(
            board=p.board, key=f"sub-{number}", name=f"Sub group {number}", kind="sub_group", order=20 + number,
            reports_to=p.implementation, starts=date(2020, 1, 1),
        )  # fmt: skip
    client.force_login(p.manager)
    client.get(reverse(page))
    with django_assert_max_num_queries(14):
        client.get(reverse(page))


def test_numbers_not_confirmed_say_so_and_unknown_ones_are_not_shown():
    ContactNumber.objects.create(key="emergency", label="Emergency", number="999", order=1)
    ContactNumber.objects.create(key="door", label="Front door", number="01234 567890", order=2, confirmed=False)
    ContactNumber.objects.create(key="none", label="Unknown", number="", order=3, confirmed=False)
    assert contacts_now() == [
        {"label": "Emergency", "number": "999", "hours": ""},
        {"label": "Front door", "number": "01234 567890", "hours": "(to be confirmed by the partnership)"},
    ]
