"""Invites a person to sign in: the way to make the first account."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email

from threespires.accounts.operations import invite
from threespires.kernel import commands
from threespires.kernel.verdict import Refused


class Command(commands.Command):
    help = "Invites a person: sends them a one-time link, or prints it where no mail host is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the person's email address")
        parser.add_argument("--name", default="", help="their name, if nobody has the address yet")
        parser.add_argument(
            "--system-administrator",
            action="store_true",
            help="they may manage accounts (it opens no record)",
        )

    def handle(self, *args: Any, address: str, name: str, system_administrator: bool, **options: Any) -> None:
        try:
            validate_email(address)
        except ValidationError:
            raise CommandError(f"{address} is not an email address") from None
        try:
            made = invite(by=None, email=address, name=name, system_administrator=system_administrator)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if settings.EMAIL_HOST:
            self.stdout.write(f"{made.person} has been invited: a link goes to {made.person.email}.")
        else:
            self.stdout.write(
                f"No mail host is set, so hand this link to {made.person}. It works once, for 7 days:\n{made.link}"
            )
