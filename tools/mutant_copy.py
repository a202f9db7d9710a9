"""The copy of the project in which bin/mutants changes rules, and what runs in it.

mutmut changes no function that has a decorator, so in the copy a decorator is written out below its function:
`anywhere = property(anywhere)`. A function behind a cache stays as it is: its answers are there before it is changed.
It changes the capitals of every string but one in triple quotes, so in the copy sentences stand in those: their words
are for people, and tests of pages read them.
"""

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"
PARTS = ("src", "tests", "tools", "arrangements")
SENTENCE = re.compile(r'"[^"].*\S \S.*"')
LEFT_AS_THEY_ARE = {"cache", "classmethod", "staticmethod"}

# A database in a file, kept from one small change to the next: making it takes longer than the tests.
CONFTEST = """import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    with django_db_blocker.unblock():
        if not settings.DATABASES["default"]["NAME"].exists():
            call_command("migrate", verbosity=0)
        yield
        connections.close_all()
"""


def prepare(rules: list[str], tests: list[str], *, keep: bool) -> None:
    """A copy of what the tests need, with mutmut's settings in it; what mutmut found out stays where `keep` says so."""
    for old in (COPY / name for name in (*PARTS, "data", "mutants/tests", "mutants/mutmut-stats.json")):
        shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    if not keep:
        shutil.rmtree(COPY, ignore_errors=True)
    for path in (COPY / "mutants" / "src").rglob("*"):
        if path.is_file() and path.suffix != ".meta":
            path.unlink()
    (COPY / "data").mkdir(parents=True)
    for name in PARTS:
        shutil.copytree(ROOT / name, COPY / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    for path in (COPY / rule for rule in rules):
        _rewrite(path, set_sentences_apart(write_out_decorators(path.read_text(encoding="utf-8"))))
    (COPY / "conftest.py").write_text(CONFTEST)
    options = {
        "source_paths": ["src"],
        "only_mutate": rules,
        "also_copy": ["conftest.py", "tools", "arrangements"],
        "pytest_add_cli_args_test_selection": tests,
        "use_git_change_detection": False,
        "track_dependencies": False,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in options.items()]
    (COPY / "pyproject.toml").write_text(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8") + "\n[tool.mutmut]\n" + "\n".join(lines) + "\n"
    )


def write_out_decorators(source: str) -> str:
    """The same module with `name = decorator(name)` below each decorated function instead of @decorator above."""
    lines = source.splitlines(keepends=True)
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda function: function.lineno, reverse=True):
        names = [ast.unparse(decorator) for decorator in function.decorator_list]
        if not names or LEFT_AS_THEY_ARE.intersection(names):
            continue
        written_out = function.name
        for name in reversed(names):
            written_out = f"{name}({written_out})"
        lines.insert(function.end_lineno or 0, f"\n{' ' * function.col_offset}{function.name} = {written_out}\n")
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "".join(lines)


def set_sentences_apart(source: str) -> str:
    """The same module with triple quotes round every string of several words."""
    lines = source.splitlines(keepends=True)
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        if token.type == tokenize.STRING and SENTENCE.fullmatch(token.string):
            row, (first, last) = token.start[0] - 1, (token.start[1], token.end[1])
            lines[row] = f'{lines[row][:first]}""{token.string}""{lines[row][last:]}'
    return "".join(lines)


def _rewrite(path: Path, text: str) -> None:
    """Keeps the day of the last change, by which mutmut knows what it has changed already."""
    stat = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, (stat.st_atime, stat.st_mtime))


def run(*arguments: str) -> int:
    """Runs Python in the copy, and hands back its status."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("THREESPIRES_")}
    environment = {**own, "THREESPIRES_DATA": str(COPY / "data"), "PYTHONPATH": ""}
    return subprocess.run([sys.executable, *arguments], cwd=COPY, env=environment, check=False).returncode
