"""The benchmark's data set and jobs, at a size that takes a moment. Nothing is timed here."""

import pytest
from django.db.models import Q
from django.test import Client

from threespires.accounts.models import Person
from threespires.meetings.models import AgendaItem, Meeting
from threespires.thread.actions.lifecycle import FINISHED, State
from threespires.thread.actions.models import Action, TaskedWork, TestOfEffect
from threespires.thread.learning.models import Learning
from threespires.thread.priorities.models import LineOfEnquiry, Priority
from threespires.thread.walk.graph import thread_through
from tools.benchmark import data, jobs
from tools.benchmark.browsing import Inside
from tools.benchmark.data import Size, Visit

TINY = Size(
    people=16,
    agencies=4,
    sub_groups=2,
    meetings=4,
    items=3,
    note_words=24,
    learning=20,
    enquiries=4,
    priorities=4,
    current_priorities=2,
    work=8,
    actions=128,
    tests=6,
    escalations=2,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def visit() -> Visit:
    return data.build(TINY)


@pytest.fixture
def inside(visit: Visit, settings) -> Inside:
    settings.ROOT_URLCONF = "tools.benchmark.urls"
    client = Client()
    client.force_login(Person.objects.get(pk=visit.visitor))
    return Inside(client)


def test_build_makes_as_much_as_the_size_says(visit):
    made = {
        model.__name__: model.objects.count()
        for model in (Person, Learning, LineOfEnquiry, Priority, TaskedWork, Action, TestOfEffect, AgendaItem)
    }

    assert made == {
        "Person": 16,
        "Learning": 20,
        "LineOfEnquiry": 4,
        "Priority": 4,
        "TaskedWork": 8,
        "Action": 128,
        "TestOfEffect": 6,
        "AgendaItem": 12,
    }
    assert Meeting.objects.held().count() == 4
    assert Action.objects.filter(status__in=FINISHED).count() == 64
    assert len(visit.updates) == 10
    assert set(visit.to_update) <= set(Action.objects.unfinished().values_list("ref", flat=True))
    assert visit.to_update


def test_build_makes_nothing_that_the_rules_forbid_and_joins_threads_to_their_ends(visit):
    accepted = Action.objects.filter(status=State.ACCEPTED)

    assert not accepted.filter(evidence=None).exists()
    assert not TestOfEffect.objects.filter(Q(status="reported", learning=None) | Q(actions=None)).exists()
    assert not Meeting.objects.held().filter(Q(attendances=None) | Q(items=None)).exists()

    graph = thread_through(Person.objects.get(pk=visit.visitor), TestOfEffect.objects.first())
    assert {step for step, _ in graph.things} == set(range(6))


def test_every_job_is_answered_rightly_and_so_is_its_floor(visit, inside):
    for job in jobs.JOBS:
        job.do(inside, visit)
        job.visit_floor(inside, visit)

    Action.objects.filter(title=visit.owed[0]).update(title="Another")

    with pytest.raises(jobs.WrongAnswer, match="lacks"):
        jobs.JOBS[0].do(inside, visit)
