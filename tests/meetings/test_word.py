"""Minutes as a Word file, read by python-docx and by LibreOffice."""

import subprocess
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.make import meetings as made
from threespires.kernel.clock import today
from threespires.meetings import operations
from threespires.meetings.models import Meeting
from threespires.meetings.record.paper import paper
from threespires.meetings.record.word import word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(p) -> Meeting:
    made.standing_agenda(
        p.executive, [("welcome", "", "Welcome", "note", 5, ""), ("lists", "", "Lists", "decide", 5, "")]
    )
    meeting = made.open_meeting(p, p.executive, day=today() - timedelta(days=9))
    item = meeting.items.last()
    operations.write_note(item, by=p.administrator, note="Housing said so.\n\n=2+2 & <b>thirty</b> families")
    operations.decide(
        meeting, by=p.administrator, item=item, text="Share a weekly list", reasons="It is lawful",
        options="Wait a month", authority="The group’s terms", dissent="The trust wanted longer",
    )  # fmt: skip
    operations.welcome_guest(meeting, by=p.administrator, name="Two young advisers")
    operations.close_meeting(meeting, by=p.administrator)
    operations.circulate(meeting, by=p.administrator)
    return Meeting.objects.select_related("group").get(pk=meeting.pk)


@pytest.fixture
def file(p, held) -> bytes:
    return word_file(paper(held, p.administrator), marking="OFFICIAL-SENSITIVE · Only members may read this")


def test_it_has_real_headings_in_their_order_and_says_its_language(file, held):
    document = Document(BytesIO(file))
    heads = [
        (each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith(("Head", "Titl"))
    ]
    assert heads == [
        ("Title", f"Minutes of the {held.group}, {held.day:%A} {held.day.day} {held.day:%B %Y}"),
        ("Heading 1", "Who came"),
        ("Heading 1", "Agenda"),
        ("Heading 2", "1. Welcome"),
        ("Heading 2", "2. Lists"),
        ("Heading 3", "Decision D-1"),
    ]
    assert document.core_properties.language == "en-GB"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_its_table_of_who_came_has_a_header_that_repeats(file):
    tables = Document(BytesIO(file)).tables
    came = next(table for table in tables if table.cell(0, 0).text == "Name")
    assert came.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    rows = [[cell.text for cell in row.cells] for row in came.rows]
    assert ["Two young advisers", "Without a seat", "In attendance"] in rows
    assert any(row[2] == "Present" for row in rows)


def test_the_marking_and_the_numbers_stand_on_every_page(file):
    section = Document(BytesIO(file)).sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE · Only members may read this"
    fields = [each.text for each in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.slow
def test_libreoffice_opens_it_and_reads_what_the_page_says(file, tmp_path):
    (tmp_path / "minutes.docx").write_bytes(file)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    for kind in ("txt:Text (encoded):UTF8", "pdf"):
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", kind, "--outdir", tmp_path, tmp_path / "minutes.docx"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    told = (tmp_path / "minutes.txt").read_text(encoding="utf-8-sig")
    places = [
        told.index(words)
        for words in (
            "Minutes of", "Circulated", "Who came", "Two young advisers", "2. Lists", "Housing said so.",
            "=2+2 & <b>thirty</b> families", "Decision D-1", "Share a weekly list", "It is lawful", "Wait a month",
            "The group’s terms", "The trust wanted longer",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")


def test_the_page_gives_it_as_a_download_without_the_groups_words_in_its_name(p, as_person, held):
    answer = as_person(p.administrator).get(f"/meetings/{held.ref}/minutes/word/")
    assert answer["Content-Disposition"] == f'attachment; filename="minutes-{held.ref}.docx"'
    assert Document(BytesIO(answer.content)).paragraphs[0].text.startswith("Minutes of")
