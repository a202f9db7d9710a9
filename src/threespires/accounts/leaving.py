"""What leaves of people: who they are, and never what lets them sign in."""

from collections.abc import Iterable
from typing import Any

from threespires.accounts.models import Person
from threespires.kernel.leaving import Leaves, Stays

NONE_THAT_OPENS = "!"
"""What stands in the place of a password: nothing that anybody could type."""
_STRANGER = "known-here-as-{}@people.invalid"
"""No mail ever reaches an address that ends so (RFC 2606)."""


def _only_who_they_are(person: Any, people: Iterable[Person]) -> dict[int, dict[str, Any]]:
    """With a group leave the names of those whom its records name; their addresses stay, and who read them last."""
    return {
        one.pk: {
            "email": _STRANGER.format(number),
            "is_active": False,
            "runs_the_system": False,
            "invited_at": None,
            "digest": Person.Digest.OFF,
        }
        for number, one in enumerate(sorted(people, key=lambda each: (each.name, each.pk)), start=1)
    }


_SIGNING_IN = "It lets somebody sign in, or says where they did: they set it up anew"

KINDS = (
    Leaves(
        Person,
        instead=_only_who_they_are,
        left_out={
            "password": NONE_THAT_OPENS,
            "last_login": None,
            "digest_sent_on": None,
            "looked_at": None,
            "looked_before": None,
        },
    ),
    *(Stays(f"accounts.{name}", _SIGNING_IN) for name in ("device", "signin", "keptform")),
    *(Stays(name, _SIGNING_IN) for name in ("account", "mfa", "socialaccount", "sessions")),
    *(Stays(f"accounts.{name}", "It only slows who asks too often, for minutes") for name in ("guess", "tally")),
    *(Stays(name, "The library makes it anew; rules here don’t ask it") for name in ("auth", "contenttypes")),
    Stays("django_q", "What is under way in the background: the clock is wound anew"),
)
