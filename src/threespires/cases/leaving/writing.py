"""A group's export: one file of data for programs, a page for each case and an index for people, the files of the
cases, and the digests of all of these."""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import QuerySet
from django.template.loader import render_to_string

from threespires.cases.leaving.rows import row_of, with_all
from threespires.cases.models import Case, CaseRecord, Due, case_models
from threespires.kernel.clock import now
from threespires.partnership.models import Group
from threespires.vault import boxes

FORM = 2
DATA, DIGESTS, FILES = "cases.json", "digests.json", "files"


def export(group: Group, cases: QuerySet[Case], *, marking: str) -> tuple[bytes, list[CaseRecord]]:
    """The export of these cases of a group as a ZIP file, and all records in it: whoever calls this writes down that
    they were read.

    File names tell a case's number, and nothing of what it holds.
    """
    exported = list(with_all(cases))
    found = {model: list(with_all(model._default_manager.filter(case__in=exported))) for model in case_models()}
    rows = {
        model._meta.label_lower: [row_of(record) for record in records] for model, records in found.items() if records
    }
    due = Due.objects.filter(case_id__in=[case.pk for case in exported])
    told = {"form": FORM, "group": group.key, "at": now().isoformat(), "marking": marking}
    data = {**told, "cases": [row_of(case) for case in exported], "records": rows, "due": [_waits(one) for one in due]}
    named = {model._meta.label_lower: model._meta for model in found}
    every = [record for records in found.values() for record in records]
    held = dict(filter(None, map(_file_of, every)))
    files = {DATA: _json(data), **dict(held.values())}
    facts: dict[str, Any] = {"group": group, "at": now(), "marking": marking}
    files["index.html"] = _page("index", {**facts, "cases": exported})
    of_case: dict[str, list[dict[str, Any]]] = {}
    for label, kind in rows.items():
        called = str(named[label].verbose_name).capitalize()
        for row in kind:
            told = {"kind": called, "facts": _said(named[label], row), "file": held.get(row["id"], [""])[0]}
            of_case.setdefault(row["case"], []).append(told)
    for case in exported:
        records = of_case.get(str(case.pk), [])
        files[f"case-{case.number}.html"] = _page("case", {**facts, "case": case, "records": records})
    files[DIGESTS] = _json({name: sha256(content).hexdigest() for name, content in files.items()})
    return _zip(files), every


def _file_of(record: CaseRecord) -> tuple[str, tuple[str, bytes]] | None:
    """The key of a record that is a file, what the file is called in the export, and what it holds; nothing of another
    record, nor where the file was refused."""
    if not record.HOLDS_FILE:
        return None
    try:
        content = boxes.take(record.sealed_under(), record.pk)
    except FileNotFoundError:
        return None
    return str(record.pk), (f"{FILES}/{record.pk}{PurePosixPath(record.file_name).suffix}", content)


def _waits(due: Due) -> dict[str, str]:
    """What the calendar has to do with a record, and when."""
    return {"job": due.job, "case": str(due.case_id), "thing": str(due.thing), "on": due.on.isoformat()}


def _said(meta: Any, row: dict[str, Any]) -> list[tuple[str, str]]:
    """What a row holds in words, its own keys left out."""
    told = []
    for name, value in row.items():
        if name in ("id", "case") or value in (None, "", []):
            continue
        words = value["name"] if isinstance(value, dict) else ", ".join(value) if isinstance(value, list) else value
        told.append((str(meta.get_field(name).verbose_name).capitalize(), str(words)))
    return told


def _page(name: str, facts: dict[str, Any]) -> bytes:
    return render_to_string(f"cases/export/{name}.html", facts).encode()


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()
