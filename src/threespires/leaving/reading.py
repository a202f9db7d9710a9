"""Reading in what left, into an installation that holds nothing yet: verified first, all of it or nothing. What is
sealed is kept as it came, until two bring the halves of its key."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from threespires.cases.models import Case, CaseRecord
from threespires.cases.recording import read_in
from threespires.cases.wall.asking import asked_by_job
from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.database import suited
from threespires.kernel.leaving import Leaves, kinds
from threespires.kernel.models import Numbered
from threespires.leaving import parts
from threespires.leaving.folder import FILES, RECORDS, SEALED, NotRead, Packed, as_rows
from threespires.leaving.models import SealedPart
from threespires.leaving.rows import joins, record_from
from threespires.partnership.models import Group
from threespires.vault import boxes, store

READING_IN = "leaving.reading_in"
COMMAND_LINE = "the server’s command line"
_AT_ONCE = 500


def read(where: Path, *, known_by: str = "") -> dict[str, int]:
    """Reads in a folder or ZIP file; gives how many records of each kind, and of sealed parts.

    Args:
        known_by: the digest that was told when it was written, where somebody kept it.

    Raises:
        NotRead: where it can't be verified, or something is here already, or it holds what this version doesn't know;
            it says where.
    """
    packed = Packed(where)
    if known_by and packed.digest != known_by:
        raise NotRead(f"{where} isn’t what was written: its digest is {packed.digest}")
    try:
        with transaction.atomic():
            _require_nothing_here()
            counted = _take_in(dict(_files(packed)))
            _number_on(packed.about.get("numbers", {}))
            counted["sealed"] = sum(_keep_sealed(packed, told) for told in packed.about.get("sealed", ()))
            connection.check_constraints()
    except IntegrityError as problem:
        raise NotRead(f"Its records don’t hold together: {str(problem).strip()}") from problem
    return counted


def _files(packed: Packed) -> Iterator[tuple[str, bytes]]:
    for name in packed.names():
        for_programs = name.startswith(f"{RECORDS}/") and name.endswith(".jsonl")
        if for_programs or name.startswith(f"{FILES}/"):
            yield name, packed.read(name)


def _require_nothing_here() -> None:
    for kind in kinds().values():
        if kind.model._base_manager.exists():
            called = kind.model._meta.verbose_name_plural
            raise NotRead(f"There are {called} here. It is read in where there is nothing yet")


def _take_in(files: dict[str, bytes], *, later: bool = False) -> dict[str, int]:
    """Saves the records of all these files, and what stands beside them.

    Args:
        later: there may be something here by now, for which they make room.
    """
    known = {f"{RECORDS}/{kind.label}.jsonl": kind for kind in kinds().values()}
    if strange := sorted(name for name in files if name.startswith(f"{RECORDS}/") and name not in known):
        raise NotRead(f"{strange[0]}: this version knows no such records")
    counted, joined = {}, []
    for name, kind in known.items():
        if name not in files:
            continue
        made = [(number, row, _made(kind, name, number, row)) for number, row in as_rows(name, files[name])]
        records = [one for _, _, one in made]
        _save(kind, name, _make_room(kind, records) if later else records)
        joined += [each for _, row, _ in made for each in joins(kind, row)]
        counted[kind.label] = len(made)
        _keep_beside(kind, {str(one.pk): one for _, _, one in made}, files)
    for model, rows in _by_kind(joined).items():
        model._base_manager.bulk_create(rows, batch_size=_AT_ONCE)
    return counted


def _made(kind: Leaves, name: str, number: int, row: dict[str, Any]) -> models.Model:
    try:
        return record_from(kind, row)
    except (ValueError, TypeError, KeyError, ValidationError) as problem:
        words = "; ".join(problem.messages) if isinstance(problem, ValidationError) else str(problem)
        raise NotRead(f"{name}, line {number}: {words}") from problem


def _make_room(kind: Leaves, records: list[Any]) -> list[Any]:
    """What is new here keeps its reference, and what comes later with the same gets the next."""
    if issubclass(kind.model, Numbered):
        taken = set(kind.model._base_manager.values_list("ref", flat=True))
        highest = max((int(ref.rpartition("-")[2]) for ref in {*taken, *(one.ref for one in records)}), default=0)
        for number, one in enumerate((one for one in records if one.ref in taken), start=highest + 1):
            one.ref = f"{kind.model.LETTER}-{number}"
    return kind.make_room(records) if kind.make_room else records


def _save(kind: Leaves, name: str, records: list[models.Model]) -> None:
    try:
        with transaction.atomic():
            kind.model._base_manager.bulk_create(records, batch_size=_AT_ONCE)
    except (IntegrityError, ValueError) as problem:
        raise NotRead(f"{name}: {str(problem).strip()}") from problem


def _keep_beside(kind: Leaves, records: dict[str, models.Model], files: dict[str, bytes]) -> None:
    if kind.keep is None:
        return
    for name, content in files.items():
        within = PurePosixPath(name).parts
        if within[:2] == (FILES, kind.label) and within[2] in records:
            kind.keep(records[within[2]], content)


def _by_kind(things: Iterable[models.Model]) -> dict[type[models.Model], list[models.Model]]:
    found: dict[type[models.Model], list[models.Model]] = {}
    for thing in things:
        found.setdefault(type(thing), []).append(thing)
    return found


def _number_on(highest: dict[str, int]) -> None:
    """What is new gets numbers after all that came, sealed or open."""
    ask = suited(
        postgresql="SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
        sqlite="INSERT OR REPLACE INTO sqlite_sequence (rowid, name, seq) "
        "VALUES ((SELECT rowid FROM sqlite_sequence WHERE name = %s), %s, %s)",
    )
    with connection.cursor() as cursor:
        for kind in kinds().values():
            if kind.label in highest:
                table, key = kind.model._meta.db_table, str(kind.model._meta.pk.column)
                named: list[str] = suited(postgresql=[f'"{table}"', key], sqlite=[table, table])
                cursor.execute(ask, [*named, highest[kind.label]])


# ------------------------------------------------------------------------------------------- sealed parts


def _keep_sealed(packed: Packed, told: dict[str, Any]) -> bool:
    """Keeps a sealed part as it came."""
    group = Group.objects.filter(key=told["group"]).first() if told["group"] else None
    part = SealedPart(
        id=UUID(told["id"]),
        group=group,
        first=UUID(told["first"]),
        second=UUID(told["second"]),
        made_at=told["made_at"],
        came=True,
        first_known_by=told["first_known_by"],
        second_known_by=told["second_known_by"],
    )
    part.save(force_insert=True)
    if not store.is_there(part.sealed_under()):
        store.make(part.sealed_under())
    boxes.put(part.sealed_under(), part.pk, packed.read(f"{SEALED}/{part.pk}"))
    record("sealed_part.read_in", part, by=None, seat=COMMAND_LINE)
    return True


@transaction.atomic
def open_part(part: SealedPart) -> int:
    """Reads in what a part holds, once both halves of its key are here: the keys first, then the records; gives how
    many. Words stay sealed as they came.

    Raises:
        NotRead: where it doesn't fit what is here by now.
        KeyMissing, KeyDestroyed, Unreadable, FileNotFoundError: where it can't be opened.
    """
    files = parts.unpack(parts.opened(part, boxes.take(part.sealed_under(), part.pk)))
    keys = parts.read_keys(files.pop(parts.KEYS))
    for name, key in keys.items():
        if not store.is_there(name):
            store.take_in(name, key)
    cases = [
        UUID(row["id"]) for _, row in as_rows("cases", files.get(f"{RECORDS}/{Case._meta.label_lower}.jsonl", b""))
    ]
    with asked_by_job(READING_IN, cases):
        counted = _take_in(files, later=True)
        came = [kind.model for kind in kinds().values() if kind.label in counted and issubclass(kind.model, CaseRecord)]
        read_in([one for model in came for one in model._default_manager.filter(case__in=cases)])
    part.opened_at, part.failed_because = now(), ""
    part.save()
    record("sealed_part.opened", part, by=part.second_by or part.first_by)
    return sum(counted.values())
