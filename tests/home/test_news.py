from datetime import timedelta

import pytest

from tests import make
from threespires.history.models import Event
from threespires.history.recording import record
from threespires.home import news as hearing
from threespires.home.news import SHOWN, WORDS, news_before, news_since, say
from threespires.kernel import clock, plates
from threespires.search.indexing import rebuild
from threespires.thread.learning import operations as learning

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def begun(p):
    """Records of every kind, found by search; news is what happens to them from now on."""
    begun = clock.now() - timedelta(seconds=1)
    p.shared = make.action(p)
    p.private = make.learning(p, by=p.quality, audience="groups", groups=[p.early_help])
    p.kept = make.case_learning(p)
    rebuild()
    Event.objects.all().delete()
    return begun


def said(person, since):
    return [f"{news.who} {news.words}" for news in news_since(person, since)]


def event(**facts):
    return {"verb": "action.updated", "ref": "A-45", "title": "A title", "words": "", "changes": {}, **facts}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "updated A-45"),
        ({"verb": "action.proposed"}, "proposed A-45 complete"),
        ({"verb": "action.raised"}, "raised A-45, A title"),
        ({"verb": "action.returned", "words": "Show the audit"}, "returned A-45: “Show the audit”"),
        ({"verb": "action.returned"}, "returned A-45"),
        (
            {"words": "no lawful basis", "changes": {"status": ["in_progress", "blocked"]}},
            "marked A-45 blocked: “no lawful basis”",
        ),
        ({"words": "all well", "changes": {"status": ["blocked", "in_progress"]}}, "updated A-45: “all well”"),
        ({"verb": "priority.closed", "ref": ""}, "closed A title"),
        ({"ref": ""}, "updated A title"),
    ],
)
def test_say_words_what_was_done(facts, words):
    assert say(event(**facts)) == words


def test_say_shortens_what_is_long():
    assert len(say(event(verb="action.returned", words="word " * 100))) < 120


@pytest.mark.parametrize("verb", WORDS)
def test_every_verb_can_be_said(verb):
    assert say(event(verb=verb, words="A reason")).strip()
    assert "{" not in say(event(verb=verb, words="A reason"))


def test_news_names_who_did_what_and_leads_there(p, begun):
    record("action.accepted", p.shared, by=p.scrutineer)
    [news] = news_since(p.manager, begun)
    assert (news.who, news.words) == ("Scrutineer", f"accepted {p.shared.ref}")
    assert news.href == p.shared.get_absolute_url()


def test_one_s_own_doings_are_no_news(p, begun):
    record("action.accepted", p.shared, by=p.scrutineer)
    assert said(p.scrutineer, begun) == []


def test_what_the_clock_did_is_news(p, begun):
    record("action.changed", p.shared, by=None)
    assert said(p.manager, begun) == [f"The calendar changed {p.shared.ref}"]


def test_only_what_happened_since_is_news_newest_first(p, begun):
    with clock.at(begun - timedelta(minutes=1)):
        record("action.raised", p.shared, by=p.quality)
    record("action.updated", p.shared, by=p.quality)
    record("action.accepted", p.shared, by=p.scrutineer)
    ref = p.shared.ref
    assert said(p.manager, begun) == [f"Scrutineer accepted {ref}", f"Quality updated {ref}"]


def test_the_same_news_is_told_once_and_few_in_all(p, begun):
    for _ in range(5):
        record("action.updated", p.shared, by=p.quality)
    assert len(said(p.manager, begun)) == 1
    for number in range(SHOWN + 3):
        record("action.returned", p.shared, by=p.quality, words=f"Reason {number}")
    assert len(said(p.manager, begun)) == SHOWN


def test_news_tells_nobody_of_what_they_may_not_see(p, begun):
    record("learning.contributed", p.private, by=p.scrutineer)
    with pytest.raises(TypeError, match="isn’t told in open history"):
        record("case_learning.kept", p.kept, by=p.scrutineer)
    told = {name for name, person in p.people.items() if said(person, begun)}
    assert told == {"early_help_chair", "quality"}


def test_someone_who_holds_nothing_hears_nothing(p, begun, django_assert_num_queries):
    record("action.accepted", p.shared, by=p.scrutineer)
    assert said(p.outsider, begun) == []
    with django_assert_num_queries(0):
        said(p.outsider, begun)


def test_much_that_one_may_not_see_hides_nothing_that_one_may(p, begun, monkeypatch):
    monkeypatch.setattr(hearing, "_AT_FIRST", 4)
    record("action.accepted", p.shared, by=p.scrutineer)
    for number in range(30):
        record("learning.set_aside", p.private, by=p.scrutineer, words=f"Reason {number}")
    assert said(p.manager, begun) == [f"Scrutineer accepted {p.shared.ref}"]


def test_what_a_record_was_called_before_is_no_news(p, begun):
    record("learning.contributed", p.private, by=p.scrutineer)
    learning.amend(p.private, by=p.quality, title="Fit for everyone", audience="partnership")
    assert "Scrutineer contributed Fit for everyone" in said(p.manager, begun)


def test_an_escalation_and_its_answer_are_news(p, begun):
    risen = make.escalation(p, "answered")
    title = risen.action.title
    told = said(p.manager, begun)
    assert f"Scrutineer answered the escalation of {title}: “{risen.answer}”" in told
    assert any(f"escalated {title}: “" in each for each in told)


def test_news_goes_on_page_after_page_and_tells_each_thing_once(p, begun, monkeypatch):
    monkeypatch.setattr(hearing, "ON_A_PAGE", 10)
    for number in range(25):
        record("action.returned", p.shared, by=p.quality, words=f"Reason {number}")
    told, further = [], None
    for expected in (10, 10, 5):
        found, further = news_before(p.manager, further)
        assert len(found) == expected
        told += [each.words for each in found]
    assert further is None
    assert told == [f"returned {p.shared.ref}: “Reason {number}”" for number in reversed(range(25))]
    assert news_before(p.manager, 10**9)[0] == news_before(p.manager)[0]


def test_verbs_without_words_and_kinds_search_does_not_find_are_no_news(p, begun):
    record("action.polished", p.shared, by=p.scrutineer)
    record("action.accepted", p.levels[0], by=p.scrutineer)
    assert said(p.manager, begun) == []


def test_news_takes_two_statements_however_much_happened(p, begun, django_assert_num_queries):
    said(p.manager, begun)
    record("action.accepted", p.shared, by=p.scrutineer)
    record("learning.taken_up", p.private, by=p.scrutineer)
    for _ in range(30):
        record("action.returned", make.action(p), by=p.quality, words="again")
    with django_assert_num_queries(2):
        said(p.manager, begun)


def test_every_kind_that_search_finds_has_its_own_model():
    models = [kind.model.lower() for kind in plates.searchables()]
    assert len(models) == len(set(models))
