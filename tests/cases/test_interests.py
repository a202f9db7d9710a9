"""Whoever has an interest in a case sees that it is closed to them; whoever is named in it finds nothing at all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests import make
from threespires.accounts.models import Person
from threespires.cases import operations as cases
from threespires.cases.models import Entry, Interest
from threespires.cases.permissions import (
    members_who_see,
    seat_on_case,
    visible_cases,
    visible_records,
)
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership.models import Seat
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning, Release
from threespires.thread.learning.permissions import may_check_release, may_return_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def third(p):
    return make.member(p.practice_review, "Third reviewer")


@pytest.fixture
def heron(p):
    return make.case_learning(p, title="Case Heron", text="Missed at the eye clinic")


@pytest.fixture
def see(client):
    def get(person, address, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


@pytest.fixture
def send(client):
    def post(person, address, **data):
        client.force_login(person)
        return client.post(address, data)

    return post


def page(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


def those_who_see(p, case):
    return {seat.person.name for seat in members_who_see(case)}


def test_whoever_declares_an_interest_sees_the_case_no_more_nor_what_was_drawn_from_it(p, heron):
    release = make.release(p, sources=[heron])
    cases.declare_interest(heron.case, by=p.second_reviewer, why="I worked with the family")
    assert not visible_cases(p.second_reviewer).exists()
    assert not visible_records(p.second_reviewer, CaseLearning).exists()
    assert not visible_records(p.second_reviewer, Release).exists()
    assert seat_on_case(p.second_reviewer, release.case) is None
    assert not may_check_release(p.second_reviewer, release)
    assert not may_return_release(p.second_reviewer, release)
    assert those_who_see(p, heron.case) == those_who_see(p, release.case) == {"Reviewer"}
    assert visible_cases(p.reviewer).count() == 2


def test_a_release_drawn_from_several_is_closed_to_whoever_is_shut_out_of_one(p, third, heron):
    other = make.case_learning(p, title="Case Wren")
    pooled = make.release(p, sources=[heron, other], title="Both")
    cases.shut_out(other.case, third, by=p.reviewer, why="Named in it")
    assert set(visible_records(third, CaseLearning)) == {heron}
    assert not visible_records(third, Release).filter(pk=pooled.pk).exists()
    with pytest.raises(Refused, match="releases only"):
        learning.draft_release(by=third, group=p.practice_review, sources=[other], title="T", summary="S")
    learning.return_release(pooled, by=p.second_reviewer, because="One is enough")
    learning.redraft_release(pooled, by=p.reviewer, sources=[heron], title="One", summary="As of one")
    assert visible_records(third, Release).filter(pk=pooled.pk).exists()


def test_people_declare_for_themselves_and_shut_out_others(p, heron):
    with pytest.raises(Refused, match="declare an interest yourself"):
        cases.shut_out(heron.case, p.reviewer, by=p.reviewer, why="x")
    with pytest.raises(Refused, match="aren’t on the group"):
        cases.shut_out(heron.case, p.manager, by=p.reviewer, why="x")
    for stranger in (p.manager, p.scrutineer, p.outsider, p.early_help_chair):
        with pytest.raises(Refused):
            cases.declare_interest(heron.case, by=stranger, why="x")
        with pytest.raises(Refused):
            cases.shut_out(heron.case, p.second_reviewer, by=stranger, why="x")


def heard(record, other, by):
    """Shuts somebody out of a case; gives to whom letters go."""
    cases.shut_out(record.case, other, by=by, why="Named in it")
    for letter in Letter.objects.all():
        for word in (other.name, record.title, "Missed at", "Named in it"):
            assert word not in letter.subject + letter.body
    return [letter.to for letter in Letter.objects.order_by("pk")]


def test_that_somebody_was_shut_out_is_told_to_the_chair_and_who_it_is_to_nobody(p, third, heron):
    assert heard(heron, third, p.second_reviewer) == [p.reviewer.email]
    letter = Letter.objects.get()
    assert "Somebody was shut out of a case of the Practice Review Group by a member" in letter.body
    assert heron.case.get_absolute_url() in letter.body


def test_what_a_chair_does_is_told_to_the_next_who_sees_the_case(p, third, heron):
    vice = make.member(p.practice_review, "Vice-chair", role="vice_chair")
    cases.declare_interest(heron.case, by=vice, why="x")
    assert heard(heron, third, p.reviewer) == [p.second_reviewer.email]


def test_whoever_cannot_sign_in_or_sits_there_in_an_emergency_is_not_the_second(p, third, heron):
    vice = make.member(p.practice_review, "Vice-chair", role="vice_chair")
    Person.objects.filter(pk=p.reviewer.pk).update(is_active=False)
    Seat.objects.filter(person=vice).update(ends=today(), ends_at=now() + timedelta(hours=1))
    fourth = make.member(p.practice_review, "Fourth")
    assert heard(heron, third, p.second_reviewer) == [fourth.email]


def test_that_whoever_chairs_was_shut_out_is_told_to_a_member_and_to_those_who_lead(p, third, heron):
    leads = [p.chief_executive.email, p.health_lead.email, p.police_lead.email]
    to = heard(heron, p.reviewer, third)
    assert to[0] == p.second_reviewer.email
    assert sorted(to[1:]) == sorted(leads)
    assert not Letter.objects.filter(to=p.reviewer.email).exists()
    assert heron.case.get_absolute_url() not in Letter.objects.get(to=p.police_lead.email).body


def test_a_lead_who_chairs_and_is_shut_out_is_not_told(p, third, heron):
    make.seated(p.practice_review, p.police_lead, "vice_chair")
    to = heard(heron, p.police_lead, third)
    assert sorted(to) == sorted([p.reviewer.email, p.chief_executive.email, p.health_lead.email])


def test_where_nobody_else_sees_the_case_those_who_lead_are_told(p, heron):
    to = heard(heron, p.second_reviewer, p.reviewer)
    assert sorted(to) == sorted([p.chief_executive.email, p.health_lead.email, p.police_lead.email])


def test_nobody_is_shut_out_without_a_reason(p, third, heron):
    with pytest.raises(Refused, match="Say why"):
        cases.shut_out(heron.case, third, by=p.reviewer, why=" ")


def test_nobody_is_shut_out_twice(p, third, heron):
    cases.shut_out(heron.case, third, by=p.reviewer, why="Named in it")
    with pytest.raises(Refused, match="already"):
        cases.shut_out(heron.case, third, by=p.second_reviewer, why="Again")
    with pytest.raises(Refused):
        cases.declare_interest(heron.case, by=third, why="What they can’t see they can’t declare")


def test_the_chair_alone_lets_somebody_back_in_and_never_themself(p, third, heron):
    interest = cases.declare_interest(heron.case, by=p.second_reviewer, why="x")
    for other in (third, p.second_reviewer, p.manager):
        with pytest.raises(Refused):
            cases.end_interest(interest, by=other)
    cases.end_interest(interest, by=p.reviewer)
    assert visible_cases(p.second_reviewer).exists()
    with pytest.raises(Refused, match="already"):
        cases.end_interest(interest, by=p.reviewer)
    own = cases.declare_interest(heron.case, by=p.reviewer, why="x")
    with pytest.raises(Refused):
        cases.end_interest(own, by=p.reviewer)
    again = cases.declare_interest(heron.case, by=p.second_reviewer, why="After all")
    assert again.pk != interest.pk


def test_the_database_refuses_what_the_rules_refuse(p, heron):
    facts = {"case": heron.case, "group": p.practice_review, "person": p.second_reviewer, "why": "x"}
    cases.declare_interest(heron.case, by=p.second_reviewer, why="x")
    for wrong in (
        {"declared": True, "noted_by": p.second_reviewer},
        {"declared": True, "noted_by": p.reviewer, "person": p.reviewer, "ended_by": p.reviewer},
        {"declared": True, "noted_by": p.reviewer, "person": p.manager},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Interest.objects.create(**facts | wrong)


def test_both_are_written_down(p, heron):
    cases.declare_interest(heron.case, by=p.second_reviewer, why="x")
    entry = Entry.objects.first()
    assert (entry.verb, entry.person, entry.case_id) == ("interest.declared", p.second_reviewer, heron.case_id)


# ------------------------------------------------------------------------------------------- in the pages


def test_whoever_declared_sees_that_the_case_is_closed_to_them(p, heron, see, send):
    assert send(p.second_reviewer, page("declare", heron.case), why="I know the family").status_code == 302
    own = reverse("learning:case", args=["practice-review"])
    assert "You declared an interest in a case on" in see(p.second_reviewer, own)
    told = see(p.second_reviewer, page("case", heron.case), status=403)
    assert "You declared an interest in this case on" in told
    assert "Heron" not in told + see(p.second_reviewer, own)


def test_whoever_declared_is_told_so_at_the_address_of_a_release_too(p, heron, see):
    release = make.release(p)
    cases.declare_interest(release.case, by=p.second_reviewer, why="x")
    for name in ("release", "redraft", "return"):
        address = reverse(f"learning:{name}", args=["practice-review", release.case_id])
        assert "You declared an interest in this case" in see(p.second_reviewer, address, status=403)


def test_whoever_is_named_finds_nothing_at_all(p, third, heron, see, client):
    release = make.release(p, sources=[heron])
    cases.shut_out(heron.case, third, by=p.reviewer, why="Named in it")
    own = reverse("learning:case", args=["practice-review"])
    assert "interest" not in see(third, own)
    assert "Case learning" in see(third, own)
    missing = "/cases/00000000-0000-0000-0000-000000000000/"
    nothing = see(third, missing, status=404).replace(missing, "")
    for case in (heron.case, release.case):
        for name in ("case", "declare", "shut_out", "who_looked_at"):
            assert see(third, page(name, case), status=404).replace(page(name, case), "") == nothing
    assert "Nobody" not in see(third, "/cases/opened/")


def test_the_page_of_a_case_says_who_sees_it_and_who_not_and_why(p, third, heron, see):
    cases.declare_interest(heron.case, by=p.second_reviewer, why="I know the family")
    cases.shut_out(heron.case, third, by=p.reviewer, why="Named in the notes")
    told = see(p.reviewer, page("case", heron.case))
    assert "Who sees it today" in told
    assert "I know the family" in told
    assert "Named in the notes" in told
    assert "Shut out by Reviewer, and not told" in told
    assert page("let_back", heron.case, Interest.objects.get(person=third).pk) in told
    assert "OFFICIAL-SENSITIVE" in told
    assert Entry.objects.filter(verb="read", kind="cases.interest", person=p.reviewer).count() == 2
    assert "Missed at the eye clinic" in told, "what is kept of it stands there, too"
    assert Entry.objects.filter(verb="read", kind="learning.caselearning", person=p.reviewer).count() == 1


def test_the_chair_lets_somebody_back_in_on_a_page(p, third, heron, see, send):
    interest = cases.shut_out(heron.case, third, by=p.reviewer, why="Named in it")
    address = page("let_back", heron.case, interest.pk)
    assert "Let Third reviewer back in?" in see(p.reviewer, address)
    see(p.second_reviewer, address, status=403)
    assert send(p.reviewer, address).status_code == 302
    assert visible_cases(third).exists()
    assert "Let back in" in see(p.reviewer, page("case", heron.case))


def test_only_those_who_see_the_case_are_offered_to_be_shut_out(p, third, heron, see, send):
    cases.declare_interest(heron.case, by=p.second_reviewer, why="x")
    told = see(p.reviewer, page("shut_out", heron.case))
    assert "Third reviewer" in told
    assert "Second reviewer" not in told
    wrong = send(p.reviewer, page("shut_out", heron.case), other=p.manager.pk, why="Typed with care")
    assert "Typed with care" in wrong.content.decode()
    assert not Interest.objects.filter(person=p.manager).exists()
    send(p.reviewer, page("shut_out", heron.case), other=third.pk, why="x")
    assert "Nobody but you sees this case" in see(p.reviewer, page("shut_out", heron.case))


@pytest.mark.parametrize("name", ["case", "declare", "shut_out", "who_looked_at"])
def test_to_others_a_case_is_not_there(p, heron, see, name):
    for person in (p.manager, p.scrutineer, p.early_help_chair, p.housing_officer):
        see(person, page(name, heron.case), status=404)


def test_who_looked_at_one_case_is_for_the_chair_alone(p, heron, see):
    make.case_learning(p, title="Case Wren")
    told = see(p.reviewer, page("who_looked_at", heron.case))
    assert "Kept: case learning, case 1" in told
    assert "case 2" not in told
    see(p.second_reviewer, page("who_looked_at", heron.case), status=404)


def test_a_chair_who_is_shut_out_of_a_case_reads_nothing_of_it_in_who_looked(p, heron, see):
    make.case_learning(p, title="Case Wren")
    cases.declare_interest(heron.case, by=p.reviewer, why="x")
    told = see(p.reviewer, "/cases/practice-review/looked/")
    assert "case 2" in told
    assert "case 1" not in told
    assert "interest" not in told.partition("<main")[2].lower()
