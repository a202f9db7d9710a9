"""Backs up the database and the uploaded files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from threespires.config.keeping import NoBackup, back_up
from threespires.kernel import commands


class Command(commands.Command):
    help = "Writes the database and the uploaded files into a new folder. Keys never go with them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            back_up(folder)
        except NoBackup as problem:
            raise CommandError(f"{problem}.") from problem
        self.stdout.write(f"Backed up into {folder}. Keep the keys and the key store elsewhere.")
