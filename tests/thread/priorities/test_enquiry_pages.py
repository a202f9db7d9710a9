"""Pages about lines of enquiry, as each person is shown them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.thread.actions import operations as actions
from threespires.thread.priorities import operations
from threespires.thread.priorities.models import LineOfEnquiry

pytestmark = pytest.mark.django_db


def queries(client, person, address):
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def address_of(name, *args):
    return reverse(f"priorities:{name}", args=args)


def test_enquiries_say_how_many_are_open_and_keep_the_closed_apart(p, see):
    assert "No line of enquiry is open" in see(p.scrutineer, address_of("enquiries"))
    enquiry = make.enquiry(p)
    make.statement(p, enquiry)
    closed = make.enquiry(p, question="Do we hear fathers?")
    operations.close_enquiry(closed, by=p.scrutineer, because="We do now")
    words = see(p.scrutineer, address_of("enquiries"))
    assert "One line of enquiry is open" in words
    assert "1 statement · not yet scaled" in words
    assert "Do we hear fathers?" not in words
    assert "We do now" in see(p.scrutineer, address_of("enquiries") + "?status=closed")


def test_enquiry_shows_statements_under_their_questions_with_their_sources(p, see):
    enquiry = make.enquiry(p)
    audit = make.learning(p)
    make.statement(p, enquiry, cites=[audit])
    make.statement(p, enquiry, text="Nobody asked me why", as_said=True, cites=[make.childs_voice(p)])
    words = see(p.scrutineer, enquiry.get_absolute_url())
    assert words.index("What are we worried about?") < words.index("A missed appointment was known")
    assert "Audit of 24 cases, 10 February 2026" in words
    assert "“Nobody asked me why”" in words
    assert "A young person, as said, 10 February 2026" in words


def test_enquiry_names_no_learning_that_the_person_may_not_see(p, see):
    hidden = make.learning(p, title="For early help", by=p.early_help_chair, audience="groups", groups=[p.early_help])
    statement = make.statement(p, by=p.early_help_chair, cites=[hidden])
    address = statement.enquiry.get_absolute_url()
    assert "For early help, " in see(p.early_help_chair, address)
    words = see(p.scrutineer, address)
    assert "For early help" not in words
    assert hidden.ref not in words
    assert "Learning that was shared with some groups only" in words


def test_enquiry_shows_what_was_tasked_and_who_may_put_the_rest_to_the_executive(p, see):
    enquiry = make.enquiry(p)
    tasked = make.statement(p, enquiry, key="needs-to-happen", text="One route")
    address = enquiry.get_absolute_url()
    assert "Put to the Executive Board" in see(p.manager, address)
    assert "Put to the Executive Board" not in see(p.health_officer, address)
    assert "Not yet tasked" in see(p.health_officer, address)
    priority = make.priority(p, enquiries=[enquiry])
    assert "See the priority" in see(p.health_officer, address)
    actions.task(
        by=p.manager, priority=priority, title="One route", level=p.levels[2], group=p.early_help,
        due_on=date(2026, 6, 30), done_means="Used", statement=tasked,
    )  # fmt: skip
    words = see(p.health_officer, address)
    assert "Tasked to Multi-agency Early Help" in words
    assert "Multi-agency early help" in words
    assert "Not yet tasked" not in words


def test_enquiry_shows_scales_by_month_and_the_latest_reason(p, see, clock_at):
    enquiry = make.enquiry(p)
    clock_at(date(2025, 10, 16))
    for person, agency, score in ((p.health_officer, p.health, 3), (p.housing_officer, p.housing, 4)):
        operations.scale(enquiry, by=person, agency=agency, score=score, reason=f"At first {score}")
    clock_at(date(2026, 2, 24))
    operations.scale(enquiry, by=p.health_officer, agency=p.health, score=5, reason="Practices use the code")
    words = see(p.scrutineer, enquiry.get_absolute_url())
    for fact in (
        ">October<",
        ">February<",
        "Reason given in February",
        "Practices use the code",
        "Said on 16 October 2025",
    ):
        assert fact in words
    assert "At first 3" not in words
    assert "At first 3" in see(p.scrutineer, address_of("scales", enquiry.ref))


def test_enquiry_shows_at_most_the_first_month_and_the_latest_two(p, see, clock_at):
    enquiry = make.enquiry(p)
    for month in (3, 4, 5, 6, 7):
        clock_at(date(2026, month, 3))
        operations.scale(enquiry, by=p.health_officer, agency=p.health, score=month, reason="So")
    words = see(p.scrutineer, enquiry.get_absolute_url())
    assert [month for month in ("March", "April", "May", "June", "July") if f">{month}<" in words] == [
        "March",
        "June",
        "July",
    ]


def test_enquiry_is_not_there_for_an_outsider(p, see):
    enquiry = make.enquiry(p)
    for name in ("enquiry", "close_enquiry", "scale", "scales", "statements", "new_statement", "earlier"):
        see(p.outsider, address_of(name, enquiry.ref), status=404)
    see(p.scrutineer, address_of("enquiry", "E-99"), status=404)


def test_pages_of_a_line_of_enquiry_take_as_many_queries_for_many_as_for_few(p, client):
    enquiry = make.enquiry(p)
    counts = []
    for _ in range(2):
        for number in range(4):
            for key in ("working-well", "needs-to-happen"):
                cites = [make.learning(p, title=f"Piece {number}", group=p.early_help) for _ in range(2)]
                make.statement(p, enquiry, key=key, cites=cites)
            operations.scale(enquiry, by=p.health_officer, agency=p.health, score=number, reason="So")
            make.enquiry(p, question=f"Question {number}?")
        operations.scale(enquiry, by=p.police_officer, agency=p.police, score=3, reason="So")
        names = [("enquiry", enquiry.ref), ("scales", enquiry.ref), ("statements", enquiry.ref), ("enquiries",)]
        counts.append([queries(client, p.scrutineer, address_of(*name)) for name in names])

    assert counts[0] == counts[1]


def test_new_enquiry_opens(p, see, send):
    words = see(p.scrutineer, address_of("new_enquiry"))
    assert "children are invisible to us" in words
    send(p.scrutineer, address_of("new_enquiry"), question="Do we?", scale_low="Never", scale_high="Always")
    assert LineOfEnquiry.objects.get().scale_high == "Always"
    see(p.early_help_chair, address_of("new_enquiry"), status=403)


def test_close_enquiry_asks_why(p, send, see):
    enquiry = make.enquiry(p)
    assert (
        "Enter the reason" in send(p.scrutineer, address_of("close_enquiry", enquiry.ref), because="").content.decode()
    )
    send(p.scrutineer, address_of("close_enquiry", enquiry.ref), because="Answered well")
    words = see(p.scrutineer, enquiry.get_absolute_url())
    assert "Answered well" in words
    assert "Add a statement" not in words


def test_whoever_may_set_priorities_may_set_one_from_every_open_line_of_enquiry(p, see):
    enquiry = make.enquiry(p)
    make.priority(p, enquiries=[enquiry])
    assert f"/thread/priorities/new/?enquiry={enquiry.ref}" in see(p.scrutineer, enquiry.get_absolute_url())
    assert "Set a priority" not in see(p.health_officer, enquiry.get_absolute_url())
    operations.close_enquiry(enquiry, by=p.scrutineer, because="Answered")
    assert "Set a priority" not in see(p.scrutineer, enquiry.get_absolute_url())
