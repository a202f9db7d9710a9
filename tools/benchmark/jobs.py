"""The jobs: what one signed-in person does, what the answer must hold, and the floor of the same shape."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from .browsing import Answer, Visitor
from .data import Visit
from .words import COMMON

_TRIES = count(1)
_RECORD = re.compile(r'href="(/[^"]*[A-Z]-\d+/?)"')
_ACTION = re.compile(r'href="/actions/(A-\d+)/"')


class WrongAnswer(Exception):
    """The answer doesn't hold what it must, so it is not measured."""


@dataclass(frozen=True)
class Job:
    """One job. `floor` is what the same shape asks of the floor; a job that writes, searches or exports has none."""

    name: str
    do: Callable[[Visitor, Visit], None]
    goal: float
    """CPU of server and database, in milliseconds."""
    floor: Callable[[Visit], tuple[str, ...]] = lambda visit: ()
    slow: bool = False

    def visit_floor(self, visitor: Visitor, visit: Visit) -> None:
        for path in self.floor(visit):
            _hold(_page(visitor, path), [])


def _page(visitor: Visitor, path: str) -> Answer:
    answer = visitor.get(path)
    if answer.status != 200:
        raise WrongAnswer(f"{path} answered {answer.status}")
    return answer


def _hold(answer: Answer, wanted: list[str]) -> None:
    text = answer.text
    for piece in wanted:
        if piece not in text:
            raise WrongAnswer(f"The answer lacks “{piece}”")


def _require(held: bool, what: str) -> None:
    if not held:
        raise WrongAnswer(f"The answer lacks {what}")


def _home(visitor: Visitor, visit: Visit) -> None:
    _hold(_page(visitor, "/"), [*visit.owed, "Waiting for your decision", "Implementation Group", "Since you last"])


def _meeting(visitor: Visitor, visit: Visit) -> None:
    items = visit.items
    wanted = [piece for item in items for piece in (item.title, item.presenter, item.note, *item.papers)]
    _hold(_page(visitor, f"/meetings/{visit.meeting}/"), wanted)


def _actions(visitor: Visitor, visit: Visit) -> None:
    answer = _page(visitor, "/actions/")
    text = answer.text
    _require(f"{visit.actions:,} actions" in text, "the total")
    _require(len(set(_ACTION.findall(text))) >= min(100, visit.actions), "a hundred actions")
    _require(text.count("Person ") >= min(100, visit.actions), "their owners")


def _action(visitor: Visitor, visit: Visit) -> None:
    wanted = [visit.description, *visit.updates, 'name="text"', 'name="status"']
    _hold(_page(visitor, f"/actions/{visit.action}/"), wanted)


def _update(visitor: Visitor, visit: Visit) -> None:
    """Opens an action, adds an update that changes its state, and sees both."""
    number = next(_TRIES)
    path = f"/actions/{visit.to_update[number % len(visit.to_update)]}/"
    page = _page(visitor, path)
    said = f"Update {number} of the benchmark, told in as many words as people use for it."
    blocked = re.search(r'value="blocked"[^>]* checked', page.text)
    state = {"status": "in_progress"} if blocked else {"status": "blocked", "blocked_because": f"Reason {number}."}
    sent = visitor.post(path, {**page.hidden(), "text": said, **state})
    _require(sent.status == 302, f"a redirect; the update was answered with {sent.status}")
    _hold(_page(visitor, sent.location), [said, "In progress" if blocked else f"Reason {number}."])


def _search(visitor: Visitor, visit: Visit) -> None:
    text = _page(visitor, f"/search/?q={COMMON}").text
    _require(len(set(_RECORD.findall(text))) == 20 and "<mark>" in text, "twenty hits with the words marked")


def _report(visitor: Visitor, visit: Visit) -> None:
    _hold(_page(visitor, "/actions/work/"), list(visit.work))


def _export(visitor: Visitor, visit: Visit) -> None:
    answer = _page(visitor, "/actions/export.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
        rows = book.read("xl/worksheets/sheet1.xml").count(b"<row")
    _require(rows == visit.actions + 1, f"{visit.actions} rows; it has {rows}")


def _thread(visitor: Visitor, visit: Visit) -> None:
    answer = _page(visitor, f"/thread/one/{visit.thread}/")
    _hold(answer, [*visit.on_thread, "<svg"])


def visit_bare(visitor: Visitor) -> None:
    """The floor of the floor: one row."""
    _hold(_page(visitor, "/floor/rows/1/"), ["A-1"])


def _rows(number: int) -> Callable[[Visit], tuple[str, ...]]:
    return lambda visit: (f"/floor/rows/{number}/",)


JOBS = (
    Job("home", _home, 4.7, _rows(30)),
    Job("meeting", _meeting, 17, lambda visit: (f"/floor/meeting/{visit.meeting}/",)),
    Job("actions", _actions, 15, _rows(100)),
    Job("action", _action, 5.9, lambda visit: (f"/floor/updates/{visit.action}/",)),
    Job("update", _update, 12),
    Job("search", _search, 15),
    Job("report", _report, 12, _rows(100)),
    Job("export", _export, 72, slow=True),
    Job("thread", _thread, 15, lambda visit: (f"/floor/rows/{len(visit.on_thread)}/",)),
)
