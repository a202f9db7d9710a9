"""bin/mutants: changes the rules in small ways, one at a time, and sees whether the unit tests of rules notice.

All of it happens in a copy of the project below build/mutants. docs/mutants.md holds what came of the last run, with
a fingerprint of the rules, by which `stale` knows that they have changed since.
"""

import argparse
import difflib
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import mutant_copy
from mutant_copy import COPY, ROOT

PAGE = ROOT / "docs" / "mutants.md"
HARMLESS = ROOT / "tools" / "mutants.toml"
FINGERPRINT = re.compile(r"^Fingerprint of the rules: `(\w+)`$", re.MULTILINE)
AIM = 85

RULES = (
    "src/threespires/**/permissions.py",
    "src/threespires/**/permissions/*.py",
    "src/threespires/**/lifecycle.py",
    "src/threespires/kernel/clock.py",
    "src/threespires/kernel/dates.py",
    "src/threespires/kernel/models.py",
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
    "tests/partnership/test_confirming.py",
    "tests/partnership/test_held_by.py",
)

KILLED, TIMED_OUT, SURVIVED, UNTESTED, BROKE = "killed", "timed out", "survived", "not tested", "broke"
# How pytest ends, and what mutmut says of a change that no test meets or that runs for ever.
_ENDED = {1: KILLED, 0: SURVIVED, 5: UNTESTED, 33: UNTESTED, 36: TIMED_OUT, 24: TIMED_OUT, -24: TIMED_OUT}
NOTICED = (KILLED, TIMED_OUT)
_MANGLED = re.compile(r"\bx(?:_|ǁ\w+?ǁ)(\w+?)__mutmut_(?:orig|\d+)\b")


@dataclass(frozen=True)
class Mutant:
    """One small change: where, what it changes, and how the tests took it."""

    file: str
    name: str
    before: str
    after: str
    ended: str

    @property
    def is_noticed(self) -> bool:
        return self.ended in NOTICED


def main() -> int:
    asked = argparse.ArgumentParser(description="Tests the tests of rules. Takes half an hour on one core.")
    asked.add_argument("--again", action="store_true", help="go on from the last run: what changed or went unnoticed")
    asked.add_argument("--tell", action="store_true", help="only write the page anew from the last run")
    chosen = asked.parse_args()
    if not chosen.tell:
        _run(again=chosen.again)
    mutants = list(_mutants())
    shares = _shares(mutants)
    print(_table(shares))
    PAGE.write_text(_page(mutants, shares), encoding="utf-8")
    return 0 if _percent(mutants) >= AIM else 1


def stale() -> str:
    """What to say where the rules were changed since docs/mutants.md was written; nothing where they were not."""
    found = FINGERPRINT.search(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else None
    if found and found.group(1) == fingerprint():
        return ""
    return "Rules have changed since docs/mutants.md was written; bin/mutants --again writes it anew."


def fingerprint() -> str:
    """A short digest of every file whose rules are mutated."""
    total = hashlib.sha256()
    for name in _found(RULES):
        total.update(name.encode() + (ROOT / name).read_bytes())
    return total.hexdigest()[:16]


def _found(patterns: Iterable[str]) -> list[str]:
    return sorted({str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern)})


def _run(*, again: bool) -> None:
    rules, tests = _found(RULES), _found(TESTS)
    mutant_copy.prepare(rules, tests, keep=again)
    _forget_unnoticed()
    # mutmut begins by running the tests with no rule changed, and stops where they fail.
    if mutant_copy.run("-m", "mutmut", "run", "--max-children=1"):
        raise SystemExit("mutmut failed; see above.")
    (COPY / "tables-asked.json").write_text(json.dumps({"rules": rules, "tests": tests}))
    if mutant_copy.run("tools/mutant_tables.py"):
        raise SystemExit("The tables couldn't be changed; see above.")
    # Had a change spoilt the database that they share, those after it would seem noticed.
    if mutant_copy.run("-m", "pytest", "-x", *tests):
        raise SystemExit("The tests fail in the copy with every change taken back, so they say nothing of any.")


def _forget_unnoticed() -> None:
    """What no test noticed last time is tried again: there may be a test now."""
    for meta in (COPY / "mutants").rglob("*.py.meta"):
        known = json.loads(meta.read_text())
        ended = known["exit_code_by_key"]
        known["exit_code_by_key"] = {
            name: code if _ENDED.get(code) in NOTICED else None for name, code in ended.items()
        }
        meta.write_text(json.dumps(known))


def _mutants() -> Iterator[Mutant]:
    """Every change of the last run: those of mutmut, then those to tables."""
    for meta in sorted((COPY / "mutants").rglob("*.py.meta")):
        file = str(meta.relative_to(COPY / "mutants")).removesuffix(".meta")
        if not (COPY / file).exists():
            continue
        functions = _functions(meta.with_suffix(""))
        for key, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            mangled = key.rpartition(".")[2]
            name = mangled.rpartition("__mutmut_")[0]
            before, after = _difference(functions[f"{name}__mutmut_orig"], functions[mangled])
            yield Mutant(file, re.sub("^x[_ǁ]", "", name).replace("ǁ", "."), before, after, _say_ended(code))
    for file, name, before, after, code in json.loads((COPY / "tables.json").read_text()):
        yield Mutant(file, name, before, after, _say_ended(code))


def _say_ended(code: int | None) -> str:
    if code is None:
        raise SystemExit("The last run didn't come to its end; bin/mutants --again goes on from there.")
    return _ENDED.get(code, BROKE)


def _functions(path: Path) -> dict[str, list[str]]:
    """The lines of every function, as it was and changed, in a file that mutmut wrote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spans = json.loads(path.with_name(f"{path.name}.spans").read_text())["spans"]
    return {name: lines[first - 1 : last] for name, (first, last) in spans.items()}


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """The lines that a change takes away and puts in their place, with the function's own name as people wrote it."""
    plain = [[_MANGLED.sub(r"\1", line) for line in lines] for lines in (before, after)]
    lines = list(difflib.ndiff(*plain))
    taken, put = ([line[2:].strip() for line in lines if line.startswith(sign)] for sign in ("- ", "+ "))
    return " ".join(taken), " ".join(put)


def _percent(mutants: Iterable[Mutant]) -> float:
    noticed = [mutant.is_noticed for mutant in mutants]
    return 100 * sum(noticed) / len(noticed) if noticed else 100


def _shares(mutants: list[Mutant]) -> list[tuple[str, int, int, str]]:
    """For each file and for all: how many changes, how many of them unnoticed, and the share noticed."""
    groups = {file: [mutant for mutant in mutants if mutant.file == file] for file in sorted({m.file for m in mutants})}
    return [
        (name, len(own), sum(not mutant.is_noticed for mutant in own), f"{int(_percent(own))}%")
        for name, own in (*groups.items(), ("All", mutants))
    ]


def _table(shares: list[tuple[str, int, int, str]]) -> str:
    wide = max(len(row[0]) for row in shares)
    return "\n".join(f"{file:<{wide}}  {count:>5}  {missed:>5}  {share:>5}" for file, count, missed, share in shares)


def _page(mutants: list[Mutant], shares: list[tuple[str, int, int, str]]) -> str:
    rows = "\n".join(f"| {_place(file)} | {count:,} | {missed} | {share} |" for file, count, missed, share in shares)
    slow = sum(mutant.ended == TIMED_OUT for mutant in mutants)
    endless = f"\n{slow:,} of the changes were noticed by never coming to an end." if slow else ""
    return f"""# What the tests of rules notice

`bin/mutants` changes the rules of access, lifecycles and dates in small ways, one at a time, and runs the unit tests
of rules on each change. A change that no test notices is a rule that could be broken unnoticed. It runs apart from
`bin/test`, on one core; `bin/check` says when the rules have changed since. The aim is {AIM}%.

[mutmut](https://mutmut.readthedocs.io/) changes what functions do. The tables at the head of a file are changed by
`tools/mutant_tables.py`: a lifecycle's step may be taken from one state fewer, from one more, or leads elsewhere; a
list of roles, posts or states has one fewer or one more; a number or day is one further. The same tests pass with no
rule changed, before and after.{endless}

Left out are the words of sentences, which people read and tests of pages look at (that there is a reason when a rule
says no is tested); and what stands behind a cache: the list of bank holidays, which a test compares with the official
one.

Fingerprint of the rules: `{fingerprint()}`

| File | Changes | Unnoticed | Noticed |
| --- | ---: | ---: | ---: |
{rows}

## Unnoticed

{_survivors(mutants)}
"""


def _place(file: str) -> str:
    return f"`{file.removeprefix('src/threespires/')}`" if file.endswith(".py") else file


def _survivors(mutants: list[Mutant]) -> str:
    harmless = _harmless()
    said = Counter(
        f"- {_place(mutant.file)}, `{mutant.name}`: `{mutant.before}` became `{mutant.after}`: "
        + harmless.get((mutant.name, mutant.after), "a test is missing" if mutant.ended != BROKE else "the run broke")
        for mutant in mutants
        if not mutant.is_noticed
    )
    return "\n".join(said) or "None."


def _harmless() -> dict[tuple[str, str], str]:
    """Why a change breaks no rule, by the function and what its line became: kept by hand."""
    kept = tomllib.loads(HARMLESS.read_text(encoding="utf-8"))["harmless"] if HARMLESS.exists() else []
    return {(each["name"], each["became"]): each["why"] for each in kept}


if __name__ == "__main__":
    sys.exit(main())
