"""Finding among all learning: the filter that people choose, and the list it gives."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from threespires.partnership.models import Agency
from threespires.thread.learning.models import Kind, Learning, Theme


@dataclass
class Search:
    """What was chosen. Every choice is a list of values; `words` must all be found."""

    words: str = ""
    kinds: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    known: QuerySet[Theme] = field(default_factory=Theme.objects.none)
    """The themes that may be chosen."""

    @classmethod
    def of(cls, asked: QueryDict, known: QuerySet[Theme]) -> "Search":
        return cls(
            asked.get("q", "").strip()[:200],
            asked.getlist("kind"),
            asked.getlist("status"),
            asked.getlist("theme"),
            [key for key in asked.getlist("agency") if key],
            known,
        )

    def among(self, learning: QuerySet[Learning]) -> QuerySet[Learning]:
        """Those that fit. Protected learning has no kind and no agency, so those choices leave it out."""
        for word in self.words.split():
            learning = learning.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(words__icontains=word))
        if self.kinds:
            learning = learning.filter(kind__in=[kind for kind in self.kinds if kind])
        if self.states:
            learning = learning.filter(status__in=self.states)
        if self.themes:
            tagged = Learning.themes.through.objects.filter(theme_id__in=_numbers(self.themes))
            learning = learning.filter(pk__in=tagged.values("learning_id"))
        if self.agencies:
            learning = learning.filter(agency__key__in=self.agencies)
        return learning

    @cached_property
    def parts(self) -> list[dict[str, Any]]:
        """The parts of the filter, as the component takes them; read once."""
        themes = [(str(theme.pk), theme.name) for theme in self.known]
        agencies = [(agency.key, str(agency)) for agency in Agency.objects.now()]
        parts: list[dict[str, Any]] = [
            {"title": "Words", "name": "q", "kind": "text", "value": self.words},
            _boxes("State", "status", Learning.Status.choices, self.states),
            _boxes("Kind", "kind", Kind.choices, self.kinds),
        ]
        if themes:
            parts.append(_boxes("Theme", "theme", themes, self.themes))
        if agencies:
            parts.append(
                {
                    "title": "Contributed by",
                    "name": "agency",
                    "kind": "select",
                    "options": _options([("", "Any agency"), *agencies], self.agencies[:1]),
                }
            )
        return parts

    def chips(self, asked: QueryDict) -> list[dict[str, str]]:
        """What is chosen, each with the address of the list without it."""
        names = {part["name"]: part for part in self.parts}
        found = []
        for name in ("q", "status", "kind", "theme", "agency"):
            for value in filter(None, asked.getlist(name)):
                options = names.get(name, {}).get("options", [])
                text = next((option["text"] for option in options if option["value"] == value), value)
                rest = asked.copy()
                rest.pop("page", None)
                rest.setlist(name, [other for other in asked.getlist(name) if other != value])
                found.append({"text": str(text), "href": f"?{rest.urlencode()}"})
        return found


def _boxes(title: str, name: str, choices: Any, chosen: list[str]) -> dict[str, Any]:
    return {"title": title, "name": name, "kind": "checkboxes", "options": _options(choices, chosen)}


def _options(choices: Any, chosen: list[str]) -> list[dict[str, Any]]:
    return [{"value": value, "text": text, "chosen": value in chosen} for value, text in choices]


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal() and len(value) < 15]
