"""A browser, a server, and who sits before it. See browsing.py for what a journey may ask of a page."""

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, Page

from tests.application import served_through_the_wall
from tests.journeys import browsing
from tests.journeys.stories import BEGINS, Visit, set_back_to
from tests.make.arranged import arranged
from threespires.cases import triggers


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every journey is made with script and without, unless it is about what only script can do."""
    if "script" in metafunc.fixturenames:
        ways = [pytest.param(True, id="with_script")]
        if not metafunc.definition.get_closest_marker("with_script_only"):
            ways.append(pytest.param(False, id="without_script"))
        metafunc.parametrize("script", ways, indirect=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite keeps journeys' data in a file: the server's threads then have connections of their own."""
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("journeys") / "journeys.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Each journey begins in an empty database: the record of who looked can be emptied here, and nowhere else."""
    with django_db_blocker.unblock():
        triggers.take_down()


@pytest.fixture(scope="session", autouse=True)
def _through_the_wall(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The server of the journeys asks as in production."""
    with django_db_blocker.unblock(), served_through_the_wall():
        yield


@pytest.fixture
def script(request: pytest.FixtureRequest) -> bool:
    """Whether script runs in this journey's browser."""
    return request.param


@pytest.fixture(scope="session")
def answered() -> Iterator[Callable[[], None]]:
    """Waits until the server has answered whatever it was asked: pages ask by themselves, too, and what is still at
    work when the journey's data is taken away stands in its way."""
    at_work: list[None] = []

    def begun(**_: Any) -> None:
        at_work.append(None)

    def done(**_: Any) -> None:
        at_work[:1] = []

    def wait() -> None:
        until = time.monotonic() + 10
        while at_work and time.monotonic() < until:
            time.sleep(0.02)

    request_started.connect(begun)
    request_finished.connect(done)
    yield wait
    request_started.disconnect(begun)
    request_finished.disconnect(done)


@pytest.fixture
def open_browser(browser: Browser, live_server, script: bool, answered) -> Iterator[Callable[[], Page]]:
    """Opens another person's browser; ends with an error if a page broke its promises in any of them."""
    opened = []

    def open_one() -> Page:
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=script, viewport=browsing.DESKTOP, locale="en-GB"
        )
        context.set_default_timeout(10_000)
        opened.append((context, browsing.watch(context, live_server.url)))
        return context.new_page()

    yield open_one
    complaints = [complaint for _, found in opened for complaint in found]
    for context, _ in opened:
        context.close()
    answered()
    assert not complaints, "\n".join(dict.fromkeys(complaints))


@pytest.fixture
def page(open_browser: Callable[[], Page]) -> Page:
    """A person's browser. `page.goto("/actions/")` goes to the product."""
    return open_browser()


@pytest.fixture
def sign_in(live_server) -> Callable[[Page, object], None]:
    """`sign_in(page, person)`: from now on that person sits before the page."""

    def sign_in_as(page: Page, person: object) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])

    return sign_in_as


@pytest.fixture(scope="session")
def judged(request: pytest.FixtureRequest) -> set[str] | None:
    """The kinds of pages that axe has judged in this run; None where it is not to judge."""
    return None if request.config.getoption("no_axe") else set()


@pytest.fixture
def look(script: bool, judged: set[str] | None) -> Callable[..., None]:
    """`look(page, kind)`: all that a page must keep, and its pictures when THREESPIRES_LOOK=1."""
    return partial(browsing.look, script=script, judged=judged)


@pytest.fixture
def visit(open_browser, settings, sign_in, look, request: pytest.FixtureRequest) -> Visit:
    """A visit to an area (the first, unless the test is parametrised) on the day the stories begin: everyone
    seated, nothing done yet."""
    settings.CLOCK_SET_BACK = set_back_to(BEGINS)
    area = arranged(getattr(request, "param", "coventry"))
    return Visit(open_browser(), area, settings, sign_in, look, open_browser)


@pytest.fixture
def link_in_the_last_letter(mailoutbox) -> Callable[..., str]:
    """The address that the last letter gives, on this server; `to` is whose letter it is, where several go."""

    def link(to: str = "") -> str:
        letter = next(each for each in reversed(mailoutbox) if to in ("", *each.to))
        return re.search(r"https?://[^/\s]+(/account/\S+)", letter.body).group(1)

    return link
