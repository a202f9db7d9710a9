"""Reads in what left another installation, or a group of one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from threespires.kernel import commands
from threespires.leaving.folder import NotRead
from threespires.leaving.reading import read
from threespires.vault.ring import KeyMissing


class Command(commands.Command):
    help = "Reads an export into an empty installation, once each of its files is as it was written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder, or the ZIP file of one group")
        parser.add_argument("--digest", default="", help="what was printed when it was written")

    def handle(self, *args: Any, folder: Path, digest: str, **options: Any) -> None:
        try:
            counted = read(folder, known_by=digest)
        except (NotRead, KeyMissing) as problem:
            raise CommandError(f"{problem}.") from problem
        sealed = counted.pop("sealed", 0)
        self.stdout.write(f"Records read in: {sum(counted.values())}. Sealed parts, for two to open: {sealed}.")
        self.stdout.write("Now run bin/threespires search_rebuild.")
