"""What bin/demo and bin/dev share: their options, filling a data folder, running servers until told to stop.

Up to `make_ready` it runs on whatever Python is here, with the standard library alone.
"""

import argparse
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import prepare

ROOT = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, "-m", "threespires.config")
READY_WITHIN = 60
STOPS_WITHIN = 15


def options(words: str, *, data: str) -> argparse.Namespace:
    """What the caller asked for: port, data (an absolute path), reset, and the day to stand on, if not today.

    Each day of the past has a data folder of its own beside today's.
    """
    asked = argparse.ArgumentParser(prog=f"bin/{Path(sys.argv[0]).stem}", description=words)
    asked.add_argument("--port", type=_port, default=8000, help="where to serve (default 8000)")
    asked.add_argument("--data", type=Path, default=ROOT / data, metavar="FOLDER", help=f"default {data}")
    asked.add_argument("--reset", action="store_true", help="begin the story anew, dated from today")
    asked.add_argument("--as-of", type=_day_gone_by, metavar="DAY", help="stand on a day, as 2026-03-03")
    chosen = asked.parse_args()
    if chosen.as_of:
        chosen.data = chosen.data.with_name(f"{chosen.data.name}-{chosen.as_of}")
    chosen.data = chosen.data.resolve()
    return chosen


def _port(words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) < 65536:
        raise argparse.ArgumentTypeError(f"{words} isn’t a port; ports are numbers from 1 to 65535")
    return int(words)


def _day_gone_by(words: str) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{words} isn’t a day; write it as 2026-03-03") from None
    if day > datetime.now(UTC).date():
        raise argparse.ArgumentTypeError(f"{words} lies ahead; choose today or a day gone by")
    return day


def require_free(port: int) -> None:
    """Stops with a plain message if something already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            remedy = "Choose another with --port, such as --port 8010."
            raise SystemExit(f"Port {port} can’t be used ({problem}). {remedy}") from None


def require_folder(data: Path) -> None:
    """Makes the data folder unless it is there; stops with a plain message if nothing can be kept in it."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        if not os.access(data, os.W_OK | os.X_OK):
            raise PermissionError("nothing may be written there")
    except OSError as problem:
        why = "it is a file" if isinstance(problem, FileExistsError) else problem.strerror or problem
        raise SystemExit(f"{data} can’t be the data folder ({why}). Choose another with --data FOLDER.") from None


def make_ready(kind: str) -> None:
    """Sets up what the command needs, and goes on in the environment of its own."""
    prepare.prepare(kind)
    if Path(sys.prefix).resolve() != prepare.VENV.resolve():
        os.execv(prepare.PYTHON, [str(prepare.PYTHON), *sys.argv])


def settle(chosen: argparse.Namespace, mode: dict[str, str]) -> None:
    """Sets the environment that every process started from here shares: nothing of production's stays."""
    for name in [name for name in os.environ if name.startswith("THREESPIRES_")]:
        del os.environ[name]
    if chosen.as_of:
        mode = {**mode, "THREESPIRES_AS_OF": str(chosen.as_of)}
    os.environ.update(mode, THREESPIRES_DATA=str(chosen.data), THREESPIRES_ADDRESS=f"http://localhost:{chosen.port}")


def fill(data: Path, *, reset: bool) -> None:
    """Brings the data folder's database up to date, and tells the story in it once.

    A story that was interrupted, or one that the caller wants anew, is begun again from nothing.
    """
    told, tables = data / "story-told", _tables()
    if reset or not (told.exists() and (data / "threespires.sqlite3").exists()):
        _empty(data)
    elif told.read_text() == tables:
        return
    manage("migrate", "--verbosity=0")
    if not told.exists():
        print("Building the story, once for this data folder", flush=True)
        manage("build_demo")
    told.write_text(tables)


def _tables() -> str:
    """A digest of all that says which tables there are: while it is the same, there is nothing to migrate."""
    total = hashlib.sha256((prepare.LOCKS / "product.txt").read_bytes())
    for migration in sorted((ROOT / "src").glob("**/migrations/*.py")):
        total.update(migration.read_bytes())
    return total.hexdigest()


def manage(*arguments: str) -> None:
    """Runs a management command; if it fails, its own words are all that is said."""
    if subprocess.run([*MANAGE, *arguments], check=False).returncode:
        raise SystemExit(f"This step failed: bin/threespires {' '.join(arguments)}")


def serve(
    servers: dict[str, list[str]], *, ready: str, announce: Callable[[], None], meanwhile: Callable[[], None]
) -> int:
    """Runs the servers until Ctrl-C, a stop signal, or the end of one of them; leaves none behind.

    Args:
        servers: name -> command.
        ready: the address that answers once people may come.
        announce: called when it does.
        meanwhile: called about once a second.
    """
    # Ctrl-C too: a shell that starts it in the background has it ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    running = {}
    try:
        for name, command in servers.items():
            running[name] = subprocess.Popen(command, start_new_session=True)
        _await(ready, running)
        announce()
        while not (ended := [name for name, process in running.items() if process.poll() is not None]):
            meanwhile()
            time.sleep(1)
        print(f"Stopped, because this part ended by itself: {', '.join(ended)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _stop(list(running.values()))


def _empty(data: Path) -> None:
    """Removes what the product itself wrote there, and nothing else."""
    for path in [*data.glob("threespires.sqlite3*"), data / "story-told"]:
        path.unlink(missing_ok=True)
    shutil.rmtree(data / "files", ignore_errors=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _await(address: str, running: dict[str, subprocess.Popen]) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        for name, process in running.items():
            if process.poll() is not None:
                raise SystemExit(f"This part did not start: {name}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer within {READY_WITHIN} seconds")


def _stop(processes: list[subprocess.Popen]) -> None:
    """Asks each to stop, then ends with it whatever is left of its group."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + STOPS_WITHIN
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
