"""Two kinds of record to search: groups, which all with a seat see, and posts, which only the manager does."""

import pytest

from tests import make
from threespires.kernel import plates
from threespires.partnership import permissions
from threespires.partnership.models import Group, Post
from threespires.partnership.standing import holds
from threespires.search.indexing import index, learn_words
from threespires.search.words import known_words

visible_groups = permissions.visible_groups


def visible_posts(person):
    return Post.objects.all() if holds(person, "board_manager") else Post.objects.none()


def group_entry(group):
    return (group.name, group.background, f"/groups/{group.key}/") if group.background != "hidden" else None


def post_entry(post):
    return post.name, "", f"/posts/{post.key}/"


def _kind(kind, words, model):
    return plates.Searchable(kind, words, model, f"{__name__}.visible_{kind}s", f"{__name__}.{kind}_entry")


KINDS = [_kind("group", "Group", "partnership.Group"), _kind("post", "Post", "partnership.Post")]


@pytest.fixture
def kinds(monkeypatch):
    monkeypatch.setattr(plates, "searchables", lambda: KINDS)


@pytest.fixture
def p(db, kinds):
    return make.partnership()


@pytest.fixture
def write(p):
    """Writes records of either kind and lets search know their words."""

    def written(*texts, model=Group):
        made = []
        for title, text in texts:
            key = f"{model.__name__.lower()}-{model.objects.count()}"
            facts = {"board": p.board, "kind": "sub_group", "background": text} if model is Group else {}
            made.append(model.objects.create(key=key, name=title, **facts))
        index(*made)
        learn_words(known_words(*(word for pair in texts for word in pair)))
        return made

    return written
