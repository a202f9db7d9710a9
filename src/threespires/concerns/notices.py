"""Letters about possible concerns. They say that one waits and where, and nothing of what stands there."""

from django.conf import settings

from threespires.concerns.models import Concern
from threespires.concerns.permissions import on_duty
from threespires.kernel import plates

_WAITS = "A possible concern waits"


def marked(concern: Concern) -> None:
    """To whoever is on duty, at once."""
    _write(concern, "Somebody marked a possible safeguarding concern. It stays open until you have dealt with it:")


def doubted(concern: Concern) -> None:
    """To whoever is on duty: it is for them to agree."""
    _write(concern, "Somebody says that a possible concern needs no referral. It stays open until you agree:")


def _write(concern: Concern, words: str) -> None:
    for held in on_duty():
        body = f"Hello {held.person.name},\n\n{words}\n\n{settings.ADDRESS}{concern.get_absolute_url()}\n"
        plates.answer("write_letter", held.person.email, _WAITS, body, otherwise=None)
