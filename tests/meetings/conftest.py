"""One group with a standing agenda, its meeting today, and the same meeting under way."""

from datetime import timedelta

import pytest

from tests import make
from tests.make import meetings as made
from threespires.kernel.clock import today
from threespires.thread.actions.operations import task


@pytest.fixture
def p(db):
    partnership = make.partnership()
    made.standing_agenda(partnership.implementation)
    return partnership


@pytest.fixture
def as_person(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def meeting(p):
    return made.meeting(p, day=today())


@pytest.fixture
def live(p):
    return made.open_meeting(p, day=today())


@pytest.fixture
def work(p):
    return task(
        by=p.scrutineer,
        priority=make.priority(p),
        title="Follow up every child",
        level=p.levels[2],
        group=p.implementation,
        due_on=today() + timedelta(days=90),
        done_means="Each is followed up",
    )
