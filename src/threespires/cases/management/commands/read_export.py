"""Reads in what a case group took out of another installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from threespires.cases.leaving.reading import read_export
from threespires.cases.leaving.rows import NotRead
from threespires.kernel import commands


class Command(commands.Command):
    help = "Reads in the case records that a group took out elsewhere, once the file is as it was written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            count = read_export(file)
        except NotRead as problem:
            raise CommandError(f"{problem}.") from problem
        self.stdout.write(f"Cases read in: {count}.")
