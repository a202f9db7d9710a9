"""Comparing HTML by what it means: order of attributes and white space don't count."""

from html.parser import HTMLParser

VOID = {"input", "br", "img", "meta", "link", "hr"}


class _Reader(HTMLParser):
    def __init__(self, ignored_attributes: frozenset[str], ignored_classes: tuple[str, ...]) -> None:
        super().__init__()
        self.ignored_attributes, self.ignored_classes = ignored_attributes, ignored_classes
        self.root: list = ["root", (), []]
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        kept = tuple(sorted(filter(None, (self.attribute(name, value) for name, value in attrs)), key=str))
        node = [tag, kept, []]
        self.open[-1][2].append(node)
        if tag not in VOID:
            self.open.append(node)

    def attribute(self, name, value):
        if name in self.ignored_attributes:
            return None
        if name != "class":
            return (name, value or "")
        names = frozenset(part for part in (value or "").split() if not part.startswith(self.ignored_classes))
        return (name, tuple(sorted(names))) if names else None

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.open[-1][2].append(words)


def meaning(html: str, *, ignored_attributes=(), ignored_classes=("ts-",)) -> list:
    """The tree of elements, attributes and words."""
    reader = _Reader(frozenset(ignored_attributes), tuple(ignored_classes))
    reader.feed(str(html))
    return reader.root[2]
