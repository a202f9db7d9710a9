"""How lines of enquiry are shown: the columns, and the table of scales."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.addresses import asking
from threespires.kernel.dates import Quarter, say_date
from threespires.kernel.plates import RoomSection
from threespires.partnership.models import Group
from threespires.pictures import scale
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import may_state_what_it_means, visible_learning
from threespires.thread.priorities.models import LineOfEnquiry, Priority, Scaling, Statement
from threespires.thread.priorities.permissions import may_set_priority, visible_enquiries

MONTHS_SHOWN = 3


def columns(enquiry: LineOfEnquiry, person: Person, meeting: str = "") -> list[dict[str, Any]]:
    """The questions of the practice approach with what was stated under each, as the component takes them.

    `meeting` is the reference of the meeting at which it is looked at, which goes on to what is decided there.
    """
    stated = list(enquiry.statements.standing().prefetch_related("cites"))
    seen = visible_learning(person).filter(statements__in=stated)
    may_see = set(seen.values_list("pk", flat=True))
    work = plates.answer("statement_work", [statement.pk for statement in stated], otherwise={})
    under: dict[int, list[Statement]] = defaultdict(list)
    for statement in stated:
        under[statement.column_id].append(statement)
    put_to = _put_to(enquiry, person)
    return [
        {
            "title": column.heading,
            "empty": column.prompt or "Nothing stated yet.",
            "statements": [
                _statement(statement, may_see)
                | (_what_came(work.get(statement.pk, []), put_to, meeting) if column.leads_to_work else {})
                for statement in under[column.pk]
            ],
        }
        for column in enquiry.approach.columns.all()
    ]


def _statement(statement: Statement, may_see: set[int]) -> dict[str, Any]:
    """A statement with the learning it cites, of which only what the person may see is named."""
    cited = statement.cites.all()
    sources = [
        {"text": learning.source, "href": learning.get_absolute_url()} for learning in cited if learning.pk in may_see
    ]
    if len(sources) < len(cited):
        sources.append({"text": "Learning that was shared with some groups only"})
    return {
        "id": f"statement-{statement.pk}",
        "text": f"“{statement.text}”" if statement.as_said else statement.text,
        "child": statement.as_said,
        "sources": sources,
    }


def _what_came(work: list[dict[str, Any]], put_to: list[dict[str, str]], meeting: str) -> dict[str, Any]:
    """The level and the group of what was tasked from a statement; or that nothing was, and what to do."""
    tag = work[0].get("tag") if work else None
    tasked = {"text": tag, "tone": "turn"} if tag else None
    return {
        "tag": tasked if work else {"text": "Not yet tasked"},
        "links": [
            {"text": each["text"], "href": asking(each["href"], meeting=meeting) if meeting else each["href"]}
            for each in work or put_to
        ],
    }


def _put_to(enquiry: LineOfEnquiry, person: Person) -> list[dict[str, str]]:
    """Where what needs to happen goes next: the priority it belongs to, or the executive to set one."""
    if enquiry.status != LineOfEnquiry.Status.OPEN:
        return []
    priority = enquiry.priorities.current().first()
    if priority:
        return [{"text": "See the priority", "href": priority.get_absolute_url()}]
    if not may_set_priority(person):
        return []
    executive = Group.objects.now().filter(kind=Group.Kind.EXECUTIVE).first()
    address = f"{reverse('priorities:new_priority')}?{urlencode({'enquiry': enquiry.ref})}"
    return [{"text": f"Put to the {executive}", "href": address}] if executive else []


# ------------------------------------------------------------------------------------------------ scales


@dataclass
class Scales:
    """The table of scales: its columns, rows, and the first and latest day on which anybody scaled."""

    columns: list[dict[str, Any]]
    rows: list[list[Any]]
    first: date
    latest: date


def scales(enquiry: LineOfEnquiry) -> Scales | None:
    """Each agency's track and its numbers by month, the statutory partners first; None when nobody scaled."""
    said = list(enquiry.scalings.select_related("agency"))
    if not said:
        return None
    by_agency: dict[Any, list[Scaling]] = defaultdict(list)
    for scaling in said:
        by_agency[scaling.agency].append(scaling)
    months = _months(said)
    latest = months[-1]
    agencies = sorted(by_agency, key=lambda agency: (not agency.statutory, str(agency)))
    return Scales(
        [
            {"text": "Agency", "label": ""},
            {"text": scale.axis(prefix="scale-axis"), "label": ""},
            *({"text": name, "numeric": True} for name in _month_names(months)),
            {"text": f"Reason given in {latest:%B}", "label": "Reason"},
        ],
        [_row(agency, by_agency[agency], months) for agency in agencies],
        said[0].said_on,
        said[-1].said_on,
    )


def _row(agency: Any, said: list[Scaling], months: list[date]) -> list[Any]:
    track = scale.draw(
        str(agency),
        [scale.Score(scaling.said_on, scaling.score) for scaling in said],
        prefix=f"scale-{agency.key}",
    )
    in_month = {scaling.said_on.replace(day=1): scaling for scaling in said}
    last = said[-1]
    late = "" if last.said_on.replace(day=1) == months[-1] else f"Said on {say_date(last.said_on)}"
    return [
        {"text": str(agency)},
        {"html": track},
        *(_score(in_month.get(month), month == months[-1]) for month in months),
        {"text": last.reason, "detail": late},
    ]


def _score(scaling: Scaling | None, is_latest: bool) -> dict[str, Any]:
    if scaling is None:
        return {"html": Markup('<span aria-hidden="true">–</span><span class="govuk-visually-hidden">None</span>')}
    number = Markup("<strong>{}</strong>") if is_latest else Markup("{}")
    return {"html": number.format(scaling.score)}


def _months(said: list[Scaling]) -> list[date]:
    """The months shown: the first in which somebody scaled, and the latest."""
    months = sorted({scaling.said_on.replace(day=1) for scaling in said})
    return months if len(months) <= MONTHS_SHOWN else [months[0], *months[1 - MONTHS_SHOWN :]]


def _month_names(months: list[date]) -> list[str]:
    """October, December, February; with years where the names alone would mislead."""
    far = any((later - sooner).days > 330 for sooner, later in pairwise(months)) or (
        months[-1].year - months[0].year > 1
    )
    return [f"{month:%B %Y}" if far else f"{month:%B}" for month in months]


# --------------------------------------------------------------------- on the pages of other records


def sections(person: Any, thing: Any) -> list[RoomSection]:
    """What lines of enquiry made of a piece of learning, on its page."""
    if not isinstance(thing, Learning):
        return []
    cited = (
        Statement.objects.standing()
        .filter(cites=thing, enquiry__in=visible_enquiries(person))
        .select_related("enquiry", "column")
    )
    facts = {
        "statements": cited,
        "may_state": may_state_what_it_means(person) and thing.status != Learning.Status.SET_ASIDE,
        "learning": thing,
    }
    return [RoomSection(10, "priorities/_cited.html", facts)]


def where_and_when(occasion: str, day: date) -> str:
    """The meeting and the day, the day once where the meeting's name says it."""
    if say_date(day) in occasion:
        return occasion
    return ", ".join(filter(None, [occasion, say_date(day)]))


def decisions_by_quarter(priorities: list[Priority], quarters: list[Quarter]) -> dict[Quarter, list[dict[str, Any]]]:
    """For each quarter the priorities decided in it, each with its last decision."""
    found: dict[Quarter, list[dict[str, Any]]] = {quarter: [] for quarter in quarters}
    for priority in priorities:
        last = {Quarter(decision.quarter): decision for decision in priority.quarters.all()}
        for quarter, decision in last.items():
            if quarter in found:
                found[quarter].append(
                    {
                        "title": priority.title,
                        "href": priority.get_absolute_url(),
                        "tag": {"text": decision.get_choice_display()},
                        "detail": where_and_when(decision.occasion, decision.decided_on),
                    }
                )
    return found
