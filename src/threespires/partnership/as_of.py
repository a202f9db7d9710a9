"""Looking at the partnership as it stood on another day.

The day is kept in the session. The arrangement's pages show that day, and nothing in it can be changed
meanwhile; every other page says that it shows today. What a person may see still follows from the seats held
today.
"""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.kernel.clock import viewing

SESSION_KEY = "as_of"


def chosen_day(request: HttpRequest) -> date | None:
    """The day the person asked to look at, if any."""
    kept = request.session.get(SESSION_KEY)
    return date.fromisoformat(kept) if kept else None


def shows_any_day(request: HttpRequest) -> bool:
    """Whether the page asked for shows the chosen day: the arrangement's pages do."""
    return request.resolver_match is not None and request.resolver_match.app_name == "partnership"


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
        reason = "You are looking at another day. Return to today, by the link at the top, to change anything."
        return render(request, "design/refused.html", {"reason": reason}, status=403)


def works_on_any_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view that may be posted to while another day is looked at."""
    view.works_on_any_day = True  # type: ignore[attr-defined]
    return view
