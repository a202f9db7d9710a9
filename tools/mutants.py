"""bin/mutants: changes the rules in small ways, one at a time, and sees whether the unit tests of rules notice.

mutmut makes the changes and runs the tests, in a copy of the project below build/mutants. docs/mutants.md holds
what came of the last run, with a fingerprint of the rules, by which `stale` knows that they have changed since.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"
PAGE = ROOT / "docs" / "mutants.md"
REASONS = ROOT / "tools" / "mutants.toml"
FINGERPRINT = re.compile(r"^Fingerprint of the rules: `(\w+)`$", re.MULTILINE)
AIM = 85

RULES = (
    "src/threespires/*/permissions.py",
    "src/threespires/*/*/permissions.py",
    "src/threespires/*/*/permissions/*.py",
    "src/threespires/*/lifecycle.py",
    "src/threespires/*/*/lifecycle.py",
    "src/threespires/kernel/dates.py",
    "src/threespires/kernel/verdict.py",
    "src/threespires/law/working_days.py",
    "src/threespires/meetings/quorum.py",
    "src/threespires/meetings/rhythm.py",
    "src/threespires/partnership/standing.py",
)
TESTS = (
    "tests/**/test_permissions*.py",
    "tests/**/test_lifecycle*.py",
    "tests/kernel/test_*.py",
    "tests/law/test_working_days.py",
    "tests/meetings/test_quorum.py",
    "tests/meetings/test_rhythm.py",
    "tests/partnership/test_standing.py",
)

# A database in a file, kept from one small change to the next: making it takes longer than the tests.
SETTINGS = """from threespires.config import settings as product

globals().update({name: value for name, value in vars(product).items() if name.isupper()})
DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"].with_name("test.sqlite3")}
"""

KILLED, TIMEOUT, SURVIVED, UNTESTED = "killed", "timed out", "survived", "not tested"
_ENDED = {1: KILLED, 3: KILLED, 0: SURVIVED, 5: UNTESTED, 33: UNTESTED, 36: TIMEOUT, 24: TIMEOUT, -24: TIMEOUT}
_WORDS = re.compile(r'"[^"]* [^"]*"')


@dataclass(frozen=True)
class Mutant:
    """One small change: where, what it changes, and how the tests took it."""

    file: str
    name: str
    ended: str
    before: str
    after: str

    @property
    def is_words(self) -> bool:
        """Only the words of a sentence were changed. Pages' tests read those."""
        return bool(_WORDS.search(self.before)) and _WORDS.sub("", self.before) == _WORDS.sub("", self.after)

    @property
    def function(self) -> str:
        """The function changed, as people write it."""
        mangled = self.name.rpartition("__mutmut_")[0].rpartition(".")[2]
        return mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")


def main() -> int:
    asked = argparse.ArgumentParser(description="Tests the tests of rules. Takes half an hour on one core.")
    asked.add_argument("--again", action="store_true", help="go on from the last run: only what changed since")
    asked.add_argument("--tell", action="store_true", help="only write the page anew from the last run")
    chosen = asked.parse_args()
    if not chosen.tell:
        _prepare(keep=chosen.again)
        _run("run", "--max-children=1")
    mutants = list(_mutants())
    shares = _shares(mutants)
    print(_table(shares))
    PAGE.write_text(_page(mutants, shares))
    return 0 if _percent(mutants) >= AIM else 1


def stale() -> str:
    """What to say where the rules were changed since docs/mutants.md was written; nothing where they were not."""
    found = FINGERPRINT.search(PAGE.read_text()) if PAGE.exists() else None
    if found and found.group(1) == fingerprint():
        return ""
    return "Rules have changed since docs/mutants.md was written; bin/mutants writes it anew, in half an hour."


def fingerprint() -> str:
    """A short digest of every file whose rules are mutated."""
    total = hashlib.sha256()
    for path in _rules():
        total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()[:16]


def _rules() -> list[Path]:
    return sorted({path for pattern in RULES for path in ROOT.glob(pattern)})


def _prepare(*, keep: bool) -> None:
    """A copy of what the tests need, with mutmut's settings in it."""
    if not keep:
        shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True, exist_ok=True)
    for name in ("src", "tests", "tools", "arrangements"):
        shutil.copytree(
            ROOT / name, COPY / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "static")
        )
    (COPY / "mutant_settings.py").write_text(SETTINGS)
    tests = sorted({str(path.relative_to(ROOT)) for pattern in TESTS for path in ROOT.glob(pattern)})
    options = {
        "source_paths": ["src"],
        "only_mutate": [str(path.relative_to(ROOT)) for path in _rules()],
        "also_copy": ["mutant_settings.py", "tools", "arrangements"],
        "pytest_add_cli_args": ["--ds=mutant_settings", "--reuse-db"],
        "pytest_add_cli_args_test_selection": tests,
        "use_git_change_detection": False,
        "track_dependencies": False,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in options.items()]
    (COPY / "pyproject.toml").write_text(
        (ROOT / "pyproject.toml").read_text() + "\n[tool.mutmut]\n" + "\n".join(lines) + "\n"
    )


def _run(*arguments: str) -> str:
    """Runs mutmut in the copy; what it says goes to the screen while it runs, unless it is asked to show something."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("THREESPIRES_")}
    environment = {**own, "THREESPIRES_DATA": str(COPY / "data"), "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    (COPY / "data").mkdir(exist_ok=True)
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    show = arguments[0] == "show"
    done = subprocess.run(command, cwd=COPY, env=environment, text=True, capture_output=show, check=False)
    if done.returncode and not show:
        raise SystemExit(f"mutmut failed, with status {done.returncode}")
    return done.stdout or ""


def _mutants() -> Iterator[Mutant]:
    for meta in sorted((COPY / "mutants").rglob("*.py.meta")):
        file = str(meta.relative_to(COPY / "mutants")).removesuffix(".meta")
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            ended = _ENDED.get(code, KILLED if code and code > 0 else TIMEOUT)
            before, after = _change(name)
            yield Mutant(file, name, ended, before, after)


def _change(name: str) -> tuple[str, str]:
    """The lines that a mutant takes away and puts in their place."""
    lines = _run("show", name).splitlines()
    before = [line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---")]
    after = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    return " ".join(before), " ".join(after)


def _counted(mutants: Iterable[Mutant]) -> list[Mutant]:
    return [mutant for mutant in mutants if not mutant.is_words]


def _percent(mutants: Iterable[Mutant]) -> float:
    counted = _counted(mutants)
    noticed = [mutant for mutant in counted if mutant.ended in (KILLED, TIMEOUT)]
    return 100 * len(noticed) / len(counted) if counted else 100


def _shares(mutants: list[Mutant]) -> list[tuple[str, int, int, str]]:
    """For each file: how many changes, how many of them unnoticed, and the share noticed."""
    rows = []
    for file in sorted({mutant.file for mutant in mutants}):
        own = _counted(mutant for mutant in mutants if mutant.file == file)
        if own:
            missed = sum(mutant.ended in (SURVIVED, UNTESTED) for mutant in own)
            rows.append((file, len(own), missed, f"{_percent(own):.0f}%"))
    counted = _counted(mutants)
    missed = sum(mutant.ended in (SURVIVED, UNTESTED) for mutant in counted)
    return [*rows, ("All", len(counted), missed, f"{_percent(counted):.0f}%")]


def _table(shares: list[tuple[str, int, int, str]]) -> str:
    wide = max(len(row[0]) for row in shares)
    return "\n".join(f"{file:<{wide}}  {count:>5}  {missed:>5}  {share:>5}" for file, count, missed, share in shares)


def _page(mutants: list[Mutant], shares: list[tuple[str, int, int, str]]) -> str:
    words = sum(mutant.is_words for mutant in mutants)
    rows = "\n".join(f"| `{file}` | {count} | {missed} | {share} |" for file, count, missed, share in shares)
    return f"""# What the tests of rules notice

`bin/mutants` changes the rules of access, lifecycles and dates in small ways, one at a time, and runs the unit tests
of rules on each change. A change that no test notices is a rule that could be broken unnoticed. It runs apart from
`bin/test`, on one core; `bin/check` says when the rules have changed since. The aim is {AIM}%.

Left out are {words} changes to nothing but the words of a refusal, which tests of pages read; the tables of lifecycles,
which mutmut doesn’t change and tests compare step by step; and functions with a decorator, which it can’t change.

Fingerprint of the rules: `{fingerprint()}`

| File | Changes | Unnoticed | Noticed |
| --- | ---: | ---: | ---: |
{rows}

## Unnoticed

{_survivors(mutants)}
"""


def _survivors(mutants: list[Mutant]) -> str:
    reasons = _reasons()
    said = []
    for mutant in _counted(mutants):
        if mutant.ended in (SURVIVED, UNTESTED):
            why = reasons.get((mutant.function, mutant.after), "a test is missing")
            place = mutant.file.removeprefix("src/threespires/")
            said.append(f"- `{place}`, `{mutant.function}`: `{mutant.before}` became `{mutant.after}`: {why}.")
    return "\n".join(said) or "None."


def _reasons() -> dict[tuple[str, str], str]:
    """Why a change is harmless, by the function and what the line became: kept by hand."""
    if not REASONS.exists():
        return {}
    kept = tomllib.loads(REASONS.read_text()).get("harmless", [])
    return {(each["function"], each["became"]): each["why"] for each in kept}


if __name__ == "__main__":
    sys.exit(main())
