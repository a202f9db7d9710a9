"""Looking at the partnership as it stood on another day.

The day is kept in the session. The pages that rooms name on their door plates show that day, and nothing can be
changed on them meanwhile; every other page says that it shows today. What a person may see still follows from the
seats held today.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.http import HttpRequest, HttpResponse

from threespires.design.refusing import refused
from threespires.kernel import plates
from threespires.kernel.addresses import address
from threespires.kernel.clock import viewing

SESSION_KEY = "as_of"


def chosen_day(request: HttpRequest) -> date | None:
    """The day the person asked to look at, if any."""
    kept = request.session.get(SESSION_KEY)
    return date.fromisoformat(kept) if kept else None


def shows_any_day(request: HttpRequest) -> bool:
    """Whether the page asked for shows the chosen day, as its room's door plate says."""
    page = request.resolver_match
    return page is not None and not _any_day().isdisjoint({page.app_name, page.view_name})


@cache
def _any_day() -> frozenset[str]:
    return frozenset(name for room in plates.rooms() for name in room.any_day)


class AsOfMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with viewing(chosen_day(request)):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if request.method != "POST" or getattr(view, "works_on_any_day", False):
            return None
        if not (shows_any_day(request) and chosen_day(request)):
            return None
        reason = "You are looking at another day. Return to today to change anything."
        return refused(request, reason, ("Return to today", address("partnership:as_of")))


def works_on_any_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view that may be posted to while another day is looked at."""
    view.works_on_any_day = True  # type: ignore[attr-defined]
    return view
