"""Seats a person on a group. On a case group it seats nobody: two people do, in the browser."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from threespires.accounts.models import Person
from threespires.kernel import commands
from threespires.kernel.dates import say_date
from threespires.kernel.verdict import Refused
from threespires.partnership.models import Group, Place, Seat
from threespires.partnership.operations import seat

ROLES = [role.value for role in Seat.Role if role != Seat.Role.DELEGATE]


def _set_aside(group: Group, role: str) -> Place | None:
    """The place for a chair or vice-chair, where the group has one; a member's is chosen in the browser."""
    chairing = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR)
    return group.places.now().filter(role=role).first() if role in chairing else None


class Command(commands.Command):
    help = (
        "Seats a person on a group from today. The Board manager does the rest in the browser, but on case groups: "
        "there one proposes, and a second person approves."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the person's email address")
        parser.add_argument("group", help="the group's key in the arrangement file")
        parser.add_argument("role", choices=ROLES)

    def handle(self, *args: Any, address: str, group: str, role: str, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {address}. Invite them first: invite {address}")
        found = Group.objects.filter(key=group).first()
        if found is None:
            keys = ", ".join(Group.objects.now().order_by("key").values_list("key", flat=True))
            raise CommandError(f"No group here has the key {group}. The keys: {keys}")
        try:
            taken = seat(by=None, group=found, person=person, role=role, place=_set_aside(found, role))
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"{person} sits on {found} as {taken.get_role_display()} from {say_date(taken.starts)}.")
