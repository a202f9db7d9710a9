"""The command as a Board manager meets it: what it prints, and with what it ends."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.make import person
from tests.partnership.arrangement.sound import SOUND
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.law.duties import duty_rules
from threespires.meetings.models import Meeting
from threespires.partnership.models import Group
from threespires.work.assurance.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "northmere.toml"
    path.write_text(SOUND)
    return path


def run(*arguments) -> str:
    out = StringIO()
    call_command("arrangement", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_check_says_what_the_file_holds_and_what_waits(file):
    said = run("check", file)
    assert "is sound: 2 boards, 4 agencies, 6 posts, 3 groups, 4 purposes." in said
    assert "To be confirmed by the partnership: 9 terms of reference and 1 other fact." in said
    assert not Group.objects.exists()


def test_check_lists_every_mistake_with_its_line_and_ends_with_1(file):
    file.write_text(SOUND.replace('sector = "police"', 'sector = "polise"').replace('to = "executive"', 'to = "exec"'))
    with pytest.raises(CommandError) as refused:
        run("check", file)
    assert refused.value.returncode == 1
    first, *lines = str(refused.value).splitlines()
    assert first == f"2 things to mend in {file}:"
    assert lines[0].startswith("  line 48, agencies “police”: “sector” is “polise”. Expected council, health,")


@pytest.mark.parametrize("verb", ["plan", "load"])
def test_an_unsound_file_is_neither_planned_nor_loaded(file, verb):
    file.write_text("not toml")
    with pytest.raises(CommandError, match="line 1: this is not TOML"):
        run(verb, file)
    assert not Group.objects.exists()


def test_plan_says_what_loading_would_do_and_does_nothing(file):
    said = run("plan", file)
    assert "Would add " in said
    assert "  group: Executive\n" in said
    assert not Group.objects.exists()


def test_load_says_what_it_did_and_then_that_nothing_is_left(file):
    assert "Added " in run("load", file)
    assert run("load", file) == "Nothing to do: everything here is as the file says.\n"
    file.write_text(SOUND.replace("Northmere Police", "Estuary Police"))
    assert "Changed 1 thing:\n  agency: Estuary Police\n      name: Northmere Police → Estuary Police\n" in run(
        "load", file
    )
    assert run("load", file) == "Nothing to do: everything here is as the file says.\n"


def test_load_records_who_did_it(file):
    manager = person("Manager")
    run("load", file, "--by", manager.email)
    loaded = Event.objects.filter(words="Loaded from the arrangement file")
    assert set(loaded.values_list("person", flat=True)) == {"Manager"}


def test_load_fills_the_register_of_duties_and_plans_the_year(file):
    said = run("load", file)
    meetings = Meeting.objects.all()
    assert f"\nRegister of duties: {len(duty_rules())} added, 0 changed.\n" in said
    assert f"\nMeetings: {len(meetings)} planned for the year ahead.\n" in said
    assert Duty.objects.count() == len(duty_rules())
    assert {meeting.group.key for meeting in meetings} == {"executive", "doing"}
    assert min(meeting.day for meeting in meetings) >= today()


def test_nothing_is_loaded_where_a_room_cannot_keep_what_follows(file, monkeypatch):
    def fail():
        raise RuntimeError("no room left")

    monkeypatch.setattr("threespires.meetings.reminders.after_loading", fail)
    with pytest.raises(RuntimeError, match="no room left"):
        run("load", file)
    assert not Group.objects.exists()


@pytest.mark.parametrize("arguments", [("--by", "nobody@example.test"), ()])
def test_what_cannot_be_opened_or_found_ends_with_2(file, arguments):
    path = file if arguments else file.parent
    with pytest.raises(CommandError) as refused:
        run("load", path, *arguments)
    assert refused.value.returncode == 2
