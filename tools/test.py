"""bin/test: checks the code, then runs every test. With arguments, runs only what they name."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import check
import parts
import postgres

ROOT = Path(__file__).resolve().parent.parent
HELP = """bin/test                        checks the code, then runs every test
bin/test ARGUMENTS              runs what pytest's ARGUMENTS name, on SQLite
bin/test --postgresql ARGUMENTS the same on a PostgreSQL server of its own
Set THREESPIRES_LOOK=1 to keep screenshots in build/screenshots."""

PYTEST = (sys.executable, "-m", "pytest")
RULES_AND_COMMANDS = ("-m", "not journey and not crawl")
RULES_THAT_MEET_THE_DATABASE = ("-m", "database and not journey and not command")
WITH_SCRIPT = ("-m", "journey", "-k", "not without_script")
WITHOUT_SCRIPT = ("-m", "journey", "-k", "without_script")
ONE_JOURNEY_PER_ROOM = ("-m", "journey and on_sqlite_too", "-k", "with_script", "--no-axe")
"""Templates write the same page from either database, and axe judges it on PostgreSQL."""
NOTHING_COLLECTED = 5


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    arguments = sys.argv[1:]
    if arguments in (["--help"], ["-h"]):
        print(HELP)
        return 0
    if not arguments:
        return everything()
    if arguments[0] == "--postgresql":
        with postgres.server() as address:
            return subprocess.run([*PYTEST, *arguments[1:]], cwd=ROOT, env=_on(address), check=False).returncode
    return subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=_on(None), check=False).returncode


def everything() -> int:
    """The whole: the machine's parts, the checks, the rules on both databases, the journeys."""
    parts.require_all()
    with ExitStack() as servers, ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        checks = check.begin(pool)
        # The longest come first, so that no core is left with a long one at the end.
        runs = [
            pool.submit(_run, name, chosen, _on(servers.enter_context(postgres.server()) if on_postgresql else None))
            for name, chosen, on_postgresql in (
                ("every journey with script on PostgreSQL", WITH_SCRIPT, True),
                ("every journey without script on PostgreSQL", WITHOUT_SCRIPT, True),
                ("rules on SQLite, and the commands", RULES_AND_COMMANDS, False),
                ("rules on PostgreSQL", RULES_THAT_MEET_THE_DATABASE, True),
                ("one journey of each room on SQLite", ONE_JOURNEY_PER_ROOM, False),
            )
        ]
        failed = check.found(checks) != 0
        outcomes = [run.result() for run in runs]
    totals = {word: sum(outcome[word] for outcome in outcomes) for word in ("passed", "failed", "skipped")}
    failed = failed or any(outcome["fault"] for outcome in outcomes)
    if totals["skipped"]:
        print("A test was skipped: give the machine what it needs instead.")
    if failed:
        print("Something failed; see above.")
    print(f"{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped", flush=True)
    return 1 if failed or totals["skipped"] else 0


def _run(name: str, chosen: tuple[str, ...], environment: dict[str, str]) -> dict[str, int]:
    """Runs pytest, prints what it said in one piece, and counts.

    Returns:
        how many passed, failed and were skipped; fault is 1 unless all is well.
    """
    began = time.monotonic()
    done = subprocess.run(
        [*PYTEST, *chosen, "--color=no"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"\n== {name} ({time.monotonic() - began:.0f} s)\n{done.stdout.strip()}", flush=True)
    closing = done.stdout.strip().rpartition("\n")[2]
    outcome = {word: _count(closing, word) for word in ("passed", "failed", "skipped")}
    outcome["failed"] += _count(closing, "errors?")
    outcome["fault"] = int(done.returncode not in (0, NOTHING_COLLECTED) or outcome["failed"] > 0)
    return outcome


def _count(line: str, word: str) -> int:
    found = re.search(rf"(\d+) {word}\b", line)
    return int(found.group(1)) if found else 0


def _on(database: str | None) -> dict[str, str]:
    """The environment of a run on that database, or on SQLite; nothing of the caller's own settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("THREESPIRES_")}
    if look := os.environ.get("THREESPIRES_LOOK"):
        own["THREESPIRES_LOOK"] = look
    if database:
        own["THREESPIRES_DATABASE_URL"] = database
    return own


if __name__ == "__main__":
    sys.exit(main())
