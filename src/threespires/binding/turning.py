"""A file that somebody handed in, as pages of a pack: a PDF as it is, a picture on a page, Office files by LibreOffice.

Whatever a file holds, it fetches nothing, runs nothing, and is given up after its time.
"""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from django.conf import settings

from threespires.binding.memory import folder_in_memory
from threespires.binding.setting import set_from

MOST_PAGES = 2_000
_OFFICE = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx", "writer_pdf_Export"),
    "application/vnd.ms-word.document.macroEnabled.12": ("docm", "writer_pdf_Export"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx", "calc_pdf_Export"),
    "application/vnd.ms-excel.sheet.macroEnabled.12": ("xlsm", "calc_pdf_Export"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx", "impress_pdf_Export"),
    "application/vnd.ms-powerpoint.presentation.macroEnabled.12": ("pptm", "impress_pdf_Export"),
}
_PICTURES = {"image/png": "png", "image/jpeg": "jpg"}
_TAGGED = '{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"false"}}'
# No macro is run, no link followed, and what would fetch something all the same finds a proxy that isn't there.
_KEPT_QUIET = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


class CannotTurn(Exception):
    """A file of which no pages can be made. Holds the sentence that says why and what to do."""


def as_pages(content: bytes, content_type: str, *, title: str) -> bytes:
    """The file as a PDF whose pages can be counted.

    Args:
        title: what a picture is of, for whoever doesn't see it.

    Raises:
        CannotTurn: where it is broken, locked, too long, or of a kind that has no pages, or takes too long.
    """
    if content_type in _PICTURES:
        made = _picture(content, _PICTURES[content_type], title)
    elif content_type in _OFFICE:
        made = _office(content, *_OFFICE[content_type])
    elif content_type == "application/pdf":
        made = content
    else:
        raise CannotTurn("It is locked with a password. Save it again without one")
    count_pages(made)
    return made


def count_pages(content: bytes) -> int:
    """How many pages a PDF has.

    Raises:
        CannotTurn: where it can't be opened, or has none, or too many.
    """
    try:
        with pikepdf.open(BytesIO(content)) as opened:
            if opened.is_encrypted:
                raise CannotTurn("It is locked against changes. Save or print it again as a PDF without that")
            pages = len(opened.pages)
    except pikepdf.PasswordError as problem:
        raise CannotTurn("It is locked with a password. Save it again without one") from problem
    except pikepdf.PdfError as problem:
        raise CannotTurn("It is broken, and doesn’t open. Save or scan it again") from problem
    if not 0 < pages <= MOST_PAGES:
        raise CannotTurn("It has no pages" if not pages else f"It has more than {MOST_PAGES:,} pages")
    return pages


def can_turn_office() -> bool:
    """Whether this machine has LibreOffice."""
    return shutil.which(settings.LIBREOFFICE) is not None


def _picture(content: bytes, ending: str, title: str) -> bytes:
    with folder_in_memory() as folder:
        (folder / "picture").write_bytes(content)
        try:
            return set_from("image.typ", {"title": title, "format": ending}, folder=folder)
        except RuntimeError as problem:
            raise CannotTurn("The picture is broken, and doesn’t open. Save it again") from problem


def _office(content: bytes, ending: str, writer: str) -> bytes:
    if not can_turn_office():
        raise CannotTurn("No pages can be made of Office files here, since LibreOffice is missing. Save it as a PDF")
    with folder_in_memory() as folder:
        paper = folder / f"paper.{ending}"
        paper.write_bytes(content)
        profile = folder / "profile"
        _quiet(profile)
        _run(folder, profile, paper, f"pdf:{writer}:{_TAGGED}")
        made = folder / "paper.pdf"
        if not made.exists() or not made.stat().st_size:
            raise CannotTurn("LibreOffice can’t open it. Open it, save it again, or save it as a PDF")
        return made.read_bytes()


def _quiet(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in _KEPT_QUIET
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )


def _run(folder: Path, profile: Path, paper: Path, writer: str) -> None:
    """LibreOffice, on its own and with none of our settings, until it is done or its time is over."""
    command = [settings.LIBREOFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    command += ["--convert-to", writer, "--outdir", str(folder), str(paper)]
    its_own = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }
    running = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=its_own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(settings.LIBREOFFICE_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise CannotTurn(
            f"LibreOffice was not done with it after {settings.LIBREOFFICE_SECONDS} seconds. Save it as a PDF"
        ) from problem
    finally:
        # Whatever it has begun goes with it.
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
