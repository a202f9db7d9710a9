"""Which part each node plays in a structure chart."""

from dataclasses import dataclass, field

from threespires.pictures.structure.facts import Family, Kind, Node

LEADING = {Kind.EXECUTIVE, Kind.IMPLEMENTATION}


@dataclass
class Roles:
    """The spine runs down from the first group that leads; `left` and `right` are what stands beside it.

    Limbs hang under the end of the spine, those joint with another board at the right.
    """

    nodes: tuple[Node, ...]
    family: Family
    partners: list[Node] = field(init=False)
    spine: list[Node] = field(init=False, default_factory=list)
    limbs: list[Node] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.partners = [node for node in self.nodes if node.kind == Kind.PARTNER]
        heads = [node for node in self.family.roots if node.kind in LEADING]
        while heads:
            self.spine.append(heads[0])
            heads = [node for node in self.family.below(heads[0]) if node.kind in LEADING]
        self.left: dict[str, list[Node]] = {node.key: [] for node in self.spine}
        self.right: dict[str, list[Node]] = {node.key: [] for node in self.spine}
        for node in self.family.by_key.values():
            if node not in self.partners and node not in self.spine:
                self._give_part(node)
        for stack in [*self.left.values(), *self.right.values()]:
            stack.sort(key=lambda node: node.joint_with, reverse=True)
        joint = [node for node in self.limbs if node.joint_with]
        self.joint = sorted(joint, key=lambda node: node.joint_with)
        self.ordinary = [node for node in self.limbs if not node.joint_with]

    def _give_part(self, node: Node) -> None:
        top = node
        while (above := self.family.above(top)) and above not in self.spine:
            top = above
        stack = self._stack(top)
        # What reports to a limb hangs under it; what reports to a side box stands in its stack.
        if top == node or stack is not self.limbs:
            stack.append(node)

    def _stack(self, node: Node) -> list[Node]:
        beside = self.family.above(node) or (self.spine[-1] if self.spine else None)
        if beside and node.kind == Kind.TEAM:
            return self.left[beside.key]
        if beside and (node.kind == Kind.FORUM or beside != self.spine[-1]):
            return self.right[beside.key]
        return self.limbs
