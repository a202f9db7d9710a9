"""By which key a line of a group is known again when the file is read anew."""

import re
import unicodedata

from threespires.partnership.arrangement.facts import AgendaItem, Place, Purpose

_LONGEST = 60


def slug(words: str) -> str:
    """Words as a key: small letters and digits with hyphens between, cut at 60."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def purpose_key(purpose: Purpose) -> str:
    return purpose.key or slug(purpose.words)


def place_key(place: Place) -> str:
    return place.key or f"{place.role}-{place.post or place.agency}"


def item_key(item: AgendaItem) -> str:
    return item.key or slug(f"{item.half} {item.title}")
