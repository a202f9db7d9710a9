"""Checks that the facts of an arrangement hold together: every error at once.

A missing or misshapen value was already reported by `reading`; here it is passed over.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import fields
from typing import TypeVar

from threespires.partnership.arrangement import facts, lifetimes, naming
from threespires.partnership.arrangement.facts import Arrangement, Fact, Group
from threespires.partnership.arrangement.problems import Problem, problem
from threespires.partnership.arrangement.reading import Reading, listed, read

F = TypeVar("F", bound=Fact)

_FILL = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]*")
_NEEDED_CONTACTS = ("emergency", "front-door")
_FIRST_MONTH = 4
_MEETING_KINDS = ("executive", "implementation", "forum", "sub_group")

_REFERENCES: dict[type[Fact], dict[str, str]] = {
    facts.Partnership: {"home_board": "boards"},
    facts.Agency: {"succeeds": "agencies"},
    facts.Post: {"agency": "agencies", "team": "groups", "succeeds": "posts"},
    facts.Delegation: {"accountable": "posts", "delegate": "posts"},
    facts.Group: {"board": "boards", "joint_with": "boards", "shared_with": "boards"},
    facts.Chair: {"post": "posts"},
    facts.Reports: {"to": "groups"},
    facts.Approval: {"boards": "boards"},
    facts.Place: {"agency": "agencies", "post": "posts"},
    facts.Quorum: {"agencies": "agencies"},
    facts.PracticeApproach: {"succeeds": "practice_approaches"},
    facts.LevelsOfNeed: {"succeeds": "levels_of_need"},
}


def read_and_check(content: bytes) -> Reading:
    """The facts of a file with everything that is wrong in it, in form or in sense."""
    reading = read(content)
    if not reading.readable:
        return reading
    found = {*reading.problems, *check(reading.arrangement)}
    return Reading(reading.arrangement, tuple(sorted(found)))


def check(arrangement: Arrangement) -> list[Problem]:
    """What doesn't hold together in the facts."""
    checks: Sequence[Callable[[Arrangement], Iterator[Problem]]] = (
        _repeated,
        _domains,
        _unknown,
        _unsourced,
        _quarters,
        _partners,
        _groups,
        _leading_groups,
        _posts,
        _approaches,
        _levels,
        _contacts,
        *lifetimes.CHECKS,
    )
    return [each for run in checks for each in run(arrangement)]


def every(fact: Fact) -> Iterator[Fact]:
    """The fact and all facts within it."""
    yield fact
    for field in fields(fact):
        value = getattr(fact, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Fact):
                yield from every(inner)


def _twice(among: Sequence[F], key: Callable[[F], Hashable], named: str, expected: str) -> Iterator[Problem]:
    first: dict[Hashable, F] = {}
    for fact in among:
        own = key(fact)
        if own in first and own not in ("", None):
            line = first[own].where.line
            yield problem(fact, named, f"“{own}” stands here again, after line {line}", expected)
        first.setdefault(own, fact)


def _repeated(arrangement: Arrangement) -> Iterator[Problem]:
    """Each key once in its list."""
    once = "each key once"
    for name in (
        "sources",
        "boards",
        "agencies",
        "posts",
        "groups",
        "practice_approaches",
        "levels_of_need",
        "contacts",
    ):
        yield from _twice(getattr(arrangement, name), lambda each: each.key, "key", once)
    for group in arrangement.groups:
        yield from _twice(group.purposes, naming.purpose_key, "words", "different words, or a key of its own")
        yield from _twice(group.places, naming.place_key, "role", "one place for each, or a key for each")
        if group.agenda:
            yield from _twice(group.agenda.items, naming.item_key, "title", "different titles, or a key of its own")
    for approach in arrangement.practice_approaches:
        yield from _twice(approach.columns, lambda each: each.key, "key", once)
    for levels in arrangement.levels_of_need:
        yield from _twice(levels.levels, lambda each: each.key, "key", once)
        yield from _twice(levels.levels, lambda each: each.order, "order", "each order once")


def _domains(arrangement: Arrangement) -> Iterator[Problem]:
    """What addresses end in says for which agency somebody works, so it stands at one alone."""
    first: dict[str, str] = {}
    for agency in arrangement.agencies:
        for each in agency.email_domains if agency.ends is None else ():
            if each in first:
                found = f"“{each}” stands at {first[each]}, too"
                yield problem(agency, "email_domains", found, "each ending of addresses at one agency")
            first.setdefault(each, agency.key)


def _unknown(arrangement: Arrangement) -> Iterator[Problem]:
    """Every short name leads to something in this file."""
    sources = {source.key for source in arrangement.sources}
    for fact in every(arrangement):
        for key, place in _REFERENCES.get(type(fact), {}).items():
            there = {each.key for each in getattr(arrangement, place)}
            value = getattr(fact, key)
            for name in value if isinstance(value, tuple) else (value,):
                if name and name not in there:
                    yield problem(fact, key, f"“{key}” names “{name}”", f"a key of [[{place}]]")
        if isinstance(fact, facts.Sourced) and fact.source and fact.source not in sources:
            yield problem(fact, "source", f"“source” names “{fact.source}”", "a key of [[sources]]")


def _unsourced(arrangement: Arrangement) -> Iterator[Problem]:
    """A term that is confirmed says where the partnership said so."""
    for fact in every(arrangement):
        if isinstance(fact, facts.Agreed) and fact.confirmed and not fact.source:
            yield problem(fact, "confirmed", "it is confirmed and names no source", "a source, or confirmed = false")


def _quarters(arrangement: Arrangement) -> Iterator[Problem]:
    month = arrangement.partnership.quarters_from_month
    if month != _FIRST_MONTH:
        yield problem(
            arrangement.partnership,
            "quarters_from_month",
            f"“quarters_from_month” is {month}",
            f"{_FIRST_MONTH}: quarters are those of the public financial year, from April",
        )


def _partners(arrangement: Arrangement) -> Iterator[Problem]:
    """At least one local authority, one health body and one police force (Children Act 2004, section 16E)."""
    kinds = {agency.statutory for agency in arrangement.agencies}
    for kind in facts.PARTNER_KINDS:
        if arrangement.agencies and kind not in kinds:
            yield problem(
                arrangement,
                "agencies",
                f"no agency has statutory = “{kind}”",
                "a statutory partner of each kind",
            )


def _groups(arrangement: Arrangement) -> Iterator[Problem]:
    for group in arrangement.groups:
        yield from _terms(group)
        yield from _places(arrangement, group)
        for key in ("joint_with", "shared_with"):
            if group.board in getattr(group, key):
                yield problem(group, key, f"“{key}” names the group’s own board", "other boards only")
        if group.approval and group.board:
            mine = {group.board, *group.joint_with}
            for board in set(group.approval.boards) - mine:
                yield problem(group.approval, "boards", f"“{board}” approves", "the group’s own boards only")
        for item in group.agenda.items if group.agenda else ():
            if item.fill and not _FILL.fullmatch(item.fill):
                yield problem(item, "fill", f"“fill” is “{item.fill}”", "the form room.source, as thread.escalations")


def _terms(group: Group) -> Iterator[Problem]:
    if group.kind in _MEETING_KINDS:
        for key in ("chair", "rhythm", *(() if group.kind == "executive" else ("reports",))):
            if getattr(group, key) is None:
                yield problem(group, "kind", f"“{key}” is missing", "it, with confirmed = false where it isn’t agreed")
    if group.kind == "executive" and group.reports:
        yield problem(
            group, "reports", "an executive reports to another group", "no “reports”: nothing stands above it"
        )
    if group.escalation and not group.reports:
        yield problem(group, "escalation", "work rises from here, and nothing stands above", "“reports”, too")
    if group.rhythm and len({"times_a_year", "every_months"} & group.rhythm.where.keys.keys()) != 1:
        yield problem(group.rhythm, "times_a_year", "the rhythm is not one number", "times_a_year or every_months")
    if group.chair and group.chair.confirmed and not group.chair.post:
        yield problem(group.chair, "post", "the chair is confirmed and no post is named", "post, or confirmed = false")
    quorum = group.quorum
    if quorum and quorum.confirmed and not (quorum.all_statutory_partners or quorum.agencies or quorum.share_of_places):
        yield problem(quorum, "words", "the quorum asks nothing", "what it asks, or confirmed = false")
    for agency in set(quorum.agencies if quorum else ()) - {place.agency for place in group.places}:
        yield problem(quorum or group, "agencies", f"the quorum needs “{agency}”", "an agency that has a place here")


def _places(arrangement: Arrangement, group: Group) -> Iterator[Problem]:
    agencies = {post.key: post.agency for post in arrangement.posts}
    for place in group.places:
        if not (place.agency or place.post):
            yield problem(place, "role", "the place is nobody’s", "agency, post or both")
        theirs = agencies.get(place.post, "")
        if place.agency and theirs and place.agency != theirs:
            yield problem(place, "agency", f"“{place.post}” is a post of “{theirs}”", "the post’s own agency")


def _leading_groups(arrangement: Arrangement) -> Iterator[Problem]:
    """One executive and one implementation group for a board at a time; the home board needs both."""
    for kind in ("executive", "implementation"):
        leading = [group for group in arrangement.groups if group.kind == kind]
        for number, group in enumerate(leading):
            for other in leading[:number]:
                if group.board == other.board and lifetimes.overlap(group, other):
                    yield problem(
                        group,
                        "kind",
                        f"“{group.board}” has “{other.key}” of this kind at the same time",
                        f"one {kind}",
                    )
        home = arrangement.partnership.home_board
        known = all(group.board and group.kind for group in arrangement.groups)
        if arrangement.groups and home and known and not any(group.board == home for group in leading):
            yield problem(arrangement, "groups", f"“{home}” has no group of the kind {kind}", "one at a time")


def _posts(arrangement: Arrangement) -> Iterator[Problem]:
    kinds = {group.key: group.kind for group in arrangement.groups}
    for post in arrangement.posts:
        if post.team and kinds.get(post.team, "team") != "team":
            yield problem(post, "team", f"“{post.team}” is not a team", "a group of the kind team")
    for delegation in arrangement.delegations:
        if delegation.accountable and delegation.accountable == delegation.delegate:
            yield problem(delegation, "delegate", "a post delegates to itself", "two posts")


def _approaches(arrangement: Arrangement) -> Iterator[Problem]:
    for approach in arrangement.practice_approaches:
        leading = [column for column in approach.columns if column.leads_to_work]
        if approach.columns and len(leading) != 1:
            yield problem(
                approach,
                "columns",
                f"{len(leading)} columns lead to work",
                "leads_to_work = true in one of them",
            )


def _levels(arrangement: Arrangement) -> Iterator[Problem]:
    for version in arrangement.levels_of_need:
        orders = sorted({level.order for level in version.levels})
        if orders and orders != list(range(1, len(orders) + 1)):
            found = listed(tuple(str(order) for order in orders))
            yield problem(version, "levels", f"the orders are {found}", "1, 2, 3 and so on, none left out")


def _contacts(arrangement: Arrangement) -> Iterator[Problem]:
    there = {contact.key for contact in arrangement.contacts}
    for key in _NEEDED_CONTACTS:
        if arrangement.contacts and key not in there:
            yield problem(arrangement, "contacts", f"no contact has the key “{key}”", "one for public forms")
    for contact in arrangement.contacts:
        if contact.number and not _NUMBER.fullmatch(contact.number):
            yield problem(contact, "number", f"“number” is “{contact.number}”", "digits and spaces")
        if not contact.number and contact.confirmed:
            yield problem(contact, "number", "there is no number", "a number, or confirmed = false")
        if not contact.number and contact.key == "emergency":
            yield problem(contact, "number", "there is no number to ring in an emergency", "a number")
