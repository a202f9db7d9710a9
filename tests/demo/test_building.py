"""The command that builds the demonstration: when it does, when it leaves the database alone, and what it says."""

from datetime import date, datetime, time
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.demo import story
from threespires.kernel import clock

pytestmark = pytest.mark.django_db


def test_build_demo_leaves_other_peoples_database_alone():
    Person.objects.create_person(email="somebody@example.org", name="Somebody")
    with CaptureQueriesContext(connection) as asked, pytest.raises(CommandError, match="not the demonstration’s"):
        call_command("build_demo", verbosity=0)
    assert all(each["sql"].startswith("SELECT") for each in asked)


def test_build_demo_if_empty_leaves_whoever_is_there():
    Person.objects.create_person(email="ruth.pemberton@threespires.example", name="Ruth Pemberton")
    call_command("build_demo", if_empty=True, verbosity=0)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 3), "2 people, and what they did from 2 September 2025 to 3 March 2026."),
        (date(2019, 3, 3), "2 people. What they do begins on 2 September 2025, after the day you stand on."),
    ],
)
def test_build_demo_says_what_it_told(monkeypatch, capsys, day, said):
    monkeypatch.setattr(story, "tell", lambda *_, **__: SimpleNamespace(people="ab", begins=date(2025, 9, 2)))
    with clock.at(timezone.make_aware(datetime.combine(day, time(0, 5)))):
        call_command("build_demo")
    assert capsys.readouterr().out == f"{said}\n"
