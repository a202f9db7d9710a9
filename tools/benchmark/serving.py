"""The production server, and a visitor signed in to it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from threespires.accounts.models import Person

from .browsing import Browser
from .data import Visit
from .measuring import Server, postmaster

HOST = "127.0.0.1"
WORKERS = 2
READY_WITHIN = 60


@contextmanager
def served(port: int, *, walled: bool = True) -> Iterator[Server]:
    """Within the block the production server answers at `port`, as the role that serves.

    Args:
        walled: whether each request tells the database who asks, as in production; or not, to see what that costs.
    """
    environment = os.environ | {"THREESPIRES_DATABASE_URL": os.environ["BENCHMARK_SERVED_AT"]}
    if not walled:
        environment["BENCHMARK_WITHOUT_WALL"] = "1"
    web = [sys.executable, "-m", "threespires.config", "web", f"--bind={HOST}:{port}", f"--workers={WORKERS}"]
    process = subprocess.Popen(web, env=environment)
    try:
        _await(f"http://{HOST}:{port}/health/", process)
        yield Server(process.pid, postmaster(connection.settings_dict["HOST"]))
    finally:
        process.terminate()
        process.wait()


def _await(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("The server did not start")


def session_of(visit: Visit) -> str:
    """The key of a session in which the visitor is signed in."""
    visitor = Person.objects.get(pk=visit.visitor)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(visitor.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = visitor.get_session_auth_hash()
    session.create()
    return session.session_key


def browser(port: int, visit: Visit) -> Browser:
    """A browser of its own, signed in."""
    return Browser(HOST, port, {settings.SESSION_COOKIE_NAME: session_of(visit)})
