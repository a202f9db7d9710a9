"""Pages that belong to no room: the menu, accessibility, and what is said when something is not there."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def menu(request: HttpRequest) -> HttpResponse:
    return render(request, "design/menu.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "config/accessibility.html")


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Whether people may come: this process runs and its database answers. Says no more than that."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("not ready\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/not_found.html", status=404)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(
        request,
        "design/refused.html",
        {"reason": "This form had been open too long, or came from another place. Go back and send it again."},
        status=403,
    )


@login_not_required
def problem(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("design/problem.html"), status=500)
