"""What is written down, outside the database, of where the record of who looked has got to.

One line an hour: the number of the last entry, its seal, and when. Kept where nobody who administers the database can
write, it shows a record that was cut short or written anew.
"""

import fcntl
from pathlib import Path

from django.conf import settings

from threespires.cases.chain import Anchor
from threespires.cases.models import Head
from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock


@goes_by(the_clock)
def drop_anchor() -> int:
    """Writes down the last entry, once; gives its number."""
    head = Head.objects.filter(pk=1).first()
    if head is None:
        return 0
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        opened.write(f"{head.number} {head.seal} {now().isoformat(timespec='seconds')}\n")
    return head.number


def anchors() -> list[Anchor]:
    """All that was written down.

    Raises:
        ValueError: where a line isn't one that was written here.
    """
    file = _file()
    if not file.exists():
        return []
    return [_read(number, line) for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)]


def _read(number: int, line: str) -> Anchor:
    try:
        entry, seal, _ = line.split()
        return Anchor(int(entry), seal)
    except ValueError:
        raise ValueError(f"Line {number} of {_file()} isn’t one of an entry, its seal and a moment") from None


def _file() -> Path:
    return Path(settings.ANCHORS) / "record.txt"
