"""Puts a backup back, and destroys again what had been destroyed since."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from threespires.config.keeping import NoBackup, put_back
from threespires.kernel import commands
from threespires.vault import store


class Command(commands.Command):
    help = "Puts a backup into an empty database. What was disposed of since it was made stays disposed of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            put_back(folder)
        except NoBackup as problem:
            raise CommandError(f"{problem}.") from problem
        again = store.destroy_again()
        self.stdout.write(
            f"Put back from {folder}. Keys destroyed again: {again}. Now run bin/threespires migrate, and "
            "bin/threespires search_rebuild."
        )
