"""What every test stands on: a fixed run of examples, a clock, a database that answers, no network."""

import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone
from hypothesis import settings

from tests import shared_data
from tests.application import without_the_wall
from threespires.kernel import clock
from tools import chromium, clamav

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["OPENPYXL_LXML"] = "False"
"""lxml comes with the provider that tests sign in at; the product is without, and writes its sheets without."""

settings.register_profile("fixed", derandomize=True, max_examples=30, deadline=None)
settings.register_profile("soak", max_examples=40, deadline=None)
settings.load_profile("fixed")

QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

HERE = Path(__file__).parent
MARKED = {HERE / "journeys": "journey", HERE / "commands": "command"}
DATABASE = {"db", "transactional_db", "django_db_setup", "kept"}
"""Whoever uses none of these is kept from the database by pytest-django."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-axe", action="store_true", help="leave axe out: another run has it judge these pages")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What stands in these folders is marked by standing there, and what may speak to the database by what it uses,
    so that bin/test can choose by mark.

    What compares with published data is left out where that data isn't, and what only PostgreSQL can do on SQLite.
    """
    for item in items:
        for folder, mark in MARKED.items():
            if folder in item.path.parents:
                item.add_marker(mark)
        if item.get_closest_marker("django_db") or not DATABASE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    if not os.environ.get("THREESPIRES_DATABASE_URL"):
        _leave_out(config, items, "on_postgresql")
    if not shared_data.is_here():
        _leave_out(config, items, "published_data")


def _leave_out(config: pytest.Config, items: list[pytest.Item], mark: str) -> None:
    left_out = [item for item in items if item.get_closest_marker(mark)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end, so nobody need look through it for what may go."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not shared_data.is_here():
        terminalreporter.write_line(shared_data.MISSING)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Says plainly, and once, that the named database does not answer."""
    address = os.environ.get("THREESPIRES_DATABASE_URL")
    if not address:
        return
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.Error as problem:
        pytest.exit(
            f"The database that THREESPIRES_DATABASE_URL names does not answer: {str(problem).strip()}\n"
            "Unset it to test on SQLite; bin/test --postgresql starts a PostgreSQL server of its own.",
            returncode=3,
        )


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """A test that would speak to another machine fails instead."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise AssertionError(f"A test tried to reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def _keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The run's own key and files, and what it writes down outside the database."""
    folder = tmp_path_factory.mktemp("kept")
    with (
        override_settings(KEYS=folder / "keys", ANCHORS=folder / "anchors", KEY_STORE=folder / "case-keys"),
        override_settings(MEDIA_ROOT=folder / "files"),
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _wall() -> Iterator[None]:
    """Rules in Python are tested for themselves; what asks through the second wall says so."""
    with without_the_wall():
        yield


@pytest.fixture(scope="session")
def clamd() -> Iterator[str]:
    """A real virus scanner, which knows one harmless thing to find; gives its socket."""
    with clamav.scanner() as socket:
        yield socket


@pytest.fixture
def scanner(settings: Any, clamd: str) -> str:
    """Files handed in are held until the scanner has looked."""
    settings.SCANNER = clamd
    return clamd


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Browser]":
    """The one browser of a run: Playwright allows no second."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code; it is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = chromium.program()
    if program is None:
        pytest.exit(
            "Journeys need Chromium. On Debian or Ubuntu:\n  apt-get install chromium-headless-shell", returncode=3
        )
    home = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(QUIETLY), env=home)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For files whose tests look at one world: what their fixtures of module scope write is there for each test,
    what a test changes in it goes with the test, and all goes at the end of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def clock_at() -> Iterator[Callable[[date | datetime], None]]:
    """Sets the clock for the rest of the test: `clock_at(date(2026, 3, 3))` is that day at noon."""
    with ExitStack() as stack:

        def set_clock(moment: date | datetime) -> None:
            if not isinstance(moment, datetime):
                moment = datetime.combine(moment, time(12))
            if timezone.is_naive(moment):
                moment = timezone.make_aware(moment)
            stack.enter_context(clock.at(moment))

        yield set_clock


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
