"""What a screen reader goes by, taken along from each paper into the pack: pikepdf brings pages, not their structure.

After the structure tree of PDF 1.7 (ISO 32000-1, 14.7): each paper's tree becomes a part of the pack's, the numbers by
which pages find their elements are moved up, and names of elements are kept apart.
"""

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, String


class Tags:
    """The structure of a pack as it grows."""

    def __init__(self, pack: pikepdf.Pdf) -> None:
        self.pack = pack
        self.root = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array()))
        self.root.K = Array([self.document])
        self.root.RoleMap = Dictionary()
        self.root.ClassMap = Dictionary()
        self.numbers = NumberTree.new(pack)
        self.names = NameTree.new(pack)
        self.next = 0
        self.parts = 0

    def take(self, opened: pikepdf.Pdf, pages: Sequence[pikepdf.Page], title: str) -> None:
        """Takes in the structure of a paper whose pages, these, are in the pack already."""
        tree = opened.Root.get(Name.StructTreeRoot)
        if tree is None or Name.K not in tree:
            for page in pages:
                _forget(page)
            return
        self.parts += 1
        copied = self.pack.copy_foreign(tree if tree.is_indirect else opened.make_indirect(tree))
        part = self.pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, T=String(title), K=copied.K)
        )
        for kid in _kids(copied):
            kid.P = part
            self._keep_names_apart(kid)
        self.document.K.append(part)
        for map_name in (Name.RoleMap, Name.ClassMap):
            for name, meant in dict(copied.get(map_name, Dictionary())).items():
                if name not in self.root[map_name]:
                    self.root[map_name][name] = meant
        self._move_up(copied, pages)

    def finish(self) -> None:
        """Puts the structure into the pack."""
        self.root.ParentTree = self.numbers.obj
        self.root.ParentTreeNextKey = self.next
        self.root.IDTree = self.names.obj
        self.pack.Root.StructTreeRoot = self.root
        self.pack.Root.MarkInfo = Dictionary(Marked=True)

    def _move_up(self, copied: Any, pages: Sequence[pikepdf.Page]) -> None:
        highest = -1
        if Name.ParentTree in copied:
            for key, value in NumberTree(copied.ParentTree).items():
                self.numbers[self.next + key] = value
                highest = max(highest, key)
        moved: set[tuple[int, int]] = set()
        for page in pages:
            for holder in _holders(page.obj):
                if holder.objgen != (0, 0) and holder.objgen in moved:
                    continue
                moved.add(holder.objgen)
                for name in (Name.StructParents, Name.StructParent):
                    if name in holder:
                        holder[name] = self.next + int(holder[name])
        self.next += highest + 1

    def _keep_names_apart(self, element: Any) -> None:
        waiting = [element]
        while waiting:
            each = waiting.pop()
            if Name.ID in each:
                each.ID = self._apart(each.ID)
                self.names[str(each.ID)] = each
            for attributes in _several(each.get(Name.A)):
                if isinstance(attributes, Dictionary) and Name.Headers in attributes:
                    attributes.Headers = Array([self._apart(header) for header in attributes.Headers])
            waiting += [kid for kid in _kids(each) if kid.get(Name.Type, Name.StructElem) == Name.StructElem]

    def _apart(self, name: Any) -> String:
        return String(f"{self.parts}-{bytes(name).hex()}")


def _kids(element: Any) -> list[Any]:
    return [kid for kid in _several(element.get(Name.K)) if isinstance(kid, Dictionary)]


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _holders(page: Any) -> list[Any]:
    """What on a page may name its place in the structure: itself, its annotations, what it draws with."""
    drawn = page.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
    return [page, *page.get(Name.Annots, Array()), *dict(drawn).values()]


def _forget(page: pikepdf.Page) -> None:
    """A page without structure names no place in one."""
    for holder in _holders(page.obj):
        for name in (Name.StructParents, Name.StructParent):
            if name in holder:
                del holder[name]
