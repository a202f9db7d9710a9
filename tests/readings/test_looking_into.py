"""Unusual reading is told to somebody else than the reader, who looks into it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import make
from tests.application import as_application, make_role
from tests.make.meetings import on
from threespires.accounts.models import Person
from threespires.cases.recording import looked
from threespires.kernel import clock
from threespires.kernel.database import is_postgresql
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership.models import Seat
from threespires.partnership.standing import forget_standing, standing
from threespires.readings.models import UnusualReading
from threespires.readings.offers import owed
from threespires.readings.operations import find_on, look_into
from threespires.readings.permissions import may_look_into, visible_unusual, who_looks_into
from threespires.readings.reminders import find_unusual

pytestmark = pytest.mark.django_db

DAY = date(2026, 2, 10)
NIGHT = timezone.make_aware(datetime.combine(DAY, time(23)))


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def read_at_night(p):
    """Somebody reads a case at eleven in the evening."""

    def read(person):
        with on(DAY):
            kept = make.case_learning(p)
        with clock.at(NIGHT):
            looked([kept], by=person, seat="member")
        return kept

    return read


@pytest.fixture
def see(client):
    def get(person, address, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


def those_who_see(p, one):
    return {name for name, person in p.people.items() if visible_unusual(person).filter(pk=one.pk).exists()}


def test_what_a_member_reads_at_night_is_told_to_the_chair_once(p, read_at_night):
    read_at_night(p.second_reviewer)
    (one,) = find_on(DAY)
    assert (one.reader, one.group, one.day, one.kind, one.cases) == (
        p.second_reviewer, p.practice_review, DAY, "hours", 1,
    )  # fmt: skip
    assert [letter.to for letter in Letter.objects.all()] == [p.reviewer.email]
    assert "Heron" not in Letter.objects.get().body + Letter.objects.get().subject
    assert p.second_reviewer.name not in Letter.objects.get().body
    assert find_on(DAY) == []
    assert those_who_see(p, one) == {"reviewer"}
    assert [each.title for each in owed(p.reviewer, DAY)] == ["Look into unusual reading of case records"]
    assert owed(p.second_reviewer, DAY) == owed(p.manager, DAY) == []


def test_what_the_only_chair_reads_at_night_is_told_to_the_leads(p, read_at_night):
    read_at_night(p.reviewer)
    (one,) = find_on(DAY)
    leads = {"chief_executive", "health_lead", "police_lead"}
    assert those_who_see(p, one) == leads
    assert {person.name for person in who_looks_into(p.practice_review, p.reviewer)} == {
        p.people[name].name for name in leads
    }
    assert Letter.objects.count() == 3


def test_where_another_chairs_too_it_is_for_them(p, read_at_night):
    vice = make.member(p.practice_review, "Vice-chair", role="vice_chair")
    read_at_night(p.reviewer)
    (one,) = find_on(DAY)
    assert those_who_see(p, one) == set()
    assert visible_unusual(vice).get() == one


def test_reading_without_a_seat_that_day_is_found(p, read_at_night):
    read_at_night(p.manager)
    assert {one.kind for one in find_on(DAY)} == {"hours", "no_seat"}


def test_whoever_moderates_or_is_on_duty_reads_nothing_unusual(p):
    duty = make.on_duty(p)
    with clock.at(NIGHT):
        concern = make.concern(p)
        looked([concern.text], by=p.manager, seat="Board manager")
        looked([concern.text], by=duty, seat="Duty manager")
    assert find_on(DAY) == []


def test_where_the_chair_cannot_sign_in_it_is_for_the_leads_at_once_told_and_shown(p, read_at_night):
    Person.objects.filter(pk=p.reviewer.pk).update(is_active=False)
    read_at_night(p.second_reviewer)
    (one,) = find_on(DAY)
    leads = [p.chief_executive, p.health_lead, p.police_lead]
    assert {letter.to for letter in Letter.objects.all()} == {lead.email for lead in leads}
    for lead in leads:
        assert visible_unusual(lead).get() == one
        assert may_look_into(lead, one)
        assert owed(lead, DAY)


def test_of_what_a_chair_found_the_leads_learn_nothing_when_the_chair_has_gone(p, read_at_night):
    read_at_night(p.second_reviewer)
    (one,) = find_on(DAY)
    look_into(one, by=p.reviewer, answer="On call that night")
    Seat.objects.filter(person=p.reviewer).update(ends=DAY)
    forget_standing(p.reviewer)
    assert those_who_see(p, one) == set()
    read_at_night(p.reviewer)
    (other,) = find_on(DAY)
    look_into(other, by=p.police_lead, answer="They came from another shift")
    assert those_who_see(p, other) == {"police_lead"}


def test_a_leads_home_asks_one_statement_however_much_was_found(p, django_assert_num_queries):
    facts = {"reader": p.reviewer, "group": p.practice_review, "kind": "hours", "cases": 1}
    UnusualReading.objects.bulk_create(UnusualReading(day=DAY - timedelta(days=back), **facts) for back in range(20))
    standing(p.police_lead)
    with django_assert_num_queries(1):
        assert len(owed(p.police_lead, DAY)) == 20


def test_the_clock_looks_back_over_days_when_it_stood_still(p, read_at_night):
    read_at_night(p.second_reviewer)
    with on(DAY + timedelta(days=6)):
        assert find_unusual() == 1
        assert find_unusual() == 0
    UnusualReading.objects.all().delete()
    with on(DAY):
        assert find_unusual() == 0, "a day is looked at when it is over"


def test_nobody_looks_into_their_own_reading_and_others_once(p, read_at_night):
    read_at_night(p.second_reviewer)
    (one,) = find_on(DAY)
    for other in (p.second_reviewer, p.manager, p.police_lead, p.scrutineer):
        assert not may_look_into(other, one)
        with pytest.raises(Refused):
            look_into(one, by=other, answer="x")
    with pytest.raises(Refused, match="Say what you found"):
        look_into(one, by=p.reviewer, answer=" ")
    look_into(one, by=p.reviewer, answer="On call that night")
    with pytest.raises(Refused, match="already"):
        look_into(one, by=p.reviewer, answer="Again")
    assert owed(p.reviewer, DAY) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        UnusualReading.objects.update(looked_into_by=p.second_reviewer)


def test_the_pages_are_for_those_who_look_into_it(p, read_at_night, see, client):
    read_at_night(p.second_reviewer)
    (one,) = find_on(DAY)
    address = one.get_absolute_url()
    assert "Nothing unusual was found" in see(p.manager, "/unusual-reading/")
    see(p.manager, address, status=404)
    see(p.second_reviewer, address, status=404)
    see(p.outsider, "/unusual-reading/", status=404)
    assert "Second reviewer, outside usual hours" in see(p.reviewer, "/unusual-reading/")
    told = see(p.reviewer, address)
    assert "To be confirmed by the partnership" in told
    assert "Heron" not in told
    wrong = client.post(address, {"answer": ""}).content.decode()
    assert "Enter what you found" in wrong
    assert client.post(address, {"answer": "On call that night"}).status_code == 302
    assert "On call that night" in see(p.reviewer, address)
    assert "Write it down" not in see(p.reviewer, address)


@pytest.mark.on_postgresql
def test_the_clock_finds_it_through_the_wall(p, read_at_night):
    assert is_postgresql()
    read_at_night(p.second_reviewer)
    make_role()
    with as_application():
        assert len(find_on(DAY)) == 1


def test_a_chair_who_has_left_sees_it_no_more(p, read_at_night):
    read_at_night(p.second_reviewer)
    (one,) = find_on(DAY)
    Seat.objects.filter(person=p.reviewer).update(ends=DAY)
    forget_standing(p.reviewer)
    assert those_who_see(p, one) == {"chief_executive", "health_lead", "police_lead"}
