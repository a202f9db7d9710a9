"""Leaving with everything: a chair takes a group’s records out; two open what left sealed, here and elsewhere."""

import json
from zipfile import ZipFile

import pytest

from tests.journeys import browsing
from tests.journeys.stories import work_under_way
from tests.leaving.emptying import clear, lies_in
from threespires.accounts.models import Person
from threespires.leaving.everything import export
from threespires.leaving.reading import read
from threespires.thread.learning import operations as learning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.on_sqlite_too
def test_a_chair_takes_the_groups_records_out_and_fetches_them_once(visit, tmp_path):
    area, group = visit.area, visit.area.implementation
    work_under_way(area, "Every missed appointment is told within a week")

    visit.sit(area.lead(area.others[0]))
    visit.place("Groups", group.name)
    assert not visit.offers(link="Take the group’s records out")

    visit.sit(area.delivery_chair)
    visit.place("Groups", group.name, "Take the group’s records out")
    visit.heading("Take the group’s records out")
    visit.look("take-records-out")
    visit.press("Make it")
    visit.heading("It is ready to fetch")
    visit.look("parcel-ready")
    address = visit.page.url
    visit.place("Home")
    visit.reads("Records of", "ready to fetch")
    visit.open(address)
    file = visit.download("Save the file", tmp_path)
    with ZipFile(file) as packed:
        assert "Every missed appointment is told within a week" in packed.read("records/actions.action.jsonl").decode()
        packed.extractall(tmp_path / "records-of-the-group")
    visit.open(address)
    visit.heading("You fetched it")
    visit.look("parcel-fetched")
    assert not visit.offers(button="Save the file")


def test_the_index_of_what_left_is_read_without_the_product(visit, tmp_path, look, browser, script):
    area, group = visit.area, visit.area.implementation
    work_under_way(area, "Every missed appointment is told within a week")
    visit.sit(area.delivery_chair)
    visit.place("Groups", group.name, "Take the group’s records out")
    visit.press("Make it")
    with ZipFile(visit.download("Save the file", tmp_path)) as packed:
        packed.extractall(tmp_path / "out")
    context = browser.new_context(java_script_enabled=script, viewport=browsing.DESKTOP, locale="en-GB")
    page = context.new_page()
    page.goto((tmp_path / "out" / "index.html").as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == f"Records of {group.name}"
    look(page, "left-index")
    page.get_by_role("link", name="Actions", exact=True).click()
    assert page.get_by_role("heading", name="Every missed appointment is told within a week").count() == 1
    look(page, "left-actions")
    context.close()


def test_two_members_open_what_left_sealed_and_bring_their_halves_elsewhere(visit, tmp_path, settings):
    area, group = visit.area, visit.area.case_group
    kept = {"kind": "practice_review", "title": "Case Heron", "text": "Missed at the eye clinic"}
    learning.keep_in_case_group(by=area.reviewer, group=group, **kept)
    export(tmp_path / "everything")

    visit.sit(area.reviewer)
    visit.place("Groups", str(group), "Exports that left sealed")
    visit.look("sealed-exports")
    visit.go(str(group))
    visit.heading("What left sealed")
    visit.look("sealed-export")
    visit.press("Ask a second person")
    visit.reads("You asked for this, so a second person decides it", "Nobody is given both")

    other = visit.beside(area.second_reviewer)
    other.go("Open the export of 2 February 2026")
    other.look("proposal-to-open")
    other.press("Approve")
    other.reads("Approved, and done")
    halves = {}
    for each, person in ((visit, area.reviewer), (other, area.second_reviewer)):
        each.place("Groups", str(group), "Exports that left sealed", str(group))
        each.reads("Your half of its key")
        halves[person.pk] = each.main.locator("code").inner_text()
    assert len(set(halves.values())) == 2
    visit.look("half-given")
    visit.go("Opened cases of")
    with ZipFile(visit.download("Save the file", tmp_path)) as packed:
        (row,) = json.loads(packed.read("cases.json"))["records"]["learning.caselearning"]
    assert row["title"] == "Case Heron"
    visit.place("Groups", str(group), "Learning", "Case learning", "Who looked")
    visit.reads("Read: case learning, case 1")

    clear()
    lies_in(settings, tmp_path / "elsewhere")
    read(tmp_path / "everything")

    for each, key, left in ((visit, area.reviewer.pk, False), (other, area.second_reviewer.pk, True)):
        each.sit(Person.objects.get(pk=key))
        each.place("Groups", str(group), "Exports that left sealed", str(group))
        each.heading("What came sealed")
        if not left:
            each.write("Your half of the key", "3f 2a")
            each.press("Bring this half")
            each.reads("There is a problem", "Enter all 64 letters and digits of your half")
            each.look("half-brought-with-errors")
        each.write("Your half of the key", halves[key])
        each.press("Bring this half")
        each.look("half-brought" if not left else "sealed-part-open")
    other.reads("Everything in it is here now")
    other.place("Groups", str(group), "Learning", "Case learning")
    other.reads("Case Heron")
