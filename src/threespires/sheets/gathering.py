"""The kinds of spreadsheet that rooms offer, by name."""

from functools import cache

from django.utils.module_loading import import_string

from threespires.kernel import plates
from threespires.sheets.kinds import SheetKind


@cache
def kinds() -> dict[str, SheetKind]:
    """Every kind that a door plate names under `sheets`."""
    found = [import_string(path) for room in plates.rooms() for path in room.sheets]
    return {kind.name: kind for kind in found}


def kind_of(name: str) -> SheetKind:
    """The kind by its name.

    Raises:
        KeyError: if no room offers it.
    """
    return kinds()[name]
