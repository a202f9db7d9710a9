"""The matrix as a page: what each kind of person finds at each page."""

from itertools import groupby
from pathlib import Path

from tests.access.crawling import Pages
from tests.access.foretelling import HIDDEN, OPEN, REFUSED, SIGN_IN
from tests.access.people import Kind
from threespires.kernel import plates

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "matrix.md"
SIGNS = {OPEN: "●", REFUSED: "✕", HIDDEN: "", SIGN_IN: "→"}
HOW = {"get": "open", "post": "send"}
_ABOUT = """# The matrix

What each kind of person finds at each page. Made from the rules that [each page goes by](permissions.md), in a small
invented partnership, by `bin/check --write`. A test compares it with what is found by whoever goes through the running
application as each of them, guessing at records and sending forms that aren’t theirs.

- ● it opens, or takes what is sent
- ✕ it is refused, and says why
- → one is asked to sign in first
- nothing: to this person there is no such page

Left out is how one proves who one is, and where one is signed in: these are each person’s own.

“Send” is a form or button of the page. Which records a page then holds is decided by the same rules; and tests look for
what each person must never see in every page, answer, search, workbook and letter."""


def written(pages: Pages, people: list[Kind], found: dict[tuple[str, str], dict[str, str]]) -> str:
    """The whole page."""
    who = _table(["", "Who"], [[f"**{kind.letters}**", kind.words] for kind in people])
    parts = [_ABOUT, "## Who", who]
    for room, ways in groupby(found, key=lambda way: _room_of(pages, way[0])):
        rows = [
            [
                f"`{name}`",
                "send" if send == "post" else "open",
                *(SIGNS[found[name, send][kind.letters]] for kind in people),
            ]
            for name, send in ways
        ]
        parts += [f"## {room}", _table(["Page", "", *(kind.letters for kind in people)], rows)]
    return "\n\n".join(parts) + "\n"


def _room_of(pages: Pages, name: str) -> str:
    room = plates.room_of(pages.all[name].view)
    return str(room.verbose_name) if room else "Everywhere"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in [heads, ["---"] * len(heads), *rows])
