from typing import ClassVar

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError

from threespires.kernel import commands

PLAIN = {"traceback": False, "skip_checks": True, "no_color": True, "force_color": False}


class Fails(commands.Command):
    problem: ClassVar[Exception]

    def handle(self, *args, **options):
        raise self.problem


@pytest.fixture
def fails(monkeypatch):
    """Runs it as from the command line, with this problem; our connections stay open."""
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)

    def run(problem):
        monkeypatch.setattr(Fails, "problem", problem, raising=False)
        Fails().run_from_argv(["bin/threespires", "fails"])

    return run


def test_what_is_wrong_is_said_in_its_own_words_alone(fails, capsys):
    with pytest.raises(SystemExit) as ended:
        fails(CommandError("Nobody here has the address", returncode=2))
    assert ended.value.code == 2
    assert capsys.readouterr().err == "Nobody here has the address\n"


@pytest.mark.django_db
def test_a_fault_of_ours_is_not_hidden_where_the_database_is_up_to_date(monkeypatch):
    monkeypatch.setattr(Fails, "problem", ProgrammingError("no such column"), raising=False)
    with pytest.raises(ProgrammingError):
        Fails().execute(**PLAIN)


def test_a_database_that_lacks_a_migration_is_named_with_the_remedy(fails, capsys, monkeypatch):
    monkeypatch.setattr(commands, "is_ready", lambda: False)
    with pytest.raises(SystemExit):
        fails(OperationalError("no such table: partnership_board"))
    assert capsys.readouterr().err == f"{commands.NOT_READY}\n"


def test_a_database_out_of_reach_is_named(fails, capsys, monkeypatch):
    def out_of_reach(connection):
        raise OperationalError("Connection refused")

    monkeypatch.setattr(commands, "MigrationExecutor", out_of_reach)
    with pytest.raises(SystemExit):
        fails(OperationalError("Connection refused"))
    assert capsys.readouterr().err == "The database can’t be reached: Connection refused\n"


def test_called_from_code_it_raises(monkeypatch):
    monkeypatch.setattr(Fails, "problem", CommandError("No"), raising=False)
    with pytest.raises(CommandError):
        Fails().execute(**PLAIN)
