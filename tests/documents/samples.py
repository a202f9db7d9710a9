"""Files of each kind, the smallest that are known for what they are; and one that the tests' scanner knows."""

import io
import zipfile

from threespires.documents.contents import EXCEL, JPEG, PDF, PNG, POWERPOINT, WORD, Kind

MAIN = '<Types><Override PartName="/main.xml" ContentType="{}.main+xml"/></Types>'


def zipped(**members: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in members.items():
            archive.writestr(name, value)
    return held.getvalue()


def office(kind: Kind, **members: str | bytes) -> bytes:
    """An Office file that says it is of this kind."""
    content_type = kind.content_type.removesuffix(".12")
    return zipped(**{"[Content_Types].xml": MAIN.format(content_type), **members})


SAMPLES = {
    PDF: b"%PDF-1.4\n",
    PNG: b"\x89PNG\r\n\x1a\n\x00\x00",
    JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF",
    WORD: office(WORD),
    EXCEL: office(EXCEL),
    POWERPOINT: office(POWERPOINT),
}

# In pieces, so that no scanner takes this very file for it.
HARMLESS_ALARM = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
CALLED = "Eicar-Test-Signature.UNOFFICIAL"


def harmful(kind: Kind = WORD) -> bytes:
    """An Office file with something inside at which every scanner raises alarm, and which does nothing."""
    return office(kind, **{"word/media/picture.png": HARMLESS_ALARM})
