"""Going through the whole application as every kind of person, and noting what each finds."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.html import escape

from tests.access.crawling import Pages, Visitor, as_it_stays, found, text_of
from tests.access.foretelling import HIDDEN, foretell
from tests.access.people import Kind
from tests.access.planting import Planted
from tests.pages.world import World
from threespires.home.digest import daily_letter
from threespires.kernel.clock import today

WORDS = (
    "Zorblatt", "Vexmoor", "Zephyrbane", "Quoxley", "Ashwindle", "Tarnuck", "Hollivar", "Melbrook", "Fennimot",
    "Ostrenvale", "Yorvalind", "Grellowap", "Brimsalt", "Thrankle", "Wimblefex", "Snorvick", "Plimsorrel",
    "dravenook", "quennifer",
)  # fmt: skip
_NO_WORD = "Xylobrand"
_SEARCHES = ("search:search", "learning:register")
OUTSIDE_THE_WALL = ("No", "Sy", "Sc", "Im", "Sg", "Cx", "Cv", "Bm", "Qa", "Ad")
"""Those whose pages are looked at again once more stands behind a case group's wall."""


class Crawl:
    """What each kind of person found: at each page, of each word, and before and after a case group wrote more."""

    def __init__(self, world: World, planted: Planted, people: list[Kind]) -> None:
        self.pages = Pages(world)
        self.people = people
        self.foretold: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.read: dict[str, dict[str, list[str]]] = {word: defaultdict(list) for word in WORDS}
        """By word, for each person who read it, where."""
        self.told_apart: list[str] = []
        """Where somebody is told that a record is there which they may not see."""
        self.changed: list[str] = []
        """Where a page of somebody outside the wall changed with what stands behind it."""
        visitors = {kind.letters: Visitor(kind.person) for kind in people}
        before = {kind.letters: self._visit(kind, visitors[kind.letters], planted) for kind in people}
        planted.grow_behind_the_wall()
        for letters in OUTSIDE_THE_WALL:
            self._visit_again(letters, visitors[letters], before[letters])

    def _visit(self, kind: Kind, visitor: Visitor, planted: Planted) -> dict[str, str]:
        """Everything once; hands back what was read at each address."""
        read = {}
        for name, send in self.pages.ways():
            page, address = self.pages.all[name], self.pages.address(name, send)
            answer = visitor.ask(send, address, self.pages.sent(name) if send == "post" else None)
            self.foretold[name, send][kind.letters] = foretell(page, send, kind.person, self.pages.records(name, send))
            self.found[name, send][kind.letters] = found(answer)
            self._note(kind, f"{send} {address}", text_of(answer))
            if send == "get":
                read[address] = as_it_stays(answer)
            if found(answer) == HIDDEN and page.pattern.pattern.converters:
                self._guess(kind, visitor, name, send, answer)
        for address in planted.besides():
            answer = visitor.ask("get", address)
            read[address] = as_it_stays(answer)
            self._note(kind, f"get {address}", text_of(answer))
        self._search(kind, visitor)
        if kind.person.is_authenticated:
            letter = daily_letter(kind.person, today())
            self._note(kind, "the daily letter", f"{letter.subject} {letter.text} {letter.html}" if letter else "")
        return read

    def _note(self, kind: Kind, where: str, text: str) -> None:
        for word in WORDS:
            if word in text:
                self.read[word][kind.letters].append(where)

    def _guess(self, kind: Kind, visitor: Visitor, name: str, send: str, there: Any) -> None:
        """A record that isn't there answers as one does that may not be seen."""
        missing = visitor.ask(send, self.pages.missing(name), self.pages.sent(name) if send == "post" else None)
        if (missing.status_code, _nowhere(missing)) != (there.status_code, _nowhere(there)):
            self.told_apart.append(f"{kind.letters} {send} {name}")

    def _search(self, kind: Kind, visitor: Visitor) -> None:
        """Of a word that somebody may not read a search says what it says of a word that stands nowhere."""
        for page in _SEARCHES:
            for word in WORDS:
                said = visitor.ask("get", reverse(page), {"q": word})
                nothing = visitor.ask("get", reverse(page), {"q": _NO_WORD})
                if as_it_stays(said).replace(word, "…") != as_it_stays(nothing).replace(_NO_WORD, "…"):
                    self.read[word][kind.letters].append(f"found by {page}")

    def _visit_again(self, letters: str, visitor: Visitor, before: dict[str, str]) -> None:
        for address, read in before.items():
            if as_it_stays(visitor.ask("get", address)) != read:
                self.changed.append(f"{letters} {address}")


def _nowhere(answer: Any) -> str:
    """What the answer says, but for the address that was asked."""
    return as_it_stays(answer).replace(escape(answer.wsgi_request.path), "…")
