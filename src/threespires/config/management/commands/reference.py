"""Writes, or checks, the reference pages that are made from the code."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from threespires.config.reference import pages
from threespires.kernel import commands


class Command(commands.Command):
    help = "Writes docs/reference from the code; with --check, only says which pages are no longer true."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.ROOT / "docs" / "reference"
        stale = {
            name: text
            for name, text in pages().items()
            if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text
        }
        if not stale:
            return
        if options["check"]:
            raise CommandError(f"No longer true: {', '.join(f'docs/reference/{name}' for name in stale)}")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in stale.items():
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote docs/reference/{name}")
