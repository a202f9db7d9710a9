"""Confirming what the source left open: a term, a place, a post, who acts for whom, an agency."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from threespires.kernel.clock import today, viewed_day
from threespires.kernel.rules import goes_by
from threespires.partnership import operations
from threespires.partnership.models import Agency, Confirmable, Place, Post, PostDelegation, Term
from threespires.partnership.permissions import may_confirm, visible_groups

_ASKED: dict[str, type[Confirmable]] = {
    "term": Term,
    "place": Place,
    "post": Post,
    "delegation": PostDelegation,
    "agency": Agency,
}


def confirmable(request: HttpRequest, things: Iterable[Confirmable]) -> set[int]:
    """Which of the things whoever asks may confirm: on another day than today none."""
    if viewed_day() != today():
        return set()
    return {thing.pk for thing in things if may_confirm(request.user, thing)}


@goes_by(sending=(visible_groups, may_confirm))
@require_POST
def confirm(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    if what not in _ASKED or not visible_groups(request.user).exists():
        raise Http404
    thing = operations.confirm(get_object_or_404(_ASKED[what], pk=pk), by=request.user)
    messages.success(request, f"{thing}: confirmed")
    return redirect(_where_it_stands(thing))


def _where_it_stands(thing: Confirmable) -> str:
    if isinstance(thing, Term):
        return reverse("partnership:terms", args=[thing.group.key])
    if isinstance(thing, Place):
        return reverse("partnership:people", args=[thing.group.key])
    return reverse("partnership:agencies" if isinstance(thing, Agency) else "partnership:posts")
