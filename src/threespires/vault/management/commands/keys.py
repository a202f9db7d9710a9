"""Turns the key in which the keys of cases are wrapped, while the system runs; says how the store stands."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from threespires.kernel import commands
from threespires.vault import ring, store
from threespires.vault.ring import KeyMissing


class Command(commands.Command):
    help = "The keys of cases: check says whether each opens, rotate wraps them in a new key and destroys the old one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["check", "rotate"])

    def handle(self, *args: Any, deed: str, **options: Any) -> None:
        try:
            if deed == "rotate":
                self._rotate()
            else:
                self._check()
        except KeyMissing as problem:
            raise CommandError(str(problem)) from problem

    def _rotate(self) -> None:
        if not ring.numbers():
            self.stdout.write("There is no wrapping key yet: it is made with the first case.")
            return
        number = ring.turn()
        done = store.rewrap()
        self.stdout.write(f"Wrapping key {number} is in use. Keys wrapped anew: {done}. The one before is gone.")

    def _check(self) -> None:
        opened = [store.key_of(name) for name in store.names()]
        self.stdout.write(f"Keys of cases that open: {len(opened)}. Destroyed: {len(store.destroyed())}.")
