"""The page that says what we can't do, why, that nothing has happened, and the ways on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.kernel.addresses import page_above

Way = tuple[str, str]
"""The words of a link, and where it leads."""


def refused(request: HttpRequest, reason: str, *ways: Way, status: int = 403) -> HttpResponse:
    """Unless other ways are named, one leads to the page above the address; another leads home."""
    on = dict([*(ways or [("Go back", page_above(request.path))]), ("Go home", "/")])
    links = [{"text": text, "href": href} for text, href in on.items()]
    return render(request, "design/refused.html", {"reason": reason, "ways": links}, status=status)
