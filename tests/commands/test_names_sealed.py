"""Names of files that were kept in clear are sealed when the version that seals them is brought in."""

import pytest

from tests.commands.test_keeping import Site, sites

pytestmark = pytest.mark.slow
__all__ = ["sites"]

BEFORE = ("documents", "0003_sealed")
KEEP = f"""
from uuid import uuid4
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from threespires.vault import sealing, store

apps = MigrationExecutor(connection).loader.project_state([{BEFORE!r}, ("history", "0001_begin")]).apps
Document, Event = apps.get_model("documents", "Document"), apps.get_model("history", "Event")
by = apps.get_model("accounts", "Person").objects.create(email="quality@example.test", name="Quality")
key = uuid4()
place = "file:sealed"
sealed = sealing.seal(store.make(key), b"%PDF- sealed", place=place)
facts = {{"content_type": "application/pdf", "size": 9, "uploaded_by": by, "status": "clean"}}
for name, content, more in (
    ("Quillfeather.pdf", sealed, {{"sealed_under": key, "has_own_key": True, "file": "documents/sealed"}}),
    ("Brambleholt.pdf", b"%PDF- plain", {{"file": "documents/plain"}}),
):
    default_storage.save(more["file"], ContentFile(content))
    kept = Document.objects.create(name=name, **facts, **more)
    told = {{"kind": "documents.document", "thing": str(kept.pk), "title": name, "changes": {{"name": [None, name]}}}}
    Event.objects.create(verb="document.kept", **told)
"""
READ = """
from threespires.documents import reminders, store
from threespires.documents.models import Document
from threespires.history.models import Event

for clocked in (False, True):
    for document in Document.objects.order_by("pk"):
        print(document.name, document.is_sealed, store.read(document).decode())
    if not clocked:
        print(reminders.seal_plain())
print([(event.title, event.changes) for event in Event.objects.filter(verb="document.kept")])
"""


def test_names_kept_in_clear_are_sealed_and_what_they_name_opens_as_before(sites, tmp_path):
    one: Site = sites[0]
    one.run("migrate", "--verbosity", "0", *BEFORE)
    one.run("migrate", "--verbosity", "0", "history", "0001")
    one.do(KEEP)
    one.run("migrate", "--verbosity", "0")
    assert one.do(READ).splitlines() == [
        "Quillfeather.pdf True %PDF- sealed",
        "Brambleholt.pdf False %PDF- plain",
        "1",
        "Quillfeather.pdf True %PDF- sealed",
        "Brambleholt.pdf True %PDF- plain",
        "[('Document', {}), ('Document', {})]",
    ]
    one.run("backup", str(tmp_path / "backup"))
    held = b"".join(file.read_bytes() for file in (tmp_path / "backup").rglob("*") if file.is_file())
    for word in (b"Quillfeather", b"Brambleholt"):
        assert word not in held
