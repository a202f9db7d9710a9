"""What takes two: a seat on a case group by its chair and a second member; in an emergency by two who lead."""

import pytest

from threespires.partnership.pairs import leads_today

pytestmark = pytest.mark.django_db(transaction=True)


def propose(v, whom: str, why: str, *, role: str = "Member") -> None:
    v.choose("Who", whom)
    v.choose("Role", role)
    v.write("Why", why)


@pytest.mark.on_sqlite_too
def test_somebody_is_seated_on_a_case_group_by_two_and_by_nobody_alone(visit):
    area, group = visit.area, visit.area.case_group
    chair, second, new = area.reviewer, area.second_reviewer, area.outsider
    visit.sit(chair)
    visit.place("Groups", str(group), "People", "Propose who sits here")
    propose(visit, str(new), "")
    visit.look("seat-propose")
    visit.press("Send to a second person")
    visit.reads("Enter the reason")
    visit.look("seat-propose-with-errors")
    visit.write("Why", "Knows how hospitals and schools talk to each other")
    visit.press_twice("Send to a second person")
    visit.reads("Waits for a second person", "You asked for this, so a second person decides it", new.email)
    assert not visit.offers(button="Approve")
    visit.look("proposal-of-ones-own")
    visit.place("Groups", str(group), "People")
    visit.reads("Waiting for approval", f"for {new}")
    visit.look("people-waiting")

    other = visit.beside(second)
    other.reads(f"for {new}")
    other.go(f"for {new}")
    other.heading(f"for {new}")
    other.look("proposal")
    other.go("Refuse it with a reason")
    other.press("Refuse")
    other.reads("Enter the reason")
    other.look("proposal-refuse")
    other.go("Cancel")
    other.press("Approve")
    other.reads("Approved, and done", second.name)
    other.look("proposal-approved")

    visit.sit(new)
    visit.place("Groups", str(group))
    visit.reads("Case learning")
    visit.sit(chair)
    visit.go(chair.name)
    visit.go("What takes two people")
    visit.reads("Approved")
    visit.look("proposals")


def test_in_an_emergency_two_lead_representatives_seat_somebody_for_a_day_and_read_nothing(visit):
    area, group = visit.area, visit.area.case_group
    one, other, *_ = (held.person for held in leads_today())
    visit.sit(one)
    visit.place("Groups", str(group), "People", "Propose who sits here")
    propose(visit, str(area.outsider), "The chair can’t be reached, and the meeting is tonight")
    visit.press("Send to a second person")
    visit.reads("Lead representatives do so in an emergency alone")
    visit.tick("This is an emergency")
    visit.look("seat-propose-in-an-emergency")
    visit.press("Send to a second person")
    visit.reads("An emergency seat", "24 hours from the approval")
    visit.go("Take it back")
    visit.look("proposal-withdraw")
    visit.go("Cancel")

    visit.sit(other)
    visit.go("An emergency seat")
    visit.press("Approve")
    visit.reads("Approved, and done")
    visit.finds_no_page(f"/thread/learning/case/{group.key}/")
    visit.sit(area.reviewer)
    visit.place("Groups", str(group), "People")
    visit.reads("In an emergency, until")
    visit.look("people-in-an-emergency")


def test_whoever_lost_what_lets_them_in_is_let_in_by_two(visit):
    area = visit.area
    visit.sit(area.manager)
    visit.open("/account/people/")
    visit.look("accounts-by-two")
    visit.go(f"Ask for a reset of {area.second_reviewer}")
    visit.tick("A link to choose a password")
    visit.write("Why", "Rang from the number that we know: the letter never came")
    visit.look("reset-ask")
    visit.press("Send to a second person")
    visit.reads("Waits for a second person")
    visit.sit(area.reviewer)
    visit.go(f"A link to choose a password: {area.second_reviewer}")
    visit.press("Approve")
    visit.reads("Approved, and done")
