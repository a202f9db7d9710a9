import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import NotSupportedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from threespires.partnership.models import Group, Post
from threespires.search.finding import ON_A_PAGE, find

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', '""', "'", "''; DROP TABLE search_searchentry; --", "a OR", "AND", "NOT neglect", "NEAR(a b)",
    "neglect*", "title:neglect", "{title} : x", "^neglect", "-neglect", "neglect -", "(", ")", "((neglect)",
    "a & b | !c", "<->", "a <-> b", ":*", "neglect:*", "\\", "\\'", "%", "_", "__", "\0", "neglect\0",
    "x" * 10_000, "word " * 2_000, '"' * 10_000, "٣", "ª º", "日本語", "🙂", "\ue000", "a\u0301", "\ud800",
    "co-operate/and.dot@example.test", "$1 %s %(x)s",
]  # fmt: skip


def titles(found):
    return [hit.title for hit in found.hits]


def test_find_gives_records_that_hold_every_word(p, write):
    write(("Dental neglect", "one"), ("Dental health", "two"), ("Neglect", "three"))
    assert titles(find(p.manager, "dental neglect")) == ["Dental neglect"]
    assert set(titles(find(p.manager, "dental"))) == {"Dental neglect", "Dental health"}


def test_find_knows_words_by_their_stem(p, write):
    write(("Appointments", "Children were visited at home"))
    for words in ("appointment", "visit", "visiting homes", "child"):
        found = find(p.manager, words)
        assert (found.everything, found.shown_for) == (0 if words == "child" else 1, "")


def test_find_takes_words_in_quotation_marks_as_a_phrase(p, write):
    write(("One", "The child was not brought to the dentist"), ("Other", "Brought by the child"))
    assert titles(find(p.manager, '"brought to the dentist"')) == ["One"]
    assert titles(find(p.manager, "brought child"))[:2] != []


def test_find_ranks_a_word_in_the_title_first(p, write):
    write(("Health", "Only here does exploitation stand"), ("Exploitation", "Something else"))
    assert titles(find(p.manager, "exploitation")) == ["Exploitation", "Health"]


def test_find_takes_a_reference_however_it_is_written(p, write):
    write(("Single pathway", "Came out of A-45"), ("Another", "Came out of A-450"))
    for words in ("A-45", "a-45", "pathway A-45"):
        assert titles(find(p.manager, words)) == ["Single pathway"]


def test_find_marks_the_words_in_a_piece_of_the_text_and_escapes_it(p, write):
    write(("Title", "<script>alert(1)</script> & then a child was neglected at home " + "and so on " * 80))
    snippet = find(p.manager, "neglect").hits[0].snippet
    assert "<mark>neglected</mark>" in snippet
    assert "<script>" not in snippet
    assert len(snippet) < 400


def test_find_puts_a_typing_error_right_and_says_so(p, write):
    write(("Dental neglect", "Children not brought to appointments"))
    found = find(p.manager, "dentl neglcet")
    assert titles(found) == ["Dental neglect"]
    assert found.shown_for == "dental neglect"
    found = find(p.manager, "apointments")
    assert (titles(found), found.shown_for) == (["Dental neglect"], "appointments")


def test_find_says_nothing_of_correction_where_nothing_was_corrected(p, write):
    write(("Dental neglect", ""))
    assert find(p.manager, "neglect").shown_for == ""
    assert find(p.manager, "zebra").shown_for == ""
    assert find(p.manager, "dental zebra").shown_for == ""


def test_find_counts_by_kind_and_keeps_to_one_when_asked(p, write):
    write(("Neglect one", ""), ("Neglect two", ""))
    write(("Neglect officer", ""), model=Post)
    found = find(p.manager, "neglect")
    assert [(of.kind, of.words, of.count) for of in found.kinds] == [
        ("group", "Group", 2),
        ("post", "Post", 1),
    ]
    found = find(p.manager, "neglect", kind="post")
    assert (titles(found), found.everything) == (["Neglect officer"], 3)
    assert find(p.manager, "neglect", kind="nonsense").hits == []


def test_find_pages_through_many(p, write):
    write(*((f"Neglect {number:03d}", "") for number in range(ON_A_PAGE + 3)))
    first, second = find(p.manager, "neglect"), find(p.manager, "neglect", page=2)
    assert (len(first.hits), len(second.hits)) == (ON_A_PAGE, 3)
    assert not set(titles(first)) & set(titles(second))
    for page in ("999", "-1", "0", "x", "", "²", "9" * 40):
        assert find(p.manager, "neglect", page=page).hits


def test_find_gives_nobody_what_they_may_not_see(p, write):
    write(("Safeguarding Zorblatt", "quixotic"), model=Post)
    assert titles(find(p.manager, "zorblatt")) == ["Safeguarding Zorblatt"]
    for person in {*p.people.values(), make.person(), AnonymousUser()} - {p.manager}:
        for words in ("zorblatt", "zorblat", "quixotic", "safeguarding"):
            found = find(person, words)
            assert (found.hits, found.kinds, found.everything, found.shown_for) == ([], [], 0, ""), person


def test_find_counts_only_what_the_person_may_see(p, write):
    write(("Neglect group", ""))
    write(("Neglect post", ""), model=Post)
    found = find(p.reviewer, "neglect", kind="post")
    assert (found.hits, found.everything, [of.kind for of in found.kinds]) == ([], 1, ["group"])


def test_a_correction_tells_nothing_of_records_one_may_not_see(p, write):
    """Neither by offering their words, nor by taking a name that stands only in them as well spelt."""
    write(("Johnson", ""))
    before = find(p.reviewer, "jonhson")
    write(("Jonhson", ""), model=Post)
    after = find(p.reviewer, "jonhson")
    assert before.shown_for == after.shown_for == "johnson"
    assert titles(before) == titles(after) == ["Johnson"]
    assert find(p.manager, "jonhson").shown_for == ""


def test_someone_who_holds_nothing_finds_nothing(p, write):
    write(("Neglect", ""))
    assert find(p.outsider, "neglect").everything == 0


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_find_survives_whatever_is_typed(p, write, words):
    write(("Neglect", "co-operate and dot at example test"))
    find(p.manager, words)
    storable = words.replace("\ud800", "").replace("\0", "")
    write((storable[:200], storable))
    find(p.manager, words)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(max_size=60))
def test_find_never_fails(p, words):
    find(p.manager, words)


def test_find_takes_as_many_statements_for_many_as_for_few(p, write, django_assert_num_queries):
    write(("Neglect", ""))
    find(p.manager, "x")
    with django_assert_num_queries(2):
        find(p.manager, "neglect")
    write(*((f"Neglect {number}", "") for number in range(50)))
    with django_assert_num_queries(2):
        find(p.manager, "neglect")


def test_every_kind_s_own_rule_is_asked_however_it_is_written(p, write, monkeypatch):
    write(("Neglect", ""), ("Neglect too", ""))
    one = Group.objects.filter(name="Neglect")
    for rule in (one, one.distinct(), Group.objects.filter(pk__in=one), one | one):
        monkeypatch.setattr("tests.search.conftest.visible_groups", lambda person, rule=rule: rule)
        assert titles(find(p.manager, "neglect")) == ["Neglect"], rule.query


@pytest.mark.parametrize("cut", [lambda things: things[:1], lambda things: things.union(things)])
def test_a_rule_that_cannot_be_asked_fails_rather_than_opens_everything(p, monkeypatch, cut):
    monkeypatch.setattr("tests.search.conftest.visible_groups", lambda person: cut(Group.objects.all()))
    with pytest.raises((TypeError, NotSupportedError)):
        find(p.manager, "neglect")


@pytest.mark.parametrize("words", ["Dental Review Panel", "dental  review panel", "dental reveiw panel"])
def test_what_is_called_exactly_as_asked_comes_first(p, write, words):
    write(
        ("Dental Review Panel", "It looks at much else besides. " * 40),
        ("A dental review panel", "Dental review panel, dental review panel"),
    )
    assert titles(find(p.manager, words))[0] == "Dental Review Panel"
