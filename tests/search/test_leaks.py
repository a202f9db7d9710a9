"""With the rooms' own rules: nobody finds, counts or is led by a typing error to what they may not see."""

import pytest
from django.urls import reverse

from tests import make
from threespires.search.finding import find
from threespires.search.indexing import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    p = make.partnership()
    make.learning(p, by=p.quality, title="Quixotic lodgings", audience="groups", groups=[p.early_help])
    make.case_learning(p, title="Zorblatt at home", text="Zorblatt was seen with a quixotic uncle")
    make.release(p, title="Zephyrine bruising", summary="Zephyrine, not yet checked")
    make.action(p, title="Gooseberry rota")
    rebuild()
    return p


def who_finds(p, words):
    return {name for name, person in p.people.items() if find(person, words).everything}


@pytest.mark.parametrize("words", ["quixotic", "quixotc", "lodgings"])
def test_what_was_shared_with_some_groups_is_found_by_them_alone(p, words):
    assert who_finds(p, words) == {"quality", "early_help_chair"}


@pytest.mark.parametrize("words", ["zorblatt", "zorblat", "uncle", "zephyrine", "zephirine", "bruising"])
def test_what_a_case_group_keeps_is_found_by_nobody(p, words):
    assert who_finds(p, words) == set()


@pytest.mark.parametrize("words", ["gooseberry", "gooseberri"])
def test_what_all_may_see_is_found_by_all_who_hold_anything(p, words):
    assert who_finds(p, words) == set(p.people) - {"outsider"}


@pytest.mark.parametrize("words", ["quixotic", "zorblatt", "zephyrine"])
def test_the_page_says_the_same_of_what_is_hidden_as_of_what_is_not_there(p, client, words):
    client.force_login(p.police_officer)
    address = reverse("search:search")
    hidden = client.get(address, {"q": words}).content.decode()
    absent = client.get(address, {"q": "xylophonist"}).content.decode()
    assert hidden.replace(words, "…") == absent.replace("xylophonist", "…")
