"""Going through the whole application as every kind of person, and noting what each finds."""

from collections import defaultdict
from typing import Any

from django.utils.html import escape

from tests.access.crawling import Pages, Visitor, as_it_stays, found, text_of
from tests.access.foretelling import HIDDEN
from tests.access.people import Kind
from tests.access.planting import Planted
from tests.pages.world import World
from threespires.home.digest import daily_letter
from threespires.kernel.clock import today
from threespires.search.finding import find

WORDS = (
    "Zorblatt", "Vexmoor", "Zephyrbane", "Quoxley", "Ashwindle", "Tarnuck", "Hollivar", "Melbrook", "Fennimot",
    "Ostrenvale", "Yorvalind", "Grellowap", "Brimsalt", "Thrankle", "Wimblefex", "Snorvick", "Plimsorrel",
    "Crindlemere", "Vallowick", "Durnavon", "Pellimoor", "Harrowmist",
    "dravenook", "quennifer", "Skellowby", "Tolbrixel", "Quillomere", "Tressivane", "Ormisande",
)  # fmt: skip
SOUGHT = ("Zorblatt", "Quoxley", "Melbrook", "Fennimot", "Ostrenvale", "Grellowap")
"""Those that are searched for: how a search treats what one may not see, tests/search asks of every kind."""
OUTSIDE_THE_WALL = ("Bm", "Cv")
"""Those whose pages are looked at again once more stands behind a case group's wall: whoever sees most, and whoever is
nearest."""
WHERE_CASES_MAY_SHOW = ("cases:", "learning:", "meetings:", "papers:", "home:", "search:")
GUESSING = ("No", "Bm", "Cv")
"""Those who guess at records that aren't there, beside those that they may not see."""


class Crawl:
    """What each kind of person found: at each page, of each word, and before and after a case group wrote more."""

    def __init__(self, world: World, planted: Planted, people: list[Kind]) -> None:
        self._pages, self._besides = Pages(world), planted.besides()
        self.foretold = self._pages.foretold(people)
        self.found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.read: dict[str, dict[str, list[str]]] = {word: defaultdict(list) for word in WORDS}
        """By word, for each person who read it, where."""
        self.told_apart: list[str] = []
        """Where somebody is told that a record is there which they may not see."""
        self.changed: list[str] = []
        """Where a page of somebody outside the wall changed with what stands behind it."""
        self.taken_without_token: list[str] = []
        """Pages that took a form which they hadn't handed out."""
        visitors = {kind.letters: Visitor(kind.person) for kind in people}
        before = {kind.letters: self._visit(kind, visitors[kind.letters]) for kind in people}
        planted.grow_behind_the_wall()
        for letters in OUTSIDE_THE_WALL:
            self._visit_again(letters, visitors[letters], before[letters])
        self._forge(next(kind for kind in people if kind.letters == "Bm"))

    def _visit(self, kind: Kind, visitor: Visitor) -> dict[str, str]:
        """Everything once; hands back what was read at each address."""
        read = {}
        for name, send in self._pages.ways():
            if not self._tells_apart(kind, name, send):
                continue
            address = self._pages.address(name, send)
            answer = visitor.ask(send, address, self._pages.sent(name, send))
            self.found[name, send][kind.letters] = found(answer)
            self._note(kind, f"{send} {address}", text_of(answer))
            if send == "get":
                read[address] = as_it_stays(answer)
            if found(answer) == HIDDEN and kind.letters in GUESSING and self._pages.names_a_record(name):
                self._guess(kind, visitor, name, send, answer)
        for address in self._besides:
            answer = visitor.ask("get", address)
            read[address] = as_it_stays(answer)
            self._note(kind, f"get {address}", text_of(answer))
        if kind.person.is_authenticated:
            self._look_besides_pages(kind)
        return read

    def _tells_apart(self, kind: Kind, name: str, send: str) -> bool:
        """Whoever stands like another is asked for where the rules tell them apart, and wherever cases may show."""
        told = self.foretold[name, send]
        return not kind.like or told[kind.letters] != told[kind.like] or name.startswith(WHERE_CASES_MAY_SHOW)

    def _note(self, kind: Kind, where: str, text: str) -> None:
        for word in WORDS:
            if word in text:
                self.read[word][kind.letters].append(where)

    def _guess(self, kind: Kind, visitor: Visitor, name: str, send: str, there: Any) -> None:
        """A record that isn't there answers as one does that may not be seen."""
        missing = visitor.ask(send, self._pages.missing(name), self._pages.sent(name, send))
        if (missing.status_code, _nowhere(missing)) != (there.status_code, _nowhere(there)):
            self.told_apart.append(f"{kind.letters} {send} {name}")

    def _look_besides_pages(self, kind: Kind) -> None:
        """In the daily letter, and in what a search counts and shows."""
        letter = daily_letter(kind.person, today())
        self._note(kind, "the daily letter", f"{letter.subject} {letter.text} {letter.html}" if letter else "")
        for word in SOUGHT:
            if find(kind.person, word).everything:
                self.read[word][kind.letters].append("a search")

    def _visit_again(self, letters: str, visitor: Visitor, before: dict[str, str]) -> None:
        for address, read in before.items():
            if as_it_stays(visitor.ask("get", address)) != read:
                self.changed.append(f"{letters} {address}")

    def _forge(self, kind: Kind) -> None:
        """Sends to every page, as somebody who may send there, what doesn't come from one of ours."""
        visitor = Visitor(kind.person, enforce_csrf_checks=True)
        for name, send in self._pages.ways():
            if send == "post":
                answer = visitor.ask(send, self._pages.address(name, send), self._pages.sent(name, send))
                if answer.status_code != 403:
                    self.taken_without_token.append(name)


def _nowhere(answer: Any) -> str:
    """What the answer says, but for the address that was asked."""
    return as_it_stays(answer).replace(escape(answer.wsgi_request.path), "…")
