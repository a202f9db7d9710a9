"""Papers are handed in, replaced and withdrawn; a pack is made of them, and what went out keeps its numbers."""

import io

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.binding import looking
from tests.binding import making as files
from tests.make import meetings as made
from tests.make import papers as handed_in
from threespires.documents import store
from threespires.history.models import Event
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.meetings import operations as meetings
from threespires.papers import operations
from threespires.papers.contents import items_of, listed
from threespires.papers.models import Pack, PackPart
from threespires.papers.operations import making
from threespires.papers.reading import pack_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def meeting(p):
    planned = made.meeting(p, p.executive)
    meetings.add_item(planned, by=p.manager, title="Welcome")
    meetings.add_item(planned, by=p.manager, title="Not brought to appointments", asked="decide")
    return planned


def numbers(meeting) -> list[str]:
    return [part.numbers for part in PackPart.objects.filter(pack__meeting=meeting)]


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_paper_stands_under_its_item_with_what_is_asked(p, meeting):
    item = meeting.items.get(title="Not brought to appointments")
    paper = handed_in.paper(meeting, by=p.manager, item=item, asked="decide")
    placed = {each.title: [found.paper for found in each.papers] for each in items_of(p.manager, meeting)}
    assert placed["Not brought to appointments"] == [paper]
    assert Event.objects.filter(verb="paper.handed_in", thing=str(paper.pk)).exists()


def test_a_paper_goes_under_no_item_of_another_meeting(p, meeting):
    other = meetings.add_item(made.meeting(p), by=p.manager, title="Elsewhere")
    with pytest.raises(Refused, match="isn’t on the agenda"):
        handed_in.paper(meeting, by=p.manager, item=other)


def test_a_pack_holds_agenda_papers_in_the_order_of_the_agenda_and_the_action_log(p, meeting):
    second, first = meeting.items.get(title="Not brought to appointments"), meeting.items.get(title="Welcome")
    handed_in.paper(meeting, by=p.manager, item=second, title="Second", words="Second said", pages=2)
    handed_in.paper(meeting, by=p.manager, item=first, title="First", words="First said")
    handed_in.pack(meeting, by=p.manager)
    assert numbers(meeting) == ["1", "2", "3 to 4", "5"]
    bound = pack_for(p.manager, meeting)
    assert looking.labels(bound) == ["i", "1", "2", "3", "4", "5"]
    assert [title for _, title, _ in looking.bookmarks(bound)] == [
        "What stands where",
        "Agenda",
        "1. First",
        "2. Second",
        "Action log",
    ]


def test_a_supplement_renumbers_nothing_and_says_what_it_replaces(p, meeting):
    paper = handed_in.paper(meeting, by=p.manager, title="Plan", words="As first thought")
    handed_in.pack(meeting, by=p.manager)
    before = numbers(meeting)
    operations.replace(paper, by=p.manager, file=handed_in.pdf("As thought since"), changes="New figures")
    handed_in.paper(meeting, by=p.manager, title="Late one", words="Came late")
    handed_in.pack(meeting, by=p.manager)
    assert numbers(meeting)[: len(before)] == before == ["1", "2", "3"]
    assert numbers(meeting)[len(before) :] == ["4", "5"]
    bound = pack_for(p.manager, meeting)
    assert looking.labels(bound) == ["i", "1", "2", "3", "4", "5"]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(bound)).pages]
    assert "Replaced by 4" in pages[2]
    assert "replaced by 4" in pages[0]
    assert "Supplement 1" in pages[0]
    assert "As thought since" in pages[4]
    assert "Replaced" not in pages[4]


def test_what_is_for_members_only_is_in_a_series_of_its_own_and_in_their_packs_alone(p, meeting):
    handed_in.paper(meeting, by=p.manager, title="Closed", words="Tolbrixel", audience="members", pages=2)
    handed_in.paper(meeting, by=p.manager, title="Open", words="Open words")
    handed_in.pack(meeting, by=p.manager)
    outside, inside = pack_for(p.housing_officer, meeting), pack_for(p.manager, meeting)
    assert looking.labels(outside) == ["i", "1", "2", "3"]
    assert "Tolbrixel" not in text_of(outside)
    assert "Closed" not in text_of(outside)
    assert str(p.housing_officer) not in text_of(outside)
    assert "Tolbrixel" in text_of(inside)
    assert f"Made for {p.manager}" in text_of(inside)
    assert [label for label in looking.labels(inside) if label.isdigit()] == ["1", "2", "3"]


def test_a_case_groups_pack_is_marked_and_bears_its_readers_name_on_each_page(p):
    meeting = made.meeting(p, p.practice_review)
    handed_in.paper(meeting, by=p.reviewer, title="First look")
    handed_in.pack(meeting, by=p.reviewer)
    for page in pypdf.PdfReader(io.BytesIO(pack_for(p.second_reviewer, meeting))).pages:
        assert "OFFICIAL-SENSITIVE" in page.extract_text()
        assert f"Made for {p.second_reviewer}" in page.extract_text()


def test_what_was_withdrawn_leaves_packs_and_its_numbers_go_to_no_other(p, meeting):
    gone = handed_in.paper(meeting, by=p.manager, title="Gone", words="Take this back")
    handed_in.paper(meeting, by=p.manager, title="Stays")
    handed_in.pack(meeting, by=p.manager)
    operations.withdraw(gone, by=p.manager, because="It named a family")
    bound = pack_for(p.manager, meeting)
    assert looking.labels(bound) == ["i", "1", "3", "4"]
    assert "Take this back" not in text_of(bound)
    handed_in.paper(meeting, by=p.manager, title="New")
    handed_in.pack(meeting, by=p.manager)
    assert numbers(meeting)[-1] == "5"


def test_no_pack_is_made_while_a_paper_is_broken_and_it_is_said_which(p, meeting):
    operations.hand_in(meeting, by=p.manager, title="Broken", file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken"))
    handed_in.paper(meeting, by=p.manager, title="Sound")
    pack = operations.ask_for_pack(meeting, by=p.manager)
    operations.make(pack)
    pack.refresh_from_db()
    assert pack.status == Pack.Status.FAULTY
    assert not pack.parts.exists()
    broken = next(each for each in listed(p.manager, meeting) if each.paper.title == "Broken")
    assert "broken" in making.why_not(broken.latest)
    with pytest.raises(Refused):
        operations.send_out(pack, by=p.manager)


@pytest.mark.slow
def test_an_office_paper_becomes_pages(p, meeting):
    file = SimpleUploadedFile("report.docx", files.word("Report", "Words from Word"))
    paper = operations.hand_in(meeting, by=p.manager, title="Report", file=file)
    handed_in.pack(meeting, by=p.manager)
    assert paper.versions.get().page_count == 1
    assert "Words from Word" in text_of(pack_for(p.manager, meeting))


def test_asked_for_twice_a_pack_is_made_once(p, meeting):
    first = operations.ask_for_pack(meeting, by=p.manager)
    assert operations.ask_for_pack(meeting, by=p.administrator) == first
    operations.make(first)
    operations.make(first)
    assert meeting.packs.count() == 1
    assert PackPart.objects.filter(pack__meeting=meeting).count() == 2


def test_a_supplement_with_nothing_in_it_is_refused(p, meeting):
    handed_in.paper(meeting, by=p.manager)
    handed_in.pack(meeting, by=p.manager)
    with pytest.raises(Refused, match="Nothing has come"):
        operations.ask_for_pack(meeting, by=p.manager)


def test_a_pack_made_again_before_it_went_out_takes_what_came_since(p, meeting):
    handed_in.paper(meeting, by=p.manager)
    pack = handed_in.pack(meeting, by=p.manager, out=False)
    handed_in.paper(meeting, by=p.manager, title="Another")
    again = handed_in.pack(meeting, by=p.manager)
    assert again == pack
    assert numbers(meeting) == ["1", "2", "3", "4"]


def test_readers_are_told_by_letters_that_name_no_paper(p, meeting):
    handed_in.paper(meeting, by=p.manager, title="Quellbrook")
    handed_in.pack(meeting, by=p.manager)
    letters = Letter.objects.filter(subject__startswith="The pack for")
    on_it = set(p.executive.seats.now().exclude(role="adviser").values_list("person__email", flat=True))
    assert set(letters.values_list("to", flat=True)) == on_it
    assert not any("Quellbrook" in letter.body + letter.subject for letter in letters)


def test_who_may_read_it_stays_as_it_is_once_it_went_out(p, meeting):
    paper = handed_in.paper(meeting, by=p.manager, audience="members")
    operations.amend(paper, by=p.manager, audience="open")
    handed_in.pack(meeting, by=p.manager)
    with pytest.raises(Refused, match="gone out already"):
        operations.amend(paper, by=p.manager, audience="members")


def test_two_who_amend_at_once_are_told(p, meeting):
    paper = handed_in.paper(meeting, by=p.manager)
    operations.amend(paper, by=p.administrator, title="One", seen=paper.version)
    with pytest.raises(ChangedByAnother):
        operations.amend(paper, by=p.manager, title="Two", seen=1)


def test_a_job_that_stood_still_is_given_up_and_may_be_asked_again(p, meeting):
    pack = operations.ask_for_pack(meeting, by=p.manager)
    assert making.give_up_stalled() == 0
    Pack.objects.filter(pk=pack.pk).update(moved_at=pack.moved_at - making.STALLED_AFTER * 2)
    assert making.give_up_stalled() == 1
    pack.refresh_from_db()
    assert pack.status == Pack.Status.FAULTY
    assert operations.ask_for_pack(meeting, by=p.manager).status == Pack.Status.MAKING


def test_the_pages_of_a_paper_lie_sealed(p, meeting):
    paper = handed_in.paper(meeting, by=p.manager, words="Quarrenfield")
    kept = paper.versions.get().pages
    with kept.file.open("rb") as opened:
        assert not opened.read().startswith(b"%PDF")
    assert "Quarrenfield" in text_of(store.read(kept))


def test_a_paper_under_a_private_item_is_in_the_packs_of_those_in_the_room_alone(p, meeting):
    item = meeting.items.get(title="Not brought to appointments")
    handed_in.paper(meeting, by=p.manager, item=item, title="Kept close", words="Wendicote")
    meetings.take_in_private(item, by=p.manager, private=True, because="It is about pay", seats=[])
    handed_in.paper(meeting, by=p.manager, title="Open")
    handed_in.pack(meeting, by=p.manager)
    outside, inside = pack_for(p.housing_officer, meeting), pack_for(p.manager, meeting)
    for words in ("Wendicote", "Kept close", "Not brought to appointments"):
        assert words not in text_of(outside)
    assert looking.labels(outside) == ["i", "1", "2", "3"]
    assert "Wendicote" in text_of(inside)
