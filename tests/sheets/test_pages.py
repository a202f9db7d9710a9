"""What a sheet's page says in each state, and what stands on the home page of whoever handed it in."""

import pytest
from django.urls import reverse

from threespires.kernel.clock import today
from threespires.sheets import operations
from threespires.sheets.models import SheetImport
from threespires.sheets.offers import decisions, owed

pytestmark = pytest.mark.django_db
Status = SheetImport.Status


@pytest.fixture
def sheet(p, lists, hand_in):
    lists.held = {"A": "old", "B": "old"}
    made = hand_in(A="new", B="new")
    operations.read_in(made)
    return made


@pytest.fixture
def look(p, client):
    def look(sheet):
        client.force_login(p.manager)
        return client.get(sheet.get_absolute_url()).content.decode()

    return look


def on_home(person):
    """What a job has is owed, at the first of the day; what waits for a word or a look is to be decided."""
    under_way, waits = owed(person, today()), decisions(person, today())
    assert all(each.due == today() for each in under_way)
    assert all(each.since == today() for each in waits)
    return [each.title for each in (*under_way, *waits)]


SAID = {
    Status.CHECKING: ["Your sheet is being checked", "Being checked: <strong>1 file</strong>", "Look again"],
    Status.READING: ["Reading your sheet", "1 of 2 rows", "Look again"],
    Status.REFUSED: ["2 things are wrong in this sheet", "Hand it in again"],
    Status.READY: ["2 rows would change", "Take in 2 rows", "Leave it aside"],
    Status.APPLYING: ["Taking in your sheet", "Taking in, all of them or none: <strong>2 rows</strong>", "Look again"],
    Status.APPLIED: ["2 rows were taken in", "Undo all of it"],
    Status.UNDOING: ["Undoing your sheet", "Putting back, all of them or none: <strong>2 rows</strong>", "Look again"],
    Status.UNDONE: ["This sheet was taken in and undone"],
    Status.FAILED: ["This sheet wasn’t taken in", "Read it again", "Hand in another", "Leave it aside"],
    Status.DROPPED: ["This sheet was left aside"],
}  # fmt: skip


@pytest.mark.parametrize("status", Status.values)
def test_the_page_says_how_it_stands_and_how_to_go_on(sheet, look, status):
    SheetImport.objects.update(status=status, rows_done=1, problems_found=2)
    page = look(sheet)
    assert [words for words in SAID[status] if words not in page] == []
    others = {words for other in SAID if other != status for words in SAID[other]} - set(SAID[status])
    assert [words for words in others if words in page] == []
    assert ("data-goes-on" in page) == (status in operations.UNDER_WAY)


def test_a_sheet_that_waits_for_its_turn_says_so(p, lists, hand_in, look):
    page = look(hand_in(A="new"))
    assert "It will begin in a moment" in page
    assert "0 of" not in page


def test_why_it_failed_stands_on_the_page_until_it_is_dealt_with(p, sheet, look):
    SheetImport.objects.update(status=Status.APPLIED, failed_because="Row 3, B: it has moved on since")
    assert "<strong>It wasn’t undone.</strong> Row 3, B: it has moved on since." in look(sheet)
    SheetImport.objects.update(status=Status.FAILED)
    assert "<strong>It wasn’t taken in.</strong> Row 3, B: it has moved on since." in look(sheet)


@pytest.mark.parametrize(
    ("status", "title", "looked_at"),
    [
        (Status.CHECKING, "being checked for viruses", "being checked for viruses"),
        (Status.READING, "being read", "being read"),
        (Status.READY, "read, 2 rows to take in", "read, 2 rows to take in"),
        (Status.REFUSED, "one thing is wrong in it", ""),
        (Status.APPLYING, "being taken in", "being taken in"),
        (Status.APPLIED, "2 rows taken in", ""),
        (Status.UNDOING, "being undone", "being undone"),
        (Status.UNDONE, "undone", ""),
        (Status.FAILED, "not taken in", "not taken in"),
        (Status.DROPPED, "", ""),
    ],
)
def test_home_says_how_it_stands_until_it_has_been_seen_or_dealt_with(p, sheet, look, status, title, looked_at):
    """So that one may leave, as the page promises."""
    SheetImport.objects.update(status=status, problems_found=1)
    assert on_home(p.manager) == ([f"List from Excel: {title}"] if title else [])
    assert on_home(p.scrutineer) == []
    look(sheet)
    assert on_home(p.manager) == ([f"List from Excel: {looked_at}"] if looked_at else [])


def test_a_sheet_that_changes_nothing_is_on_home_until_seen(p, lists, hand_in, look):
    lists.held = {"A": "same"}
    sheet = hand_in(A="same")
    operations.read_in(sheet)
    assert on_home(p.manager) == ["List from Excel: read, nothing would change"]
    look(sheet)
    assert on_home(p.manager) == []


@pytest.mark.parametrize("status", [Status.READING, Status.READY, Status.APPLIED])
def test_the_home_page_leads_there(p, sheet, client, status):
    SheetImport.objects.update(status=status)
    client.force_login(p.manager)
    page = client.get("/").content.decode()
    assert "List from Excel" in page
    assert sheet.get_absolute_url() in page


def test_home_never_names_the_file(p, sheet):
    """What is owed goes out by letter, and a person may have named the file as they liked."""
    assert "list.xlsx" not in str(decisions(p.manager, today()))


def test_what_waits_takes_as_many_statements_however_much(p, sheet, django_assert_num_queries):
    for _ in range(5):
        sheet.pk = None
        sheet.save()
    with django_assert_num_queries(1):
        assert len(decisions(p.manager, today())) == 6


def test_a_long_list_of_changes_stands_on_pages(p, lists, hand_in, client):
    lists.held = {f"N{number}": "old" for number in range(150)}
    sheet = hand_in(**dict.fromkeys(lists.held, "new"))
    operations.read_in(sheet)
    client.force_login(p.manager)
    first = client.get(sheet.get_absolute_url()).content.decode()
    assert ("150 rows would change" in first, "N99" in first, "N100" in first) == (True, True, False)
    assert "N100" in client.get(sheet.get_absolute_url(), {"page": 2}).content.decode()


@pytest.mark.parametrize("step", ["apply", "undo", "read_again"])
def test_what_can_t_be_done_now_is_said_on_the_page(p, sheet, client, step):
    SheetImport.objects.update(status=Status.DROPPED)
    client.force_login(p.manager)
    answer = client.post(reverse(f"sheets:{step}", args=[sheet.pk]))
    assert answer.status_code == 409
    assert "This can’t be done now." in answer.content.decode()
    client.force_login(p.scrutineer)
    assert client.post(reverse(f"sheets:{step}", args=[sheet.pk])).status_code == 404


def test_a_sheet_may_be_read_again_or_left_aside_once_it_failed(p, sheet, client):
    SheetImport.objects.update(status=Status.FAILED)
    client.force_login(p.manager)
    client.post(reverse("sheets:read_again", args=[sheet.pk]))
    sheet.refresh_from_db()
    assert sheet.status == Status.READING
    operations.give_up(sheet)
    client.post(reverse("sheets:drop", args=[sheet.pk]))
    sheet.refresh_from_db()
    assert sheet.status == Status.DROPPED
