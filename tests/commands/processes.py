"""Running commands apart from this process, and seeing what they leave behind."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120


def clean_environment(**settings: str) -> dict[str, str]:
    """A stranger's environment: none of this run's settings."""
    ours = ("THREESPIRES_", "DJANGO_", "PYTEST_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, **settings}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url: str, **headers: str) -> tuple[int, str]:
    """Status and text, following redirects."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def get_when_up(url: str, process: subprocess.Popen, **headers: str) -> tuple[int, str]:
    """The first answer of a server that is starting."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "The server ended instead of answering"
        try:
            return get(url, **headers)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"{url} did not answer")


def descendants(pid: int) -> set[int]:
    """Every process that stems from this one."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children: dict[int, list[int]] = {}
    for line in listed.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found, ask = set(), [pid]
    while ask:
        for child in children.get(ask.pop(), []):
            found.add(child)
            ask.append(child)
    return found


def still_running(pids: set[int]) -> set[int]:
    """Those that have not ended; one that only waits for its parent to notice has."""
    return {pid for pid in pids if _state(pid) not in ("", "Z", "X")}


def _state(pid: int) -> str:
    done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip()[:1]
