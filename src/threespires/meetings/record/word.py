"""Minutes as a Word file: real headings, tables whose first row repeats, the marking and page numbers on every page.

The page is the record; the file is made from the same account.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from threespires.kernel.dates import say_moment
from threespires.meetings.record.paper import Paper

_LANGUAGE = "en-GB"
_UNMARKED = "OFFICIAL"


def word_file(paper: Paper, *, marking: str = "") -> bytes:
    """The file's content; `marking` stands above each page."""
    document = Document()
    _dress(document)
    properties = document.core_properties
    properties.title, properties.language, properties.author = paper.title, _LANGUAGE, str(paper.meeting.group)
    section = document.sections[0]
    section.header.paragraphs[0].text = marking or _UNMARKED
    _number_pages(section.footer.paragraphs[0], paper)
    document.add_heading(paper.title, 0)
    _table(document, ("", ""), [(key, value) for key, value in (("State", paper.state), *paper.facts)], named=False)
    document.add_heading("Who came", 1)
    document.add_paragraph(paper.quorum)
    _table(document, ("Name", "Sits as", "Attendance"), [(row.name, row.sits, row.how) for row in paper.came])
    for half in paper.halves:
        document.add_heading(half["title"], 1)
        for line in half["lines"]:
            _add_line(document, line)
        _add_results(document, half.get("decisions", ()), half.get("came", ()))
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _add_line(document: Any, line: dict[str, Any]) -> None:
    document.add_heading(f"{line['number']}. {line['title']}", 2)
    about = " · ".join(filter(None, (line["asked"], line["under"], line["carried"], line["outcome"])))
    if about:
        document.add_paragraph(about, style="Subtitle")
    for words in (line["withheld"], line["private"] if not line["withheld"] else "", *_interests(line)):
        if words:
            document.add_paragraph(words)
    for point in line["points"]:
        document.add_paragraph(" – ".join(filter(None, (point["title"], point["detail"]))), style="List Bullet")
    for part in line["note"].split("\n"):
        if part.strip():
            document.add_paragraph(part.strip())
    _add_results(document, line["decisions"], line["came"])


def _interests(line: dict[str, Any]) -> list[str]:
    return [f"Interest: {each}" for each in line["interests"]]


def _add_results(document: Any, decisions: Iterable[Any], came: Iterable[Any]) -> None:
    """What was decided, with all that was recorded of it, and what else came of it."""
    for decision in decisions:
        document.add_heading(f"Decision {decision.ref}", 3)
        document.add_paragraph(decision.text).runs[0].bold = True
        told = (
            ("Taken", decision.quorum_words),
            ("Reasons", decision.reasons),
            ("Considered", decision.options),
            ("Authority", decision.authority),
            ("Dissent", decision.dissent or "None recorded"),
        )
        _table(document, ("", ""), [(key, value) for key, value in told if value], named=False)
    for each in came:
        document.add_paragraph(f"{each.name}: {each.words}", style="List Bullet")


def _dress(document: Any) -> None:
    """Language and letters. Word's own styles carry them, so that whoever edits the file goes on in them."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Subtitle"):
        style = document.styles[name]
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), "Arial")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        style.font.color.rgb = RGBColor(0x16, 0x20, 0x2A)
        style.font.italic = False
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Title"].font.size = Pt(20)
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = defaults.makeelement(qn("w:lang"), {})
        defaults.append(language)
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), _LANGUAGE)


def _table(document: Any, heads: Sequence[str], rows: list[Sequence[str]], *, named: bool = True) -> None:
    """A table; its first row is its header and repeats on each page. Facts have no such row, but a first column."""
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    for place, words in enumerate([heads, *rows] if named else rows):
        cells = table.add_row().cells
        for column, word in enumerate(words):
            cells[column].text = word
            run = cells[column].paragraphs[0].runs
            if run and ((named and place == 0) or (not named and column == 0)):
                run[0].bold = True
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1" if named else "0")
        look.set(qn("w:firstColumn"), "0" if named else "1")
    if named:
        repeats = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeats)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph()


def _number_pages(paragraph: Any, paper: Paper) -> None:
    """Minutes of the group, 5 March 2026 · Draft · page 2 of 5."""
    stamped = paper.minutes.approved_at or paper.minutes.circulated_at
    when = f", {say_moment(stamped)}" if stamped else ""
    paragraph.add_run(f"{paper.title} · {paper.state}{when} · page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts."""
    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)
