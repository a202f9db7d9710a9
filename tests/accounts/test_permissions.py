"""Who invites people, makes administrators and stops anyone signing in."""

import pytest

from tests import make
from tests.verdicts import allowed, posts_allowed
from threespires.accounts import permissions

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    made = make.partnership()
    made.people["system"] = make.person("System administrator")
    made.people["system"].runs_the_system = True
    made.people["system"].save()
    return made


def test_accounts_are_managed_by_the_board_manager_and_a_system_administrator(p):
    assert allowed(p, permissions.may_manage_accounts) == {"manager", "system"}
    assert posts_allowed(permissions.may_manage_accounts) == {"board_manager"}
    assert permissions.may_manage_accounts(p.system).seat == "system administrator"
    assert permissions.may_manage_accounts(p.manager).seat.startswith("Manager")


def test_accounts_are_managed_by_a_system_administrator_alone_where_no_room_says_more(p, monkeypatch):
    monkeypatch.setattr("threespires.kernel.plates.gathered", lambda name: [])
    assert allowed(p, permissions.may_manage_accounts) == {"system"}


def test_administrators_are_made_by_administrators(p):
    assert allowed(p, permissions.may_make_administrator) == {"system"}
    assert permissions.may_make_administrator(p.system).seat == "system administrator"


@pytest.mark.parametrize(
    ("runs", "active", "who"),
    [
        (False, True, {"manager", "system"}),
        (False, False, {"manager", "system"}),
        (True, True, {"manager", "system"}),
        (True, False, {"system"}),
    ],
)
def test_an_administrator_who_was_stopped_is_let_in_again_by_another(p, runs, active, who):
    invited = make.person()
    invited.runs_the_system, invited.is_active = runs, active
    assert allowed(p, permissions.may_invite, invited) == who


@pytest.mark.parametrize(
    ("runs", "active", "who"),
    [
        (False, True, {"manager", "system"}),
        (False, False, set()),
        (True, True, {"system"}),
        (True, False, set()),
    ],
)
def test_people_are_stopped_by_who_manages_accounts_and_administrators_by_another(p, runs, active, who):
    other = make.person()
    other.runs_the_system, other.is_active = runs, active
    assert allowed(p, permissions.may_stop, other) == who


def test_nobody_stops_themself(p):
    assert not permissions.may_stop(p.system, p.system)
    assert "yourself" in permissions.may_stop(p.manager, p.manager).reason
