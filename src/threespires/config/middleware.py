"""Answers to what goes wrong: a refusal is a page that says why; what may not be seen isn't there."""

import logging
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from threespires.config import views
from threespires.config.served import rules_of
from threespires.design.refusing import refused
from threespires.kernel import plates
from threespires.kernel.addresses import page_above
from threespires.kernel.rules import Rule, anyone, noting, whoever_is_signed_in
from threespires.kernel.verdict import Refused
from threespires.partnership.permissions import takes_part
from threespires.partnership.standing import roles_of
from threespires.practitioners.permissions import practises
from threespires.vault.ring import KeyMissing
from threespires.vault.sealing import Unreadable
from threespires.vault.store import KeyDestroyed, say_shut

NUL = "\0"
SHUT = say_shut("This can’t be opened")
SHUT_BY = (KeyMissing, KeyDestroyed, Unreadable)

logger = logging.getLogger(__name__)


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
    """Stands first: no answer goes without. What isn't the same for everyone is kept by no browser and no proxy, but
    where the view says for whom (`kept_for`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            answer.headers["Cache-Control"] = getattr(answer, "kept_for", "no-store")
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
        if isinstance(problem, SHUT_BY):
            # The words name keys, which only whoever runs the system can find.
            logger.error("case_stays_shut", exc_info=problem)
            return refused(request, SHUT)
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
    """To whoever holds no seat or post, rooms exist only where their plate or the page itself lets everyone in; to
    practitioners and to whoever holds a role on a case, where it lets those in too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> None:
        if not request.user.is_authenticated or _lets_everyone_in(view) or takes_part(request.user):
            return
        if _lets_practitioners_in(view) and practises(request.user):
            return
        if not (lets_roles_in(view) and roles_of(request.user)):
            raise Http404


class RulesMiddleware:
    """Deny by default: a page that names no rule isn't there, and one that names rules must have asked them.

    A page shown has asked every rule it is opened by; what was sent is taken once those for sending are asked besides.
    A refusal may come of any of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with noting(request.user) as asked:
            answer = self.get_response(request)
        if missed := _unasked(request, answer, asked.rules):
            return _not_served(request, missed)
        return answer

    def process_view(self, request: Any, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        page = request.resolver_match
        named = rules_of(page.view_name, view)
        if named is None:
            return _not_served(request, f"{page.view_name} names no rule")
        asked = named.opening if request.method in _READING else named.sending
        if not asked and request.method in _READING:
            return HttpResponseNotAllowed(["POST"])
        if not asked:
            answer = refused(request, "This page takes nothing that is sent to it", ("Open it", request.path))
            answer.status_code = HTTPStatus.METHOD_NOT_ALLOWED
            return answer
        if not all(each(request.user) for each in (*named.opening, *named.sending) if each in _AT_THE_DOOR):
            raise Http404
        request.goes_by = named
        return None


_READING = ("GET", "HEAD", "OPTIONS")
_AT_THE_DOOR = (anyone, whoever_is_signed_in, takes_part)
"""Rules that need no record are asked before the view is."""


def _unasked(request: Any, answer: HttpResponse, asked: set[Rule]) -> str:
    """Which rules the page goes by and didn't ask before it answered; nothing where it asked all, or refused."""
    named = getattr(request, "goes_by", None)
    if named is None or answer.status_code >= HTTPStatus.BAD_REQUEST:
        return ""
    is_taken = request.method not in _READING and 300 <= answer.status_code < 400
    wanted = (*named.opening, *named.sending) if is_taken else named.opening
    missed = ", ".join(each.__name__ for each in wanted if each not in asked)
    return f"{request.resolver_match.view_name} goes by {missed}, and did not ask" if missed else ""


def _not_served(request: HttpRequest, because: str) -> HttpResponse:
    """What the rules can't answer for isn't there; whoever builds is told what is missing."""
    if settings.PRODUCTION:
        logger.error("%s. It was not served.", because)
        return render(request, "design/not_found.html", status=404)
    raise ImproperlyConfigured(because)


@cache
def _lets_practitioners_in(view: Callable[..., Any]) -> bool:
    room = plates.room_of(view)
    return room is not None and room.for_practitioners


@cache
def lets_roles_in(view: Callable[..., Any]) -> bool:
    """Whether the page is there for those, too, who hold a role on a case and nothing else."""
    room = plates.room_of(view)
    return getattr(view, "for_roles", False) or (room is not None and room.for_roles)


@cache
def _lets_everyone_in(view: Callable[..., Any]) -> bool:
    room = plates.room_of(view)
    if getattr(view, "for_everyone", False):
        return True
    return room is None or room.for_everyone or not getattr(view, "login_required", True)
