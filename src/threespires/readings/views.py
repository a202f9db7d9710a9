"""Unusual reading, for those who look into it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import mark
from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by
from threespires.law.unusual_reading import usual_on
from threespires.readings import operations
from threespires.readings.forms import AnswerForm
from threespires.readings.permissions import may_look_into, visible_unusual

ON_A_PAGE = 50


@goes_by(visible_unusual)
def unusual(request: HttpRequest) -> HttpResponse:
    """What was found, the latest first, and what counts as usual."""
    found = visible_unusual(request.user).select_related("reader", "group", "looked_into_by")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    if page.object_list:
        mark(request, "Only those who look into it may read this")
    return render(request, "readings/unusual.html", {"page": page, "usual": usual_on(today())})


@goes_by(visible_unusual, may_look_into, sending=may_look_into)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What was unusual, and what whoever looked into it found."""
    found = get_object_or_404(visible_unusual(request.user).select_related("reader", "group", "looked_into_by"), pk=pk)
    mark(request, "Only those who look into it may read this")
    may = may_look_into(request.user, found)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        operations.look_into(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Written down")
        return redirect("readings:unusual")
    return render(
        request, "readings/one.html", {"found": found, "form": form if may else None, "usual": usual_on(found.day)}
    )
