"""A role on one case: given by two members who see it, it opens that case and nothing else, until either ends it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import make
from threespires.approvals.models import Proposal
from threespires.approvals.operations import approve
from threespires.approvals.permissions import visible_proposals
from threespires.cases import operations as cases
from threespires.cases.keeping import operations as keeping
from threespires.cases.models import Case, Entry
from threespires.cases.permissions import (
    may_ask_disposal,
    may_end_hold,
    may_end_role,
    may_propose_role,
    may_put_on_hold,
    may_shut_out,
    may_take_out,
    may_write_in,
    visible_cases,
    visible_records,
)
from threespires.cases.recording import looked
from threespires.cases.roles import operations as roles
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.law.case_roles import role_kind_on, role_kinds, role_kinds_on
from threespires.mail.models import Letter
from threespires.partnership.models import CaseRole, Seat
from threespires.partnership.pairs import admitted_by_two, case_groups_of, circle_of
from threespires.partnership.permissions import (
    circle_for_reset,
    needs_second_factor,
    takes_part,
    visible_groups,
    visible_people,
)
from threespires.partnership.reminders import tell_who_left
from threespires.partnership.standing import all_held_by, forget_standing, held_by, roles_of
from threespires.readings.finding import Unusual
from threespires.readings.operations import find_on
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning
from threespires.thread.learning.permissions import visible_learning

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def heron(p):
    return make.case_learning(p, title="Case Heron", text="Missed at the eye clinic")


@pytest.fixture
def wren(p):
    return make.case_learning(p, title="Case Wren")


@pytest.fixture
def third(p):
    return make.member(p.practice_review, "Third reviewer")


def propose(p, case, **facts):
    about = {
        "by": p.reviewer, "person": p.outsider, "kind": "lead_reviewer", "starts": today(), "ends": today() + 9 * DAY
    }  # fmt: skip
    return roles.propose_role(case, **about | facts)


def given(p, case, **facts):
    approve(propose(p, case, **facts), by=p.second_reviewer)
    role = CaseRole.objects.latest("pk")
    forget_standing(p.outsider)
    return role


@pytest.fixture
def see(client):
    def get(person, address, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


# ------------------------------------------------------------------------------------ given by two


def test_a_role_is_given_once_a_second_member_approves_and_they_are_told(p, heron, wren):
    asked = propose(p, heron.case, agency=p.health)
    assert not visible_cases(p.outsider).exists()
    approve(asked, by=p.second_reviewer)
    forget_standing(p.outsider)
    assert set(visible_cases(p.outsider)) == {heron.case}
    role = CaseRole.objects.get()
    assert (role.asked_by, role.approved_by, role.agency) == (p.reviewer, p.second_reviewer, p.health)
    letter = Letter.objects.get(to=p.outsider.email)
    assert heron.case.get_absolute_url() in letter.body
    assert "reviewer" not in letter.body.lower()
    assert "Heron" not in letter.body


def test_nobody_gives_one_alone_nor_to_themself_nor_to_a_member(p, heron, third):
    asked = propose(p, heron.case)
    with pytest.raises(Refused, match="You asked for this"):
        approve(asked, by=p.reviewer)
    for person in (p.reviewer, third):
        with pytest.raises(Refused, match="They sit on the group"):
            propose(p, heron.case, person=person)
    for by in (p.manager, p.scrutineer, p.outsider):
        with pytest.raises(Refused, match="Only lasting members"):
            propose(p, heron.case, by=by, person=p.director)
        with pytest.raises(Refused):
            approve(asked, by=by)
    assert not CaseRole.objects.exists()


def test_the_database_holds_that_the_three_are_three(p, heron):
    for asked_by, approved_by in ((p.reviewer, p.reviewer), (p.outsider, p.reviewer), (p.reviewer, p.outsider)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.role_on(heron.case, p.outsider, asked_by=asked_by, approved_by=approved_by)


def test_whoever_is_shut_out_or_sits_in_an_emergency_gives_none(p, heron, third):
    cases.declare_interest(heron.case, by=third, why="A cousin")
    assert not may_propose_role(third, heron.case)
    asked = propose(p, heron.case)
    assert asked not in visible_proposals(third)
    with pytest.raises(Refused):
        approve(asked, by=third)
    seat = Seat.objects.get(person=p.second_reviewer, group=p.practice_review)
    seat.ends, seat.ends_at = today() + DAY, now() + DAY
    seat.save()
    forget_standing(p.second_reviewer)
    assert not may_propose_role(p.second_reviewer, heron.case)
    with pytest.raises(Refused):
        approve(asked, by=p.second_reviewer)


def test_a_role_is_not_approved_that_could_no_longer_be_proposed(p, heron, third):
    asked = propose(p, heron.case)
    cases.declare_interest(heron.case, by=p.reviewer, why="A cousin")
    with pytest.raises(Refused, match="could no longer ask for this"):
        approve(asked, by=p.second_reviewer)


def test_days_that_do_not_fit_and_a_role_that_is_held_are_refused(p, heron):
    for days in ({"starts": today(), "ends": today() - DAY}, {"starts": today() - 9 * DAY, "ends": today() - DAY}):
        with pytest.raises(Refused, match="last day"):
            propose(p, heron.case, **days)
    given(p, heron.case)
    with pytest.raises(Refused, match="They hold this role already"):
        propose(p, heron.case)


def test_a_proposal_holds_no_word_of_anybody_and_is_seen_by_those_who_see_the_case(p, heron, third):
    cases.shut_out(heron.case, third, by=p.reviewer, why="Named in it")
    asked = propose(p, heron.case)
    kind = role_kind_on("lead_reviewer", today())
    assert asked.why == f"{kind.label}. {kind.note}"
    seen = {name for name in ("reviewer", "second_reviewer", "manager", "outsider") if _sees(p, name, asked)}
    assert seen == {"reviewer", "second_reviewer"}
    assert asked not in visible_proposals(third)


def _sees(p, name, asked):
    return visible_proposals(p.people[name]).filter(pk=asked.pk).exists()


# --------------------------------------------------------------------------- what it opens, and doesn't


def test_it_opens_that_case_and_nothing_else(p, heron, wren):
    release = make.release(p, sources=[heron])
    make.learning(p)
    given(p, heron.case)
    assert set(visible_records(p.outsider, CaseLearning)) == {heron}
    assert release.case not in visible_cases(p.outsider)
    assert not takes_part(p.outsider)
    for rule in (visible_groups, visible_people, visible_learning):
        assert not rule(p.outsider).exists()
    assert p.outsider not in visible_people(p.manager)


@pytest.mark.parametrize(("kind", "writes"), [("lead_reviewer", True), ("key_worker", False)])
def test_a_role_reads_or_reads_and_writes_by_its_kind(p, heron, kind, writes):
    given(p, heron.case, kind=kind)
    assert bool(may_write_in(p.outsider, heron.case)) is writes
    keep = {"kind": "practice_review", "title": "What the review found", "text": "Nobody asked"}
    if writes:
        kept = learning.keep_in_case(heron.case, by=p.outsider, **keep)
        assert kept in visible_records(p.reviewer, CaseLearning)
    else:
        with pytest.raises(Refused, match="lets you read it"):
            learning.keep_in_case(heron.case, by=p.outsider, **keep)


def test_what_members_alone_do_it_does_not(p, heron):
    given(p, heron.case)
    hold = keeping.put_on_hold(heron.case, by=p.reviewer, why="A court asked")
    assert not may_put_on_hold(p.outsider, heron.case)
    assert not may_end_hold(p.outsider, hold)
    assert not may_ask_disposal(p.outsider, heron.case)
    assert not may_shut_out(p.outsider, heron.case, p.second_reviewer)
    assert not may_propose_role(p.outsider, heron.case, p.director)
    assert not may_take_out(p.outsider, p.practice_review)


def test_an_interest_declared_or_noted_overrides_it(p, heron, wren):
    given(p, heron.case)
    given(p, wren.case)
    cases.declare_interest(heron.case, by=p.outsider, why="I treated the child")
    assert set(visible_cases(p.outsider)) == {wren.case}
    cases.shut_out(wren.case, p.outsider, by=p.reviewer, why="Named in it")
    assert not visible_cases(p.outsider).exists()
    with pytest.raises(Refused, match="shut out"):
        propose(p, wren.case, kind="chronology_author")


@pytest.mark.parametrize(
    ("facts", "sees"),
    [
        ({}, True),
        ({"ends": 0}, True),
        ({"starts": 0}, True),
        ({"ends": -1}, False),
        ({"starts": 1}, False),
    ],
)
def test_it_holds_from_its_first_day_to_its_last(p, heron, facts, sees):
    make.role_on(heron.case, p.outsider, **{name: today() + days * DAY for name, days in facts.items()})
    assert visible_cases(p.outsider).exists() is sees
    assert bool(roles_of(p.outsider)) is sees


def test_it_ends_with_the_group_and_where_the_group_keeps_no_cases_any_more(p, heron):
    make.role_on(heron.case, p.outsider)
    for change in ({"ends": today() - DAY}, {"is_case_group": False}):
        with transaction.atomic():
            type(p.practice_review).objects.filter(pk=p.practice_review.pk).update(**change)
            forget_standing(p.outsider)
            assert not visible_cases(p.outsider).exists()
            transaction.set_rollback(True)


# ------------------------------------------------------------------------------------ ended by either


def test_either_of_the_two_ends_it_or_the_chair_or_whoever_holds_it(p, heron, third):
    role = given(p, heron.case)
    ending = {name: bool(may_end_role(p.people[name], role)) for name in ("second_reviewer", "outsider", "manager")}
    assert ending == {"second_reviewer": True, "outsider": True, "manager": False}
    assert not may_end_role(third, role)
    roles.end_role(role, by=p.second_reviewer)
    forget_standing(p.outsider)
    assert not visible_cases(p.outsider).exists()
    assert Letter.objects.filter(to=p.outsider.email, subject="Your role on a case has ended").count() == 1
    with pytest.raises(Refused, match="ended already"):
        roles.end_role(role, by=p.reviewer)


def test_whoever_chairs_in_an_emergency_ends_none(p, heron):
    role = given(p, heron.case)
    chair = make.member(p.practice_review, role="chair")
    assert may_end_role(chair, role)
    Seat.objects.filter(person=chair).update(ends=today() + DAY, ends_at=now() + DAY)
    forget_standing(chair)
    assert not may_end_role(chair, role)


def test_whoever_gave_it_and_is_shut_out_since_does_not_end_it(p, heron):
    role = given(p, heron.case)
    cases.declare_interest(heron.case, by=p.second_reviewer, why="A cousin")
    assert not may_end_role(p.second_reviewer, role)


def test_that_it_was_given_and_ended_stands_in_the_record_of_the_case(p, heron):
    role = given(p, heron.case)
    roles.end_role(role, by=p.reviewer)
    verbs = Entry.objects.filter(case_id=heron.case_id, kind="partnership.caserole").values_list("verb", "person")
    assert set(verbs) == {("role.given", p.second_reviewer.pk), ("role.ended", p.reviewer.pk)}


def test_with_the_case_all_roles_on_it_end(p, heron):
    role = given(p, heron.case)
    Case.objects.filter(pk=heron.case_id).update(kept_from=today() - timedelta(days=9999))
    heron.case.refresh_from_db()
    approve(keeping.ask_disposal(heron.case, by=p.reviewer), by=p.second_reviewer)
    role.refresh_from_db()
    forget_standing(p.outsider)
    assert role.ended_at
    assert roles_of(p.outsider) == ()


# ----------------------------------------------------------------------------------- it counts as a seat


def test_it_asks_for_a_second_factor_and_is_let_in_again_by_two(p, heron):
    assert not needs_second_factor(p.outsider)
    make.role_on(heron.case, p.outsider, starts=today() + DAY)
    assert admitted_by_two([p.outsider, p.director]) == {p.outsider.pk}
    assert case_groups_of(p.outsider) == [p.practice_review]
    assert circle_for_reset(p.outsider, by=p.manager) == circle_of(p.practice_review)
    make.role_on(heron.case, p.outsider)
    assert needs_second_factor(p.outsider)


def test_what_somebody_holds_names_the_group_and_no_case_and_search_is_told_nothing(p, heron):
    make.role_on(heron.case, p.outsider)
    assert all_held_by([p.outsider])[p.outsider.pk] == ["A role on one case, Practice Review Group"]
    assert held_by([p.outsider]) == {}


def test_with_the_last_role_an_account_has_nothing_left_and_its_holder_is_told(p, heron):
    p.outsider.set_password("a long phrase nobody guesses")
    p.outsider.save()
    make.role_on(heron.case, p.outsider, ends=today() - DAY)
    other = make.member(p.early_help)
    make.role_on(heron.case, other, ends=today() - DAY)
    assert tell_who_left() == 1
    assert [letter.to for letter in Letter.objects.all()] == [p.outsider.email]


@pytest.mark.parametrize(("ends", "odd"), [(0, False), (-1, True)])
def test_reading_is_unusual_of_a_case_on_which_one_held_no_role_that_day(p, heron, wren, clock_at, ends, odd):
    clock_at(date(2026, 2, 10))
    make.role_on(heron.case, p.outsider, ends=today() + ends * DAY)
    looked([heron], by=p.outsider, seat="")
    assert [one.kind for one in find_on(today())] == ([Unusual.NO_SEAT] if odd else [])


def test_a_role_on_another_case_of_the_group_does_not_make_reading_usual(p, heron, wren, clock_at):
    clock_at(date(2026, 2, 10))
    make.role_on(wren.case, p.outsider)
    looked([heron], by=p.outsider, seat="")
    assert [one.kind for one in find_on(today())] == [Unusual.NO_SEAT]


# ------------------------------------------------------------------------------------------------ pages


def test_whoever_holds_one_finds_the_case_on_home_and_reads_it_and_is_written_down(p, heron, see):
    role = given(p, heron.case)
    home = see(p.outsider, reverse("home:home"))
    assert heron.case.get_absolute_url() in home
    assert "You hold no seat" not in home
    page = see(p.outsider, heron.case.get_absolute_url())
    assert "Missed at the eye clinic" in page
    assert "legal hold" not in page.lower()
    entry = Entry.objects.filter(person=p.outsider, verb="read", thing=str(heron.pk)).get()
    assert entry.seat == str(role)
    assert "Read: case learning, case 1" in see(p.outsider, reverse("cases:mine"))
    for closed in ("learning:case", "cases:keeping", "cases:who_looked"):
        see(p.outsider, reverse(closed, args=["practice-review"]), 404)
    see(p.outsider, reverse("partnership:groups"), 404)
    see(p.outsider, reverse("cases:hold", args=[heron.case_id]), 403)


def test_whoever_holds_one_opens_a_file_of_the_case_and_of_no_other(p, heron, wren, see):
    given(p, heron.case)
    see(p.outsider, make.case_file(p, heron.case).get_absolute_url())
    see(p.outsider, make.case_file(p, wren.case).get_absolute_url(), 404)


def test_a_seat_holder_finds_their_role_on_home_too(p, heron, see):
    given(p, heron.case, person=p.housing_officer)
    assert heron.case.get_absolute_url() in see(p.housing_officer, reverse("home:home"))


def test_a_member_gives_one_in_the_browser_and_what_was_typed_stays(p, heron, client):
    client.force_login(p.reviewer)
    address = reverse("cases:give_role", args=[heron.case_id])
    ends = today() + 9 * DAY
    days = {"starts_day": today().day, "starts_month": today().month, "starts_year": today().year}
    last = {"ends_day": ends.day, "ends_month": ends.month, "ends_year": ends.year}
    sent = {"person": p.outsider.pk, "kind": "key_worker", **days}
    page = client.post(address, sent)
    assert page.status_code == 200
    assert f'value="{p.outsider.pk}" selected' in page.content.decode()
    assert client.post(address, {**sent, **last}).status_code == 302
    asked = Proposal.objects.get(kind="case_role")
    client.force_login(p.second_reviewer)
    told = client.get(asked.get_absolute_url()).content.decode()
    assert "Key worker of the family" in told
    assert "To be confirmed by the partnership" in told
    assert asked.title in client.get(heron.case.get_absolute_url()).content.decode()
    client.post(asked.get_absolute_url())
    role = CaseRole.objects.get()
    client.post(reverse("cases:end_role", args=[heron.case_id, role.pk]))
    role.refresh_from_db()
    assert role.ended_by == p.second_reviewer


# ------------------------------------------------------------------------------------------------- data


def test_the_kinds_of_role_are_data_each_with_its_source_and_how_sure_it_is():
    assert {"lead_reviewer", "chronology_author", "key_worker", "designated_doctor"} <= {
        kind.role for kind in role_kinds()
    }
    assert all(kind.sources and kind.note and kind.label for kind in role_kinds())
    assert all(kind.confirmation for kind in role_kinds() if kind.mark != "checked")
    assert len({kind.role for kind in role_kinds_on(today())}) == len(role_kinds_on(today()))


def test_of_a_kind_that_changed_the_latest_that_has_begun_holds(monkeypatch):
    old = role_kind_on("key_worker", today())
    new = type(old)(**{**vars(old), "writes": True, "effective_from": today()})
    monkeypatch.setattr("threespires.law.case_roles.role_kinds", lambda: (new, old))
    assert role_kind_on("key_worker", today()).writes
    assert not role_kind_on("key_worker", today() - DAY).writes
    with pytest.raises(LookupError):
        role_kind_on("nobody_knows", today())
