"""Pages about lines of enquiry and priorities, as each person is shown them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.thread.actions import operations as actions
from threespires.thread.priorities import operations
from threespires.thread.priorities.models import LineOfEnquiry, Priority, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def p(clock_at):
    clock_at(date(2026, 2, 10))
    return make.partnership()


@pytest.fixture
def see(client):
    def get(person, address, *, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


@pytest.fixture
def send(client):
    def post(person, address, **typed):
        client.force_login(person)
        return client.post(address, typed)

    return post


def address_of(name, *args):
    return reverse(f"priorities:{name}", args=args)


def queries(client, person, address):
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# ------------------------------------------------------------------------------------- lines of enquiry


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


# ------------------------------------------------------------------------------------------- statements


def test_find_looks_for_learning_and_loses_nothing(p, send):
    enquiry = make.enquiry(p)
    chosen = make.learning(p, title="Chosen before")
    make.learning(p, title="Fathers are not asked")
    make.learning(p, title="Waits grow")
    typed = {"text": "What I wrote", "column": "worried", "learning": [chosen.ref], "words": "father", "find": "find"}
    words = send(p.quality, address_of("new_statement", enquiry.ref), **typed).content.decode()
    assert "What I wrote" in words
    assert "Fathers are not asked" in words
    assert "Waits grow" not in words
    assert f'value="{chosen.ref}" checked' in words
    assert "Error:" not in words
    assert not Statement.objects.exists()


def test_find_says_how_much_more_fits(p, see):
    enquiry = make.enquiry(p)
    for number in range(15):
        make.learning(p, title=f"Piece {number}")
    assert "3 more." in see(p.quality, address_of("new_statement", enquiry.ref))
    assert "Nothing was learned in those words." in see(
        p.quality, address_of("new_statement", enquiry.ref) + "?q=zebra"
    )


def test_new_statement_is_added(p, send):
    enquiry = make.enquiry(p)
    learning = make.learning(p)
    typed = {"text": "Known to one", "column": "worried", "learning": [learning.ref]}
    answer = send(p.quality, address_of("new_statement", enquiry.ref), **typed)
    statement = Statement.objects.get()
    assert answer.url == statement.get_absolute_url()
    assert list(statement.cites.all()) == [learning]


def test_new_statement_with_mistakes_keeps_what_was_typed(p, send):
    enquiry = make.enquiry(p)
    voice = make.childs_voice(p)
    address = address_of("new_statement", enquiry.ref)
    words = send(p.quality, address, text="Known to one", column="worried").content.decode()
    assert "Choose the learning that shows it" in words
    typed = {"text": "She was not asked", "column": "worried", "as_said": "on", "learning": [voice.ref]}
    words = send(p.quality, address, **typed).content.decode()
    assert "must stand exactly as in the learning you choose" in words
    assert "She was not asked" in words
    assert send(p.quality, address, **typed | {"learning": ["L-99"]}).status_code == 200
    assert not Statement.objects.exists()


def test_new_statement_of_what_needs_to_happen_may_cite_nothing(p, send):
    enquiry = make.enquiry(p)
    send(p.quality, address_of("new_statement", enquiry.ref), text="One route", column="needs-to-happen")
    assert Statement.objects.get().column.leads_to_work


def test_learning_leads_to_stating_what_it_means(p, see):
    enquiry = make.enquiry(p)
    learning = make.learning(p)
    words = see(p.quality, address_of("enquiries") + f"?cite={learning.ref}")
    address = address_of("new_statement", enquiry.ref) + f"?cite={learning.ref}"
    assert address in words
    assert f'value="{learning.ref}" checked' in see(p.quality, address)
    page = see(p.quality, learning.get_absolute_url())
    assert f"{address_of('enquiries')}?cite={learning.ref}" in page
    make.statement(p, enquiry, cites=[learning])
    assert "A missed appointment was known" in see(p.quality, learning.get_absolute_url())


def test_reword_of_the_second_of_two_shows_theirs_and_yours(p, send):
    statement = make.statement(p)
    cites = list(statement.cites.all())
    operations.reword(statement, by=p.manager, text="The manager’s words", cites=cites)
    address = address_of("reword", statement.enquiry.ref, statement.pk)
    typed = {"text": "My words", "learning": [cites[0].ref], "version": "1"}
    words = send(p.quality, address, **typed).content.decode()
    for kept in ("Someone else changed this", "The manager’s words", "My words"):
        assert kept in words
    assert send(p.quality, address, **typed | {"version": "2"}).status_code == 302


def test_reword_of_another_line_of_enquirys_statement_is_not_there(p, see):
    statement = make.statement(p)
    see(p.quality, address_of("reword", make.enquiry(p).ref, statement.pk), status=404)


def test_earlier_versions_show_what_was_said_and_what_was_withdrawn(p, send, see):
    statement = make.statement(p)
    operations.reword(statement, by=p.quality, text="Now clearer", cites=statement.cites.all())
    ref = statement.enquiry.ref
    send(p.quality, address_of("withdraw", ref, statement.pk), because="Said twice")
    assert "Earlier versions (2)" in see(p.scrutineer, statement.enquiry.get_absolute_url())
    words = see(p.scrutineer, address_of("earlier", ref))
    for fact in ("A missed appointment was known", "Now clearer", "Withdrawn: Said twice", "Quality"):
        assert fact in words


def test_stating_is_refused_to_those_who_may_not(p, see):
    statement = make.statement(p)
    ref = statement.enquiry.ref
    for address in (
        address_of("new_statement", ref),
        address_of("statements", ref),
        address_of("reword", ref, statement.pk),
        address_of("withdraw", ref, statement.pk),
    ):
        see(p.administrator, address, status=403)


def test_scale_offers_only_ones_own_agencies(p, see, send):
    enquiry = make.enquiry(p)
    address = address_of("scale", enquiry.ref)
    words = see(p.health_officer, address)
    assert "NHS Northmere Integrated Care Board" in words
    assert "Northmere Police" not in words
    see(p.quality, address, status=403)
    typed = {"agency": "police", "score": "5", "reason": "So"}
    assert "Choose which agency" in send(p.health_officer, address, **typed).content.decode()
    send(p.health_officer, address, **typed | {"agency": "health"})
    assert enquiry.scalings.get().score == 5


@pytest.mark.parametrize("score", ["11", "-1", "", "five"])
def test_scale_asks_for_a_number_from_0_to_10(p, send, score):
    enquiry = make.enquiry(p)
    answer = send(p.health_officer, address_of("scale", enquiry.ref), agency="health", score=score, reason="So")
    assert answer.status_code == 200
    assert not enquiry.scalings.exists()


# ------------------------------------------------------------------------------------------- priorities


def typed_for(enquiry, **other):
    return {
        "enquiries": [enquiry.ref],
        "title": "Followed up the same week",
        "outcome": "A child is asked why.",
        "how_known": "A re-audit.",
        "quarter": "2026-01-01",
        "occasion": "Executive, 9 February 2026",
        "occasion_address": "/meetings/executive-2026-02-09/",
    } | other


def test_new_priority_is_checked_before_it_is_set(p, send):
    typed = typed_for(make.enquiry(p))
    words = send(p.manager, address_of("new_priority"), **typed).content.decode()
    assert "Check before you set the priority" in words
    assert "Quarter 4, 2025 to 2026" in words
    assert not Priority.objects.exists()
    words = send(p.manager, address_of("new_priority"), **typed, back="yes").content.decode()
    assert "Check your answers" in words
    assert "A child is asked why." in words
    answer = send(p.manager, address_of("new_priority"), **typed, confirm="yes")
    priority = Priority.objects.get()
    assert answer.url == priority.get_absolute_url()
    assert priority.occasion_address == "/meetings/executive-2026-02-09/"


def test_new_priority_with_mistakes_keeps_what_was_typed(p, send):
    typed = typed_for(make.enquiry(p), title="", occasion="", quarter="1999-01-01", confirm="yes")
    words = send(p.manager, address_of("new_priority"), **typed).content.decode()
    assert "Enter priority" in words
    assert "A child is asked why." in words
    assert not Priority.objects.exists()


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"])
def test_new_priority_leads_nowhere_else(p, send, address):
    send(p.manager, address_of("new_priority"), **typed_for(make.enquiry(p), occasion_address=address, confirm="yes"))
    assert Priority.objects.get().occasion_address == ""


def test_new_priority_begins_from_the_line_of_enquiry_it_came_from(p, see):
    enquiry = make.enquiry(p)
    assert f'value="{enquiry.ref}" checked' in see(p.manager, address_of("new_priority") + f"?enquiry={enquiry.ref}")
    see(p.health_officer, address_of("new_priority"), status=403)


def test_priorities_stand_by_quarter_and_say_what_is_undecided(p, see, clock_at):
    assert "No priority has been set yet" in see(p.scrutineer, address_of("priorities"))
    priority = make.priority(p)
    assert "Every priority is decided for Quarter 4, 2025 to 2026" in see(p.scrutineer, address_of("priorities"))
    clock_at(date(2026, 4, 1))
    words = see(p.scrutineer, address_of("priorities"))
    assert "One priority is not yet decided for Quarter 1, 2026 to 2027" in words
    operations.carry_forward(priority, by=p.scrutineer, quarter=date(2026, 4, 1), reason="Half done")
    words = see(p.scrutineer, address_of("priorities"))
    assert words.index("Carried forward") < words.index(">Set<")


def test_priorities_of_earlier_years_are_a_link_away(p, see, clock_at):
    make.priority(p, title="Set long ago")
    clock_at(date(2028, 2, 1))
    words = see(p.scrutineer, address_of("priorities"))
    assert "Earlier quarters" in words
    assert "Set long ago" in see(p.scrutineer, address_of("priorities") + "?until=2026-02-01")
    see(p.scrutineer, address_of("priorities") + "?until=nonsense")


def test_priorities_take_as_many_queries_for_many_as_for_few(p, client):
    counts = []
    for _ in range(2):
        for number in range(4):
            priority = make.priority(p, title=f"Priority {number}")
        operations.write_vision(priority, by=p.health_officer, vision="Asked why")
        operations.agree_vision(priority, by=p.health_officer)
        counts.append(queries(client, p.scrutineer, address_of("priorities")))
    assert counts[0] == counts[1]


def test_priority_shows_what_was_decided_and_who_agreed(p, see, clock_at):
    priority = make.priority(p)
    operations.write_vision(priority, by=p.health_officer, vision="Somebody I know asks me why.")
    operations.agree_vision(priority, by=p.health_officer)
    clock_at(date(2026, 4, 1))
    address = priority.get_absolute_url()
    words = see(p.scrutineer, address)
    for fact in (
        "Not yet decided for Quarter 1",
        "Somebody I know asks me why.",
        "Agreed 10 February 2026",
        "Not yet",
        "Carry forward",
    ):
        assert fact in words
    officer = see(p.health_officer, address)
    assert address_of("carry", priority.ref) not in officer
    assert "Agree this vision" not in officer
    assert "Agree this vision" in see(p.police_officer, address)
    see(p.outsider, address, status=404)


def test_carry_change_and_close_ask_for_reason_quarter_and_meeting(p, send, clock_at):
    priority = make.priority(p)
    clock_at(date(2026, 4, 1))
    address = address_of("carry", priority.ref)
    words = send(p.manager, address, reason="", quarter="2026-04-01", occasion="").content.decode()
    assert "Enter why" in words
    assert "Enter at which meeting" in words
    send(p.manager, address, reason="Half done", quarter="2026-04-01", occasion="Executive")
    change = typed_for(priority.enquiries.get(), reason="Clearer", quarter="2026-04-01", title="Sharper")
    stale = send(p.manager, address_of("change", priority.ref), **change, version="1").content.decode()
    assert "Someone else changed this" in stale
    assert "Sharper" in stale
    send(p.manager, address_of("change", priority.ref), **change, version="2")
    send(p.manager, address_of("close", priority.ref), reason="Done", quarter="2026-04-01", occasion="Executive")
    priority.refresh_from_db()
    assert (priority.title, priority.status) == ("Sharper", "closed")
    assert [each.choice for each in priority.quarters.all()] == ["set", "carried", "changed", "closed"]


def test_carry_is_refused_when_both_quarters_are_decided(p, see):
    priority = make.priority(p)
    operations.carry_forward(priority, by=p.scrutineer, quarter=date(2026, 4, 1), reason="Goes on")
    assert "have been decided already" in see(p.scrutineer, address_of("carry", priority.ref), status=403)


def test_vision_is_written_and_agreed(p, send, see):
    priority = make.priority(p)
    send(p.health_officer, address_of("vision", priority.ref), vision="Asked why", version="1")
    stale = send(p.police_officer, address_of("vision", priority.ref), vision="Asked", version="1").content.decode()
    assert "Someone else changed this" in stale
    assert send(p.police_officer, address_of("agree_vision", priority.ref), version="1").status_code == 403
    assert send(p.police_officer, address_of("agree_vision", priority.ref), version="2").status_code == 302
    assert priority.agreements.get().agreed_by == p.police_officer
    see(p.director, address_of("vision", priority.ref), status=403)
    see(p.police_officer, address_of("agree_vision", priority.ref), status=405)
