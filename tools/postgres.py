"""A PostgreSQL server of our own for tests and the benchmark: on a socket, in a temporary folder, then gone.

PostgreSQL refuses to run as root, so then it runs as the user postgres, or nobody.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

OWNER = "postgres"
STARTS_WITHIN = 30
CLUSTER = ("--no-sync", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C.UTF-8")

# Nothing here outlives the run, so nothing need reach the disk.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def server(database: str = "threespires", *, careful: bool = False) -> Iterator[str]:
    """Within the block a server runs, with an empty database; gives its address as a URL.

    Args:
        careful: write to disk as in production, for a benchmark.
    """
    # Not a deeper temporary folder: the name of a socket may have about a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="threespires-", dir="/tmp"))
    user = _user()
    if user:
        shutil.chown(folder, user)
    process = None
    try:
        _run("initdb", *CLUSTER, f"--pgdata={folder}/data", user=user)
        process = _start(folder, user, () if careful else CARELESS)
        _run("createdb", f"--host={folder}", f"--username={OWNER}", database, user=user)
        yield f"postgres://{OWNER}@{quote(str(folder), safe='')}/{database}"
    finally:
        if process:
            _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


@cache
def program(name: str) -> str | None:
    """Where a program of PostgreSQL's is: on the PATH, or where Debian keeps the newest version's."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    newest = sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, newest)))


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return "nobody"
    return "postgres"


def _run(name: str, *arguments: str, user: str | None) -> None:
    done = subprocess.run(
        [_found(name), *arguments], user=user, cwd="/tmp", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"PostgreSQL’s {name} failed:\n{done.stdout}{done.stderr}")


def _start(folder: Path, user: str | None, settings: tuple[str, ...]) -> subprocess.Popen:
    command = [_found("postgres"), "-D", f"{folder}/data", "-k", str(folder), "-c", "listen_addresses="]
    for setting in settings:
        command += ["-c", setting]
    log = folder / "log"
    with log.open("w") as kept:
        process = subprocess.Popen(command, user=user, cwd="/tmp", stdout=kept, stderr=kept, start_new_session=True)
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        ask = [_found("pg_isready"), "--quiet", f"--host={folder}"]
        if subprocess.run(ask, check=False).returncode == 0:
            return process
        time.sleep(0.05)
    _stop(process)
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}")


def _stop(process: subprocess.Popen) -> None:
    """The fast way: open sessions are ended."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _found(name: str) -> str:
    path = program(name)
    if path is None:
        raise SystemExit(f"PostgreSQL’s {name} isn’t here. On Debian or Ubuntu:\n  apt-get install postgresql")
    return path
