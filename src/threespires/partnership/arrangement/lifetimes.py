"""Checks of time: things end after they begin, follow one another without gap, lean only on what lives."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from threespires.partnership.arrangement.facts import Arrangement, Fact, Version
from threespires.partnership.arrangement.problems import Problem, problem

_DAY = timedelta(days=1)


class Lived(Protocol):
    """Anything with a first and a last day, either of which may be open."""

    @property
    def starts(self) -> date | None: ...

    @property
    def ends(self) -> date | None: ...


def first(thing: Lived) -> date:
    return thing.starts or date.min


def last(thing: Lived) -> date:
    return thing.ends or date.max


def overlap(one: Lived, other: Lived) -> bool:
    return first(one) <= last(other) and first(other) <= last(one)


def _say(thing: Lived) -> str:
    begins = f"from {thing.starts}" if thing.starts else ""
    ends = f"to {thing.ends}" if thing.ends else ""
    return f"{begins} {ends}".strip() or "always"


def _dated(arrangement: Arrangement) -> Iterator[Any]:
    """Everything that has a first and a last day."""
    yield from (
        *arrangement.boards,
        *arrangement.agencies,
        *arrangement.posts,
        *arrangement.delegations,
        *arrangement.practice_approaches,
        *arrangement.levels_of_need,
        *arrangement.groups,
    )
    for group in arrangement.groups:
        yield from group.places


def _backwards(arrangement: Arrangement) -> Iterator[Problem]:
    for fact in _dated(arrangement):
        if first(fact) > last(fact):
            yield problem(fact, "to", f"it ends on {fact.ends}, before it begins on {fact.starts}", "a later “to”")


def _successions(arrangement: Arrangement) -> Iterator[Problem]:
    """A successor begins on the day after its predecessor ends."""
    lists: Sequence[Sequence] = (
        arrangement.agencies,
        arrangement.posts,
        arrangement.practice_approaches,
        arrangement.levels_of_need,
    )
    for things in lists:
        yield from _succession(things)
        yield from _circles(things, {thing.key: [thing.succeeds] for thing in things}, "succeeds")


def _succession(things: Sequence) -> Iterator[Problem]:
    known = {thing.key: thing for thing in things}
    for thing in things:
        before = known.get(thing.succeeds)
        if before is None or before is thing:
            continue
        if before.ends is None:
            yield problem(thing, "succeeds", f"“{before.key}” has no last day", "“to” in what it succeeds")
        elif thing.starts != before.ends + _DAY:
            how = "leaves a gap after" if first(thing) > before.ends else "overlaps"
            yield problem(
                thing,
                "from",
                f"it begins {thing.starts or 'always'}, {how} “{before.key}”, which ends {before.ends}",
                f"from = {before.ends + _DAY}",
            )


def _circles(things: Iterable, leads: dict[str, list[str]], key: str) -> Iterator[Problem]:
    """A way that leads back to where it began, told at each thing on it."""
    for thing in things:
        seen: set[str] = set()
        ahead = list(leads.get(thing.key, ()))
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                ahead.extend(leads.get(name, ()))
        if thing.key and thing.key in seen:
            yield problem(thing, key, f"“{thing.key}” leads back to itself by “{key}”", "a way that ends")


def _reporting(arrangement: Arrangement) -> Iterator[Problem]:
    leads = {group.key: [group.reports.to] for group in arrangement.groups if group.reports}
    yield from _circles(arrangement.groups, leads, "reports")
    given: dict[str, list[str]] = {}
    for delegation in arrangement.delegations:
        given.setdefault(delegation.accountable, []).append(delegation.delegate)
    yield from _circles(
        (post for post in arrangement.posts if post.key not in given.get(post.key, ())), given, "delegations"
    )


def _within(fact: Fact, life: Lived, key: str, name: str, other: Lived | None) -> Iterator[Problem]:
    """`life` uses `other`, so `other` must live all that while."""
    if other is None:
        return
    begins = first(other) <= first(life) or other.starts is None
    if not (begins and last(life) <= last(other)):
        yield problem(
            fact,
            key,
            f"“{name}” lives {_say(other)}, and this {_say(life)}",
            "“from” and “to” within its life",
        )


def _together(arrangement: Arrangement) -> Iterator[Problem]:
    """Nothing leans on what isn't there then."""
    boards = {board.key: board for board in arrangement.boards}
    agencies = {agency.key: agency for agency in arrangement.agencies}
    posts = {post.key: post for post in arrangement.posts}
    groups = {group.key: group for group in arrangement.groups}
    for post in arrangement.posts:
        agency = agencies.get(post.agency)
        if agency and agency.ends and last(post) > agency.ends:
            yield problem(post, "to", f"“{agency.key}” ends on {agency.ends}, and this goes on", f"to = {agency.ends}")
        if agency and agency.starts and post.starts and post.starts < agency.starts:
            yield problem(post, "from", f"“{agency.key}” begins on {agency.starts}", f"from = {agency.starts} or later")
    for delegation in arrangement.delegations:
        for key in ("accountable", "delegate"):
            name = getattr(delegation, key)
            yield from _within(delegation, delegation, key, name, posts.get(name))
    for group in arrangement.groups:
        yield from _within(group, group, "board", group.board, boards.get(group.board))
        if group.chair:
            yield from _at_the_end(group.chair, group, "post", group.chair.post, posts.get(group.chair.post))
        if group.reports:
            yield from _at_the_end(group.reports, group, "to", group.reports.to, groups.get(group.reports.to))
        for place in group.places:
            lived = _Life(place.starts or group.starts, place.ends or group.ends)
            yield from _within(place, lived, "from", group.key, group)
            yield from _within(place, lived, "agency", place.agency, agencies.get(place.agency))
            yield from _within(place, lived, "post", place.post, posts.get(place.post))


def _at_the_end(fact: Fact, group: Lived, key: str, name: str, other: Lived | None) -> Iterator[Problem]:
    """Who chairs now and what is above now lives now; earlier eras are told by succession."""
    if other and not first(other) <= last(group) <= last(other):
        yield problem(fact, key, f"“{name}” lives {_say(other)}, and the group {_say(group)}", "one that lives then")


class _Life:
    def __init__(self, starts: date | None, ends: date | None) -> None:
        self.starts = starts
        self.ends = ends


def _in_force(arrangement: Arrangement) -> Iterator[Problem]:
    """At any time one version of each is in force, and one at least has begun."""
    lists: dict[str, Sequence[Version]] = {
        "practice_approaches": arrangement.practice_approaches,
        "levels_of_need": arrangement.levels_of_need,
    }
    for name, versions in lists.items():
        used = [version for version in versions if version.in_force]
        if versions and not used:
            yield problem(arrangement, name, f"no version of [[{name}]] is in force", "one at a time")
        for version in used:
            if version.starts is None:
                yield problem(version, "key", "it is in force and “from” is missing", "from, or in_force = false")
        for number, version in enumerate(used):
            for other in used[:number]:
                if version.starts and other.starts and overlap(version, other):
                    yield problem(version, "from", f"it is in force together with “{other.key}”", "one at a time")


CHECKS = (_backwards, _successions, _reporting, _together, _in_force)
