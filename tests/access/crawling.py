"""Asking the running application for its pages, as somebody; nothing that is asked leaves a trace."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.foretelling import HIDDEN, OPEN, REFUSED, SIGN_IN, foretell
from tests.access.people import Kind
from tests.pages.addresses import address_of, arguments_of, held
from tests.pages.world import World
from threespires.config import served

_ELSEWHERE = ("design:", "accounts:end_sign_in", "account_", "mfa_", "openid_", "socialaccount_")
_FOUND = {403: REFUSED, 404: HIDDEN, 409: REFUSED, 410: OPEN}


def _is_asked_elsewhere(name: str) -> bool:
    return name.startswith(_ELSEWHERE)


class Pages:
    """Every page of the application, in a world: its address, what it is about, what is sent to it.

    Not the gallery of components, which production hasn't got; nor how one proves who one is, by steps of which each
    leads to the next, and where one is signed in: tests/accounts goes through those.
    """

    def __init__(self, world: World) -> None:
        self.all = {page.name: page for page in served.pages() if not _is_asked_elsewhere(page.name)}
        self._held = held(world)
        work, priority = world.work, world.priority
        self._asked: dict[tuple[str, str], dict[str, Any]] = {
            **{("actions:new_action", send): {"work": work} for send in ("get", "post")},
            **{("actions:many", send): {"action": world.action, "do": "date"} for send in ("get", "post")},
            ("actions:new_work", "post"): {"priority": priority},
            ("papers:send_out", "post"): {"pack": world.pack_to_send},
            ("actions:new_test", "post"): {"priority": priority},
        }
        self._sent = {
            "demo:sign_in": {"person": world.p.outsider.pk},
            "meetings:order": {"do": f"up:{world.item.pk}"},
        }

    def ways(self) -> Iterator[tuple[str, str]]:
        """Every page by its name, with each way of asking for it: get, and post where it takes what is sent."""
        for name, page in self.all.items():
            if page.goes_by.opening:
                yield name, "get"
            if page.goes_by.sending:
                yield name, "post"

    def records(self, name: str, send: str) -> list[Model]:
        """The records that the page's address names, in its order."""
        named = (*arguments_of(name, self._held).values(), *self._asked.get((name, send), {}).values())
        return [thing for thing in named if isinstance(thing, Model)]

    def address(self, name: str, send: str) -> str:
        asked = {key: getattr(thing, "ref", thing) for key, thing in self._asked.get((name, send), {}).items()}
        return address_of(name, self._held) + (f"?{urlencode(asked)}" if asked else "")

    def missing(self, name: str) -> str:
        """The address of a page of a record that isn't there."""
        return address_of(name, self._held, missing=True)

    def names_a_record(self, name: str) -> bool:
        return bool(self.all[name].pattern.pattern.converters)

    def sent(self, name: str, send: str) -> dict[str, Any] | None:
        """What is sent to the page: nothing that a form would take, but enough for a button."""
        return self._sent.get(name, {"sent": "by nobody"}) if send == "post" else None

    def foretold(self, people: Iterable[Kind]) -> dict[tuple[str, str], dict[str, str]]:
        """For each page and way of asking, what each person finds there by the rules."""
        told: dict[tuple[str, str], dict[str, str]] = {}
        for name, send in self.ways():
            page, records = self.all[name], self.records(name, send)
            told[name, send] = {kind.letters: foretell(page, send, kind.person, records) for kind in people}
        return told


class Visitor:
    """Somebody who goes from page to page."""

    def __init__(self, person: Any, **how: Any) -> None:
        self._client = Client(**how)
        if not isinstance(person, AnonymousUser):
            self._client.force_login(person)

    def ask(self, send: str, address: str, sent: dict[str, Any] | None = None) -> HttpResponse:
        """The answer, read to its end; whatever was changed is as it was."""
        cookies = self._client.cookies.output(header="")
        with _undone():
            answer = getattr(self._client, send)(address, sent)
            if answer.streaming:
                answer.whole = b"".join(answer.streaming_content)
        self._client.cookies.clear()
        self._client.cookies.load(cookies.replace("\r\n", "; "))
        return answer


def found(answer: HttpResponse) -> str:
    """What the answer is, in the words of the matrix."""
    sign_in = f"{reverse('accounts:sign_in')}?next="
    if answer.status_code == 302 and answer["Location"].startswith(sign_in):
        return SIGN_IN
    return OPEN if answer.status_code < 400 else _FOUND.get(answer.status_code, f"status {answer.status_code}")


_CHANGES_EACH_TIME = re.compile(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"')


def text_of(answer: HttpResponse) -> str:
    """All that somebody could read in the answer: where it leads, what a file is called, a workbook’s cells, a PDF,
    what somebody takes out."""
    content = answer.whole if answer.streaming else answer.content
    if content.startswith(b"%PDF-"):
        read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=False)
        content = content if read.returncode else read.stdout
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as workbook:
            content = b"".join(workbook.read(name) for name in workbook.namelist() if _is_text(name))
    headers = " ".join(answer.headers.get(name, "") for name in ("Location", "Content-Disposition"))
    return f"{headers}\n{content.decode(errors='replace')}"


def _is_text(name: str) -> bool:
    """Whether a file within a workbook, or within what somebody took out, holds words."""
    return name.startswith("xl/") or name.endswith((".html", ".json", ".jsonl"))


def as_it_stays(answer: HttpResponse) -> str:
    """The same without what differs each time: tokens, and the nonce of a moment."""
    return _CHANGES_EACH_TIME.sub("", text_of(answer))


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
