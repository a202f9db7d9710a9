"""arrangement check|plan|load FILE: what is wrong in the file, what loading would change, loading it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.checks import Tags
from django.core.management.base import CommandError
from django.db import transaction

from threespires.accounts.models import Person
from threespires.kernel import commands, plates
from threespires.kernel.clock import today
from threespires.partnership.arrangement import loading, telling
from threespires.partnership.arrangement.checking import read_and_check
from threespires.partnership.arrangement.facts import Arrangement
from threespires.partnership.arrangement.reading import LARGEST

UNSOUND, UNREADABLE = 1, 2


class Command(commands.Command):
    help = (
        "Checks an arrangement file, plans what loading it would change, or loads it. "
        "Ends with 0 when all is well, 1 when the file must be mended, 2 when it can't be opened."
    )

    requires_system_checks = (Tags.models,)  # pages and addresses have no part in this

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["check", "plan", "load"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", metavar="ADDRESS", help="who loads it, for the history: an email address")

    def handle(self, *, verb: str, file: Path, by: str | None, **options: Any) -> None:
        arrangement = self._read(file)
        try:
            if verb == "check":
                self._tell(telling.tell_contents(arrangement, str(file)))
            elif verb == "plan":
                self._tell(telling.tell_plan(loading.plan(arrangement, today=today()), done=False))
            else:
                self._load(arrangement, by=self._person(by))
        except loading.CannotLoad as reason:
            raise CommandError(str(reason), returncode=UNSOUND) from reason

    @transaction.atomic
    def _load(self, arrangement: Arrangement, *, by: Person | None) -> None:
        """Loads it, and lets every room keep what follows from it, so that the first day is as any other."""
        done = loading.load(arrangement, by=by, today=today())
        self._tell(telling.tell_plan(done, done=True))
        self._tell(filter(None, (fill() for fill in plates.gathered("after_loading"))))

    def _read(self, file: Path) -> Arrangement:
        try:
            with file.open("rb") as opened:
                content = opened.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"{file} can’t be opened: {error.strerror}", returncode=UNREADABLE) from error
        reading = read_and_check(content)
        if reading.problems:
            raise CommandError("\n".join(telling.tell_problems(reading.problems, str(file))), returncode=UNSOUND)
        return reading.arrangement

    def _person(self, address: str | None) -> Person | None:
        if address is None:
            return None
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {address}", returncode=UNREADABLE)
        return person

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)
