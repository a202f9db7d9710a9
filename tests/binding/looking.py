"""A PDF as other tools than ours see it: Poppler, qpdf and pypdf."""

import io
import subprocess
from pathlib import Path

import pypdf


def text(content: bytes, folder: Path, page: int) -> str:
    """What stands on a page, from 1."""
    return _poppler("pdftotext", content, folder, "-f", str(page), "-l", str(page), "-layout")


def boxes(content: bytes, folder: Path, page: int) -> str:
    return _poppler("pdftotext", content, folder, "-f", str(page), "-l", str(page), "-bbox")


def structure(content: bytes, folder: Path) -> str:
    path = folder / "looked.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True, text=True).stdout


def plain(content: bytes, folder: Path) -> bytes:
    """All that it is written of, unpacked."""
    path = folder / "looked.pdf"
    path.write_bytes(content)
    return subprocess.run(["qpdf", "--qdf", path, "-"], capture_output=True, check=True).stdout


def faults(content: bytes, folder: Path) -> str:
    """What qpdf finds wrong with it; nothing where it is sound."""
    path = folder / "looked.pdf"
    path.write_bytes(content)
    looked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False, text=True)
    return "" if looked.returncode == 0 else looked.stdout + looked.stderr


def labels(content: bytes) -> list[str]:
    return pypdf.PdfReader(io.BytesIO(content)).page_labels


def bookmarks(content: bytes) -> list[tuple[int, str, int]]:
    """Each with how deep it stands and the page, from 1, to which it leads."""
    reader = pypdf.PdfReader(io.BytesIO(content))

    def all_of(marks: list, level: int) -> list[tuple[int, str, int]]:
        found = []
        for mark in marks:
            if isinstance(mark, list):
                found += all_of(mark, level + 1)
            else:
                found.append((level, mark.title, reader.get_destination_page_number(mark) + 1))
        return found

    return all_of(reader.outline, 0)


def _poppler(program: str, content: bytes, folder: Path, *options: str) -> str:
    path = folder / "looked.pdf"
    path.write_bytes(content)
    return subprocess.run([program, *options, path, "-"], capture_output=True, check=True, text=True).stdout
