"""The role by which the application asks PostgreSQL: it owns nothing, and no policy lets it pass by.

Tests own their database, and so see past the second wall. What asks through it says so: see `asked_through_the_wall`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings

WALL = "threespires.cases.wall.middleware.WallMiddleware"

ROLE = "threespires_app"

_MAKE = f"""
DO $$ BEGIN CREATE ROLE {ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE};
"""


def make_role() -> None:
    """Makes the role, with what production gives it, in the database of the tests."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)


@contextmanager
def as_application() -> Iterator[None]:
    """Within the block this connection is the application's, in a transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")


class ApplicationMiddleware:
    """Each request of a test's client is asked by the application's role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with as_application():
            return self.get_response(request)


def without_the_wall() -> override_settings:
    """Middleware for tests of all else: to whoever owns the database the wall shows everything anyway."""
    return override_settings(MIDDLEWARE=[each for each in settings.MIDDLEWARE if each != WALL])


@contextmanager
def asked_through_the_wall() -> Iterator[None]:
    """Within the block a test's client asks PostgreSQL by the application's role, and each request says for
    whom."""
    if connection.vendor != "postgresql":
        yield
        return
    make_role()
    walled = _with_the_wall()
    walled.insert(walled.index(WALL), f"{ApplicationMiddleware.__module__}.{ApplicationMiddleware.__name__}")
    with override_settings(MIDDLEWARE=walled):
        yield


@contextmanager
def served_through_the_wall() -> Iterator[None]:
    """Within the block every thread but this one, as of a server, asks PostgreSQL by the application's role."""
    if connection.vendor != "postgresql":
        yield
        return
    make_role()
    here = threading.current_thread()

    def be_the_application(*, connection: Any, **_: Any) -> None:
        if threading.current_thread() is not here:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {ROLE}")

    connection_created.connect(be_the_application)
    try:
        with override_settings(MIDDLEWARE=_with_the_wall()):
            yield
    finally:
        connection_created.disconnect(be_the_application)


def _with_the_wall() -> list[str]:
    before = [each for each in settings.MIDDLEWARE if each != WALL]
    at = before.index("django.contrib.auth.middleware.LoginRequiredMiddleware") + 1
    return [*before[:at], WALL, *before[at:]]
