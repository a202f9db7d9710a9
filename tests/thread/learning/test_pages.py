"""Pages about learning, as each person is shown them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.thread.learning import operations
from threespires.thread.learning.models import CaseLearning, Kind, Learning, Release

pytestmark = pytest.mark.django_db

SECRETS = ("Heron", "eye clinic", "eleven appointments", "Wren", "not before", "9 February")


@pytest.fixture
def p(clock_at):
    clock_at(date(2026, 2, 10))
    return make.partnership()


@pytest.fixture
def see(client):
    """Gets a page as somebody: its status, or its words where it is shown."""

    def get(person, address, *, status=200):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status, (str(person), address)
        return answer.content.decode()

    return get


@pytest.fixture
def send(client):
    """Posts a form as somebody."""

    def post(person, address, **typed):
        client.force_login(person)
        return client.post(address, typed)

    return post


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


# --------------------------------------------------------------------------------------------- register


def test_register_says_how_much_waits_and_lists_the_latest_first(p, see):
    make.learning(p, title="Older", learned_on=date(2025, 5, 1))
    make.learning(p, title="Newer", learned_on=date(2026, 1, 5))
    words = see(p.scrutineer, address_of("register"))
    assert "2 pieces of learning wait to be taken up" in words
    assert words.index("Newer") < words.index("Older")


def test_register_without_learning_says_what_will_be_here(p, see):
    assert "Contribute the first learning" in see(p.scrutineer, address_of("register"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=father", {"Fathers are not asked"}),
        ("q=FATHER plans", {"Fathers are not asked"}),
        ("q=nothing-like-it", set()),
        ("kind=data", {"Waits grow"}),
        ("kind=data&kind=audit", {"Waits grow", "Fathers are not asked"}),
        ("status=set_aside", {"Waits grow"}),
        ("agency=police", {"Waits grow"}),
        ("theme={theme}", {"Fathers are not asked"}),
        ("theme=x&kind=", set()),
        ("page=9", {"Waits grow", "Fathers are not asked", "Nobody holds the whole picture of missed care"}),
    ],
)
def test_register_finds_by(p, see, asked, found):
    audit = make.learning(p, title="Fathers are not asked", summary="In plans", themes=["Fathers"])
    data = make.learning(p, kind="data", title="Waits grow", agency=p.police)
    operations.set_aside(data, by=p.quality, because="Old")
    make.protected_learning(p)
    words = see(p.scrutineer, address_of("register") + "?" + asked.format(theme=audit.themes.get().pk))
    titles = {learning.title for learning in Learning.objects.all()}
    assert {title for title in titles if f">{title}</a>" in words} == found


def test_register_lists_protected_learning_by_its_quarter_whenever_it_was_released(p, see, clock_at):
    make.learning(p, title="Learned on the last day", learned_on=date(2026, 2, 9))
    make.protected_learning(p)
    clock_at(date(2026, 3, 30))
    make.learning(p, title="Learned after the release")
    words = see(p.scrutineer, address_of("register"))
    assert words.index("Nobody holds the whole picture") < words.index("Learned after the release")


def test_register_shows_learning_for_some_groups_only_to_them(p, see):
    make.learning(p, title="For early help", audience="groups", groups=[p.early_help])
    assert "For early help" in see(p.early_help_chair, address_of("register"))
    assert "For early help" not in see(p.manager, address_of("register"))


@pytest.mark.parametrize("name", ["register", "of_group"])
def test_lists_take_as_many_queries_for_many_as_for_few(p, name, client):
    address = address_of(name, *([p.early_help.key] if name == "of_group" else []))

    def count():
        for number in range(5):
            make.learning(p, title=f"Piece {number}", group=p.early_help, agency=p.health, themes=["One"])
        client.force_login(p.scrutineer)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    assert count() == count()


def test_group_page_shows_its_learning_and_its_members_the_way_to_case_learning(p, see):
    make.learning(p, title="Early help learned", group=p.early_help)
    assert "Early help learned" in see(p.scrutineer, address_of("of_group", "early-help"))
    assert address_of("case", "practice-review") in see(p.reviewer, address_of("of_group", "practice-review"))
    assert address_of("case", "practice-review") not in see(p.manager, address_of("of_group", "practice-review"))


# ------------------------------------------------------------------------------------------- one piece


def test_learning_shows_who_contributed_it_and_when(p, see):
    learning = make.learning(p, agency=p.health)
    words = see(p.scrutineer, learning.get_absolute_url())
    for fact in ("L-1", "Audit", "10 February 2026", "Quality", "NHS Northmere Integrated Care Board"):
        assert fact in words


def test_learning_is_not_there_for_an_outsider_nor_for_another_group(p, see):
    learning = make.learning(p, audience="groups", groups=[p.early_help])
    see(p.outsider, learning.get_absolute_url(), status=404)
    see(p.manager, learning.get_absolute_url(), status=404)
    see(p.early_help_chair, learning.get_absolute_url())
    see(p.scrutineer, address_of("learning", "L-999"), status=404)


def test_learning_shows_its_origin_only_to_the_group_that_may_follow_it(p, see):
    learning = make.learning(
        p, origin="document", origin_title="The forum’s notes", origin_address="/notes/", origin_group=p.early_help
    )
    assert "The forum’s notes" in see(p.early_help_chair, learning.get_absolute_url())
    assert "The forum’s notes" not in see(p.scrutineer, learning.get_absolute_url())


def test_a_childs_words_stand_as_said_and_earlier_ones_stay(p, see):
    voice = make.childs_voice(p)
    operations.amend(voice, by=p.quality, words="Nobody asked me why.")
    words = see(p.scrutineer, voice.get_absolute_url())
    assert "“Nobody asked me why.”" in words
    assert "I’d have told them." in words


def test_buttons_are_shown_only_to_those_who_may(p, see):
    learning = make.learning(p, by=p.health_officer)
    assert address_of("edit", learning.ref) in see(p.health_officer, learning.get_absolute_url())
    assert address_of("edit", learning.ref) not in see(p.police_officer, learning.get_absolute_url())
    assert address_of("set_aside", learning.ref) not in see(p.early_help_chair, learning.get_absolute_url())


# --------------------------------------------------------------------------------------------- writing


@pytest.mark.parametrize("kind", [kind.value for kind in Kind if kind != Kind.TEST_OF_EFFECT])
def test_new_asks_by_kind(p, see, kind):
    words = see(p.health_officer, address_of("new") + f"?kind={kind}")
    assert ('name="words"' in words) == (kind == "childs_voice")


def test_new_asks_the_kind_first_and_refuses_one_that_tests_alone_make(p, see):
    assert "What kind of learning is it?" in see(p.health_officer, address_of("new"))
    assert "What kind of learning is it?" in see(p.health_officer, address_of("new") + "?kind=test_of_effect")


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
    assert "Enter the child’s words, as they were said" in words
    assert "Enter who said it" in words
    assert "Confirm that the child agreed" in words
    typed |= {"words": "Ask me.", "said_by": "A young person", "agreed_to_use": "on", "summary": ""}
    assert send(p.health_officer, address_of("new") + "?kind=childs_voice", **typed).status_code == 302
    assert Learning.objects.get().words == "Ask me."


def test_new_offers_only_ones_own_agencies_and_no_case_group(p, see, send):
    words = see(p.health_officer, address_of("new") + "?kind=audit")
    assert "Northmere Police</option>" not in words
    answer = send(p.reviewer, address_of("new") + "?kind=audit", **NEW, group=p.practice_review.pk)
    assert "Choose which group" in answer.content.decode()


def test_new_for_some_groups_is_shown_to_them_alone(p, send):
    send(p.health_officer, address_of("new") + "?kind=audit", **NEW, groups=[p.early_help.pk])
    assert Learning.objects.get().audience == "groups"


def test_new_is_refused_to_an_outsider(p, see):
    see(p.outsider, address_of("new"), status=403)


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


# ----------------------------------------------------------------------------------------- case groups

CASE_PAGES = ("case", "keep", "draft")


@pytest.mark.parametrize("name", CASE_PAGES)
def test_case_pages_are_there_for_members_alone_and_are_marked(p, see, name):
    make.release(p)
    for who, person in p.people.items():
        if who in ("reviewer", "second_reviewer"):
            assert "OFFICIAL-SENSITIVE" in see(person, address_of(name, "practice-review"))
        else:
            see(person, address_of(name, "practice-review"), status=404)


@pytest.mark.parametrize("name", ["release", "return"])
def test_pages_of_a_release_are_there_for_members_alone(p, see, name):
    release = make.release(p)
    for who, person in p.people.items():
        member = who in ("reviewer", "second_reviewer")
        see(person, address_of(name, "practice-review", release.pk), status=200 if member else 404)


def test_case_pages_of_a_group_without_cases_are_not_there(p, see):
    see(p.early_help_chair, address_of("case", "early-help"), status=404)


def test_keep_then_draft_then_check_then_read(p, send, see):
    kept = {
        "kind": "practice_review",
        "title": "Case Heron",
        "text": "Heron missed eleven appointments at the eye clinic.",
        "learned_on_day": "9",
        "learned_on_month": "2",
        "learned_on_year": "2026",
    }
    assert send(p.reviewer, address_of("keep", "practice-review"), **kept).status_code == 302
    source = CaseLearning.objects.get()
    typed = {"sources": [source.pk], "title": "Case Heron again", "summary": "Gather what each service knows."}
    words = send(p.reviewer, address_of("draft", "practice-review"), **typed).content.decode()
    assert "Write it afresh: “case heron”" in words
    assert "Gather what each service knows." in words
    send(p.reviewer, address_of("draft", "practice-review"), **typed | {"title": "Missed care"})
    release = Release.objects.get()
    page = release.get_absolute_url()
    assert "A second member must check what you wrote" in see(p.reviewer, page)
    assert send(p.reviewer, page).status_code == 403
    assert "Check and release" in see(p.second_reviewer, page)
    send(p.second_reviewer, page)
    learning = Learning.objects.get()
    see(p.outsider, learning.get_absolute_url(), status=404)
    assert page in see(p.reviewer, learning.get_absolute_url())
    assert page not in see(p.manager, learning.get_absolute_url())


def test_return_then_write_again(p, send, see):
    release = make.release(p)
    send(p.second_reviewer, address_of("return", "practice-review", release.pk), because="Say who gathers it")
    address = address_of("redraft", "practice-review", release.pk)
    assert "Say who gathers it" in see(p.reviewer, address)
    typed = {"sources": [release.sources.get().pk], "title": "Afresh", "summary": "One person gathers", "version": "2"}
    stale = send(p.reviewer, address, **typed | {"version": "1"}).content.decode()
    assert "Someone else changed this" in stale
    assert send(p.reviewer, address, **typed).status_code == 302
    release.refresh_from_db()
    assert (release.status, release.title) == (Release.Status.DRAFTED, "Afresh")


def test_draft_of_anothers_case_learning_is_refused(p, send):
    assert (
        "Choose"
        in send(
            p.reviewer, address_of("draft", "practice-review"), sources=["999"], title="T", summary="S"
        ).content.decode()
    )


# -------------------------------------------------------------------------------------------- leakage


def test_no_page_of_anybody_else_holds_anything_of_the_case(p, see, clock_at):
    """Every page of these rooms, as everybody who isn't a member, searched for every secret."""
    clock_at(date(2026, 2, 12))
    sources = [make.case_learning(p, learned_on=date(2026, 2, 9)), make.case_learning(p, title="Case Wren")]
    protected = make.protected_learning(p, sources=sources)
    make.release(p, title="Still within the group", sources=sources)
    enquiry = make.enquiry(p)
    make.statement(p, enquiry, cites=[protected])
    priority = make.priority(p, enquiries=[enquiry])
    pages = [
        address_of("register"),
        address_of("register") + "?q=missed",
        address_of("register") + "?kind=practice_review&kind=child_death",
        address_of("of_group", "practice-review"),
        address_of("new") + "?kind=practice_review",
        protected.get_absolute_url(),
        enquiry.get_absolute_url(),
        reverse("priorities:new_statement", args=[enquiry.ref]),
        reverse("priorities:statements", args=[enquiry.ref]),
        reverse("priorities:earlier", args=[enquiry.ref]),
        priority.get_absolute_url(),
        reverse("partnership:room", args=["practice-review"]),
        reverse("partnership:history", args=["practice-review"]),
        reverse("walk:threads"),
        reverse("walk:broken"),
        reverse("search:search") + "?q=missed",
        reverse("home:home"),
    ]
    secrets = (*SECRETS, "Still within the group", "12 February 2026, ", "written by", "release/")
    for who in set(p.people) - {"reviewer", "second_reviewer", "outsider"}:
        for page in pages:
            words = see(p.people[who], page, status=200 if _may(p, who, page) else 403)
            found = [secret for secret in secrets if secret in words]
            assert not found, (who, page)


def _may(p, who, page):
    return not (page.endswith("/statements/") or page.endswith("/statements/new/")) or who != "administrator"


def test_protected_learning_shows_a_quarter_and_no_kind_author_day_or_reference(p, see):
    protected = make.protected_learning(p)
    words = see(p.scrutineer, protected.get_absolute_url())
    assert "Protected source" in words
    assert "Quarter 4, 2025 to 2026" in words
    for fact in ("Practice review</dd>", "Reviewer", "10 February 2026<", "L-1", ">Practice Review Group"):
        assert fact not in words.split("<footer")[0].split("<main")[1]


def test_protected_learning_has_no_edit_page(p, see):
    see(p.manager, address_of("edit", make.protected_learning(p).ref), status=403)
