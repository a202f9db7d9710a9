"""How a person goes about the product: by what stands on links, buttons and fields. And the days that pass."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import Locator, Page

from tests.make.arranged import Arranged
from threespires.kernel.clock import today
from threespires.thread.actions import operations as actions
from threespires.thread.actions.models import Action, TaskedWork
from threespires.thread.priorities import operations as priorities
from threespires.thread.priorities.models import LineOfEnquiry, Priority

BEGINS = date(2026, 2, 2)
"""The day on which every story begins, a Monday."""


def set_back_to(day: date, hour: int = 12) -> timedelta:
    """By how much the clock must run behind so that it is that hour of that day."""
    return timezone.now() - timezone.make_aware(datetime.combine(day, time(hour)))


@dataclass
class Visit:
    """One browser, before which one person after another sits, day after day."""

    page: Page
    area: Arranged
    settings: Any
    sign_in: Callable[[Page, Any], None]
    show: Callable[[Page, str, str], None]
    open_browser: Callable[[], Page]
    seen: set[str] = field(default_factory=set)

    # ---- days and people

    def on(self, day: date, hour: int = 9) -> None:
        """From now on it is that hour of that day, for the server too."""
        self.settings.CLOCK_SET_BACK = set_back_to(day, hour)

    def sit(self, person: Any) -> None:
        """`person` signs in and begins at home."""
        self.sign_in(self.page, person)
        self.page.goto("/")
        self.heading()

    def beside(self, person: Any) -> "Visit":
        """`person` signs in too, at a machine of their own, at the same time."""
        other = self.aside()
        other.sit(person)
        return other

    def aside(self) -> "Visit":
        """Somebody at another machine who has not signed in."""
        return replace(self, page=self.open_browser())

    def look(self, kind: str) -> None:
        """Asks of a kind of page all that it must keep, once in a journey."""
        if kind not in self.seen:
            self.seen.add(kind)
            self.show(self.page, kind, self.area.area)

    # ---- reading

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def heading(self, words: str | None = None) -> str:
        """The page's one heading of the first level, which holds `words`."""
        found = self.page.get_by_role("heading", level=1)
        told = found.inner_text()
        assert words is None or words.lower() in told.lower(), f"{self.page.url} is headed “{told}”, not “{words}”"
        return told

    def reads(self, *words: str) -> None:
        """The page says all of this."""
        told = " ".join(self.main.inner_text().split()).lower()
        for each in words:
            assert " ".join(each.split()).lower() in told, f"{self.page.url} does not say “{each}”:\n{told}"

    def offers(self, *, link: str = "", button: str = "") -> bool:
        """Whether the page offers such a link or button."""
        role, name = ("link", link) if link else ("button", button)
        return self.main.get_by_role(role, name=name).count() > 0

    def lacks(self, *words: str) -> None:
        """The page says none of this."""
        told = self.page.inner_text("body").lower()
        for each in words:
            assert each.lower() not in told, f"{self.page.url} says “{each}”"

    def section(self, heading: str, level: int = 2) -> Locator:
        """What stands under a heading of this level."""
        return self.main.locator("section").filter(has=self.page.get_by_role("heading", name=heading, level=level)).last

    def panel(self, heading: str) -> Locator:
        """The innermost part that stands under a heading of any level."""
        return self.main.locator("div").filter(has=self.page.get_by_role("heading", name=heading, exact=True)).last

    # ---- going

    def go(self, *names: str, within: Locator | None = None) -> None:
        """Follows links by their words, one after another: in the page's own part, else around it."""
        for name in names:
            self._press(self._found(("link", "button"), name, within))

    def place(self, *names: str) -> None:
        """Goes to one of the places in the header, and on from there."""
        header = self.page.get_by_role("navigation", name="Places")
        self._press(header.get_by_role("link", name=names[0], exact=True))
        self.go(*names[1:])

    def open(self, address: str) -> int:
        """Types an address, such as /actions/A-1/, and says with which status it is answered."""
        answer = self.page.goto(address)
        assert answer is not None
        return answer.status

    def finds_no_page(self, *addresses: str) -> None:
        """Each, though it is an address of a page, is answered as one at which nothing ever stood: word for word."""
        assert self.open("/nothing-ever-stood-here/") == 404
        nothing = self.page.inner_text("body")
        for address in addresses:
            resolve(address)
            assert self.open(address) == 404, address
            assert self.page.inner_text("body") == nothing, address

    def press(self, name: str, within: Locator | None = None) -> None:
        """Presses a button, and waits for what it answers."""
        self._press(self._found(("button",), name, within))

    def press_twice(self, name: str) -> None:
        """Presses a button twice in haste: the first answer may be given up for the second, which is waited for."""
        button = self._found(("button",), name)
        with self.page.expect_event("load"):
            button.dblclick()

    def _found(self, roles: Iterable[Any], name: str, within: Locator | None = None) -> Locator:
        """What has exactly this name, else what holds it. A link that looks like a button says that it is one."""
        for part in [within] if within else [self.main, self.page]:
            for exact in (True, False):
                for role in roles:
                    found = part.get_by_role(role, name=name, exact=exact)
                    if found.count():
                        return found.first
        raise AssertionError(f"{self.page.url} offers no “{name}”")

    def _press(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()

    # ---- filling in

    def fill(self, **typed: str) -> None:
        """Fills in fields by the label, its spaces written as _: fill(Title="…")."""
        for label, value in typed.items():
            self.write(label.replace("_", " "), value)

    def write(self, label: str, value: str, within: Locator | None = None) -> None:
        """Types into the field with this label."""
        self.field(label, within).fill(value)

    def field(self, label: str, within: Locator | None = None) -> Locator:
        part = within or self.main
        for name in (label, f"{label} (optional)"):
            found = part.get_by_label(name, exact=True)
            if found.count():
                return found.first
        raise AssertionError(f"{self.page.url} has no field “{label}”")

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Chooses from a list the option that begins with these words."""
        list_ = self.field(label, within)
        texts = list_.locator("option").all_inner_texts()
        chosen = next((text for text in texts if text == option), None) or next(
            (text for text in texts if text.startswith(option)), None
        )
        assert chosen is not None, f"“{label}” on {self.page.url} offers {texts}, not “{option}”"
        list_.select_option(label=chosen)

    def tick(self, *options: str, within: Locator | None = None) -> None:
        """Ticks boxes, or picks radio buttons, by their labels."""
        for option in options:
            (within or self.main).get_by_label(option, exact=True).first.check()

    def attach(self, label: str, file: Path) -> None:
        """Chooses a file of one's own machine."""
        self.field(label).set_input_files(file)

    def date(self, legend: str, day: date) -> None:
        """Types a day into the three boxes under a legend."""
        boxes = self.main.get_by_role("group", name=legend)
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(label, exact=True).fill(str(value))

    def unfold(self, summary: str) -> None:
        """Opens what is folded under these words."""
        folded = self.main.locator("details").filter(has_text=summary).first
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()

    def download(self, link: str, to: Path) -> Path:
        """Follows a link, or presses a button, that gives a file, and keeps the file in a folder."""
        with self.page.expect_download() as coming:
            self._found(("link", "button"), link).click()
        kept = to / coming.value.suggested_filename
        coming.value.save_as(kept)
        return kept


def soon(day: date, days: int) -> date:
    return day + timedelta(days=days)


@dataclass(frozen=True)
class UnderWay:
    """Work under way: a priority, what was tasked for it, and an action of each of several agencies."""

    enquiry: LineOfEnquiry
    priority: Priority
    work: TaskedWork
    actions: list[Action]


def work_under_way(area: Arranged, *titles: str) -> UnderWay:
    """The quiet background: one action for each title, each of another agency, due a month apart."""
    enquiry = priorities.open_enquiry(by=area.manager, question="Who follows up a child who is not brought?")
    priority = priorities.set_priority(
        by=area.manager,
        title="Every child not brought is followed up",
        enquiries=[enquiry],
        outcome="A child who misses care is seen within the week.",
        how_known="A re-audit, and what children say.",
        occasion=str(area.executive),
    )
    work = actions.task(
        by=area.manager,
        priority=priority,
        title="One follow-up route",
        level=area.levels[1],
        group=area.implementation,
        due_on=soon(today(), 200),
        done_means="Every service uses it.",
    )
    agencies = [*area.others, *area.statutory]
    raised = [
        actions.raise_action(
            by=area.manager,
            work=work,
            title=title,
            owner=area.lead(agency),
            agency=agency,
            due_on=soon(today(), 30 * (number + 1)),
        )
        for number, (title, agency) in enumerate(zip(titles, agencies, strict=False))
    ]
    return UnderWay(enquiry, priority, work, raised)
