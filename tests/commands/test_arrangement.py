"""Checking an arrangement file, which needs nothing of production's."""

import subprocess

from tests.commands.processes import PATIENCE, ROOT, clean_environment


def arrangement(verb: str, file: str, **settings: str) -> subprocess.CompletedProcess:
    command = [ROOT / "bin" / "threespires", "arrangement", verb, file]
    environment = clean_environment(**settings)
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def test_check_needs_no_key_and_no_database():
    done = arrangement("check", "arrangements/coventry.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "is sound" in done.stdout
    wrong = arrangement("check", "README.md")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("1 thing to mend in README.md")


def test_plan_on_an_empty_database_says_what_to_do_first(tmp_path):
    done = arrangement("plan", "arrangements/coventry.toml", THREESPIRES_DEMO="1", THREESPIRES_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        "The database isn’t ready for this version. Bring it up to date first:\n  bin/threespires migrate\n"
    )
