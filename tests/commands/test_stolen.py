"""Whoever steals the database, its log of writes, the files, a backup or the logs finds no child in any of them."""

import base64
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.commands.test_keeping import Site, sites

pytestmark = pytest.mark.slow
__all__ = ["sites"]

NAME, NUMBER = "Thrankle Quibberdine", "999 000 0018"
"""Invented; the number is of the range that is never given to anybody."""

PLANT = """
import sys
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import Client
from tests import make
from threespires.accounts.models import Person
from threespires.cases.models import Case, case_models
from threespires.cases.operations import open_case
from threespires.cases.recording import changed
from threespires.cases.wall.asking import asked_by
from threespires.documents.operations import keep
from threespires.documents.under_cases import keep_under
from threespires.partnership.models import Group
from threespires.vault.fields import SealedText

words = sys.argv[1]
p = make.partnership()
fitting = {Case: None, Group: p.practice_review, Person: p.reviewer}
planted = 0
with asked_by(p.reviewer):
    for model in case_models():
        case = fitting[Case] = open_case(p.practice_review)
        paper = SimpleUploadedFile(words + ".pdf", b"%PDF-1.7 " + words.encode())
        kept = keep_under(case, paper, by=p.reviewer, seat="Chair")
        facts = {}
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedText):
                facts[field.name] = words
                planted += 1
            elif isinstance(field, models.ForeignKey) and not field.null:
                facts[field.name] = fitting[field.related_model]
            elif isinstance(field, models.BooleanField):
                facts[field.name] = False
            elif isinstance(field, models.IntegerField):
                facts[field.name] = 1
            elif not field.null and not field.has_default():
                facts[field.name] = make.soon(1)
        record = model.objects.create(**facts)
        changed("record.planted", record, by=p.reviewer)
assert planted > 10
keep(SimpleUploadedFile(words + ".pdf", b"%PDF-1.7 " + words.encode()), by=p.reviewer)
browser = Client()
browser.force_login(p.reviewer)
answer = browser.post(
    "/thread/learning/case/practice-review/new/",
    {"kind": "audit", "title": words, "text": words, **dict.fromkeys(["learned_on_day", "learned_on_month"], "1"),
     "learned_on_year": "2026"},
)
assert answer.status_code == 302, answer.content.decode()
assert words in browser.get("/thread/learning/case/practice-review/").content.decode()
saved = browser.get(kept.get_absolute_url())
assert words in saved["Content-Disposition"] and words.encode() in saved.content
late = browser.post("/thread/learning/case/practice-review/new/", {"kind": "audit", "title": words})
assert words in late.content.decode()
"""


def spellings(words: str) -> set[bytes]:
    """How the words may stand in a file: as they are, in capitals, run together, as a browser or a mail sends them."""
    plain = {
        words,
        words.upper(),
        words.lower(),
        words.replace(" ", ""),
        words.replace(" ", "+"),
        words.replace(" ", "%20"),
    }
    found = {each.encode() for each in plain} | {words.encode("utf-16-le"), words.encode().hex().encode()}
    return found | {base64.b64encode(b"x" * shift + words.encode())[4:20] for shift in range(3)}


def searched(*folders: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}


def test_what_is_stolen_names_no_child(sites, tmp_path):
    one: Site = sites[0]
    one.settings["THREESPIRES_LOG_LEVEL"] = "DEBUG"
    one.run("migrate", "--verbosity", "0")
    said = one._call("-c", "import django; django.setup()\n" + PLANT, f"{NAME} {NUMBER}")
    assert said.returncode == 0, said.stderr
    one.run("backup", str(tmp_path / "backup"))
    server = one.settings.get("THREESPIRES_DATABASE_URL")
    database = [Path(unquote(urlsplit(server).netloc.rpartition("@")[2])) / "data"] if server else []
    held = searched(tmp_path / "one", tmp_path / "backup", *database)
    held |= {"output": said.stdout.encode(), "log": said.stderr.encode()}
    assert sum(len(content) for content in held.values()) > 500_000, "there is something to search"
    assert any("backup" in name for name in held)
    assert any("/files/" in name for name in held)
    found = {name for name, content in held.items() for word in spellings(NAME) | spellings(NUMBER) if word in content}
    assert found == set()


def test_what_is_not_sealed_would_be_found(sites, tmp_path):
    """The same search finds what stands there in the clear."""
    one: Site = sites[0]
    one.run("migrate", "--verbosity", "0")
    one.do("from tests import make\nmake.person('Openly Named')")
    server = one.settings.get("THREESPIRES_DATABASE_URL")
    database = [Path(unquote(urlsplit(server).netloc.rpartition("@")[2])) / "data"] if server else []
    held = searched(tmp_path / "one", *database)
    assert any(word in content for content in held.values() for word in spellings("Openly Named"))
