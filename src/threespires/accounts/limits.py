"""How often one may ask for what costs much: a limit for each person, or for each place where nobody is signed in.

Who asks too often slows down nobody else. The counts stand in the database, so they hold for all machines that serve.
"""

import math
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.accounts.guessing import place_of
from threespires.accounts.models import Tally
from threespires.kernel import plates
from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock

_NOT_TYPED = ("csrfmiddlewaretoken", "password")


class LimitsMiddleware:
    """Answers whoever asks too often with a page that says so, and that keeps what they typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        page = request.resolver_match.view_name if request.resolver_match else ""
        limit = _limits().get(page)
        if limit is None or (limit.sending_only and request.method != "POST"):
            return None
        wait = seconds_to_wait(page, _who(request), limit)
        return _wait_a_while(request, limit, wait) if wait else None


def seconds_to_wait(page: str, who: str, limit: plates.Limit) -> int:
    """Counts the asking; gives 0, or for how long to wait where it was once too often."""
    moment, length = now(), limit.minutes * 60
    number = int(moment.timestamp() // length)
    tally, _ = Tally.objects.get_or_create(
        key=f"{page} {who} {number}", defaults={"ends": moment + timedelta(seconds=length)}
    )
    may = Tally.objects.filter(pk=tally.pk, count__lt=limit.times * settings.LIMITS)
    if may.update(count=F("count") + 1):
        return 0
    return max(1, math.ceil((number + 1) * length - moment.timestamp()))


@goes_by(the_clock)
def forget_tallies() -> int:
    """Counts of what is over say nothing. Gives the number forgotten."""
    return Tally.objects.filter(ends__lt=now()).delete()[0]


@cache
def _limits() -> dict[str, plates.Limit]:
    return {page: limit for room in plates.rooms() for page, limit in room.costly.items()}


def _who(request: HttpRequest) -> str:
    return f"person {request.user.pk}" if request.user.is_authenticated else f"place {place_of(request)}"


def _wait_a_while(request: HttpRequest, limit: plates.Limit, wait: int) -> HttpResponse:
    minutes = math.ceil(wait / 60)
    typed = [
        {"name": name, "value": value}
        for name, values in request.POST.lists()
        for value in values
        if not any(part in name for part in _NOT_TYPED)
    ]
    facts = {
        "typed": typed,
        "files": bool(request.FILES),
        "passwords": any("password" in name for name in request.POST),
        "wait": "a minute" if minutes == 1 else f"{minutes} minutes",
    }
    answer = render(request, "accounts/too_often.html", facts, status=429)
    answer["Retry-After"] = str(wait)
    return answer
