"""What the structure chart is told: who there is, and who reports to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from threespires.pictures.drawing import listed


class Kind(StrEnum):
    PARTNER = "partner"
    EXECUTIVE = "executive"
    IMPLEMENTATION = "implementation"
    FORUM = "forum"
    SUB_GROUP = "sub_group"
    TEAM = "team"


@dataclass(frozen=True)
class Node:
    """A partner, group or team. `reports_to` is a key: for a team, of the group which it supports."""

    key: str
    name: str
    kind: Kind
    second: str = ""
    href: str = ""
    reports_to: str = ""
    joint_with: tuple[str, ...] = ()
    wider: bool = False  # covers more than the area: marked *


@dataclass(frozen=True)
class Words:
    """What is written beside the lines."""

    tasks: str = "tasks work"
    reports: str = "reports"
    delivers: str = "delivers through"
    learning: str = "learning comes up"
    supports: str = "supports"


@dataclass(frozen=True)
class Structure:
    """`note` explains the star; it is written under the chart when a partner bears one."""

    area: str
    nodes: tuple[Node, ...]
    title: str = ""
    note: str = ""
    words: Words = Words()


@dataclass(frozen=True)
class Branch:
    """A node of the list beside the chart, and what reports to it."""

    node: Node
    branches: tuple["Branch", ...] = ()


def rows(structure: Structure) -> tuple[Branch, ...]:
    """The chart as a nested list, as given: partners and teams stand alone, groups in their tree."""
    family = Family(structure.nodes)

    def branch(node: Node) -> Branch:
        return Branch(node, tuple(branch(child) for child in family.below(node) if child.kind != Kind.TEAM))

    teams = [node for node in structure.nodes if node.kind == Kind.TEAM and family.above(node)]
    return tuple(branch(node) for node in [*family.roots, *teams])


class Family:
    """Who reports to whom; a parent that is unknown, or that leads round in a circle, counts as none."""

    def __init__(self, nodes: Iterable[Node]):
        self.by_key = {node.key: node for node in nodes}
        self.roots = [node for node in self.by_key.values() if self.above(node) is None]

    def above(self, node: Node) -> Node | None:
        parent = self._named(node)
        seen = node
        met = {node.key}
        while parent_of := self._named(seen):
            if parent_of.key in met:
                return None
            met.add(parent_of.key)
            seen = parent_of
        return parent

    def below(self, node: Node) -> list[Node]:
        return [child for child in self.by_key.values() if self.above(child) == node]

    def _named(self, node: Node) -> Node | None:
        parent = self.by_key.get(node.reports_to)
        alone = node.kind == Kind.PARTNER or parent is None or parent.kind == Kind.PARTNER
        return None if alone else parent


def described(structure: Structure) -> str:
    """The chart in words, for those who can't see it."""
    family = Family(structure.nodes)
    partners = [node.name for node in structure.nodes if node.kind == Kind.PARTNER]
    facts = [f"{listed(partners)} lead." if partners else ""]
    for node in structure.nodes:
        above = family.above(node)
        verb = "supports" if node.kind == Kind.TEAM else "reports to"
        reports = f"{verb} {above.name}" if above else ""
        joint = f"is joint with {listed(node.joint_with)}" if node.joint_with else ""
        if reports or joint:
            facts.append(f"{node.name} {listed([fact for fact in (reports, joint) if fact])}.")
    return " ".join(filter(None, facts))
