"""Everything there is, into a folder: what is open as open files; what a case group keeps to itself, and what may be
about a child, sealed, one part for each keeper. Sealed words are never opened on the way."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Max

from threespires.history.recording import record
from threespires.kernel.clock import now
from threespires.kernel.database import is_postgresql
from threespires.kernel.leaving import Leaves, kinds
from threespires.leaving import parts, writing
from threespires.leaving.folder import ABOUT, FORM, RECORDS, SEALED, Written, as_json, as_lines
from threespires.leaving.models import SealedPart
from threespires.leaving.placing import Keeper, Placed, cases_in, has_sealed_words, place
from threespires.leaving.rows import plain, row_of
from threespires.vault import store

EVERYTHING = "everything"
COMMAND_LINE = "the server’s command line"
_AT_ONCE = 500


class NotWritten(Exception):
    """What stands in the way of an export."""


def export(folder: Path) -> str:
    """Writes everything into a new folder, as it stands at one moment; gives the digest of all of it.

    Raises:
        NotWritten: where something is there already.
        KeyMissing: where the keys aren't here.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotWritten(f"{folder} isn’t empty. Name a folder of its own for each export")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone and is_postgresql():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _write(Written(folder))


def _write(to: Written) -> str:
    placed = place()
    sheets = _write_open(to, placed)
    made = [
        _write_sealed(to, keeper, of_keeper) for keeper, of_keeper in placed.sealed.items() if any(of_keeper.values())
    ]
    named = [str(part.group or "The lead representatives of the statutory partners") for part in made]
    to.write(*writing.index(sheets, title="Everything", at=now(), sealed=tuple(named)))
    told = {"form": FORM, "of": EVERYTHING, "at": now().isoformat(), "numbers": _highest_numbers()}
    to.write(ABOUT, as_json(told | {"sealed": [parts.facts_of(part) for part in made]}))
    for part in made:
        record("sealed_part.made", part, by=None, seat=COMMAND_LINE)
    return to.finish()


def _write_open(to: Written, placed: Placed) -> list[writing.Sheet]:
    keys = partial(_open_key, placed)
    sheets = []
    for kind in kinds().values():
        if not placed.open[kind]:
            continue
        records = _read(kind, placed.open[kind])
        sheet = writing.Sheet(kind, [row_of(one, kind, keys=keys) for one in records])
        for one in records:
            if (content := _content(kind, one)) is not None:
                sheet.files[plain(one.pk)] = name = writing.file_name(kind.label, plain(one.pk), one.name)
                to.write(name, content)
        sheets.append(sheet)
    writing.say(sheets)
    for sheet in sheets:
        for name, content in writing.files_of(sheet):
            to.write(name, content)
    return sheets


def _write_sealed(to: Written, keeper: Keeper, of_keeper: dict[Leaves, set[Any]]) -> SealedPart:
    """Writes the part of one keeper: rows with sealed words as they lie in the database, the keys to these, and what
    files hold; all under a key of which no half is ever in the folder."""
    part = SealedPart(group=keeper)
    parts.begin(part)
    cases = cases_in(of_keeper)
    names: set[UUID] = set(cases)
    files: dict[str, bytes] = {}
    for kind, keys in of_keeper.items():
        if not keys:
            continue
        records = _read(kind, keys)
        rows = [row_of(one, kind, keys=_any_key, sealed=not kind.opened) for one in records]
        files[f"{RECORDS}/{kind.label}.jsonl"] = as_lines(rows)
        if has_sealed_words(kind.model) and not kind.opened:
            names |= {one.sealed_under() for one in records}
        for one in records:
            if (content := _content(kind, one)) is not None:
                files[writing.file_name(kind.label, plain(one.pk), "content")] = content
    part.cases = sorted(map(str, cases))
    files[parts.KEYS] = as_json({str(name): store.key_of(name).hex() for name in sorted(names)})
    to.write(f"{SEALED}/{part.pk}", parts.sealed(part, parts.pack(files)))
    part.save(force_insert=True)
    return part


def _content(kind: Leaves, one: Any) -> bytes | None:
    return kind.content(one) if kind.content else None


def _read(kind: Leaves, keys: Iterable[Any]) -> list[Any]:
    """The records of these keys, in the order in which their pages list them."""
    wanted = set(keys)
    joined = [each.name for each in kind.model._meta.many_to_many]
    found = kind.model._default_manager.all()
    found = found if found.ordered else found.order_by("pk")
    return [one for one in found.prefetch_related(*joined) if one.pk in wanted]


def _open_key(placed: Placed, model: type[models.Model], key: Any) -> Any:
    """What an open record names that isn't open, it doesn't name."""
    return plain(key) if placed.is_open(model, key) else None


def _any_key(model: type[models.Model], key: Any) -> Any:
    return plain(key) if model in kinds() else None


def _highest_numbers() -> dict[str, int]:
    """How far each kind has been numbered, sealed or open: what is new where it is read in begins after."""
    numbered = [kind for kind in kinds().values() if kind.model._meta.auto_field]
    highest = {kind.label: kind.model._default_manager.aggregate(last=Max("pk"))["last"] for kind in numbered}
    return {label: last for label, last in highest.items() if last}
