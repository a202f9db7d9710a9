"""Signing in as anybody of the story, by one click. Only the demonstration has this page."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from threespires.accounts.models import Person
from threespires.demo.people import by_what_they_do
from threespires.kernel.rules import anyone, goes_by
from threespires.partnership.as_of import works_on_any_day

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@goes_by(anyone)
def people(request: HttpRequest) -> HttpResponse:
    """Who there is, by what they do."""
    return render(request, "demo/people.html", {"groups": by_what_they_do()})


@goes_by(sending=anyone)
@require_POST
@works_on_any_day
def sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as the person chosen; whoever was signed in before is signed out first."""
    key = request.POST.get("person", "")
    person = get_object_or_404(Person, pk=key if key.isdecimal() else 0, is_active=True)
    logout(request)
    login(request, person, backend=_BACKEND)
    return redirect("home:home")
