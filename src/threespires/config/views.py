"""Pages that belong to no room: the menu, help, privacy, accessibility, and what is said when something isn’t there."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from threespires.accounts import keeping
from threespires.design.refusing import refused
from threespires.kernel.addresses import address, asking
from threespires.kernel.rules import anyone, goes_by, whoever_is_signed_in


@goes_by(whoever_is_signed_in)
def menu(request: HttpRequest) -> HttpResponse:
    return render(request, "design/menu.html")


@goes_by(anyone)
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "config/help.html")


@goes_by(anyone)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "config/privacy.html")


@goes_by(anyone)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "config/accessibility.html")


@goes_by(anyone)
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
def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent is not what any page of ours sends."""
    return HttpResponse(render_to_string("design/unreadable.html"), status=400)


@login_not_required
def too_large(request: HttpRequest) -> HttpResponse:
    most = settings.LARGEST_REQUEST // 1024 // 1024
    reason = f"What was sent is too large: all files of one form together may have up to {most} MB."
    return refused(request, reason, ("Open the form again", request.path), status=413)


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Says how to send it after all: whoever is signed out signs in, and comes to the form again. What was typed on a
    page of ours is there again."""
    reason = "This form had been open too long, or came from another place."
    open_to_all = not getattr(request.resolver_match.func, "login_required", True)
    if not open_to_all and _came_from_here(request) and keeping.keep(request) and request.user.is_authenticated:
        messages.info(request, "This form had been open too long. What you typed is there again: look, and send it.")
        return redirect(request.get_full_path())
    if request.user.is_authenticated or open_to_all:
        return refused(request, reason, ("Open it again", request.path))
    sign_in = asking(address("accounts:sign_in"), next=request.path)
    return refused(request, f"{reason} You are signed out.", ("Sign in and open it again", sign_in))


def _came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


@login_not_required
def problem(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("design/problem.html"), status=500)
