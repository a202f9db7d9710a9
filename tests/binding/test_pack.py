"""A pack as other tools see it: its text, numbers, bookmarks and what a screen reader goes by."""

import io
import re

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.binding import looking, making
from threespires.binding.pack import Part, bind, roman
from threespires.binding.setting import Table, set_sheets

A4 = (595, 842)


@pytest.fixture(scope="module")
def pack() -> bytes:
    contents = Table(["Paper", "Pages"], [["Minutes", "1"], ["Plan", "2 to 3"]], [3, 1], leads_to=["pack:m", "pack:p"])
    return bind(
        "Executive Board, 3 March 2026",
        [
            Part("front", "Contents", set_sheets("Executive Board", [contents]), roman=True),
            Part("m", "1 Minutes", making.sheets("Minutes")),
            Part("p", "2 Plan", making.sheets("Plan", pages=2), first=2, level=1),
            Part("c", "3 Kept close", making.sheets("Close", pages=2), series="QF ", above="OFFICIAL", left="For Ann"),
        ],
    )


def test_it_is_sound(pack, tmp_path):
    assert looking.faults(pack, tmp_path) == ""


def test_each_page_is_called_by_one_number_in_the_program_and_on_paper(pack, tmp_path):
    assert looking.labels(pack) == ["i", "1", "2", "3", "QF 1", "QF 2"]
    for place, label in enumerate(looking.labels(pack), start=1):
        assert looking.text(pack, tmp_path, place).rstrip().endswith(label)


def test_bookmarks_lead_to_the_first_page_of_each_part(pack):
    assert looking.bookmarks(pack) == [
        (0, "Contents", 1),
        (0, "1 Minutes", 2),
        (1, "2 Plan", 3),
        (0, "3 Kept close", 5),
    ]


def test_marks_stand_on_each_page_of_their_part_and_on_no_other(pack, tmp_path):
    marked = [n for n in range(1, 7) if "OFFICIAL" in looking.text(pack, tmp_path, n)]
    named = [n for n in range(1, 7) if "For Ann" in looking.text(pack, tmp_path, n)]
    assert marked == named == [5, 6]


def test_a_screen_reader_finds_headings_and_tables_of_every_part_and_no_page_numbers(pack, tmp_path):
    seen = looking.structure(pack, tmp_path)
    for title in ("Contents", "1 Minutes", "2 Plan", "3 Kept close"):
        assert f'Part "{title}"' in seen
    assert seen.count("H1") == 4
    assert "TH" in seen
    assert "QF 1" not in seen


def test_contents_lead_to_the_papers_they_name(pack):
    with pikepdf.open(io.BytesIO(pack)) as opened:
        led = [note.Dest[0].objgen for note in opened.pages[0].Annots]
        assert led == [opened.pages[1].obj.objgen, opened.pages[2].obj.objgen]
        assert all(Name.A not in note for note in opened.pages[0].Annots)


def test_names_of_elements_of_two_papers_are_kept_apart(tmp_path):
    table = set_sheets("Same", [Table(["One", "Two"], [["1", "2"]], [1, 1])])
    bound = bind("Twice", [Part("a", "First", table), Part("b", "Second", table, first=2)])
    names = re.findall(r"TH <([^>]+)>", looking.structure(bound, tmp_path))
    assert len(names) == len(set(names)) == 4


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [A4, (842, 595), (200, 300)])
def test_the_number_stands_at_the_lower_right_however_a_page_lies(size, turned, tmp_path):
    bound = bind("Turned", [Part("a", "A", making.blank((*size, turned)), first=12)])
    seen = looking.boxes(bound, tmp_path, 1)
    width, height = reversed(size) if turned % 180 else size
    left, top = map(float, re.search(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>12<', seen).groups())
    assert left > width * 0.7
    assert top > height * 0.8


def test_a_paper_that_would_do_something_by_itself_is_quiet_in_the_pack():
    with pikepdf.open(io.BytesIO(making.blank((*A4, 0)))) as opened:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        opened.Root.OpenAction = script
        opened.pages[0].obj.AA = Dictionary(O=script)
        opened.pages[0].obj.Annots = Array(
            [
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=script),
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9]),
            ]
        )
        kept = io.BytesIO()
        opened.save(kept)
    bound = bind("Quiet", [Part("a", "A", kept.getvalue())])
    with pikepdf.open(io.BytesIO(bound)) as opened:
        assert Name.OpenAction not in opened.Root
        assert Name.AA not in opened.pages[0].obj
        (link,) = opened.pages[0].obj.Annots
        assert Name.A not in link


def test_pages_that_share_what_they_draw_with_each_get_their_own_number(tmp_path):
    bound = bind("Shared", [Part("a", "A", making.blank(*[(*A4, 0)] * 3))])
    assert [looking.text(bound, tmp_path, n).strip() for n in (1, 2, 3)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (38, "xxxviii"), (41, "xli"), (99, "xcix")]
)
def test_front_pages_have_small_roman_numbers(number, said):
    assert roman(number) == said
