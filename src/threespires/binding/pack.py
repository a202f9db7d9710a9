"""Papers bound into one PDF: each page numbered as it is called on every device and on paper, bookmarked and marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from threespires.binding.setting import set_from
from threespires.binding.tags import Tags

TO_A_PART = "pack:"
"""What a link of our own sheets begins with that leads to another part of the pack, by its key."""
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition", "/GoToE")
_TAKEN_OFF = ("/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D")


@dataclass(frozen=True)
class Part:
    """Pages that stand together in a pack.

    Attributes:
        key: by which links find it.
        title: its bookmark.
        content: a PDF.
        first: the number of its first page.
        series: what stands before each number, so that pages of a series of their own are told from all others.
        roman: whether its pages are numbered i, ii, iii, as what stands before the papers is.
        level: how deep its bookmark stands.
        above: what is laid over the top of each page.
        left: what is laid over the foot of each page, on the left.
    """

    key: str
    title: str
    content: bytes
    first: int = 1
    series: str = ""
    roman: bool = False
    level: int = 0
    above: str = ""
    left: str = ""

    def number(self, place: int) -> str:
        """What its page at `place`, from 0, is called."""
        return f"{self.series}{roman(self.first + place) if self.roman else self.first + place}"


def roman(number: int) -> str:
    """1 to 399 in small roman numerals."""
    said = ""
    for value, letters in _ROMAN:
        while number >= value:
            said, number = said + letters, number - value
    return said


def bind(title: str, parts: Sequence[Part]) -> bytes:
    """One PDF of all parts, in their order."""
    pack = pikepdf.new()
    tags = Tags(pack)
    begins: dict[str, int] = {}
    labels: Any = Array()
    for part in parts:
        first = begins[part.key] = len(pack.pages)
        with pikepdf.open(BytesIO(part.content)) as opened:
            pack.pages.extend(opened.pages)
            pages = list(pack.pages)[first:]
            for page in pages:
                _quieten(page.obj)
            tags.take(opened, pages, part.title)
            _stamp(pack, pages, part)
        label = Dictionary(S=Name.r if part.roman else Name.D, St=part.first)
        if part.series:
            label.P = String(part.series)
        labels.append(first)
        labels.append(label)
    tags.finish()
    pack.Root.PageLabels = Dictionary(Nums=labels)
    _bookmark(pack, parts, begins)
    _join_links(pack, begins)
    pack.Root.Lang = String("en-GB")
    pack.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pack.Root.PageMode = Name.UseOutlines
    with pack.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = title
        about["dc:language"] = ["en-GB"]
    pack.docinfo[Name.Title] = title
    bound = BytesIO()
    pack.save(bound, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return bound.getvalue()


def _stamp(pack: pikepdf.Pdf, pages: Sequence[pikepdf.Page], part: Part) -> None:
    """Lays over each page its number and the marks of its part, as what no reader reads out with the text."""
    sizes = [_size(page) for page in pages]
    stamps = [
        {"width": width, "height": height, "above": part.above, "left": part.left, "right": part.number(place)}
        for place, (width, height) in enumerate(sizes)
    ]
    made = set_from("stamps.typ", {"stamps": stamps}, tagged=False)
    with pikepdf.open(BytesIO(made)) as opened:
        for page, stamp in zip(pages, opened.pages, strict=True):
            _lay_over(pack, page, stamp)


def _lay_over(pack: pikepdf.Pdf, page: pikepdf.Page, stamp: pikepdf.Page) -> None:
    # Pages often share what they draw with: this one gets a copy of its own.
    drawn: Any = page.obj
    own: Any = Dictionary(drawn.get(Name.Resources, Dictionary()))
    own.XObject = Dictionary(own.get(Name.XObject, Dictionary()))
    drawn.Resources = own
    laid = pack.copy_foreign(stamp.as_form_xobject())
    name = page.add_resource(laid, Name.XObject)
    where = page.calc_form_xobject_placement(laid, name, pikepdf.Rectangle(page.cropbox), allow_shrink=True)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\nq /Artifact BMC\n" + where + b"\nEMC Q\n")


def _size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height as it is looked at, in points."""
    box = pikepdf.Rectangle(page.cropbox)
    turned = int(page.obj.get(Name.Rotate, 0)) % 180 == 90
    width, height = float(box.width), float(box.height)
    return (height, width) if turned else (width, height)


def _quieten(page: Any) -> None:
    """Takes from a page what would do something by itself, or carries another file."""
    if Name.AA in page:
        del page[Name.AA]
    kept = Array()
    for note in page.get(Name.Annots, Array()):
        if str(note.get(Name.Subtype, "")) in _TAKEN_OFF:
            continue
        if Name.AA in note:
            del note[Name.AA]
        action = note.get(Name.A)
        if action is not None and (str(action.get(Name.S, "")) in _ACTIONS or Name.Next in action):
            del note[Name.A]
        kept.append(note)
    if Name.Annots in page:
        page.Annots = kept


def _bookmark(pack: pikepdf.Pdf, parts: Sequence[Part], begins: dict[str, int]) -> None:
    with pack.open_outline() as outline:
        above: list[Any] = [outline.root]
        for part in parts:
            mark = OutlineItem(part.title, begins[part.key])
            del above[part.level + 1 :]
            above[-1].append(mark)
            above.append(mark.children)


def _join_links(pack: pikepdf.Pdf, begins: dict[str, int]) -> None:
    """Lets links of our own sheets lead to the first page of the part they name."""
    for page in pack.pages:
        for note in page.obj.get(Name.Annots, Array()):
            action = note.get(Name.A)
            said = str(action.get(Name.URI, "")) if action is not None else ""
            if not said.startswith(TO_A_PART):
                continue
            del note[Name.A]
            if (place := begins.get(said.removeprefix(TO_A_PART))) is not None:
                note.Dest = Array([pack.pages[place].obj, Name.Fit])
