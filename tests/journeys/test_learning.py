"""Learning: what leaves a case group and what doesn't, putting learning right, setting it aside."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests import make
from tests.journeys.stories import Visit, soon
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import Learning, Release

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "Case Heron"
HAPPENED = "Heron missed eleven appointments at the eye clinic while three services each waited for another."
HEADLINE = "Nobody holds the whole picture of missed care"
AFRESH = "When care is missed, one named person gathers what each service knows."
AUDIT = "Audit of 24 cases of children not brought"


@pytest.mark.on_sqlite_too
def test_case_learning_leaves_its_group_written_afresh_and_checked_by_a_second_member(visit):
    area, group = visit.area, visit.area.case_group
    keep_in_the_group(visit)
    draft_a_release(visit)
    return_it_and_write_it_again(visit)

    visit.sit(area.reviewer)
    visit.go("Check what your group releases")
    visit.press("Check and release")
    visit.reads("Released", f"Checked by {area.reviewer}")
    visit.go("The learning as released")
    visit.look("learning-protected-to-its-group")
    visit.go("Walk back to the release")
    visit.reads(HAPPENED)
    visit.place("Groups", str(group), "Learning", "Case learning")
    visit.look("cases-released")
    tell_who_looked(visit)

    visit.sit(area.lead(area.others[0]))
    visit.place("Thread", "Learning")
    visit.reads(HEADLINE, "Protected source", str(Quarter.of(today())))
    visit.go(HEADLINE)
    visit.reads(AFRESH)
    visit.lacks(CASE, "Heron", area.reviewer.name, area.second_reviewer.name, "eye clinic", str(group))
    visit.look("learning-protected")
    own = [reverse(f"learning:{page}", args=[group.key]) for page in ("case", "keep", "draft")]
    looked = reverse("cases:who_looked", args=[group.key])
    visit.finds_no_page(*own, release_address(), f"{release_address()}return/", looked)


def keep_in_the_group(v: Visit) -> None:
    """One member writes down, for the group alone, what a case showed."""
    v.sit(v.area.reviewer)
    v.place("Groups", str(v.area.case_group), "Learning")
    v.look("case-group-learning")
    v.go("Case learning")
    v.look("cases-empty")
    v.go("Add case learning")
    v.write("Title", CASE)
    v.press("Keep it")
    v.reads("There is a problem", "Enter what we learned")
    assert v.field("Title").input_value() == CASE
    v.look("case-keep-with-errors")
    v.write("What did we learn?", HAPPENED)
    v.press("Keep it")
    v.reads(CASE)


def draft_a_release(v: Visit) -> None:
    """Another member writes it afresh for everyone; the case's own words are sent back to be put otherwise."""
    v.sit(v.area.second_reviewer)
    v.place("Groups", str(v.area.case_group), "Learning", "Case learning")
    v.unfold(CASE)
    v.go(f"Release this {CASE}")
    v.write("Title, as everyone will read it", HEADLINE)
    v.write("What everyone should learn", HAPPENED)
    v.press("Send to a second member")
    v.look("release-in-the-cases-own-words")
    v.write("What everyone should learn", AFRESH)
    v.press("Send to a second member")
    v.heading(HEADLINE)
    v.reads("A second member must check what you wrote")
    assert not v.offers(button="Check and release")
    v.look("release-to-its-writer")


def return_it_and_write_it_again(v: Visit) -> None:
    v.sit(v.area.reviewer)
    v.go("Check what your group releases")
    v.look("release-to-check")
    v.go("Return it with a reason")
    v.write("What is still wanted?", "Say who is to gather it.")
    v.look("release-return")
    v.press("Return it")
    v.sit(v.area.second_reviewer)
    v.go("Write again what your group releases")
    v.reads("Say who is to gather it.")
    v.go("Write it again")
    v.look("release-again")
    v.write("What everyone should learn", f"{AFRESH} It is whoever noticed first.")
    v.press("Send to a second member")


def tell_who_looked(v: Visit) -> None:
    """The chair sees who read and changed the group's records; each of them what they opened themselves."""
    v.go("Who looked")
    v.reads("Kept: case learning, case 1", "Checked: release, case 2", v.area.second_reviewer.name)
    v.lacks(CASE, HEADLINE)
    v.look("who-looked")
    v.sit(v.area.second_reviewer)
    v.open(reverse("accounts:account"))
    v.go("Case records you opened")
    v.reads("Read: case learning, case 1", "Redrafted: release, case 2")
    v.lacks(CASE, HEADLINE)
    v.look("cases-opened")


def test_whoever_has_an_interest_in_a_case_sees_that_it_is_closed_and_whoever_is_named_finds_nothing(visit):
    """Both are kept out; the chair lets one of them back in."""
    area, group = visit.area, visit.area.case_group
    third = make.member(group, "Third reviewer")
    keep_in_the_group(visit)
    visit.unfold(CASE)
    visit.go("Case 1, who sees it")
    visit.reads(area.reviewer.name, area.second_reviewer.name, third.name, "Nobody is shut out of this case")
    case = urlsplit(visit.page.url).path
    visit.look("case")
    visit.go("Shut somebody out")
    visit.press("Shut them out")
    visit.reads("There is a problem", "Choose who is named in it")
    visit.look("case-shut-out-with-errors")
    visit.choose("Who is it?", third.name)
    visit.write("Why?", "Named in the notes of the clinic")
    visit.press("Shut them out")
    visit.reads("and not told", "Named in the notes of the clinic")

    visit.sit(area.second_reviewer)
    visit.open(case)
    visit.go("Declare an interest")
    visit.look("case-declare")
    visit.write("What is your interest?", "I worked with the family")
    visit.press("Declare it")
    visit.reads("The case isn’t open to you any more")
    visit.place("Groups", str(group), "Learning", "Case learning")
    visit.reads("You declared an interest in a case on", "What your group learns from its cases will be kept here")
    visit.lacks(CASE, "Heron")
    visit.look("cases-with-an-interest")
    visit.open(case)
    visit.reads("You declared an interest in this case on")
    visit.lacks("Heron")
    visit.look("case-closed-by-an-interest")

    visit.sit(third)
    visit.place("Groups", str(group), "Learning", "Case learning")
    visit.lacks("interest", CASE, "Heron")
    visit.finds_no_page(case, f"{case}interest/", f"{case}shut-out/", f"{case}looked/")

    visit.sit(area.reviewer)
    visit.open(case)
    visit.go(area.second_reviewer.name)
    visit.look("case-let-back")
    visit.press("Let them back in")
    visit.reads("may see this case again", "Let back in")
    visit.go("Who looked")
    visit.reads("Declared: interest, case 1", "Shut out: interest, case 1")
    visit.look("case-who-looked")
    visit.sit(area.second_reviewer)
    visit.open(case)
    visit.heading("Case 1")


def release_address() -> str:
    return Release.objects.get().get_absolute_url()


def test_two_people_put_the_same_learning_right_and_neither_loses_a_word(visit):
    area = visit.area
    visit.sit(area.quality)
    contribute_twice_in_haste(visit)
    visit.go("Amend")
    visit.write("What did we learn?", "In 9 of 24 cases one agency alone knew.")

    manager = visit.beside(area.manager)
    manager.place("Thread", "Learning", AUDIT, "Amend")
    manager.write("What did we learn?", "In 9 of 24 cases nobody rang the family.")
    manager.press("Save")
    manager.reads("nobody rang the family")

    visit.press("Save")
    visit.reads("Someone else changed this", area.manager.name, "nobody rang the family", "one agency alone knew")
    assert visit.field("What did we learn?").input_value() == "In 9 of 24 cases one agency alone knew."
    visit.look("learning-changed-by-another")
    visit.write("What did we learn?", "In 9 of 24 cases one agency alone knew, and nobody rang the family.")
    visit.press("Save")
    visit.reads("one agency alone knew, and nobody rang the family")


def contribute_twice_in_haste(v: Visit) -> None:
    """The form is sent twice; what is missing or wrong in it first is named, and what was typed stays."""
    v.place("Thread", "Learning", "Contribute")
    v.press("Continue")
    v.reads("There is a problem", "Choose what kind of learning it is")
    v.tick("Audit")
    v.press("Continue")
    v.write("Title", AUDIT)
    v.write("What did we learn?", "In 9 of 24 cases nobody knew.")
    v.date("When was it learned?", soon(today(), 40))
    v.press("Contribute")
    v.reads("The day it was learned must be on or before 2 February 2026")
    assert v.field("Title").input_value() == AUDIT
    v.date("When was it learned?", today())
    v.press_twice("Contribute")
    v.heading(AUDIT)
    assert Learning.objects.filter(title=AUDIT).count() == 1


def test_what_is_not_for_here_is_set_aside_and_the_register_finds_the_rest(visit):
    area = visit.area
    for_some = {"audience": Learning.Audience.GROUPS, "groups": [area.implementation]}
    learning.learn(by=area.quality, kind="audit", title=AUDIT, summary="In 9 of 24 cases.", **for_some)
    learning.learn(by=area.quality, kind="data", title="Missed appointments by month", summary="411 this quarter.")
    visit.sit(area.delivery_chair)
    visit.place("Thread", "Learning")
    visit.reads(AUDIT)
    visit.look("learning-register")
    visit.tick("Data")
    visit.press("Apply filters")
    visit.look("learning-register-filtered")
    visit.go("Missed appointments by month", "Set aside")
    visit.press("Set aside")
    visit.reads("Enter why it is set aside")
    visit.write("Why is it set aside?", "The same figures stand in the yearly report.")
    visit.look("learning-set-aside")
    visit.press("Set aside")
    visit.reads("The same figures stand in the yearly report.")

    visit.sit(area.sub_chair)
    visit.place("Thread", "Learning")
    visit.lacks(AUDIT)
    visit.finds_no_page(Learning.objects.get(title=AUDIT).get_absolute_url())
