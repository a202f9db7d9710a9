"""Stating, rewording, withdrawing and scaling, in a browser's terms."""

import pytest
from django.urls import reverse

from tests import make
from threespires.thread.priorities import operations
from threespires.thread.priorities.models import Statement

pytestmark = pytest.mark.django_db


def address_of(name, *args):
    return reverse(f"priorities:{name}", args=args)


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


def test_withdrawing_says_what_was_tasked_from_the_statement(p, see):
    statement = make.statement(p, key="needs-to-happen")
    address = address_of("withdraw", statement.enquiry.ref, statement.pk)
    assert "Work was tasked from this" not in see(p.quality, address)
    priority = make.priority(p, enquiries=[statement.enquiry])
    work = make.work(p, statement=statement, priority=priority)
    words = see(p.quality, address)
    assert "Work was tasked from this" in words
    assert f'href="{work.get_absolute_url()}"' in words


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


def test_earlier_versions_name_what_was_cited_as_far_as_the_person_may_see_it(p, see):
    hidden = make.learning(p, by=p.early_help_chair, audience="groups", groups=[p.early_help])
    statement = make.statement(p, by=p.early_help_chair, cites=[hidden])
    shown = make.learning(p)
    operations.reword(statement, by=p.quality, text=statement.text, cites=[shown])
    address = address_of("earlier", statement.enquiry.ref)
    assert f"Cited {hidden.ref}, {shown.ref}" in see(p.early_help_chair, address)
    words = see(p.scrutineer, address)
    assert hidden.ref not in words
    assert f"Cited {shown.ref}" in words
