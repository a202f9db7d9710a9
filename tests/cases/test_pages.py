"""Who looked is told to the group's chair, and what one opened to oneself; to others neither is there."""

import pytest
from django.urls import reverse

from tests import make
from threespires.cases.permissions import may_see_who_looked
from threespires.kernel.database import is_postgresql
from threespires.partnership.models import Seat
from threespires.partnership.standing import forget_standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def see(client):
    def get(person, address, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


WHO_LOOKED = "/cases/practice-review/looked/"
MINE = "/cases/opened/"


def test_the_chair_sees_who_looked_and_nobody_else_that_there_is_such_a_page(p, see):
    make.case_learning(p)
    for name, person in p.people.items():
        see(person, WHO_LOOKED, status=200 if name == "reviewer" else 404)
    assert {name for name, person in p.people.items() if may_see_who_looked(person, p.practice_review)} == {"reviewer"}


@pytest.mark.parametrize("group", ["executive", "early-help", "none"])
def test_a_group_that_keeps_no_cases_has_no_such_page(p, see, group):
    for person in (p.scrutineer, p.early_help_chair):
        see(person, f"/cases/{group}/looked/", status=404)


def test_the_chair_reads_what_was_done_by_whom_when_and_in_which_seat(p, see):
    assert "Nobody has opened a case record of this group yet" in see(p.reviewer, WHO_LOOKED)
    make.case_learning(p, by=p.reviewer, title="Case Heron")
    see(p.second_reviewer, reverse("learning:case", args=["practice-review"]))
    told = see(p.reviewer, WHO_LOOKED)
    assert "Read: case learning, case 1" in told
    assert "Kept: case learning, case 1" in told
    assert "Heron" not in told
    assert told.count("Second reviewer, member, Practice Review Group") == 1
    assert "Second reviewer, Second reviewer" not in told
    assert "OFFICIAL-SENSITIVE" in told


def test_each_sees_what_they_opened_and_never_by_its_name(p, see):
    make.case_learning(p, by=p.reviewer, title="Case Heron")
    see(p.second_reviewer, reverse("learning:case", args=["practice-review"]))
    told = see(p.second_reviewer, MINE)
    assert "Read: case learning, case 1" in told
    assert "Heron" not in told
    assert "You have opened no case record" in see(p.manager, MINE)


def test_what_one_opened_is_there_when_one_has_left_the_group(p, see):
    make.case_learning(p)
    see(p.second_reviewer, reverse("learning:case", args=["practice-review"]))
    Seat.objects.filter(person=p.second_reviewer).update(group=p.early_help)
    forget_standing(p.second_reviewer)
    assert "Read: case learning, a case that isn’t open to you" in see(p.second_reviewer, MINE)


def test_ways_to_both_stand_where_one_looks_for_them(p, see):
    case = reverse("learning:case", args=["practice-review"])
    assert WHO_LOOKED in see(p.reviewer, case)
    assert WHO_LOOKED not in see(p.second_reviewer, case)
    assert MINE in see(p.manager, reverse("accounts:account"))
    assert MINE not in see(p.outsider, reverse("accounts:account"))


def test_who_looked_is_told_fifty_at_a_time(p, see):
    for number in range(30):
        make.case_learning(p, title=f"Case {number}")
    see(p.reviewer, reverse("learning:case", args=["practice-review"]))
    assert see(p.reviewer, WHO_LOOKED).count('class="ts-history__event"') == 50
    assert see(p.reviewer, f"{WHO_LOOKED}?page=2").count('class="ts-history__event"') == 10


def test_the_demonstration_says_on_pages_of_cases_that_its_database_has_no_wall(p, see, settings):
    settings.DEMO = True
    case = reverse("learning:case", args=["practice-review"])
    assert ("has no second wall" in see(p.reviewer, case)) is not is_postgresql()
    assert "has no second wall" not in see(p.reviewer, reverse("learning:register"))
