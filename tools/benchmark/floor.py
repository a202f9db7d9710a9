"""The floor: the least that a page costs here. One query, one small template with as many rows, and no more.

It is served by the product's own server, so sign-in by session and middleware are the same for both.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines

from threespires.kernel.rules import goes_by, whoever_is_signed_in
from threespires.meetings.models import AgendaItem
from threespires.thread.actions.models import Action, Update

_PAGE = """<!doctype html>
<html lang="en"><head><title>{{ person }}</title></head><body><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table></body></html>
"""


def _render(request: HttpRequest, rows: Any) -> HttpResponse:
    page = engines["jinja2"].from_string(_PAGE)
    return HttpResponse(page.render({"person": request.user.name, "rows": rows}))


@goes_by(whoever_is_signed_in)
def rows(request: HttpRequest, count: int) -> HttpResponse:
    """So many actions in five columns."""
    found = Action.objects.order_by("pk").values_list("ref", "title", "status", "owner__name", "due_on")
    return _render(request, found[:count])


@goes_by(whoever_is_signed_in)
def updates(request: HttpRequest, ref: str) -> HttpResponse:
    """The updates of one action, in full."""
    found = Update.objects.filter(action__ref=ref)
    return _render(request, found.values_list("written_at", "written_by__name", "status", "text"))


@goes_by(whoever_is_signed_in)
def items(request: HttpRequest, ref: str) -> HttpResponse:
    """The items of one meeting, with all their words."""
    found = AgendaItem.objects.filter(meeting__ref=ref)
    return _render(request, found.values_list("order", "title", "presenter", "detail", "note"))
