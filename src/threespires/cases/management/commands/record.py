"""Looks whether the record of who looked is whole, and writes down where it has got to."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from threespires.cases.anchors import anchors, drop_anchor
from threespires.cases.chain import Anchor, first_break
from threespires.cases.keys import KeyMissing, record_key
from threespires.cases.models import NOTHING, Entry, Head
from threespires.cases.wall.asking import asked_by_job
from threespires.cases.wall.policies import CHECK_RECORD
from threespires.kernel import commands

_AT_ONCE = 2000


class Command(commands.Command):
    help = "The record of who read and changed case records: check says where it doesn’t hold, anchor writes it down."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["check", "anchor"])

    def handle(self, *args: Any, deed: str, **options: Any) -> None:
        if deed == "anchor":
            self.stdout.write(f"Written down up to entry {drop_anchor()}.")
            return
        with asked_by_job(CHECK_RECORD):
            self._check()

    def _check(self) -> None:
        head = Head.objects.filter(pk=1).first()
        at = Anchor(head.number, head.seal) if head else Anchor(0, NOTHING)
        entries = Entry.objects.order_by("number")
        try:
            key = record_key(begun=at.number > 0 or entries.exists())
            found = first_break(key, entries.iterator(_AT_ONCE), at, anchors())
        except (KeyMissing, ValueError) as problem:
            raise CommandError(str(problem)) from problem
        if found:
            raise CommandError(f"The record breaks at entry {found.number}: {found.words}.")
        self.stdout.write(f"The record is whole, up to entry {at.number}.")
