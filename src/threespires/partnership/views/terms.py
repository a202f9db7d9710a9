"""A group's terms of reference."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.kernel.clock import viewed_day
from threespires.kernel.rules import goes_by
from threespires.partnership import chart
from threespires.partnership.permissions import visible_groups
from threespires.partnership.terms import say_term
from threespires.partnership.views.confirming import confirmable
from threespires.partnership.views.groups import tabs
from threespires.partnership.views.room import group_of


@goes_by(visible_groups)
def terms(request: HttpRequest, key: str) -> HttpResponse:
    group = group_of(request, key)
    day = viewed_day()
    chart.as_they_stood([group], day)
    found = list(group.terms.on(day))
    for term in found:
        term.group = group
    return render(
        request,
        "partnership/terms.html",
        {
            "group": group,
            "tabs": tabs(group, "Terms"),
            "purposes": list(group.purposes.on(day)),
            "terms": [(term, say_term(term)) for term in found],
            "confirmable": confirmable(request, found),
            "agenda": list(group.agenda_template.on(day)),
        },
    )
