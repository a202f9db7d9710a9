"""Slowing down whoever guesses passwords, without locking out the person whose address they guess at.

Wrong guesses count against an address as tried from one place, and against the place: so a stranger elsewhere
never keeps a colleague from signing in. A new password by emailed link always opens the door again.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from threespires.accounts.models import Guess
from threespires.kernel.clock import now

MINUTES = 15
GUESSES_AT_ONE = 5
GUESSES_FROM_ONE_PLACE = 50
LINKS_AN_HOUR = 3


class TooOften(Exception):
    """No more passwords are taken for this address from this place for a while."""


def place_of(request: HttpRequest) -> str:
    """The address from which a request came, as the nearest proxy that we trust names it."""
    named = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    proxies = settings.PROXIES
    place = named[-proxies] if 0 < proxies <= len(named) else request.META.get("REMOTE_ADDR", "")
    return place[:45]


def may_guess(address: str, place: str) -> bool:
    """Whether one more password may be tried at this address from this place."""
    lately = Guess.objects.filter(
        about=Guess.About.PASSWORD, came_from=place, at__gt=now() - timedelta(minutes=MINUTES)
    )
    if lately.filter(address=_plain(address)).count() >= GUESSES_AT_ONE:
        return False
    return lately.count() < GUESSES_FROM_ONE_PLACE


def note_guess(address: str, place: str) -> None:
    """A wrong password was given."""
    Guess.objects.create(about=Guess.About.PASSWORD, address=_plain(address), came_from=place)


def may_send_link(address: str, place: str, *, about: Guess.About = Guess.About.LINK) -> bool:
    """Whether another link may be sent to the address. Counts the asking, each kind by itself: whoever asks too often
    for one keeps nobody from the other."""
    hour_ago = now() - timedelta(hours=1)
    asked = Guess.objects.filter(about=about, address=_plain(address), at__gt=hour_ago).count()
    if asked >= LINKS_AN_HOUR:
        return False
    Guess.objects.create(about=about, address=_plain(address), came_from=place)
    return True


def forgive(address: str) -> None:
    """The person themself has come in: earlier guesses at their address count no more."""
    Guess.objects.filter(address=_plain(address)).delete()


def _plain(address: str) -> str:
    return address.strip().lower()[:254]
