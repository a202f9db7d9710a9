"""build_demo: tells the demonstration's story in an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from threespires.accounts.models import Person
from threespires.cases.triggers import taken_down
from threespires.demo import story
from threespires.demo.story.people import ADDRESS
from threespires.documents import store
from threespires.documents.models import Document
from threespires.kernel import commands
from threespires.kernel.clock import now, today
from threespires.kernel.dates import say_date


class Command(commands.Command):
    help = "Builds the demonstration: the real arrangement and one invented year of its work, ending today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="leave a database that holds people as it is")

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        people = Person.objects.all()
        if people.exists():
            if if_empty:
                self.stdout.write("The database holds people already, so it stays as it is.")
                return
            if people.exclude(email__endswith=f"@{ADDRESS}").exists():
                raise CommandError("This database holds people who are not the demonstration’s, so nothing was done.")
            self._empty()
        told = story.tell(today() + settings.CLOCK_SET_BACK, until=now())
        everybody = f"{len(told.people)} people"
        if today() < told.begins:
            words = f"{everybody}. What they do begins on {say_date(told.begins)}, after the day you stand on."
        else:
            words = f"{everybody}, and what they did from {say_date(told.begins)} to {say_date(today())}."
        self.stdout.write(words)

    def _empty(self) -> None:
        """Takes the earlier story away, with its files."""
        for document in Document.objects.all():
            store.forget(document)
        with taken_down():
            call_command("flush", interactive=False, verbosity=0)
