"""Whoever sits on a case group in an emergency reads there, and does nothing that can't be undone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from threespires.cases.operations import declare_interest, end_interest
from threespires.cases.permissions import visible_cases
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership import operations
from threespires.partnership.models import Term
from threespires.readings.models import UnusualReading
from threespires.readings.offers import owed
from threespires.readings.permissions import visible_unusual, who_looks_into
from threespires.thread.learning import operations as learning

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def came(p):
    """Chairs the case group beside its chair, for an hour more."""
    hour = now() + timedelta(hours=1)
    return make.seated(p.practice_review, make.person("Came"), "vice_chair", ends=today(), ends_at=hour).person


def test_they_let_nobody_back_into_a_case(p, came, client):
    case = make.case_learning(p).case
    interest = declare_interest(case, by=p.second_reviewer, why="Knows the family")
    assert case in visible_cases(came)
    with pytest.raises(Refused, match="Only a lasting chair"):
        end_interest(interest, by=came)
    address = reverse("cases:let_back", args=[case.pk, interest.pk])
    for person, status in ((came, 403), (p.reviewer, 200)):
        client.force_login(person)
        assert client.get(address).status_code == status
        assert (address in client.get(case.get_absolute_url()).content.decode()) is (status == 200)


def test_they_release_nothing_that_the_group_learned(p, came):
    release = make.release(p)
    with pytest.raises(Refused, match="Only lasting members"):
        learning.check_release(release, by=came)
    assert learning.check_release(release, by=p.second_reviewer).learning


def test_they_confirm_nothing_of_the_groups_terms(p, came):
    term = Term.objects.create(group=p.practice_review, name="approval", words="Both", confirmed=False)
    with pytest.raises(Refused, match="Only a lead representative"):
        operations.confirm(term, by=came)
    assert operations.confirm(term, by=p.reviewer).is_confirmed


def test_unusual_reading_is_neither_told_to_them_nor_left_to_them(p, came):
    one = UnusualReading.objects.create(reader=p.reviewer, group=p.practice_review, day=today(), kind="hours", cases=1)
    assert not visible_unusual(came).exists()
    assert owed(came, today()) == []
    assert came not in who_looks_into(one.group, one.reader)
    assert visible_unusual(p.police_lead).get() == one
    assert not Letter.objects.filter(to=came.email).exists()
