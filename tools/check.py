"""bin/check: everything that can be said of the code without running the product."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import mutants

ROOT = Path(__file__).resolve().parent.parent
MANAGE = ("-m", "threespires.config")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass(frozen=True)
class Part:
    """One thing to check: Python's arguments, and what to do if fault is found."""

    name: str
    command: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True)
class Outcome:
    part: Part
    passed: bool
    seconds: float
    said: str


# The longest first, so that two at a time end together.
PARTS = (
    Part("types", ("-m", "mypy")),
    Part("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run"), "bin/threespires makemigrations"),
    Part("generated references", (*MANAGE, "reference", "--check"), "bin/check --write"),
    Part("templates", ("-m", "djlint", "--lint", "--quiet", "src")),
    Part("structure", ("-c", LINT_IMPORTS, "--cache-dir=build/cache/imports", "--no-logo")),
    Part("lint", ("-m", "ruff", "check", "--quiet", "."), ".venv/bin/ruff check --fix"),
    Part("format", ("-m", "ruff", "format", "--check", "--quiet", "."), ".venv/bin/ruff format"),
)


def main() -> int:
    if sys.argv[1:] == ["--write"]:
        return write()
    if sys.argv[1:]:
        raise SystemExit("bin/check takes no arguments, or --write, which writes the generated references anew.")
    return check()


def write() -> int:
    """Writes the references anew: those that the code alone tells, and the matrix, which needs somebody to ask for.

    Returns:
        0 if all is written.
    """
    reference = subprocess.run([sys.executable, *MANAGE, "reference"], env=_environment(), check=False)
    asked = (sys.executable, "-m", "pytest", "tests/access/test_matrix_page.py")
    matrix = subprocess.run(asked, cwd=ROOT, env=_environment() | {"THREESPIRES_WRITE": "1"}, check=False)
    return reference.returncode or matrix.returncode


def check() -> int:
    """Runs every part, two at a time, and prints a line for each.

    Returns:
        0 if none finds fault, else 1.
    """
    with ThreadPoolExecutor(max_workers=2) as pool:
        return found(begin(pool))


def begin(pool: Executor) -> Iterable[Outcome]:
    """Has the pool run every part, each of which prints its line when it ends."""
    return pool.map(_try, PARTS)


def found(outcomes: Iterable[Outcome]) -> int:
    """Waits for the parts that `begin` began; 0 if none finds fault, else 1."""
    passed = [outcome.passed for outcome in outcomes]
    if warning := mutants.stale():
        print(f"note {warning}", flush=True)
    return 0 if all(passed) else 1


def _try(part: Part) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, *part.command],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = Outcome(part, done.returncode == 0, time.monotonic() - began, done.stdout)
    _tell(outcome)
    return outcome


def _tell(outcome: Outcome) -> None:
    """One printed piece for each part, so that two parts never mix their words."""
    head = f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.part.name} ({outcome.seconds:.1f} s)"
    if outcome.passed:
        print(head, flush=True)
        return
    remedy = f"\nTo put it right: {outcome.part.remedy}" if outcome.part.remedy else ""
    print(f"{head}\n{outcome.said.strip()}{remedy}", flush=True)


def _environment() -> dict[str, str]:
    """As in development, on no database worth naming."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("THREESPIRES_")},
        "THREESPIRES_DEVELOPMENT": "1",
        "THREESPIRES_DATA": str(ROOT / "build" / "check"),
        "PYTHONPATH": str(ROOT / "src"),
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }


if __name__ == "__main__":
    sys.exit(main())
