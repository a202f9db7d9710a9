"""Answers to what goes wrong: a refusal is a page that says why; what may not be seen isn't there."""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from threespires.config import views
from threespires.design.refusing import refused
from threespires.kernel import plates
from threespires.kernel.addresses import page_above
from threespires.kernel.verdict import Refused
from threespires.partnership.standing import standing

NUL = "\0"


_NOTHING = "()"
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": ", ".join(
        [
            *(f"{feature}={_NOTHING}" for feature in (
                "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
                "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
                "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "storage-access",
                "usb", "web-share", "xr-spatial-tracking",
            )),
            "publickey-credentials-create=(self)",
            "publickey-credentials-get=(self)",
        ]
    ),
}  # fmt: skip
"""What every answer forbids, beside what Django and the content security policy do: a page uses no device but the keys
one signs in with, and nothing of it is shown within another site."""


class HeadersMiddleware:
    """Stands first: no answer goes without. What isn't the same for everyone is kept by no browser and no proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            answer.headers["Cache-Control"] = "no-store"
        return answer


class AnswersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path:
            return render(request, "design/not_found.html", status=404)
        if _length(request) > settings.LARGEST_REQUEST:
            return views.too_large(request)
        _leave_out_nul(request)
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            return _lead_above(request)
        return answer

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return refused(request, problem.reason)
        return None


def _length(request: HttpRequest) -> int:
    """How much is sent, as the server was told. It reads no more than that."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdecimal() else 0


def _lead_above(request: HttpRequest) -> HttpResponse:
    """From the address of a button, such as one comes to by signing in anew, to the page that has the button."""
    if request.user.is_authenticated:
        messages.info(request, "Nothing has happened yet. Choose again what you want to do.")
    return redirect(page_above(request.path))


def _leave_out_nul(request: HttpRequest) -> None:
    """Takes out of an address's question a character that PostgreSQL refuses. Forms say so themselves."""
    if "%00" in request.META.get("QUERY_STRING", ""):
        request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        request.__dict__.pop("GET", None)


class HoldersMiddleware:
    """To whoever holds no seat or post, rooms exist only where their plate lets everyone in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        if request.user.is_authenticated and not _lets_everyone_in(view) and not standing(request.user).anywhere:
            raise Http404


@cache
def _lets_everyone_in(view: Callable[..., Any]) -> bool:
    room = plates.room_of(view)
    return room is None or room.for_everyone or not getattr(view, "login_required", True)
