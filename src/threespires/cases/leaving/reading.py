"""Reading an export in, where the group keeps no case yet: verified first, all of it or nothing."""

import json
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, cast
from uuid import UUID
from zipfile import BadZipFile, ZipFile

from django.apps import apps
from django.db import transaction

from threespires.cases.leaving.rows import NotRead, join, record_from
from threespires.cases.leaving.writing import DATA, DIGESTS, FILES, FORM
from threespires.cases.models import Case, CaseRecord, Due, Numbering
from threespires.cases.recording import read_in
from threespires.cases.wall.asking import asked_by_job
from threespires.partnership.models import Group
from threespires.vault import boxes, store

READING_IN = "cases.reading_in"


def verify(file: Path) -> dict[str, Any]:
    """What an export holds, once every file in it is as it was written; of files what they hold, by record.

    Raises:
        NotRead: where it isn't an export, or something in it was altered, added or taken away.
    """
    try:
        with ZipFile(file) as packed:
            content = {name: packed.read(name) for name in packed.namelist()}
        digests = json.loads(content.pop(DIGESTS))
        if digests != {name: sha256(held).hexdigest() for name, held in content.items()}:
            raise NotRead("A file in this export isn’t as it was written")
        data = json.loads(content[DATA])
    except (OSError, BadZipFile, KeyError, ValueError) as problem:
        raise NotRead(f"{file.name} isn’t an export of case records") from problem
    if data.get("form") != FORM:
        raise NotRead("This export is of a form that this version doesn’t know")
    within = [(PurePosixPath(name), held) for name, held in content.items()]
    return data | {FILES: {name.stem: held for name, held in within if name.parent.name == FILES}}


@transaction.atomic
def read_export(file: Path) -> int:
    """Reads every case and record in, each case under a new key of its own; gives how many cases.

    People whom nobody here knows are written down as people who can't sign in.

    Raises:
        NotRead: where it can't be verified, the group isn't here or keeps cases already, or this version lacks a kind.
    """
    data = verify(file)
    group = Group.objects.filter(key=data["group"], is_case_group=True).first()
    if group is None:
        raise NotRead(f"There is no case group {data['group']} here. Load the arrangement first")
    if Numbering.objects.filter(group=group).exists():
        raise NotRead(f"{group} keeps cases already. An export is read in where there is none")
    with asked_by_job(READING_IN, [UUID(row["id"]) for row in data["cases"]]):
        cases = [(_saved_case(row), row) for row in data["cases"]]
        records = [pair for kind, rows in data["records"].items() for pair in _saved_records(kind, rows)]
        for thing, row in [*cases, *records]:
            join(thing, row)
        for record, row in records:
            if record.HOLDS_FILE and row["id"] in data[FILES]:
                boxes.put(record.sealed_under(), record.pk, data[FILES][row["id"]])
        read_in([record for record, _ in records])
    Due.objects.bulk_create(
        Due(job=row["job"], case_id=row["case"], thing=row["thing"], on=row["on"]) for row in data["due"]
    )
    Numbering.objects.create(group=group, last=max((row["number"] for row in data["cases"]), default=0))
    return len(data["cases"])


def _saved_case(row: dict[str, Any]) -> Case:
    case = cast(Case, record_from(Case, row))
    case.save(force_insert=True)
    try:
        store.make(case.pk)
    except FileExistsError:
        # Left by a reading that broke off. It has sealed nothing that was kept.
        if case.pk in store.destroyed():
            raise NotRead(f"Case {case.number} was disposed of here") from None
    return case


def _saved_records(kind: str, rows: list[dict[str, Any]]) -> list[tuple[CaseRecord, dict[str, Any]]]:
    try:
        model = apps.get_model(kind)
    except LookupError:
        raise NotRead(f"This version knows no records of the kind {kind}") from None
    if not issubclass(model, CaseRecord):
        raise NotRead(f"Records of the kind {kind} are no case records")
    saved = []
    for row in rows:
        record = cast(CaseRecord, record_from(model, row))
        record.save(force_insert=True)
        saved.append((record, row))
    return saved
