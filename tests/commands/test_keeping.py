"""bin/threespires backup, restore, export and import, as the roles of production: what was disposed of stays so, and
what leaves is read in elsewhere."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg
import pytest

from tests.commands.processes import PATIENCE, ROOT, clean_environment
from tools import postgres

pytestmark = pytest.mark.slow

BEGIN = """
from tests import make
from threespires.cases.wall.asking import asked_by

p = make.partnership()
with asked_by(p.reviewer):
    for title in ("Case Heron", "Case Wren"):
        print(make.case_learning(p, title=title).case_id)
"""
DISPOSE = """
import sys
from uuid import UUID
from threespires.kernel.clock import now
from threespires.vault import store

store.destroy(UUID(sys.argv[1]), now())
"""
READ = """
from threespires.accounts.models import Person
from threespires.cases.models import Case
from threespires.cases.permissions import visible_records
from threespires.cases.wall.asking import asked_by
from threespires.kernel.database import is_postgresql
from threespires.thread.learning.models import CaseLearning
from threespires.vault.store import KeyDestroyed

reviewer = Person.objects.get(name="Reviewer")
with asked_by(reviewer):
    for kept in visible_records(reviewer, CaseLearning).order_by("recorded_at"):
        try:
            print(kept.title)
        except KeyDestroyed:
            print("destroyed")
with asked_by(Person.objects.get(name="Manager")):
    print(is_postgresql() and CaseLearning.objects.exists())
"""
OPEN = """
from threespires.accounts.models import Person
from threespires.approvals.operations import approve
from threespires.cases.wall.asking import asked_by
from threespires.leaving import operations
from threespires.leaving.models import SealedPart

two = [Person.objects.get(name=name) for name in ("Reviewer", "Second reviewer")]
part = SealedPart.objects.get(group__key="practice-review")
with asked_by(two[0]):
    asked = operations.ask_opening(part, by=two[0])
with asked_by(two[1]):
    approve(asked, by=two[1])
for person in two:
    print(operations.half_of(part, person).replace(" ", ""))
"""
BRING = """
import sys
from threespires.accounts.models import Person
from threespires.leaving import operations, reminders
from threespires.leaving.models import SealedPart

part = SealedPart.objects.get(group__key="practice-review")
for name, half in zip(("Reviewer", "Second reviewer"), sys.argv[1:]):
    operations.bring_half(part, by=Person.objects.get(name=name), half=bytes.fromhex(half))
reminders.open_part(str(part.pk))
part.refresh_from_db()
print(part.failed_because or "open")
"""
SETTING_UP = "import django; django.setup()\n"


@dataclass
class Site:
    """An installation: its settings, and what it prints when a command or some code is run there."""

    settings: dict[str, str]

    def run(self, *command: str) -> str:
        return self._python("-m", "threespires.config", *command)

    def do(self, code: str, *arguments: str) -> str:
        return self._python("-c", SETTING_UP + code, *arguments)

    def refuses(self, *command: str) -> str:
        done = self._call("-m", "threespires.config", *command)
        assert done.returncode != 0
        return done.stderr

    def _python(self, *words: str) -> str:
        done = self._call(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _call(self, *words: str) -> subprocess.CompletedProcess:
        environment = clean_environment(
            THREESPIRES_DEVELOPMENT="1", DJANGO_SETTINGS_MODULE="threespires.config.settings",
            PYTHONPATH=f"{ROOT / 'src'}:{ROOT}", **self.settings,
        )  # fmt: skip
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip


def roles_and_databases(administrator: str) -> list[dict[str, str]]:
    """Two empty databases, each with the roles that docs/running.md has made."""
    host = quote(unquote(urlsplit(administrator).netloc.rpartition("@")[2]), safe="")
    made = []
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("CREATE ROLE its_owner LOGIN BYPASSRLS")
        connection.execute("CREATE ROLE its_server LOGIN")
        for name in ("one", "other"):
            connection.execute(f"CREATE DATABASE {name} OWNER its_owner")
            made.append(
                {
                    "THREESPIRES_DATABASE_URL": f"postgres://its_server@{host}/{name}",
                    "THREESPIRES_OWNER_URL": f"postgres://its_owner@{host}/{name}",
                }
            )
    for settings in made:
        with psycopg.connect(settings["THREESPIRES_OWNER_URL"], autocommit=True) as connection:
            connection.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO its_server")
            connection.execute("ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO its_server")
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def sites(request, tmp_path):
    """Two installations with the same keys and key store: one that works, and an empty one."""
    shared = {f"THREESPIRES_{name.upper()}": str(tmp_path / name) for name in ("keys", "key_store", "anchors")}
    data = [{"THREESPIRES_DATA": str(tmp_path / name)} for name in ("one", "other")]
    for each in data:
        Path(each["THREESPIRES_DATA"]).mkdir()
    if request.param == "sqlite":
        yield [Site(shared | each) for each in data]
        return
    with postgres.server() as administrator:
        databases = roles_and_databases(administrator)
        yield [Site(shared | each | database) for each, database in zip(data, databases, strict=True)]


def test_what_was_disposed_of_stays_so_when_an_old_backup_and_an_old_key_store_are_put_back(sites, tmp_path):
    one, other = sites
    one.run("migrate", "--verbosity", "0")
    heron, wren = one.do(BEGIN).split()
    (tmp_path / "one" / "files").mkdir()
    (tmp_path / "one" / "files" / "paper.pdf").write_bytes(b"%PDF-")
    one.run("record", "anchor")
    assert "Backed up into" in one.run("backup", str(tmp_path / "backup"))
    assert "isn’t empty" in one.refuses("backup", str(tmp_path / "backup"))
    shutil.copytree(tmp_path / "key_store", tmp_path / "old_store")
    one.do(DISPOSE, heron)
    assert one.do(READ).splitlines() == ["destroyed", "Case Wren", "False"]

    held = b"".join(file.read_bytes() for file in (tmp_path / "backup").rglob("*") if file.is_file())
    for word in ("Heron", "Wren", "eye clinic"):
        assert word.encode() not in held
    assert not list((tmp_path / "backup").rglob("*.key"))

    # The old store comes back as a copy would: with its key, and without the list of what was destroyed since.
    for file in (tmp_path / "old_store").rglob("*.key"):
        to = tmp_path / "key_store" / file.relative_to(tmp_path / "old_store")
        to.unlink(missing_ok=True)
        shutil.copy(file, to)
    assert one.do(READ).splitlines()[0] == "Case Heron", "which is why restoring destroys it again"
    assert "Keys destroyed again: 1" in other.run("restore", str(tmp_path / "backup"))
    other.run("migrate", "--verbosity", "0")
    assert other.do(READ).splitlines() == ["Case Wren", "False"]
    assert "The record is whole, up to entry 2." in other.run("record", "check")
    assert (tmp_path / "other" / "files" / "paper.pdf").read_bytes() == b"%PDF-"
    assert "isn’t empty" in other.refuses("restore", str(tmp_path / "backup"))
    assert "holds no backup" in other.refuses("restore", str(tmp_path / "keys"))
    assert "Wrapping key 2 is in use. Keys wrapped anew: 1." in other.run("keys", "rotate")
    assert "Keys of cases that open: 1. Destroyed: 1." in other.run("keys", "check")
    assert other.do(READ).splitlines() == ["Case Wren", "False"]
    assert wren != heron


def test_everything_leaves_and_is_read_in_elsewhere_where_two_bring_the_halves_of_its_key(sites, tmp_path):
    one, other = sites
    apart = {f"THREESPIRES_{name}": str(tmp_path / f"other-{name}") for name in ("KEYS", "KEY_STORE", "ANCHORS")}
    elsewhere = Site(other.settings | apart)
    one.run("migrate", "--verbosity", "0")
    one.do(BEGIN)
    told = one.run("export", str(tmp_path / "everything"))
    digest = told.splitlines()[-1]
    held = b"".join(file.read_bytes() for file in (tmp_path / "everything").rglob("*") if file.is_file())
    assert b"Implementation Group" in held
    for word in ("Heron", "Wren", "eye clinic"):
        assert word.encode() not in held

    elsewhere.run("migrate", "--verbosity", "0")
    assert "isn’t what was written" in elsewhere.refuses("import", str(tmp_path / "everything"), "--digest", "0" * 64)
    assert "for two to open" in elsewhere.run("import", str(tmp_path / "everything"), "--digest", digest)
    assert elsewhere.do(READ).splitlines() == ["False"]
    halves = one.do(OPEN).split()
    assert elsewhere.do(BRING, *halves).splitlines() == ["open"]
    assert elsewhere.do(READ).splitlines() == ["Case Heron", "Case Wren", "False"]
    assert "The record is whole" in elsewhere.run("record", "check")
    assert "There are" in elsewhere.refuses("import", str(tmp_path / "everything"))
