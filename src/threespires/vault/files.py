"""Keys in files: written whole or not at all, for nobody else on the machine to read."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

ONLY_MINE = 0o700


def write_new(file: Path, content: str) -> bool:
    """Writes a file unless it is there; False where another process made it first."""
    draft = _draft(file, content)
    try:
        os.link(draft, file)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def write_over(file: Path, content: str) -> None:
    """Writes a file in the place of the one there, so that whoever reads finds the one or the other."""
    _draft(file, content).replace(file)


def remove(file: Path) -> None:
    """Overwrites a file, then removes it. How far a disk forgets is for whoever runs it to know."""
    if not file.exists():
        return
    file.chmod(0o600)
    with file.open("r+b") as opened:
        opened.write(os.urandom(file.stat().st_size))
        opened.flush()
        os.fsync(opened.fileno())
    file.unlink()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Within the block no other process is in such a block for the folder."""
    folder.mkdir(parents=True, exist_ok=True, mode=ONLY_MINE)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _draft(file: Path, content: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True, mode=ONLY_MINE)
    draft = file.with_name(f".{file.name}.{uuid4().hex}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    return draft
