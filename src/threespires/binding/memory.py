"""A folder in memory, for programs that read and write nothing but files: no disk ever holds what they see."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from django.conf import settings


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """An empty folder that only this user can read, gone at the end."""
    with TemporaryDirectory(prefix="threespires-", dir=settings.MEMORY) as made:
        yield Path(made)


def lies_in_memory() -> bool:
    """Whether such a folder is in memory indeed, as Linux tells of what is mounted where."""
    folder = Path(settings.MEMORY or gettempdir()).resolve()
    try:
        mounted = [line.split()[1:3] for line in Path("/proc/self/mounts").read_text().splitlines()]
    except OSError:
        return False
    under = [(len(where), kind) for where, kind in mounted if folder.is_relative_to(where)]
    return max(under, default=(0, ""))[1] in ("tmpfs", "ramfs")
