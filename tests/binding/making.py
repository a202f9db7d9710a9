"""Files as people hand them in, made here."""

import io
import struct
import zlib

import docx
import openpyxl
import pikepdf
import pptx

from threespires.binding.setting import Words, set_sheets

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def sheets(title: str, *, pages: int = 1) -> bytes:
    """A PDF of ours: as many pages, each full of lines."""
    return set_sheets(title, [Words("\n".join(f"{title} line {n}" for n in range(1, 38 * pages - 8)))])


def word(heading: str, *paragraphs: str, table: list[list[str]] | None = None, picture_at: str = "") -> bytes:
    made = docx.Document()
    made.add_heading(heading, 1)
    for words in paragraphs:
        made.add_paragraph(words)
    if table:
        shown = made.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(shown.add_row().cells, row, strict=True):
                cell.text = words
    if picture_at:
        _link_picture(made, picture_at)
    return _saved(made)


def _link_picture(made: docx.document.Document, address: str) -> None:
    """A picture that lies elsewhere, to be fetched by whoever opens the file."""
    run = made.add_paragraph().add_run()
    run.add_picture(io.BytesIO(png()))
    blip = next(element for element in made.element.body.iter() if element.tag.endswith("}blip"))
    relation = made.part.relate_to(
        address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", is_external=True
    )
    embed = next(name for name in blip.attrib if name.endswith("}embed"))
    del blip.attrib[embed]
    blip.set(embed.replace("embed", "link"), relation)


def excel(rows: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return _saved(made)


def powerpoint(title: str) -> bytes:
    made = pptx.Presentation()
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = title
    return _saved(made)


def png() -> bytes:
    rows = b"".join(b"\0" + b"\x1d\x70\xb8" * 8 for _ in range(8))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )


def blank(*sizes: tuple[float, float, int]) -> bytes:
    """Empty pages, of these widths and heights in points, turned by so many degrees."""
    made = pikepdf.new()
    for width, height, turned in sizes:
        made.add_blank_page(page_size=(width, height)).obj.Rotate = turned
    return _saved(made)


def locked(content: bytes, **words: str) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as opened:
        kept = io.BytesIO()
        opened.save(kept, encryption=pikepdf.Encryption(**words))
    return kept.getvalue()


def _saved(made: object) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
