"""How what left lies in a folder or a ZIP file: its files by name, with the digest of each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

ABOUT, DIGESTS, INDEX, RECORDS, FILES, SEALED = (
    "about.json", "digests.json", "index.html", "records", "files", "sealed",
)  # fmt: skip
FORM = 1


class NotRead(Exception):
    """What stands in the way of reading something in, and where."""


def as_json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def as_lines(rows: list[dict[str, Any]]) -> bytes:
    """A row on each line."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def as_rows(name: str, content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a file, each with the number of its line."""
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            row = json.loads(line)
        except ValueError as problem:
            raise NotRead(f"{name}, line {number}: it can’t be read") from problem
        if not isinstance(row, dict):
            raise NotRead(f"{name}, line {number}: it is no record")
        yield number, row


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@dataclass
class Written:
    """Writes files into a folder, one after another, and last the digest of each."""

    folder: Path

    def __post_init__(self) -> None:
        self.digests: dict[str, str] = {}

    def write(self, name: str, content: bytes) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_bytes(content)
        self.digests[name] = digest(content)

    def finish(self) -> str:
        """Writes the digests; gives that of all."""
        content = as_json(self.digests)
        self.write(DIGESTS, content)
        return digest(content)


class Packed:
    """What left, opened to be read in, once each of its files is as it was written.

    Raises:
        NotRead: where it isn't what left anywhere, or a file in it was altered, added or taken away: it says which.
    """

    def __init__(self, where: Path) -> None:
        self._where = where
        try:
            self._names = set(self._all_names())
            listed = self._bytes(DIGESTS)
            self.digest = digest(listed)
            self._digests = self._told(listed)
        except (OSError, BadZipFile, KeyError, ValueError) as problem:
            raise NotRead(f"{where} is no export") from problem
        self._verify()
        self.about: dict[str, Any] = json.loads(self._bytes(ABOUT)) if ABOUT in self._digests else {}
        if self.about.get("form") != FORM:
            raise NotRead(f"{where} is of a form that this version doesn’t know")

    @staticmethod
    def _told(listed: bytes) -> Mapping[str, str]:
        told = json.loads(listed)
        if not isinstance(told, dict):
            raise ValueError("No list of digests")
        return told

    def _verify(self) -> None:
        if missing := sorted(set(self._digests) - self._names):
            raise NotRead(f"{missing[0]} is missing")
        if added := sorted(self._names - set(self._digests) - {DIGESTS}):
            raise NotRead(f"{added[0]} isn’t of this export")
        for name, written in self._digests.items():
            if digest(self._bytes(name)) != written:
                raise NotRead(f"{name} isn’t as it was written")

    def read(self, name: str) -> bytes:
        """What a file holds, if it is one of this export."""
        return self._bytes(name) if name in self._digests else b""

    def names(self) -> list[str]:
        """Its files, in order."""
        return sorted(self._digests)

    def _all_names(self) -> Iterator[str]:
        if self._where.is_dir():
            for file in self._where.rglob("*"):
                if file.is_symlink():
                    raise ValueError("A link leads out of the folder")
                if file.is_file():
                    yield file.relative_to(self._where).as_posix()
            return
        with ZipFile(self._where) as packed:
            yield from (name for name in packed.namelist() if not name.endswith("/"))

    def _bytes(self, name: str) -> bytes:
        if self._where.is_dir():
            return (self._where / name).read_bytes()
        with ZipFile(self._where) as packed:
            return packed.read(name)
