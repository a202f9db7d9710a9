"""Asked of every page there is: somebody opens it, it reads no more as lists grow, an outsider finds nothing."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from tests.application import asked_through_the_wall
from tests.architecture.test_rooms import OPEN
from tests.make.meetings import on
from tests.pages.addresses import PAGES, address_of, held
from tests.pages.world import World
from threespires.cases.models import Entry
from threespires.thread.learning.models import CaseLearning

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SENT_TO = {
    "accounts:end_others",
    "accounts:end_sign_in",
    "actions:accept",
    "actions:take_up",
    "concerns:agree",
    "concerns:put_back",
    "forum:mark_concern",
    "leaving:again",
    "leaving:bring",
    "meetings:end_address",
    "meetings:end_interest",
    "meetings:make_address",
    "meetings:order",
    "papers:make",
    "papers:send_out",
    "partnership:confirm",
    "priorities:agree_vision",
    "sheets:apply",
    "sheets:drop",
    "sheets:read_again",
    "sheets:undo",
}
"""Addresses to which a button of another page sends; nobody opens them."""

ASKS_FOR_MORE = {"actions:many"}
"""Pages that need more than their address says: what was chosen on the page before."""

FOR_EVERYONE = {
    "menu",
    "home:home",
    "home:news",
    "home:owed",
    "search:search",
    "accounts:account",
    "accounts:change_password",
    "accounts:end_others",
    "accounts:end_sign_in",
    "accounts:kept",
    "accounts:sign_ins",
    "approvals:proposals",
}
"""Pages for whoever is signed in, which hold their own things and nothing else."""

PROVING = {name for name in PAGES if name.startswith(("mfa_", "account_"))}
"""Pages about proving who one is, each person's own: tests/accounts opens them."""

CLOSED = [name for name in PAGES if name not in OPEN | PROVING]
PEOPLE = (
    "manager", "administrator", "reviewer", "second_reviewer", "scrutineer", "chief_executive",
    "housing_officer", "health_officer", "council_officer", "police_officer", "schools_officer",
)  # fmt: skip


@pytest.fixture(scope="module")
def world(kept, tmp_path_factory) -> Iterator[World]:
    """One world for all of this file; nothing here changes it but by growing."""
    with pytest.MonkeyPatch.context() as patch, on(date(2026, 2, 10)):
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        # Once a minute it is noted that somebody is still here: on a slow machine that fell between two counts.
        patch.setattr("threespires.accounts.sessions.NOTED_EVERY", float("inf"))
        built = World()
        with asked_through_the_wall():
            yield built


@pytest.fixture(scope="module")
def openers(world) -> dict[str, Client | None]:
    """For each page the browser of the first person who may open it."""
    browsers = [Client() for _ in PEOPLE]
    for name, browser in zip(PEOPLE, browsers, strict=True):
        browser.force_login(world.p.people[name])
    here = held(world)
    asked = {name: address_of(name, here) for name in CLOSED if name not in SENT_TO | ASKS_FOR_MORE}
    return {
        name: next((browser for browser in browsers if _opens(browser, address)), None)
        for name, address in asked.items()
    }


def _opens(browser: Client, address: str) -> bool:
    answer = browser.get(address)
    if answer.streaming:
        list(answer.streaming_content)  # read to its end, a file is closed
    return answer.status_code == 200


def test_every_page_opens_for_somebody(openers):
    assert [name for name, browser in openers.items() if browser is None] == []


def test_no_page_reads_more_as_lists_grow(world, openers):
    before = _statements(world, openers)
    world.grow()
    grown = {name: (before[name], now) for name, now in _statements(world, openers).items() if now > before[name]}
    assert grown == {}


def test_whatever_page_shows_a_case_record_writes_down_that_it_was_read(world):
    browser, here, showing = Client(), held(world), set()
    browser.force_login(world.p.reviewer)
    words = [text for kept in CaseLearning.objects.all() for text in (kept.title, kept.text)]
    for name in CLOSED:
        if name in SENT_TO | ASKS_FOR_MORE:
            continue
        before = Entry.objects.filter(verb="read").count()
        answer = browser.get(address_of(name, here))
        page = b"".join(answer) if answer.streaming else answer.content
        if any(escape(each).encode() in page for each in words):
            showing.add(name)
            assert Entry.objects.filter(verb="read").count() > before, name
    assert showing >= {"learning:case", "learning:draft", "learning:release"}


def _statements(world: World, openers: dict[str, Client | None]) -> dict[str, int]:
    here, found = held(world), {}
    for name, browser in openers.items():
        with CaptureQueriesContext(connection) as captured:
            assert browser is None or _opens(browser, address_of(name, here)), name
        found[name] = len(captured)
    return found


@pytest.mark.parametrize("send", ["get", "post"])
def test_to_an_outsider_what_is_there_looks_like_what_is_not(world, send):
    browser = Client()
    browser.force_login(world.p.outsider)
    here, told = held(world), {}
    for name in CLOSED:
        if name in FOR_EVERYONE:
            continue
        there, missing = (getattr(browser, send)(address_of(name, here, missing=gone)) for gone in (False, True))
        assert there.status_code == missing.status_code, name
        told[name] = there.status_code
    assert {name: code for name, code in told.items() if code != 404 and not name.startswith("accounts:")} == {}
    assert {told[name] for name in told if name.startswith("accounts:")} <= {403, 405}


def test_to_an_outsider_places_that_are_not_there_are_not_offered(world):
    browser = Client()
    browser.force_login(world.p.outsider)
    page = browser.get("/").content.decode()
    assert "Action plan</a>" not in page.partition("<main")[0]
