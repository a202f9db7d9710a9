import pytest
from django.urls import reverse

from threespires.partnership.models import Post
from threespires.search.views import heading

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client, p):
    def looked(words, person=None, **more):
        client.force_login(person or p.manager)
        response = client.get(reverse("search:search"), {"q": words, **more})
        assert response.status_code == 200
        return response.content.decode()

    return looked


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, "", "Search"),
        (0, "neglect", "Nothing found for “neglect”"),
        (1, "neglect", "One thing found for “neglect”"),
        (10, "x", "Ten things found for “x”"),
        (1234, "x", "1,234 things found for “x”"),
    ],
)
def test_the_heading_is_the_answer(count, words, said):
    assert heading(count, words) == said


def test_search_shows_what_was_found_with_the_words_marked(write, look):
    write(("Dental health", "Where neglect begins"))
    page = look("neglect")
    assert "One thing found for “neglect”" in page
    assert "Dental health" in page
    assert "<mark>neglect</mark>" in page


def test_search_says_so_when_it_searched_for_something_else(write, look):
    write(("Dental neglect", ""))
    assert "Showing results for “neglect”. Nothing holds “neglcet”." in look("neglcet")
    assert "Showing results" not in look("neglect")


def test_search_says_what_to_do_when_nothing_was_found(p, look):
    page = look("zebra")
    assert "Nothing found for “zebra”" in page
    assert "Try fewer words" in page
    assert "Type a few words" in look("")


def test_search_shows_kinds_as_ways_only_where_there_are_several(write, look):
    write(("Neglect", ""))
    assert "Everything (" not in look("neglect")
    write(("Neglect officer", ""), model=Post)
    page = look("neglect")
    assert "Everything (2)" in page
    assert "Post (1)" in page
    assert "Neglect officer" not in look("neglect", kind="group")


def test_search_escapes_what_was_typed(p, look):
    assert "<script>alert" not in look("<script>alert(1)</script>")


def test_search_survives_long_and_hostile_addresses(p, look):
    look("x" * 10_000)
    look('a\0b"')
    look("neglect", page="x", kind="nonsense")
