"""Actions: one that several agencies do together, one of which two people write at once, evidence that is a file."""

import pytest

from tests.journeys.stories import Visit, soon, work_under_way
from threespires.documents.models import Document
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.thread.actions.models import Action

pytestmark = pytest.mark.django_db(transaction=True)

ROUTE, SHARING = "Write the follow-up route on one page", "Share missed appointments the same day"
TOGETHER = "Train receptions and school offices to ask why"


@pytest.mark.on_sqlite_too
def test_agencies_do_an_action_together_each_its_own_part(visit):
    area, under_way = visit.area, work_under_way(visit.area)
    first, second = area.others[:2]
    visit.sit(area.delivery_chair)
    raise_it_once(visit, under_way.work)

    visit.sit(area.lead(second))
    visit.go("School offices", "School offices")
    visit.look("part")
    visit.go("Add evidence")
    visit.tick("Words")
    visit.write("What does it show?", "Who was trained")
    visit.write("The words, if it is words", "All nine offices, on two mornings.")
    visit.look("part-evidence")
    visit.press("Add it")
    visit.go("School offices")
    visit.write("What has happened since the last update?", "All nine offices are trained.")
    visit.tick("Our part is complete")
    visit.press("Save update")
    visit.reads("All nine offices are trained.")

    visit.sit(area.delivery_chair)
    visit.place("Action plan", TOGETHER)
    visit.look("action-joint")
    visit.go("Receptions", "Change words, owner or date")
    visit.date("Done by", soon(today(), 70))
    visit.look("part-change")
    visit.press("Save")
    visit.reads(say_date(soon(today(), 70)))
    visit.place("Action plan")
    visit.look("action-plan-joint")
    visit.go(TOGETHER, "History of this action")
    visit.reads("Part changed", "Update of a part", "Raised", area.lead(second).name)
    visit.look("action-history")
    visit.place("Assurance", "Across boundaries")
    visit.reads(TOGETHER, str(first), str(second))
    visit.look("boundaries-joint")


def raise_it_once(v: Visit, work) -> None:
    """Owner, parts and dates in one form; what is missing is named, and the form sent in haste makes one action."""
    first, second = v.area.others[:2]
    v.place("Action plan", "Tasked work", work.title)
    v.press("Take it up")
    v.go("Raise an action")
    v.write("What will be done?", TOGETHER)
    v.choose("Who owns it?", v.area.lead(first).name)
    v.unfold("Several agencies do this together")
    for number, (title, agency) in enumerate((("Receptions", first), ("School offices", second)), start=1):
        part = v.panel(f"Part {number}")
        v.write("What this agency does", title, part)
        v.choose("Agency", str(agency), part)
        v.choose("Owner", v.area.lead(agency).name, part)
        v.write("Done by", say_date(soon(today(), 60)), part)
    v.press("Raise the action")
    v.reads("Choose the owner’s agency")
    assert v.field("What this agency does", v.panel("Part 2")).input_value() == "School offices"
    v.look("action-new-with-errors")
    v.choose("For which agency?", str(first))
    v.date("Done by", soon(today(), 90))
    v.press_twice("Raise the action")
    v.heading(TOGETHER)
    assert Action.objects.filter(title=TOGETHER).count() == 1


def test_two_people_write_of_one_action_and_the_second_sees_what_changed(visit):
    area, under_way = visit.area, work_under_way(visit.area, ROUTE)
    action = under_way.actions[0]
    visit.sit(action.owner)
    visit.go(ROUTE)
    visit.write("What has happened since the last update?", "Two services have agreed the route.")
    visit.tick("In progress")

    other = visit.beside(area.manager)
    other.place("Action plan", ROUTE)
    other.write("What has happened since the last update?", "One service has left.")
    other.tick("Blocked")
    other.write("If it is blocked, what blocks it?", "It has no funds.")
    other.press("Save update")

    visit.press("Save update")
    visit.reads("Someone else changed this", area.manager.name, "It has no funds.")
    assert visit.field("What has happened since the last update?").input_value().startswith("Two services")
    visit.look("action-changed-by-another")
    visit.press("Save update")
    visit.reads("Two services have agreed the route.", "One service has left.", "In progress")

    other.go("Change words, owner or date")
    other.write("What will be done?", "")
    other.press("Save")
    other.reads("Enter what will be done")
    other.write("What will be done?", "Write the follow-up route on two pages")
    other.look("action-change")
    other.press("Save")
    other.heading("Write the follow-up route on two pages")
    other.go("Withdraw this action")
    other.write("Why is it withdrawn?", "The health service does it already.")
    other.look("action-withdraw")
    other.press("Withdraw")
    other.reads("Withdrawn", "The health service does it already.")


def test_evidence_is_a_file_that_only_those_open_who_see_the_action(visit, tmp_path):
    visit.settings.MEDIA_ROOT = tmp_path / "kept"
    area, under_way = visit.area, work_under_way(visit.area, ROUTE, SHARING)
    visit.sit(under_way.actions[0].owner)
    visit.go(ROUTE, "Add evidence")
    visit.tick("A document")
    visit.write("What does it show?", "The route as agreed")
    given = tmp_path / "route.pdf"
    given.write_text("<script>alert(1)</script>")
    visit.attach("The file, if it is a document", given)
    visit.press("Add it")
    visit.reads("There is a problem")
    assert visit.field("What does it show?").input_value() == "The route as agreed"
    visit.look("evidence-with-a-hostile-file")
    given.write_bytes(b"%PDF-1.4\n")
    visit.attach("The file, if it is a document", given)
    visit.press("Add it")
    assert visit.download("The route as agreed", tmp_path).read_bytes() == b"%PDF-1.4\n"

    visit.sit(area.outsider)
    document = Document.objects.get()
    visit.finds_no_page(f"/documents/{document.pk}/", f"/documents/{document.pk + 1}/", "/actions/", "/actions/A-1/")
    visit.open("/")
    visit.heading("You hold no seat or post today")
    visit.look("home-holding-nothing")

    visit.sit(under_way.actions[0].owner)
    visit.go(ROUTE)
    visit.write("What has happened since the last update?", "It is begun.")
    visit.tick("In progress")
    visit.press("Save update")
    visit.go("Propose complete")
    visit.write("What was done, and what shows it?", "It is written and signed.")
    visit.press("Propose complete")
    visit.sit(area.lead(area.statutory[0]))
    visit.place("Action plan", ROUTE, "Return")
    visit.write("What is still wanted?", "The names of those who signed it.")
    visit.look("action-return")
    visit.press("Return it")
    visit.reads("Returned", "The names of those who signed it.")
    visit.look("action-returned")
