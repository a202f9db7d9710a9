"""Asks of every request by somebody signed in whether they still are, and have set up all they need."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from threespires.accounts import factors, keeping, sessions

SETTING_UP = {"account_reauthenticate", "accounts:sign_out"}
"""Pages that open, beside those of second factors, to whoever has yet to set one up."""


class SignedInMiddleware:
    """Signs out whoever has been away or here too long, notes that the others are here, and leads to setting up a
    second factor whoever needs one. A form that came too late is kept for whoever had typed it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (why := sessions.over(request)):
            logout(request)
            messages.info(request, why)
        with keeping.shown_again():
            answer = self.get_response(request)
        keeping.let_go_of_sent(request, answer)
        if sessions.follow(request, answer):
            keeping.remember(request)
        return answer

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        closed = getattr(view, "login_required", True)
        if not request.user.is_authenticated:
            return _sign_in_first(request) if closed and request.method == "POST" else None
        if sessions.note(request):
            keeping.remember(request)
        keeping.fill(request)
        if closed and factors.must_set_up(request) and not _sets_up(request):
            return redirect("mfa_index")
        return None


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Leads whoever sent a form signed out to signing in, and keeps what they typed."""
    if keeping.keep(request):
        messages.info(request, "What you typed was not sent, but it is kept: sign in, and it is there again.")
    return redirect_to_login(request.get_full_path())


def _sets_up(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name.startswith("mfa_") or name in SETTING_UP
