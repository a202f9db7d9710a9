"""What every page knows: whose site it is, the places one can go, who is signed in."""

from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from threespires.kernel import plates
from threespires.kernel.addresses import address
from threespires.kernel.asking import written_once
from threespires.kernel.clock import today
from threespires.kernel.database import is_postgresql
from threespires.partnership.as_of import chosen_day, shows_any_day
from threespires.partnership.models import Board
from threespires.partnership.standing import standing


@cache
def _places() -> list[tuple[plates.Place, bool]]:
    """The places of the header in their order, each with whether everyone may enter its room."""
    found = [(place, room.for_everyone) for room in plates.rooms() for place in room.places]
    return sorted(found, key=lambda each: each[0].order)


def site(request: HttpRequest) -> dict[str, Any]:
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    here = request.path
    holds_anything = signed_in and standing(request.user).anywhere
    places = [
        {"text": place.text, "href": href, "current": here == href if href == "/" else here.startswith(href)}
        for place, for_everyone in (_places() if signed_in else [])
        for href in [address(place.url_name)]
        if for_everyone or holds_anything
    ]
    as_of = chosen_day(request) if signed_in else None
    marking = getattr(request, "marking", "")
    return {
        "site": {
            "partnership_name": partnership_name(),
            "demo": settings.DEMO,
            "demo_words": _demo_words(marking),
            "marking": marking,
            "places": places,
            "footer_links": [link for link in _footer_links() if link["href"] != here],
            "person_name": request.user.name if signed_in else "",
            "account_href": address("accounts:account") if signed_in else "",
            "search_href": address("search:search") if signed_in else "",
            "as_of": as_of,
            "as_of_here": shows_any_day(request),
            "as_of_return_href": address("partnership:as_of") if as_of else "",
            "today": today(),
        }
    }


def _demo_words(marking: str) -> str:
    """On pages of case records, what they lack here that they have in production."""
    words = "People, cases and figures here are invented."
    if not marking or is_postgresql():
        return words
    return (
        f"{words} Only the product’s own rules guard this page: the database of the demonstration has no second wall, "
        "as production must have."
    )


def _footer_links() -> list[dict[str, str]]:
    links = [{"text": name.capitalize(), "href": address(name)} for name in ("help", "privacy", "accessibility")]
    if settings.DEMO:
        links.append({"text": "Sign in as somebody else", "href": address(plates.named("sign_in_page"))})
    return links


def partnership_name() -> str:
    """The home board's name; nothing until an arrangement is loaded."""
    return next(iter(_home_boards()), "")


@written_once
def _home_boards() -> QuerySet[Board, str]:
    return Board.objects.filter(is_home=True).values_list("name", flat=True)[:1]
