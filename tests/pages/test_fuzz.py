"""Every page, sent what no form sends: it never fails, shows nothing that isn't the person's, and runs nothing.

`bin/test` asks each page a few times, always the same; `bin/soak` goes on with ever new questions.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.architecture.test_rooms import converter_example
from tests.make.meetings import on
from tests.pages import fuzzing
from tests.pages.addresses import PAGES, address_of, held
from tests.pages.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ALWAYS_THE_SAME = settings.default.derandomize
FEW = settings(
    max_examples=4 if ALWAYS_THE_SAME else settings.default.max_examples,
    phases=(Phase.generate,) if ALWAYS_THE_SAME else tuple(Phase),
    suppress_health_check=list(HealthCheck),
)
HELD_BY_FEW = b"Heron"
"""Stands in each case record of the world, and on no page of anybody who isn't of its group."""
PEOPLE = ("manager", "scrutineer", "housing_officer", "administrator", "outsider", "reviewer")
OF_THE_GROUP = ("reviewer",)
FORM = "application/x-www-form-urlencoded"


class Asker:
    """Asks pages of one world as several people, and as a stranger; what that changes is taken back."""

    def __init__(self, world: World) -> None:
        here = held(world)
        self.addresses = {}
        for name in PAGES:
            # Of open pages the world holds nothing.
            looks_so = {key: converter_example(kind) for key, kind in PAGES[name].pattern.converters.items()}
            self.addresses[name] = address_of(name, {**looks_so, **here})
        # None sends a token, and the test's browser asks for none: as if each form came from our own pages.
        self.browsers = {name: Client() for name in (*PEOPLE, "")}
        for name in PEOPLE:
            self.browsers[name].force_login(world.p.people[name])
        self.forms = {name: self._form(address) for name, address in self.addresses.items()}

    def __repr__(self) -> str:
        return "Asker"

    def _form(self, address: str) -> fuzzing.Form:
        """What can be filled in on a page, as the first who may open it sees it."""
        for browser in self.browsers.values():
            shown = browser.get(address)
            if shown.status_code == 200 and not shown.streaming:
                return fuzzing.form_of(shown.content)
        return fuzzing.Form()

    def ask(self, data, method: str, address: str, body: bytes = b"", kind: str = FORM) -> None:
        who = data.draw(st.sampled_from(tuple(self.browsers)), "who")
        headers = data.draw(fuzzing.headers(), "headers")
        with transaction.atomic():
            try:
                answer = self.browsers[who].generic(method, address, body, kind, **headers)
            except UnicodeEncodeError:  # the test's own browser can't put it into words
                return
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        assert answer.status_code < 500, (method, address, body)
        assert who in OF_THE_GROUP or HELD_BY_FEW not in content, f"{who or 'a stranger'} read of a case at {address}"
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            assert fuzzing.MARK.encode() not in content, f"{address} shows what was sent as markup"
        assert not urlsplit(answer.headers.get("Location", "")).netloc, f"{address} leads elsewhere"


@pytest.fixture(scope="module")
def asker(kept) -> Iterator[Asker]:
    with on(date(2026, 2, 10)):
        yield Asker(World())


def test_the_fuzzing_finds_the_forms(asker):
    assert sum(bool(form.fields.keys() - {"q"}) for form in asker.forms.values()) > 40
    assert "bulk" not in asker.forms["help"].fields


@pytest.mark.parametrize("name", sorted(PAGES))
@FEW
@given(data=st.data())
def test_forms_filled_in_by_nobody_in_their_right_mind(name, data, asker):
    asker.ask(data, "POST", asker.addresses[name], data.draw(fuzzing.sent(asker.forms[name]), "sent"))


@pytest.mark.parametrize("name", sorted(PAGES))
@FEW
@given(data=st.data())
def test_questions_nobody_asks(name, data, asker):
    asked = data.draw(fuzzing.question(asker.forms[name]), "asked")
    asker.ask(data, "GET", f"{asker.addresses[name]}?{asked}")


@pytest.mark.parametrize("name", sorted(PAGES))
@FEW
@given(data=st.data())
def test_methods_types_and_bodies_that_no_page_sends(name, data, asker):
    method, kind = data.draw(st.sampled_from(fuzzing.METHODS)), data.draw(st.sampled_from(fuzzing.TYPES))
    body = data.draw(st.binary(max_size=60) | st.sampled_from((b"--\r\n", b'{"a":', b"[" * 5_000, b"\0" * 100)))
    asker.ask(data, method, asker.addresses[name], body, kind)


@pytest.mark.parametrize("name", [name for name in sorted(PAGES) if PAGES[name].pattern.converters])
@FEW
@given(data=st.data())
def test_addresses_of_what_is_not_there(name, data, asker):
    kinds = {key: fuzzing.kind_of(converter) for key, converter in PAGES[name].pattern.converters.items()}
    drawn = {key: data.draw(fuzzing.odd_argument(kind)) for key, kind in kinds.items()}
    try:
        address = reverse(name, kwargs=drawn)
    except NoReverseMatch:
        fitting = {key: fuzzing.FITTING[kind] for key, kind in kinds.items()}
        first = next(iter(drawn))
        address = reverse(name, kwargs=fitting).replace(f"/{fitting[first]}", f"/{drawn[first]}", 1)
    asker.ask(data, data.draw(st.sampled_from(("GET", "POST"))), address)
