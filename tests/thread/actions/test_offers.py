"""What actions offer to home, to agendas and to the pages of statements."""

from datetime import date
from inspect import unwrap

import pytest

from tests import make
from threespires.kernel import plates
from threespires.thread.actions import offers, operations

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)


def test_door_plate_names_every_source():
    for name in ("proposed_complete", "escalations", "newly_tasked", "tests_due"):
        assert plates.agenda_source(f"thread.{name}") is getattr(offers, name)
    assert offers.owed in map(unwrap, plates.gathered("owed"))
    assert offers.decisions in map(unwrap, plates.gathered("decisions"))
    assert plates.answer("statement_work", [], otherwise=None) == {}


def test_owed_are_my_actions_parts_updates_and_tests_by_date(p):
    mine = make.action(p, "in_progress", due_on=date(2026, 3, 20))
    joint = make.joint_action(p, "in_progress")
    make.update_round(p, [mine], due_on=date(2026, 2, 17))
    make.effect_test(p, tester=p.housing_officer, priority=mine.work.priority, due_on=date(2026, 6, 1))
    part = joint.parts.get(agency=p.housing)
    assert [(thing.title, thing.due, thing.href) for thing in offers.owed(p.housing_officer, TODAY)] == [
        (f"Update on {mine.title}", date(2026, 2, 17), mine.get_absolute_url()),
        ("Housing desks", part.due_on, part.get_absolute_url()),
        (mine.title, date(2026, 3, 20), mine.get_absolute_url()),
        ("Re-audit of 20 cases", date(2026, 6, 1), "/actions/tests/T-1/"),
    ]


@pytest.mark.parametrize("status", ["proposed", "accepted", "withdrawn"])
def test_owed_leaves_out_what_is_no_longer_with_me(p, status):
    make.action(p, status)
    assert offers.owed(p.housing_officer, TODAY) == []


def test_owed_says_why_it_came_back(p):
    make.action(p, "returned")
    assert offers.owed(p.housing_officer, TODAY)[0].detail == "Returned: Show it in use."


def test_owed_is_empty_for_the_outsider(p):
    make.action(p, owner=p.outsider)
    assert offers.owed(p.outsider, TODAY) == []


def test_risen_is_told_to_the_owner_and_to_whoever_stands_for_the_agency(p):
    escalation = make.escalation(p, action=make.action(p, owner=p.quality))
    told = {name for name, person in p.people.items() if offers.risen(person, TODAY)}
    assert told == {"quality", "housing_officer"}
    (risen,) = offers.risen(p.quality, TODAY)
    assert (risen.title, risen.href) == (f"Escalated: {escalation.action.title}", escalation.get_absolute_url())
    assert "to the Executive Board, which is to answer" in risen.detail


def test_risen_says_so_when_it_rose_by_itself(p):
    operations.rise(make.action(p, "blocked"), reason="Blocked since January.")
    assert offers.risen(p.housing_officer, TODAY)[0].detail.startswith("It rose by itself to the Executive Board")


def test_risen_is_told_to_every_agency_with_a_part(p):
    make.escalation(p, action=make.joint_action(p, "in_progress"))
    told = {name for name, person in p.people.items() if offers.risen(person, TODAY)}
    assert told == {"health_officer", "health_lead", "reviewer", "schools_officer", "housing_officer"}


def test_risen_keeps_an_answer_for_four_weeks_before_what_still_waits(p):
    make.escalation(p, "answered")
    make.escalation(p, action=make.action(p, title="Another"))
    assert [told.title.split(":")[0] for told in offers.risen(p.housing_officer, TODAY)] == ["Answered", "Escalated"]
    later = [told.title for told in offers.risen(p.housing_officer, date(2026, 3, 11))]
    assert later == ["Escalated: Another"]


@pytest.mark.parametrize("size", [1, 4])
def test_risen_takes_as_many_statements_however_much_rose(p, size, django_assert_num_queries):
    for _ in range(size):
        make.escalation(p, action=make.action(p))
    offers.risen(p.housing_officer, TODAY)
    with django_assert_num_queries(2):
        offers.risen(p.housing_officer, TODAY)


def test_decisions_are_for_members_but_never_the_proposer(p):
    action = make.action(p, "proposed")
    waiting = {name for name, person in p.people.items() if offers.decisions(person, TODAY)}
    assert waiting == {"scrutineer", "council_officer", "health_officer", "police_officer", "schools_officer"}
    (decision,) = offers.decisions(p.police_officer, TODAY)
    assert (decision.title, decision.href) == (f"Accept or return: {action.title}", action.get_absolute_url())


def test_decisions_hold_escalations_until_they_are_answered(p):
    escalation = make.escalation(p)
    waiting = {name for name, person in p.people.items() if offers.decisions(person, TODAY)}
    assert waiting == {"scrutineer", "chief_executive", "director", "health_lead", "police_lead"}
    operations.answer(escalation, by=p.scrutineer, answer="Yes.")
    assert offers.decisions(p.director, TODAY) == []


def test_proposed_complete_is_offered_to_the_group_that_accepts(p):
    action = make.action(p, "proposed")
    (offer,) = offers.proposed_complete(p.implementation, TODAY)
    assert (offer.asked, offer.href, offer.presenter) == (
        "decide",
        action.get_absolute_url(),
        "Housing officer, Housing",
    )
    assert offer.detail == "Proposed complete on 10 February 2026. 1 piece of evidence"
    assert offers.proposed_complete(p.executive, TODAY) == []


def test_proposed_again_is_offered_under_another_key(p, clock_at):
    action = make.action(p, "returned")
    clock_at(date(2026, 3, 1))
    operations.propose(action, by=p.housing_officer, note="Now.")
    assert [offer.key for offer in offers.proposed_complete(p.implementation, TODAY)] == [
        "action:A-1:proposed:2026-03-01"
    ]


def test_escalation_is_to_be_decided_above_and_known_below(p):
    make.escalation(p)
    (above,) = offers.escalations(p.executive, TODAY)
    (below,) = offers.escalations(p.implementation, TODAY)
    assert (above.asked, below.asked) == ("decide", "shape")
    assert below.detail == "Waits for Executive Board: Nobody can agree the lawful basis."


def test_answer_comes_back_to_the_group_it_rose_from(p):
    make.escalation(p, "answered")
    assert offers.escalations(p.executive, TODAY) == []
    (back,) = offers.escalations(p.implementation, TODAY)
    assert (back.asked, back.detail) == ("note", "Executive Board answered: Share it for three months.")
    assert offers.escalations(p.implementation, date(2026, 6, 1)) == []


def test_newly_tasked_is_offered_to_its_group_and_those_who_steer(p):
    make.work(p)
    make.work(p, "taken_up")
    offered = [offers.newly_tasked(group, TODAY) for group in (p.early_help, p.implementation, p.executive)]
    assert [len(each) for each in offered] == [1, 1, 1]
    assert offers.newly_tasked(p.practice_review, TODAY) == []
    assert offered[0][0].detail.startswith("Multi-agency early help, tasked to Multi-agency Early Help, by ")


def test_tests_due_are_those_whose_day_has_come(p):
    test = make.effect_test(p, due_on=date(2026, 3, 1))
    assert offers.tests_due(p.implementation, date(2026, 2, 28)) == []
    (offer,) = offers.tests_due(p.implementation, date(2026, 3, 1))
    assert (offer.key, offer.href) == ("test:T-1", test.get_absolute_url())
    assert len(offers.tests_due(p.early_help, date(2026, 3, 1))) == 1
    assert offers.tests_due(p.practice_review, date(2026, 3, 1)) == []


def test_statement_work_tells_what_was_tasked_from_each(p):
    enquiry = make.enquiry(p)
    statement = make.statement(p, of=enquiry, key="needs-to-happen")
    work = make.work(p, priority=make.priority(p, enquiries=[enquiry]), statement=statement)
    assert offers.statement_work([statement.pk, 10**6]) == {
        statement.pk: [
            {
                "text": "Tasked to Multi-agency Early Help",
                "href": work.get_absolute_url(),
                "tag": "Multi-agency early help",
            }
        ]
    }


def test_withdrawn_work_is_not_told_of(p):
    enquiry = make.enquiry(p)
    statement = make.statement(p, of=enquiry, key="needs-to-happen")
    make.work(p, "withdrawn", priority=make.priority(p, enquiries=[enquiry]), statement=statement)
    assert offers.statement_work([statement.pk]) == {}


@pytest.mark.parametrize("size", [1, 6])
def test_statements_do_not_grow_with_what_is_owed(p, size, django_assert_max_num_queries):
    work = make.work(p)
    for _ in range(size):
        action = make.action(p, "in_progress", work=work)
        make.joint_action(p, "in_progress", work=work)
        make.update_round(p, [action])
        make.effect_test(p, tester=p.housing_officer, priority=work.priority)
        make.action(p, "proposed", work=work, owner=p.health_officer, agency=p.health)
    with django_assert_max_num_queries(8):
        assert offers.owed(p.housing_officer, TODAY)
        assert offers.decisions(p.housing_officer, TODAY)
