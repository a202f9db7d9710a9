"""A job done in this process: how many statements it takes, and where its time goes."""

import cProfile
import io
import pstats
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .browsing import Inside
from .data import Visit
from .jobs import Job
from .serving import HOST, session_of

TIMES = 20
SHOWN = 45


def count_statements(job: Job, visit: Visit) -> int:
    """Statements by the product itself, once it is warm."""
    inside = _inside(visit)
    job.do(inside, visit)
    with CaptureQueriesContext(connection) as captured:
        job.do(inside, visit)
    return len(captured)


def profile(job: Job, visit: Visit) -> str:
    """What takes most of the time of doing a job some times over, with the statements of one time."""
    inside = _inside(visit)
    job.do(inside, visit)
    with CaptureQueriesContext(connection) as captured:
        job.do(inside, visit)
    statements = [f"{query['time']} s  {query['sql'][:600]}" for query in captured.captured_queries]
    profiler = cProfile.Profile()
    times = 1 if job.slow else TIMES
    profiler.enable()
    for _ in range(times):
        job.do(inside, visit)
    profiler.disable()
    said = io.StringIO()
    pstats.Stats(profiler, stream=said).sort_stats("cumulative").print_stats(SHOWN)
    pstats.Stats(profiler, stream=said).sort_stats("tottime").print_stats(SHOWN)
    listed = "\n".join(statements)
    return f"== {job.name}, {times} times\n{len(statements)} statements\n{listed}\n{said.getvalue()}"


def _inside(visit: Visit) -> Any:
    client = Client(SERVER_NAME=HOST)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(visit)
    return Inside(client)
