"""Runs background jobs, and calls what the rooms want called at its time."""

from typing import Any

from django.core.management import call_command

from threespires.config import clock
from threespires.config.checks import refuse_to_start
from threespires.kernel import commands


class Command(commands.Command):
    requires_system_checks = ()  # bin/check asks them

    help = "Runs background jobs until it is stopped. Any number of machines may do so."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_to_start()
        clock.wind()
        call_command("qcluster")
