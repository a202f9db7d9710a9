"""What lines of enquiry and priorities put on home pages and agendas."""

from datetime import date

import pytest

from tests import make
from threespires.kernel import plates
from threespires.kernel.dates import Quarter
from threespires.thread.actions import operations as actions
from threespires.thread.learning import offers as learning_offers
from threespires.thread.learning import operations as learning
from threespires.thread.priorities import offers, operations
from threespires.thread.priorities.models import Priority

pytestmark = pytest.mark.django_db


def source(name, group, day=date(2026, 2, 10)):
    offers_of = plates.agenda_source(name)
    assert offers_of is not None
    return offers_of(group, day)


def test_turn_of_the_quarter_asks_those_who_set_priorities(p, clock_at):
    priority = make.priority(p)
    assert not offers.decisions(p.scrutineer, date(2026, 3, 31))
    day = date(2026, 4, 1)
    clock_at(day)
    for person in (p.scrutineer, p.director, p.manager, p.administrator):
        (owed,) = offers.decisions(person, day)
        assert owed.href == priority.get_absolute_url()
        assert owed.detail == "Not yet decided for Quarter 1, 2026 to 2027"
    assert not offers.decisions(p.health_officer, day)
    (offer,) = source("thread.priorities", p.executive, day)
    assert (offer.asked, offer.detail) == ("decide", "Not yet decided for Quarter 1, 2026 to 2027")
    (noted,) = source("thread.priorities", p.forum, day)
    assert noted.asked == "note"
    operations.carry_forward(priority, by=p.scrutineer, quarter=day, reason="Half done")
    assert not offers.decisions(p.scrutineer, day)
    (offer,) = source("thread.priorities", p.executive, day)
    assert (offer.asked, offer.detail) == ("note", "Carried forward for Quarter 1, 2026 to 2027")


def test_a_priority_chosen_for_a_later_quarter_waits_for_no_earlier_one(p, clock_at):
    clock_at(date(2026, 2, 10))
    priority = make.priority(p, quarter=date(2026, 4, 1))
    assert offers.decisions(p.chief_executive, date(2026, 2, 10)) == []
    assert source("thread.priorities", p.executive) == []
    assert list(Priority.objects.undecided(Quarter.of(date(2026, 7, 1)))) == [priority]


def test_vision_waits_for_members_who_have_not_agreed_its_words(p):
    priority = make.priority(p)
    operations.write_vision(priority, by=p.health_officer, vision="Somebody asks me why.")
    operations.agree_vision(priority, by=p.health_officer)
    day = date(2026, 2, 10)
    assert [owed.title for owed in offers.decisions(p.police_officer, day)] == [f"Agree the vision: {priority.title}"]
    assert not offers.decisions(p.health_officer, day)
    assert not offers.decisions(p.director, day)


def test_lines_of_enquiry_offers_those_that_are_open(p):
    enquiry, closed = make.enquiry(p), make.enquiry(p, question="Closed?")
    operations.close_enquiry(closed, by=p.scrutineer, because="Answered")
    assert [offer.href for offer in source("thread.lines_of_enquiry", p.executive)] == [enquiry.get_absolute_url()]


def test_what_next_offers_what_is_not_tasked_yet(p):
    enquiry = make.enquiry(p)
    tasked = make.statement(p, enquiry, key="needs-to-happen", text="One route")
    make.statement(p, enquiry, key="needs-to-happen", text="Dentists too")
    make.statement(p, enquiry, text="A worry")
    actions.task(
        by=p.manager, priority=make.priority(p, enquiries=[enquiry]), title="One route", level=p.levels[0],
        group=p.early_help, due_on=date(2026, 6, 30), done_means="Used", statement=tasked,
    )  # fmt: skip
    assert [offer.title for offer in source("thread.what_next", p.implementation)] == ["Dentists too"]
    operations.close_enquiry(enquiry, by=p.scrutineer, because="Answered")
    assert not source("thread.what_next", p.implementation)


def test_learning_to_take_up_offers_what_everyone_may_see(p):
    new = make.learning(p, learned_on=date(2026, 1, 5))
    make.learning(p, title="For early help", audience="groups", groups=[p.early_help])
    learning.take_up(make.learning(p, title="Taken up"), by=p.quality)
    protected = make.protected_learning(p)
    offered = source("thread.learning_to_take_up", p.executive)
    assert [offer.href for offer in offered] == [protected.get_absolute_url(), new.get_absolute_url()]
    assert offered[0].detail == "Protected source, Quarter 4, 2025 to 2026"
    assert protected.ref in offered[0].key


def test_learning_to_take_up_says_how_much_more_there_is(p):
    for number in range(learning_offers.ON_AN_AGENDA + 3):
        make.learning(p, title=f"Piece {number}")
    *shown, more = source("thread.learning_to_take_up", p.executive)
    assert len(shown) == learning_offers.ON_AN_AGENDA
    assert (more.title, more.detail) == ("The rest that nobody has taken up", "3 more")


def test_releases_wait_for_a_second_member_and_return_to_their_writer(p):
    day = date(2026, 2, 10)
    release = make.release(p)
    assert [owed.href for owed in learning_offers.decisions(p.second_reviewer, day)] == [release.get_absolute_url()]
    for person in (p.reviewer, p.manager, p.scrutineer):
        assert not learning_offers.decisions(person, day)
    assert release.title not in str(learning_offers.decisions(p.second_reviewer, day))
    learning.return_release(release, by=p.second_reviewer, because="Too close")
    assert [owed.href for owed in learning_offers.owed(p.reviewer, day)] == [release.get_absolute_url()]
    assert not learning_offers.owed(p.second_reviewer, day)
