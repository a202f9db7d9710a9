"""Learning is contributed, amended, taken up and set aside."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from threespires.accounts.models import Person
from threespires.history.recording import record
from threespires.kernel.clock import today
from threespires.kernel.locks import lock, put, save
from threespires.kernel.numbers import create_numbered
from threespires.kernel.verdict import Refused, require
from threespires.partnership.models import Agency, Group
from threespires.search.indexing import index
from threespires.thread.learning.lifecycle import LIFECYCLE
from threespires.thread.learning.models import Learning, Theme
from threespires.thread.learning.permissions import (
    may_amend,
    may_change_childs_words,
    may_contribute,
    may_set_aside,
    may_take_up,
)

_AMENDABLE = {
    "kind",
    "title",
    "summary",
    "words",
    "said_by",
    "agreed_to_use",
    "learned_on",
    "agency",
    "group",
    "origin",
    "origin_title",
    "origin_address",
    "origin_group",
    "audience",
    "groups",
    "themes",
}


@transaction.atomic
def learn(
    *,
    by: Person,
    kind: str,
    title: str,
    summary: str,
    learned_on: date | None = None,
    words: str = "",
    said_by: str = "",
    agreed_to_use: bool = False,
    agency: Agency | None = None,
    group: Group | None = None,
    origin: str = "",
    origin_title: str = "",
    origin_address: str = "",
    origin_group: Group | None = None,
    audience: str = Learning.Audience.PARTNERSHIP,
    groups: Iterable[Group] = (),
    themes: Iterable[Theme | str] = (),
) -> Learning:
    """Somebody contributes what was learned.

    Args:
        learned_on: today where nothing is said.
        words: a child's own, used only with the child's agreement; `said_by` is a role, never a name.
        origin_group: the only group that may follow the origin.
        groups: who may see it, where `audience` is not the whole partnership.
        themes: themes or their names; a new name makes a theme.

    Raises:
        Refused: if `by` holds no seat or post, if a case group is named, or a child has not agreed.
    """
    verdict = require(may_contribute(by))
    learning = Learning(
        kind=kind,
        title=title,
        summary=summary,
        words=words,
        said_by=said_by,
        agreed_to_use=agreed_to_use,
        learned_on=learned_on or today(),
        contributed_by=by,
        agency=agency,
        group=group,
        origin=origin,
        origin_title=origin_title,
        origin_address=origin_address,
        origin_group=origin_group,
        audience=audience,
    )
    groups = list(groups)
    _hold_to_the_rules(learning, groups)
    create_numbered(learning)
    learning.groups.set(groups)
    learning.themes.set(_themes(themes))
    record("learning.contributed", learning, by=by, seat=verdict.seat)
    index(learning)
    return learning


@transaction.atomic
def amend(learning: Learning, *, by: Person, seen: int | None = None, **facts: Any) -> Learning:
    """Puts facts of learning right. What stood there before, a child's words above all, is kept in history.

    Args:
        seen: the version the person had open.
        facts: any of those that `learn` takes, less `by`.

    Raises:
        Refused: if `by` may not amend it, or not a child's words.
        ChangedByAnother: if somebody saved it since.
    """
    unknown = facts.keys() - _AMENDABLE
    if unknown:
        raise TypeError(f"Learning has no {', '.join(sorted(unknown))} to amend")
    lock(learning, seen=seen)
    verdict = require(may_amend(by, learning))
    if facts.get("words", learning.words) != learning.words:
        require(may_change_childs_words(by, learning))
    if "themes" in facts:
        facts["themes"] = _themes(facts["themes"])
    if not put(learning, **facts):
        return learning
    _hold_to_the_rules(learning, list(learning.groups.all()))
    save(learning)
    record("learning.amended", learning, by=by, seat=verdict.seat)
    index(learning)
    return learning


@transaction.atomic
def take_up(learning: Learning, *, by: Person) -> Learning:
    """Somebody takes learning into the partnership's work."""
    lock(learning)
    verdict = require(may_take_up(by, learning))
    LIFECYCLE.apply(learning, "take_up")
    learning.set_aside_because = ""
    save(learning)
    record("learning.taken_up", learning, by=by, seat=verdict.seat)
    return learning


@transaction.atomic
def set_aside(learning: Learning, *, by: Person, because: str) -> Learning:
    """Learning is left, with the reason for all to read. It may still be taken up later."""
    lock(learning)
    verdict = require(may_set_aside(by, learning))
    if not because.strip():
        raise Refused("Learning is set aside only with a reason")
    LIFECYCLE.apply(learning, "set_aside")
    learning.set_aside_because = because
    save(learning)
    record("learning.set_aside", learning, by=by, seat=verdict.seat, words=because)
    return learning


def _hold_to_the_rules(learning: Learning, groups: list[Group]) -> None:
    """What must be so of any open learning, before it is saved."""
    if learning.words and not learning.agreed_to_use:
        raise Refused("A child’s words are used only with the child’s agreement")
    if learning.kind == Learning.Kind.CHILDS_VOICE and not learning.words:
        raise Refused("A child’s voice is contributed in the child’s own words")
    if any(group and group.is_case_group for group in (learning.group, learning.origin_group)):
        raise Refused("What a case group learned leaves it only through a release")
    if learning.audience == Learning.Audience.GROUPS and not groups:
        raise Refused("Name the groups that may see it")
    learning.listed_on = learning.learned_on or today()
    if learning.listed_on > today():
        raise Refused("The day it was learned can’t be in the future")


def _themes(themes: Iterable[Theme | str]) -> list[Theme]:
    """Themes as they are, and names as the theme of that name, whatever its capitals."""
    return [_theme(theme) if isinstance(theme, str) else theme for theme in themes]


def _theme(name: str) -> Theme:
    name = " ".join(name.split())
    return Theme.objects.filter(name__iexact=name).first() or Theme.objects.create(name=name)
