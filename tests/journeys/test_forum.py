"""An emerging issue becomes learning, and another turns out to be a possible safeguarding concern."""

import pytest

from threespires.kernel.clock import today
from threespires.mail.models import Letter
from threespires.partnership.models import Post, PostHolding
from threespires.practitioners import operations as practitioners
from threespires.work.forum.models import Issue

pytestmark = pytest.mark.django_db(transaction=True)

SEEN = "Families who are moved across the city are not told which school has a place."
LEARNED = "Families who are rehoused lose their school place first"
WORRY = "Some of the younger ones have new phones, and leave when an older one calls."


@pytest.fixture
def practitioner(visit):
    """Somebody of an agency whose lead has added them."""
    agency = visit.area.statutory[0]
    post = Post.objects.create(key="lead-here", name="Safeguarding lead", function="agency_lead", agency=agency)
    PostHolding.objects.create(post=post, person=visit.area.quality)
    added = practitioners.add(by=visit.area.quality, agency=agency, email="wren@example.test", name="Wren Ashdown")
    return added.person


@pytest.mark.on_sqlite_too
def test_an_emerging_issue_is_moderated_into_learning(visit, practitioner):
    raise_issue(visit, practitioner)
    return_it(visit)
    write_it_again(visit, practitioner)
    turn_it_into_learning(visit)

    visit.sit(practitioner)
    visit.go("Emerging issues you raise", Issue.objects.get().ref)
    visit.reads("It became learning", LEARNED)
    visit.look("issue-became-learning")
    visit.sit(visit.area.lead(visit.area.others[0]))
    visit.place("Thread", "Learning", LEARNED)
    visit.reads("Forum")
    visit.lacks(practitioner.name, SEEN)
    visit.finds_no_page(Issue.objects.get().get_absolute_url(), "/forum/issues/waiting/")


def raise_issue(v, practitioner) -> None:
    v.sit(practitioner)
    v.look("home-of-a-practitioner")
    v.go("Emerging issues you raise")
    v.look("issues-none-yet")
    v.go("Raise an emerging issue")
    v.reads("If a child is at risk now")
    v.look("issue-new")
    v.write("What do you see in practice?", SEEN)
    v.press("Send to the forum")
    v.reads("There is a problem", "Enter where you see it")
    assert v.field("What do you see in practice?").input_value() == SEEN
    v.look("issue-new-with-errors")
    v.write("Where do you see it?", "Temporary accommodation")
    v.press("Send to the forum")
    v.reads("With the forum’s moderators", SEEN)
    v.look("issue-to-its-writer")


def return_it(v) -> None:
    v.sit(v.area.manager)
    v.go("Read an emerging issue")
    v.reads(SEEN)
    v.look("issue-to-a-moderator")
    v.go("Return it")
    v.write("What do you answer?", "From which part of the city?")
    v.look("issue-return")
    v.press("Return it")


def write_it_again(v, practitioner) -> None:
    v.sit(practitioner)
    v.go("Write again what you raised")
    v.reads("From which part of the city?")
    v.go("Write it again")
    v.look("issue-again")
    v.write("What do you see in practice?", f"{SEEN} From the north to the south.")
    v.press("Send to the forum")
    v.reads("From the north to the south")


def turn_it_into_learning(v) -> None:
    v.sit(v.area.manager)
    v.go("Read an emerging issue", "Turn it into learning")
    v.reads("From the north to the south")
    v.look("issue-learn")
    v.write("Title", LEARNED)
    v.write("What did we learn?", "Whoever moves a family tells education the day.")
    v.press("Make it learning")
    v.reads("It became learning")
    v.open("/forum/issues/waiting/")
    v.heading("No emerging issue waits")
    v.look("issues-queue")


@pytest.mark.parametrize("visit", ["coventry", "saltmere"], indirect=True)
def test_a_possible_concern_is_raised_and_closed(visit, practitioner):
    area = visit.area
    visit.sit(practitioner)
    visit.go("Emerging issues you raise", "Raise an emerging issue")
    visit.write("What do you see in practice?", WORRY)
    visit.write("Where do you see it?", "A youth club")
    visit.press("Send to the forum")

    visit.sit(area.manager)
    visit.go("Read an emerging issue")
    visit.press("Possible safeguarding concern")
    visit.heading("A possible concern waits")
    visit.reads("It can never be published", area.duty.name)
    visit.look("concern-marked")
    letter = Letter.objects.get(subject="A possible concern waits")
    assert letter.to == area.duty.email
    assert WORRY not in letter.body
    visit.open(f"{Issue.objects.get().get_absolute_url()}learn/")
    visit.reads("it can never be published")

    visit.sit(practitioner)
    visit.go("Emerging issues you raise", Issue.objects.get().ref)
    visit.reads("Passed on as a possible concern")
    visit.look("issue-passed-on")

    visit.on(today().replace(day=today().day + 2))
    visit.sit(area.duty)
    visit.heading("One thing is to be dealt with at once")
    visit.reads("A possible concern waits", "2 days late")
    visit.look("home-with-a-concern")
    visit.go("A possible concern waits")
    visit.reads(WORRY)
    visit.go("Record the referral")
    visit.press("Record it")
    visit.reads("There is a problem", "Enter who it was referred to")
    visit.look("concern-refer-with-errors")
    visit.write("Who was it referred to?", "The front door")
    visit.write("Who made the referral?", "The manager on duty")
    visit.write("Their reference", "FD 17")
    visit.press("Record it")
    visit.heading("This concern is closed")
    visit.reads("FD 17", "The front door")
    visit.look("concern-closed")
    visit.sit(area.manager)
    visit.lacks("A possible concern waits")
    visit.open("/concerns/")
    visit.heading("No possible concern waits")
    visit.look("concerns")
    visit.sit(area.scrutineer)
    visit.finds_no_page(Issue.objects.get().concern.get_absolute_url())


def test_two_agree_that_a_possible_concern_needs_no_referral(visit, practitioner):
    area = visit.area
    visit.sit(practitioner)
    visit.go("Emerging issues you raise", "Raise an emerging issue")
    visit.write("What do you see in practice?", WORRY)
    visit.write("Where do you see it?", "A youth club")
    visit.press("Send to the forum")
    visit.sit(area.manager)
    visit.go("Read an emerging issue")
    visit.press("Possible safeguarding concern")
    visit.go("No referral is needed")
    visit.press("Send to the duty post")
    visit.reads("Enter why no referral is needed")
    visit.write("Why is no referral needed?", "The club referred it the same evening.")
    visit.look("concern-doubt")
    visit.press("Send to the duty post")
    visit.reads("Only the duty post agrees")
    assert not visit.offers(button="Agree: no referral is needed")

    visit.sit(area.duty)
    visit.go("A possible concern waits")
    visit.reads("The club referred it the same evening.")
    visit.look("concern-doubted")
    visit.press("Agree: no referral is needed")
    visit.heading("This concern is closed")
