"""A form in progress outlives the session in which it was begun.

What is sent when somebody is signed in no more is kept for whoever signed in last in that browser, sealed with a secret
that only the browser holds; so it is read again only there, and only by them. Files are not kept, nor what is typed to
prove who one is.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import format_html

from threespires.accounts.models import Device, KeptForm
from threespires.accounts.sessions import digest_of, secret_of
from threespires.design.forms import ONCE, VERSION, typed_before
from threespires.kernel.addresses import address, page_above
from threespires.kernel.clock import now
from threespires.vault.sealing import Unreadable, seal, unseal

KEPT = timedelta(days=1)
LONGEST = 200_000
"""Characters; more than anybody types."""
MOST = 10
"""Forms in one browser, the latest; more than anybody has open."""
_HAS_SOME = "has_kept_forms"
_NOT_TYPED = {"csrfmiddlewaretoken", ONCE, VERSION}
_PROVING = {"password", "current", "code", "credential"}


@dataclass(frozen=True)
class Typed:
    """One form that was kept: which, where it was sent, and what stood in it."""

    row: KeptForm
    values: QueryDict

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What a person typed, field by field."""
        return [
            (name.replace("_", " ").capitalize(), ", ".join(filter(None, values)))
            for name, values in self.values.lists()
            if name not in _NOT_TYPED and any(values)
        ]


# ------------------------------------------------------------------------------------------------ keeping


def keep(request: HttpRequest) -> bool:
    """Keeps what was sent, for whoever is signed in, or was last in this browser. Gives whether there was anything.

    Nothing is kept for whoever was stopped, who won't come back for it.
    """
    secret, where = secret_of(request), request.get_full_path()
    if not secret or not _PROVING.isdisjoint(request.POST):
        return False
    devices = Device.objects.filter(digest=digest_of(secret)).select_related("person").order_by("-last_at")
    if request.user.is_authenticated:
        devices = devices.filter(person=request.user)
    device = devices.first()
    typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    content = json.dumps(typed)
    if device is None or not device.person.is_active:
        return False
    if not set(typed) - _NOT_TYPED or max(len(content) - LONGEST, len(where) - 500) > 0:
        return False
    sealed = seal(_key(secret), content.encode(), place=_place(device, where))
    KeptForm.objects.update_or_create(device=device, address=where, defaults={"sealed": sealed, "at": now()})
    latest = list(device.kept_forms.values_list("pk", flat=True)[:MOST])
    device.kept_forms.exclude(pk__in=latest).delete()
    request.just_kept = True  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        request.session[_HAS_SOME] = True
    return True


def _key(secret: str) -> bytes:
    return hashlib.sha256(b"what was typed " + secret.encode()).digest()


def _place(device: Device, where: str) -> str:
    return f"{device.person_id} {where}"


# ------------------------------------------------------------------------------------------------ showing again


def remember(request: HttpRequest) -> None:
    """To be called when somebody has just signed in: tells them that something was kept for them here."""
    if kept(request):
        request.session[_HAS_SOME] = True
        words = "What you typed before you were signed out was kept, and has not been sent. {}"
        link = format_html('<a class="govuk-link" href="{}">See all of it</a>', address("accounts:kept"))
        messages.info(request, format_html(words, link))


def kept(request: HttpRequest) -> list[Typed]:
    """All that was kept here for whoever is signed in, the latest first."""
    secret = secret_of(request)
    rows = _rows(request).filter(at__gt=now() - KEPT).select_related("device")
    return [typed for row in rows if (typed := _opened(row, secret))]


def _rows(request: HttpRequest) -> QuerySet[KeptForm]:
    person: Any = request.user
    return KeptForm.objects.filter(device__person=person, device__digest=digest_of(secret_of(request)))


def _opened(row: KeptForm, secret: str) -> Typed | None:
    try:
        content = unseal(_key(secret), bytes(row.sealed), place=_place(row.device, row.address))
    except Unreadable:
        return None
    values = QueryDict(mutable=True)
    for name, each in json.loads(content).items():
        values.setlist(name, each)
    return Typed(row, values)


@contextmanager
def shown_again() -> Iterator[None]:
    """Within the block forms may show what was typed into them before, once `fill` has said what that was."""
    token = typed_before.set(())
    try:
        yield
    finally:
        typed_before.reset(token)


def fill(request: HttpRequest) -> None:
    """Lets the forms of the page that is asked for show what was typed into them and sent from there."""
    if request.method == "GET" and request.session.get(_HAS_SOME):
        here = [typed for typed in kept(request) if request.path in _pages_of(typed.row.address)]
        typed_before.set(tuple(typed.values for typed in here))


def _pages_of(where: str) -> tuple[str, str]:
    """The pages that may show the form which was sent there: its own, or the one above."""
    path = where.partition("?")[0]
    return path, page_above(path)


# ------------------------------------------------------------------------------------------------ letting go


def let_go_of_sent(request: HttpRequest, answer: HttpResponse) -> None:
    """What was kept has now been sent, and taken."""
    taken = request.method == "POST" and answer.status_code == HTTPStatus.FOUND and not hasattr(request, "just_kept")
    if taken and request.session.get(_HAS_SOME) and request.user.is_authenticated:
        let_go(request, address=request.get_full_path())


def let_go(request: HttpRequest, **which: Any) -> None:
    """Forgets what was kept here for whoever is signed in; only some of it where `which` names that."""
    _rows(request).filter(**which).delete()
    if not kept(request):
        request.session.pop(_HAS_SOME, None)


def forget() -> int:
    """What nobody came back for is kept a day. Gives the number forgotten."""
    return KeptForm.objects.filter(at__lt=now() - KEPT).delete()[0]
