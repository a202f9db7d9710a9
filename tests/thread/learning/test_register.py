"""The register of learning, a group's learning, and the page of one piece, as each person is shown them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.thread.learning import operations
from threespires.thread.learning.models import Learning

pytestmark = pytest.mark.django_db


def address_of(name, *args):
    return reverse(f"learning:{name}", args=args)


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
        ("q=&kind=data&agency=", {"Waits grow"}),
        ("theme={theme}", {"Fathers are not asked"}),
        ("theme=x&kind=", set()),
        ("theme=²", set()),
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
