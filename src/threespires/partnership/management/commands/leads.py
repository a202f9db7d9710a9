"""leads [set ADDRESS POST | end POST]: who leads for each statutory partner; the first of them; when nobody can act.

Whoever leads seats the first members of case groups and lets members in again, two together. So the server's command
line names the first alone; once two can act, they name whoever follows. History keeps what is done here.
"""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError

from threespires.accounts.models import Person
from threespires.kernel import commands
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.verdict import Refused
from threespires.partnership import notices
from threespires.partnership.models import Post
from threespires.partnership.operations import end_holding, hold_post
from threespires.partnership.pairs import is_lead_post


class Command(commands.Command):
    help = (
        "Shows who leads for each statutory partner, names the first who does, or ends what somebody holds. Once two "
        "lead representatives can act, they name whoever follows, in the browser."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb")
        names = verbs.add_parser("set", help="names who leads from today")
        names.add_argument("address", help="the person's email address")
        names.add_argument("post", help="the post's key in the arrangement file")
        ends = verbs.add_parser("end", help="ends what somebody holds: where those who lead can act no more")
        ends.add_argument("post", help="the post's key in the arrangement file")

    def handle(self, *args: Any, verb: str | None, **options: Any) -> None:
        try:
            if verb == "set":
                self._set(options["address"], _post(options["post"]))
            elif verb == "end":
                self._end(_post(options["post"]))
            else:
                self._show()
        except Refused as refused:
            raise CommandError(refused.reason) from refused

    def _show(self) -> None:
        for post in _lead_posts():
            held = post.holdings.now().select_related("person").first()
            holder = f"{held.person}, from {say_date(held.starts)}" if held and held.starts else "Nobody"
            self.stdout.write(f"{post.full_name} ({post.key}): {holder}")

    def _set(self, address: str, post: Post) -> None:
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError(f"Nobody here has the address {address}. Invite them first: invite {address}")
        made = hold_post(by=None, post=post, person=person)
        notices.lead_named_at_the_server(made)
        self.stdout.write(f"{person} holds the post of {post.full_name} from {say_date(made.starts)}.")

    def _end(self, post: Post) -> None:
        held = post.holdings.now().first()
        if held is None:
            raise CommandError(f"Nobody holds the post of {post.full_name}")
        notices.lead_ended_at_the_server(held)
        yesterday = today() - timedelta(days=1)
        end_holding(held, ends=max(yesterday, held.starts or yesterday))
        self.stdout.write(f"{held.person} held the post of {post.full_name} until {say_date(held.ends)}.")


def _lead_posts() -> list[Post]:
    return [post for post in Post.objects.now().select_related("agency") if is_lead_post(post)]


def _post(key: str) -> Post:
    known = {post.key: post for post in _lead_posts()}
    if key not in known:
        raise CommandError(
            f"No post that leads for a statutory partner has the key {key}. The keys: {', '.join(known)}"
        )
    return known[key]
