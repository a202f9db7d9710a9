"""What the gallery shows: of each component its purpose, an example and the call that made it.

The examples stand in jinja2/design/gallery/, a file to each file of components, each example under a
comment that names its component. They use nothing but components and what `things` gives.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms as django_forms
from django.core.paginator import Paginator
from django.template import engines
from markupsafe import Markup

from threespires.design import forms

TEMPLATES = Path(__file__).parent / "jinja2" / "design"
CHAPTERS = {
    "frame": "Around a page",
    "words": "Words, states and buttons",
    "lists": "Lists",
    "tables": "Tables and clocks",
    "finding": "Finding among many",
    "thread": "The golden thread",
    "meetings": "Meetings",
    "moments": "Moments",
    "proving": "Proving who one is",
    "fields": "Fields",
}
MACRO = re.compile(r"\{#(?P<purpose>(?:(?!#\}).)*)#\}\n\{% macro (?P<name>[a-z]\w*)\(", re.DOTALL)
EXAMPLE = re.compile(r"^\{# (\w+) #\}$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """One component in the gallery."""

    name: str
    purpose: str
    call: str
    shown: Markup


def components() -> list[str]:
    """The names that pages may import."""
    source = (TEMPLATES / "components.html").read_text()
    return re.findall(r"\{% set (\w+) =", source)


def purposes(chapter: str) -> dict[str, str]:
    """Each component of a chapter, with the comment that stands above its macro."""
    source = (TEMPLATES / "components" / f"{chapter}.html").read_text()
    return {match["name"]: " ".join(match["purpose"].split()) for match in MACRO.finditer(source)}


def calls(chapter: str) -> dict[str, str]:
    """Each component that has an example, with the call."""
    _, *parts = EXAMPLE.split((TEMPLATES / "gallery" / f"{chapter}.html").read_text())
    return {name: call.strip() for name, call in zip(parts[::2], parts[1::2], strict=True)}


def entries(chapter: str) -> list[Entry]:
    """The components of a chapter, shown."""
    said = purposes(chapter)
    return [Entry(name, said.get(name, ""), call, show(call)) for name, call in calls(chapter).items()]


def show(call: str) -> Markup:
    """What a call makes."""
    names = ", ".join(name for chapter in CHAPTERS for name in purposes(chapter))
    source = f"{{% from 'design/components.html' import {names} %}}\n{call}"
    return Markup(engines["jinja2"].from_string(source).render(things()))


def things() -> dict[str, Any]:
    """What examples may use besides components."""
    return {
        "site": {
            "partnership_name": "Anytown Safeguarding Children Partnership",
            "demo": True,
            "marking": "OFFICIAL-SENSITIVE · The case group only. Every opening is recorded.",
            "places": [
                {"text": "Home", "href": "/", "current": True},
                {"text": "Groups", "href": "/", "current": False},
                {"text": "Thread", "href": "/", "current": False},
            ],
            "footer_links": [{"text": "Accessibility", "href": "/accessibility/"}],
            "person_name": "Ruth Pemberton",
            "account_href": "/",
            "search_href": "/",
        },
        "page": Paginator(range(31), 8).page(2),
        "drawing": Markup(
            '<svg viewBox="0 0 600 60" role="img" aria-labelledby="drawing-title">'
            '<title id="drawing-title">A line from learning to change</title>'
            '<path d="M20 30h560" stroke="#b07d12" stroke-width="3"/>'
            '<circle cx="20" cy="30" r="7" fill="#b07d12"/>'
            '<circle cx="580" cy="30" r="6" fill="#fff" stroke="#b07d12" stroke-width="3"/></svg>'
        ),
        "form": ExampleForm({"protects": "home", "due_day": "6", "due_month": "3", "what": "A weekly visit."}),
    }


class ExampleForm(forms.Form):
    """The form of the gallery, sent with two mistakes."""

    names = {
        "protects": "which children this protects",
        "status": "whether Priya Raman is here",
        "due": "the day by which it is done",
    }

    protects = django_forms.ChoiceField(
        label="Which children does this protect?",
        choices=[("child", "The child this is about"), ("home", "Brothers, sisters or others in the home")],
        widget=forms.Radios(hints={"home": "Whoever sleeps there"}),
    )
    what = django_forms.CharField(
        label="What is being done?",
        help_text="Say what changes for the child. Use roles, not names.",
        max_length=1000,
        widget=django_forms.Textarea,
    )
    status = django_forms.ChoiceField(label="Is Priya Raman here?", choices=[("", "Not noted"), ("here", "Here")])
    delegate = django_forms.CharField(label="Who is here for Priya Raman", required=False)
    checks = django_forms.CharField(label="Who will check that it was done?", help_text="Someone from another agency")
    due = forms.DateField(label="Done by", help_text="For example, 6 3 2026")
