"""What history says of a loaded arrangement: who loaded it, and with whom groups were joint before and after."""

from datetime import date

import pytest

from tests.make import person
from tests.partnership.arrangement.sound import SOUND
from threespires.history.models import Event
from threespires.partnership.arrangement import loading
from threespires.partnership.arrangement.checking import read_and_check

pytestmark = pytest.mark.django_db

FIRST, LATER = date(2026, 3, 3), date(2026, 6, 1)
ALONE = SOUND.replace('joint_with = ["next-door"]\n', "").replace(', "next-door"]', "]")


def load(content=SOUND, day=FIRST, by=None):
    loading.load(read_and_check(content.encode()).arrangement, by=by, today=day)


def test_loading_by_nobody_in_particular_is_said_to_come_from_the_file():
    load()
    assert set(Event.objects.values_list("person", "person_key")) == {("System, from the arrangement file", "")}


def test_whoever_loads_it_is_named():
    who = person()
    load(by=who)
    assert set(Event.objects.values_list("person", "person_key")) == {(who.name, str(who.pk))}


def test_with_whom_a_group_was_joint_is_kept_before_and_after():
    load()
    load(ALONE, LATER)
    [(before, after)] = [event.changes["joint_with"] for event in Event.objects.filter(verb="group.changed")]
    assert before != [] == after
