"""Contributing learning, putting it right and setting it aside."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from threespires.partnership.models import ContactNumber
from threespires.thread.learning import operations
from threespires.thread.learning.models import Kind, Learning

pytestmark = pytest.mark.django_db

NEW = {
    "title": "Fathers are not asked",
    "summary": "In 7 of 20 plans nobody spoke with the father.",
    "learned_on_day": "3",
    "learned_on_month": "2",
    "learned_on_year": "2026",
    "origin": "",
}


def address_of(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.mark.parametrize("kind", [kind.value for kind in Kind if kind != Kind.TEST_OF_EFFECT])
def test_new_asks_by_kind(p, see, kind):
    words = see(p.health_officer, address_of("new") + f"?kind={kind}")
    assert ('name="words"' in words) == (kind == "childs_voice")


def test_new_asks_the_kind_first_and_refuses_one_that_tests_alone_make(p, see):
    assert "What kind of learning is it?" in see(p.health_officer, address_of("new"))
    words = see(p.health_officer, address_of("new") + "?kind=test_of_effect")
    assert "What kind of learning is it?" in words
    assert "Choose what kind of learning it is<" in words


def test_new_says_that_nothing_was_chosen(p, see):
    asked = see(p.health_officer, address_of("new"))
    assert "There is a problem" not in asked
    assert 'name="go-on"' in asked
    words = see(p.health_officer, address_of("new") + "?go-on=")
    assert "There is a problem" in words
    assert "Choose what kind of learning it is<" in words


def test_new_says_what_to_do_if_a_child_is_at_risk_now(p, see):
    ContactNumber.objects.create(key="emergency", label="In an emergency", number="999", order=1)
    words = see(p.housing_officer, address_of("new") + "?kind=childs_voice")
    assert "If a child is at risk now" in words
    assert 'href="tel:999"' in words
    assert "This form is not a referral" in words


def test_new_contributes(p, send):
    answer = send(p.health_officer, address_of("new") + "?kind=audit", **NEW, agency=p.health.pk, new_theme="Fathers")
    learning = Learning.objects.get()
    assert answer.url == learning.get_absolute_url()
    assert (learning.title, learning.agency, learning.learned_on) == (NEW["title"], p.health, date(2026, 2, 3))
    assert learning.themes.get().name == "Fathers"


def test_new_with_mistakes_keeps_what_was_typed(p, send):
    typed = NEW | {"learned_on_year": "", "origin": "publication", "origin_address": "javascript:alert(1)"}
    words = send(p.health_officer, address_of("new") + "?kind=audit", **typed).content.decode()
    assert "Error:" in words
    assert "must include a year" in words
    assert "Enter what it is called" in words
    assert "must begin with https://" in words
    assert NEW["summary"] in words
    assert not Learning.objects.exists()


def test_new_childs_voice_needs_the_words_who_said_them_and_agreement(p, send):
    typed = {**NEW, "words": "", "said_by": ""}
    words = send(p.health_officer, address_of("new") + "?kind=childs_voice", **typed).content.decode()
    assert "Enter the child’s words" in words
    assert "Enter who said it" in words
    assert "Confirm that the child agreed" in words
    typed |= {"words": "Ask me.", "said_by": "A young person", "agreed_to_use": "on", "summary": ""}
    assert send(p.health_officer, address_of("new") + "?kind=childs_voice", **typed).status_code == 302
    assert Learning.objects.get().words == "Ask me."


def test_new_offers_only_ones_own_agencies_and_no_case_group(p, see, send):
    words = see(p.health_officer, address_of("new") + "?kind=audit")
    assert "Northmere Police</option>" not in words
    answer = send(p.reviewer, address_of("new") + "?kind=audit", **NEW, group=p.practice_review.pk)
    assert "Choose the group it comes from" in answer.content.decode()


def test_new_for_some_groups_is_shown_to_them_alone(p, send):
    send(p.health_officer, address_of("new") + "?kind=audit", **NEW, groups=[p.early_help.pk])
    assert Learning.objects.get().audience == "groups"


def test_new_is_not_there_for_an_outsider(p, see):
    see(p.outsider, address_of("new"), status=404)


def test_sending_the_same_form_twice_makes_one_record(p, send):
    first = send(p.health_officer, address_of("new") + "?kind=audit", **NEW, once="same-token")
    second = send(p.health_officer, address_of("new") + "?kind=audit", **NEW, once="same-token")
    assert first.url == second.url
    assert Learning.objects.count() == 1


def test_edit_of_the_second_of_two_shows_theirs_and_yours_and_loses_nothing(p, send):
    learning = make.learning(p)
    operations.amend(learning, by=p.manager, title="The manager’s title")
    typed = NEW | {"title": "My title", "version": "1"}
    words = send(p.quality, address_of("edit", learning.ref), **typed).content.decode()
    for kept in ("Someone else changed this", "The manager’s title", "My title", 'name="version" value="2"'):
        assert kept in words
    assert send(p.quality, address_of("edit", learning.ref), **typed | {"version": "2"}).status_code == 302
    learning.refresh_from_db()
    assert learning.title == "My title"


def test_edit_begins_from_what_is_there(p, see):
    learning = make.learning(p, themes=["Fathers"], groups=[p.early_help], audience="groups")
    words = see(p.quality, address_of("edit", learning.ref))
    assert learning.summary in words
    assert words.count(" checked") == 3  # the theme, the group, and "no origin given"


def test_edit_and_set_aside_are_refused_to_those_who_may_not(p, see):
    learning = make.learning(p)
    see(p.early_help_chair, address_of("edit", learning.ref), status=403)
    see(p.early_help_chair, address_of("set_aside", learning.ref), status=403)
    see(p.outsider, address_of("edit", learning.ref), status=404)


def test_set_aside_asks_why(p, send):
    learning = make.learning(p)
    assert "Enter" in send(p.quality, address_of("set_aside", learning.ref), because="").content.decode()
    send(p.quality, address_of("set_aside", learning.ref), because="Known already")
    learning.refresh_from_db()
    assert learning.set_aside_because == "Known already"
