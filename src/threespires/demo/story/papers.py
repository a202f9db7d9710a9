"""Small papers that people hand in as evidence: real files, in two of the kinds that the product takes."""

from io import BytesIO

from django.core.files.base import ContentFile
from openpyxl import Workbook

from threespires.accounts.models import Person
from threespires.documents.models import Document
from threespires.documents.operations import keep

TEXTS = {
    "Letter to school, agreed words.pdf": (
        "A child was not brought to an appointment",
        "To the designated safeguarding lead.",
        "This child was not brought to a hospital appointment this week.",
        "Somebody who knows the child is asked to find out why, and to ring us.",
        "This letter is not a referral. If you think a child is at risk, ring the hub.",
    ),
    "Sleep plan for one room.pdf": (
        "Where will your baby sleep tonight?",
        "In a cot or a Moses basket of their own, in your room.",
        "On their back. Feet to the foot of the cot.",
        "Away from home: who brings the basket?",
    ),
}
TABLES = {
    "Weekly list, first six weeks.xlsx": (
        ("Week", "On the list", "With one plan", "With a named person"),
        (1, 14, 6, 9),
        (2, 15, 8, 11),
        (3, 13, 9, 12),
        (4, 16, 12, 15),
        (5, 15, 12, 15),
        (6, 14, 13, 14),
    ),
}


def paper(name: str, *, by: Person) -> Document:
    """The paper of that name, handed in by somebody."""
    content = pdf(TEXTS[name]) if name in TEXTS else sheet(TABLES[name])
    return keep(ContentFile(content, name=name), by=by)


def sheet(rows: tuple[tuple, ...]) -> bytes:
    book = Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(lines: tuple[str, ...]) -> bytes:
    """One page of text, written by hand: a catalogue, its page, a font, and the words."""
    words = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 14 Tf 24 TL 72 760 Td {words} ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)
