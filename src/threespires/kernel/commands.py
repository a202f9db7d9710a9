"""What every command is built on: what went wrong is said in plain words, and nothing else is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, SystemCheckError
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

NOT_READY = "The database isn’t ready for this version. Bring it up to date first:\n  bin/threespires migrate"


class Command(BaseCommand):
    _called_from_command_line: bool

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Does it; at the command line an error is its own words, without its kind or where in the code it arose."""
        try:
            return self._do(*args, **options)
        except CommandError as problem:
            if not self._called_from_command_line or options["traceback"] or isinstance(problem, SystemCheckError):
                raise
            self.stderr.write(str(problem))
            raise SystemExit(problem.returncode) from problem

    def _do(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as problem:
            if is_ready():
                raise
            raise CommandError(NOT_READY) from problem


def is_ready() -> bool:
    """Whether the database can be reached and lacks no migration."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as problem:
        raise CommandError(f"The database can’t be reached: {problem}".strip()) from problem
