"""Records who holds a post: the way to name the first Board manager."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from threespires.accounts.models import Person
from threespires.kernel import commands
from threespires.kernel.dates import say_date
from threespires.kernel.verdict import Refused
from threespires.partnership.models import Post
from threespires.partnership.operations import hold_post
from threespires.partnership.pairs import is_lead_post


class Command(commands.Command):
    help = "Records that a person holds a post from today. The Board manager does the rest in the browser."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the person's email address")
        parser.add_argument("post", help="the post's key in the arrangement file, such as board-manager")

    def handle(self, *args: Any, address: str, post: str, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {address}. Invite them first: invite {address}")
        held = Post.objects.filter(key=post).first()
        if held is None:
            raise CommandError(f"No post here has the key {post}. The keys: {', '.join(_keys())}")
        if is_lead_post(held):
            raise CommandError(f"Who leads for a statutory partner is said by: leads set {address} {post}")
        try:
            made = hold_post(by=None, post=held, person=person)
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"{person} holds the post of {held} from {say_date(made.starts)}.")


def _keys() -> list[str]:
    return list(Post.objects.now().order_by("key").values_list("key", flat=True))
