"""Writes everything there is into a folder, to leave with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from threespires.kernel import commands
from threespires.leaving.everything import NotWritten, export
from threespires.vault.ring import KeyMissing


class Command(commands.Command):
    help = "Writes all records into a new folder as open files; what a case group keeps to itself, sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            digest = export(folder)
        except (NotWritten, KeyMissing) as problem:
            raise CommandError(f"{problem}.") from problem
        self.stdout.write(f"Written into {folder}. Its digest, to be kept apart from it:\n{digest}")
