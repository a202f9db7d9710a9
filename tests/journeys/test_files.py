"""Files are held until the virus scanner has looked; what is harmful is deleted, and whoever handed it in is told."""

import pytest

from tests.documents.samples import CALLED, SAMPLES, harmful
from tests.journeys.stories import Visit, work_under_way
from threespires.documents import reminders
from threespires.documents.contents import PDF
from threespires.documents.models import Document

pytestmark = pytest.mark.django_db(transaction=True)

ROUTE = "Write the follow-up route on one page"


@pytest.mark.on_sqlite_too
def test_a_file_is_held_until_it_was_scanned_and_let_out_or_refused(visit, tmp_path, clamd):
    visit.settings.SCANNER = str(tmp_path / "nobody.sock")
    area, under_way = visit.area, work_under_way(visit.area, ROUTE)
    owner = under_way.actions[0].owner
    visit.sit(owner)
    hand_in(visit, "The route as agreed", tmp_path / "Route.pdf", SAMPLES[PDF])
    visit.reads("Route.pdf", "being checked for viruses")
    visit.look("action-with-a-held-file")
    visit.go("The route as agreed")
    visit.heading("This file is being checked for viruses")
    visit.look("file-held")

    visit.settings.SCANNER = clamd
    assert reminders.scan_held() == 1
    visit.open("/")
    visit.go(ROUTE)
    visit.lacks("being checked for viruses")
    assert visit.download("The route as agreed", tmp_path).read_bytes() == SAMPLES[PDF]

    hand_in(visit, "A letter about it", tmp_path / "Letter.docx", harmful())
    visit.reads("refused by the virus scanner")
    visit.place("Home", f"A file you handed in was refused: the virus scanner found {CALLED}")
    visit.heading("This file was refused and deleted")
    visit.reads("Letter.docx", CALLED)
    visit.look("file-refused")
    visit.place("Home")
    visit.lacks(CALLED)
    visit.sit(area.outsider)
    visit.finds_no_page(*(document.get_absolute_url() for document in Document.objects.all()))


def hand_in(v: Visit, title: str, file, content: bytes) -> None:
    file.write_bytes(content)
    v.open("/")
    v.go(ROUTE, "Add evidence")
    v.tick("A document")
    v.write("What does it show?", title)
    v.attach("The file, if it is a document", file)
    v.press("Add it")
