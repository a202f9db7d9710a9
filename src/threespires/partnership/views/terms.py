"""A group's terms of reference, and confirming what the source left open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from threespires.kernel.clock import viewed_day
from threespires.partnership import operations
from threespires.partnership.models import Term
from threespires.partnership.permissions import may_confirm_term
from threespires.partnership.terms import say_term
from threespires.partnership.views.groups import tabs
from threespires.partnership.views.room import group_of


def terms(request: HttpRequest, key: str) -> HttpResponse:
    group = group_of(request, key)
    day = viewed_day()
    found = list(group.terms.on(day).select_related("group"))
    return render(
        request,
        "partnership/terms.html",
        {
            "group": group,
            "tabs": tabs(group, "Terms"),
            "purposes": list(group.purposes.on(day)),
            "terms": [(term, say_term(term), may_confirm_term(request.user, term)) for term in found],
            "agenda": list(group.agenda_template.on(day)),
        },
    )


@require_POST
def confirm(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    group = group_of(request, key)
    term = get_object_or_404(group.terms.select_related("group"), pk=pk)
    operations.confirm_term(term, by=request.user)
    messages.success(request, f"{Term.Name(term.name).label}: confirmed")
    return redirect("partnership:terms", key)
