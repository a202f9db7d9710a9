"""The daily letter: what is late, what is due this week, what waits for a decision. None when there is nothing.

A letter leaves the house. It says what the home page says first, and nothing of what stands behind a link:
the rooms name no child, no case and no document in the titles of what they say is owed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from threespires.accounts.models import Person
from threespires.home.owing import Owing, owing, say_short_date
from threespires.kernel.dates import say_date, say_days_late
from threespires.kernel.plates import Owed


@dataclass(frozen=True)
class DailyLetter:
    subject: str
    text: str
    html: str


def daily_letter(person: Person, today: date) -> DailyLetter | None:
    """The letter for `person`, or None when nothing is late, due this week or waiting for them."""
    mine = owing(person, today)
    sections = _sections(mine)
    if not sections:
        return None
    facts: dict[str, Any] = {
        "sentence": mine.sentence,
        "sections": sections,
        "home": settings.ADDRESS + reverse("home:home"),
        "account": settings.ADDRESS + reverse("accounts:account"),
    }
    return DailyLetter(_subject(mine), _text(**facts), render_to_string("home/letters/daily.html", facts))


def _subject(mine: Owing) -> str:
    """2 late, 5 due this week – Tuesday 3 March 2026"""
    counts = [
        f"{len(things)} {words}"
        for things, words in (
            (mine.at_once, "at once"),
            (mine.late, "late"),
            (mine.this_week, "due this week"),
            (mine.decisions, "to decide"),
        )
        if things
    ]
    return f"{', '.join(counts[:2])} – {mine.today:%A} {say_date(mine.today)}"


def _sections(mine: Owing) -> list[dict[str, Any]]:
    def row(thing: Owed, when: str, detail: str = "") -> dict[str, str]:
        return {"when": when, "title": thing.title, "href": settings.ADDRESS + thing.href, "detail": detail}

    day = mine.today
    sections = [
        {
            "title": "At once",
            "late": True,
            "rows": [
                row(thing, say_short_date(thing.due, day), say_days_late(thing.due, day))
                for thing in mine.at_once
                if thing.due
            ],
        },
        {
            "title": "Late",
            "late": True,
            "rows": [
                row(thing, say_short_date(thing.due, day), say_days_late(thing.due, day))
                for thing in mine.late
                if thing.due
            ],
        },
        {
            "title": "Due this week",
            "late": False,
            "rows": [
                row(thing, "Today" if thing.due == day else f"{thing.due:%A}") for thing in mine.this_week if thing.due
            ],
        },
        {
            "title": "Waiting for your decision",
            "late": False,
            "rows": [row(thing, say_short_date(thing.since, day) if thing.since else "") for thing in mine.decisions],
        },
    ]
    return [section for section in sections if section["rows"]]


def _text(sentence: str, sections: list[dict[str, Any]], home: str, account: str) -> str:
    """The letter without any dress."""
    lines = [sentence, ""]
    for section in sections:
        lines += [section["title"].upper(), ""]
        for row in section["rows"]:
            said = ", ".join(words for words in (row["when"], row["detail"]) if words)
            lines += [f"- {row['title']}" + (f" ({said})" if said else ""), f"  {row['href']}"]
        lines.append("")
    lines += [
        f"Open Threespires: {home}",
        "",
        "One message a day, and none when there is nothing to do. It never holds a child’s name, a case or a document.",
        f"Change when it comes: {account}",
        "",
    ]
    return "\n".join(lines)
