"""The register of learning, a group's learning, and the page of one piece."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from threespires.history.pages import history_page
from threespires.kernel import plates
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.partnership.permissions import visible_groups
from threespires.partnership.standing import case_seat
from threespires.thread.learning.finding import Search
from threespires.thread.learning.models import Learning
from threespires.thread.learning.past import events_open_to, words_for
from threespires.thread.learning.permissions import (
    may_amend,
    may_contribute,
    may_follow_origin,
    may_set_aside,
    visible_learning,
    visible_releases,
    visible_themes,
)
from threespires.thread.learning.shown import row, state_tag, tabs

ON_A_PAGE = 50


@goes_by(visible_learning)
def register(request: HttpRequest) -> HttpResponse:
    """All learning that the person may see, found by words, kind, theme, state and contributor."""
    search = Search.of(request.GET, visible_themes(request.user))
    seen = visible_learning(request.user)
    found = search.among(seen).select_related("agency", "group")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    return render(
        request,
        "learning/register.html",
        {
            "filters": search.parts,
            "chips": search.chips(request.GET),
            "rows": [row(learning) for learning in page],
            "page": page,
            "address": f"?{rest.urlencode()}",
            "waiting": seen.filter(status=Learning.Status.NEW).count(),
            "may_contribute": may_contribute(request.user),
        },
    )


@goes_by(visible_groups, visible_learning)
def of_group(request: HttpRequest, key: str) -> HttpResponse:
    """What one group learned or was given to read; its members find their case learning from here."""
    group = get_object_or_404(visible_groups(request.user), key=key)
    seen = visible_learning(request.user).select_related("agency", "group")
    found = (seen.filter(group=group) | seen.filter(groups=group)).distinct()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "learning/of_group.html",
        {
            "group": group,
            "tabs": tabs(group),
            "rows": [row(learning) for learning in page],
            "page": page,
            "is_member_of_case_group": bool(case_seat(request.user, group)),
            "may_contribute": may_contribute(request.user),
        },
    )


@goes_by(visible_learning)
def learning(request: HttpRequest, ref: str) -> HttpResponse:
    """One piece of learning: the words, where it came from as far as the person may follow, and its state."""
    seen = visible_learning(request.user).select_related("agency", "group", "contributed_by", "origin_group")
    found = get_object_or_404(seen, ref=ref)
    return render(
        request,
        "learning/learning.html",
        {
            "learning": found,
            "state": state_tag(found),
            "facts": _facts(found),
            "themes": [theme.name for theme in found.themes.all()],
            "strip": plates.answer("thread_strip", found, request.user, otherwise=[]),
            "sections": plates.record_sections(request.user, found),
            "may_amend": may_amend(request.user, found),
            "may_set_aside": may_set_aside(request.user, found),
            "may_follow": may_follow_origin(request.user, found) if found.origin else None,
            "release": visible_releases(request.user).filter(learning=found).first() if found.protected else None,
            "earlier_words": _earlier_words(request.user, found),
        },
    )


@goes_by(visible_learning)
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """What became of it and what it said before, as far as the person may read back. Protected learning has none."""
    found = get_object_or_404(visible_learning(request.user), ref=ref, protected=False)
    events = events_open_to(request.user, found)
    return history_page(
        request,
        events,
        words_for(request.user, found, events),
        heading="History of this learning",
        caption=found.title,
        crumbs=[
            {"text": "Learning", "href": reverse("learning:register")},
            {"text": found.ref, "href": found.get_absolute_url()},
        ],
    )


def _facts(found: Learning) -> list[dict[str, Any]]:
    """The facts beside the words. Of protected learning: that it is, and the quarter."""
    if found.protected:
        return [{"key": "Source", "value": "Protected source"}, {"key": "Quarter", "value": found.when}]
    groups = ", ".join(map(str, found.groups.all())) if found.audience == Learning.Audience.GROUPS else ""
    told: list[dict[str, Any]] = [
        {"key": "Kind", "value": found.get_kind_display()},
        {"key": "Learned", "value": found.when},
        {"key": "Contributed by", "value": found.contributed_by, "detail": str(found.agency or "")},
        {"key": "From", "value": found.group, "href": found.group.get_absolute_url() if found.group else ""},
        {"key": "Who may see it", "value": groups or "Everyone who holds a seat or post"},
    ]
    return [fact for fact in told if fact["value"]]


def _earlier_words(person: Any, found: Learning) -> list[dict[str, str]]:
    """A child's words as they stood before somebody put them right."""
    if not found.words:
        return []
    return [
        {"words": event.changes["words"][0], "who": event.person, "when": say_date(event.at.date())}
        for event in events_open_to(person, found)
        if event.verb == "learning.amended" and "words" in event.changes
    ]
