"""The page that tells a record's history: every room's is this one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.history.models import Event
from threespires.history.telling import Words, tell

ON_A_PAGE = 50


def history_page(
    request: HttpRequest,
    events: QuerySet[Event] | list[Event],
    words: Words,
    *,
    heading: str,
    crumbs: list[dict[str, str]],
    caption: str = "",
    lead: str = "Who did what, in which seat, and what it said before and after. The latest first.",
    tabs: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    """What happened, the latest first."""
    page = Paginator(events, ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"heading_words": heading, "caption": caption, "lead": lead, "crumbs": crumbs, "tabs": tabs or []}
    return render(request, "history/history.html", {**facts, "events": tell(page, words), "page": page})
