"""Who may read back what learning said: nobody learns from history what they could not have read then."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from threespires.history.models import Event
from threespires.thread.learning import operations

pytestmark = pytest.mark.django_db


def past(learning):
    return reverse("learning:history", args=[learning.ref])


def test_what_it_said_before_is_told_and_linked(p, see):
    learning = make.learning(p, themes=["Health"])
    before = learning.summary
    operations.amend(learning, by=p.manager, summary="In 10 of 24 cases.", themes=["Health", "Housing"])
    assert past(learning) in see(p.reviewer, learning.get_absolute_url())
    words = see(p.reviewer, past(learning))
    for said in (before, "In 10 of 24 cases.", "Health, Housing", "Manager, Board Manager", "Contributed"):
        assert said in words


def test_history_is_seen_by_those_alone_who_see_the_learning(p, see):
    learning = make.learning(p, audience="groups", groups=[p.early_help])
    for person, status in ((p.early_help_chair, 200), (p.quality, 200), (p.manager, 404), (p.outsider, 404)):
        see(person, past(learning), status=status)


@pytest.fixture
def opened(p):
    """Learning that one group alone might see, written anew and then opened to everyone."""
    learning = make.learning(p, title="Secret title", summary="Secret words", audience="groups", groups=[p.early_help])
    operations.amend(learning, by=p.quality, summary="Secret again")
    operations.amend(learning, by=p.quality, title="Open title", summary="Open words", audience="partnership")
    operations.amend(learning, by=p.quality, summary="Clearer words")
    return learning


def test_what_it_said_before_it_was_opened_stays_with_those_who_had_it(p, see, opened):
    for person in (p.early_help_chair, p.quality):
        words = see(person, past(opened))
        assert "Secret words" in words
        assert "Secret title" in words
    for person in (p.manager, p.reviewer, p.scrutineer):
        words = see(person, past(opened))
        assert "Secret" not in words
        assert "Open words" in words
        assert words.count('class="ts-history__event"') == 2


def test_what_it_said_before_it_passed_to_another_group_stays_with_the_first(p, see):
    learning = make.learning(p, summary="Secret words", audience="groups", groups=[p.early_help])
    operations.amend(learning, by=p.quality, summary="Open words", groups=[p.implementation])
    assert "Secret" not in see(p.housing_officer, past(learning))
    see(p.early_help_chair, past(learning), status=404)


def test_a_childs_earlier_words_are_not_shown_from_before_it_was_opened(p, see):
    voice = make.childs_voice(p, words="Secret words of a child", audience="groups", groups=[p.early_help])
    operations.amend(voice, by=p.quality, words="Open words", audience="partnership")
    assert "Secret" in see(p.early_help_chair, voice.get_absolute_url())
    assert "Secret" not in see(p.manager, voice.get_absolute_url())
    assert "Secret" not in see(p.manager, past(voice))


def test_where_it_came_from_is_told_to_those_alone_who_may_follow_it_as_it_was(p, see):
    facts = {"origin": "document", "origin_title": "Secret file", "origin_group": p.early_help}
    learning = make.learning(p, **facts)
    operations.amend(learning, by=p.quality, origin_title="Public report", origin_group=None)
    assert "Secret file" not in see(p.manager, past(learning))
    assert "Secret file" in see(p.early_help_chair, past(learning))


def test_protected_learning_has_no_history_page_for_anybody(p, see):
    learning = make.protected_learning(p)
    operations.take_up(learning, by=p.second_reviewer)
    for name in ("reviewer", "second_reviewer", "manager", "scrutineer", "outsider"):
        see(p.people[name], past(learning), status=404)
        if name != "outsider":
            assert past(learning) not in see(p.people[name], learning.get_absolute_url())


def test_no_event_of_protected_learning_tells_kind_author_day_or_number_of_cases(p, see, clock_at):
    pooled = [make.case_learning(p), make.case_learning(p), make.case_learning(p)]
    learning = make.protected_learning(p, sources=pooled)
    assert not Event.objects.about(learning).exists()
    clock_at(date(2026, 3, 9))
    operations.take_up(learning, by=p.scrutineer)
    [event] = Event.objects.about(learning)
    assert event.changes == {"status": ["new", "taken_up"]}
    told = see(p.manager, learning.get_absolute_url())
    for secret in ("Practice review", str(p.reviewer), str(p.second_reviewer), "10 February", "9 March", "Scrutineer"):
        assert secret not in told.split("<h1")[1].split("<footer")[0]
    assert not [each for each in Event.objects.filter(kind="learning.release") if "sources" in each.changes]
