import pytest

from tests.design.markup import meaning
from threespires.design import gallery

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chapter", gallery.CHAPTERS)
def test_shows_every_component_of_a_chapter(chapter):
    assert set(gallery.calls(chapter)) >= set(gallery.purposes(chapter))


def test_holds_every_component_that_pages_may_import():
    made = {name for chapter in gallery.CHAPTERS for name in gallery.purposes(chapter)}
    assert set(gallery.components()) == made


@pytest.mark.parametrize(("chapter", "name"), [(c, n) for c in gallery.CHAPTERS for n in gallery.calls(c)])
def test_makes_something_of_every_example(chapter, name):
    assert meaning(gallery.show(gallery.calls(chapter)[name]))


def test_says_what_every_component_is_for():
    for chapter in gallery.CHAPTERS:
        for name, purpose in gallery.purposes(chapter).items():
            assert len(purpose) > 15, f"{name} needs a line that says what it is for"


@pytest.mark.parametrize("chapter", gallery.CHAPTERS)
def test_opens_a_chapter_with_its_examples(client, chapter):
    page = client.get(f"/design/{chapter}/")
    assert page.status_code == 200
    assert gallery.CHAPTERS[chapter] in page.content.decode()


def test_does_not_find_a_chapter_that_is_none(client):
    assert client.get("/design/none/").status_code == 404
