"""Pages about practitioners: registering, and what an agency's lead does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from threespires.accounts import entering, guessing
from threespires.accounts.forms import SetPasswordForm
from threespires.accounts.models import Guess, Person
from threespires.kernel.rules import anyone, goes_by
from threespires.kernel.verdict import require
from threespires.partnership.permissions import visible_agencies
from threespires.practitioners import links, operations
from threespires.practitioners.forms import AddForm, RegisterForm
from threespires.practitioners.permissions import may_keep_practitioners, visible_practitioners


@goes_by(anyone, sending=anyone)
def register(request: HttpRequest) -> HttpResponse:
    """Asks for a link. The answer is the same whether the address is an agency's, and whether anybody has it."""
    form = RegisterForm(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if guessing.may_send_link(address, guessing.place_of(request), about=Guess.About.REGISTERING):
            operations.ask_to_register(**form.cleaned_data)
        return render(request, "practitioners/link_sent.html", {"address": address})
    return render(request, "practitioners/register.html", {"form": form})


@goes_by(anyone, sending=anyone)
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opened from the letter: choose a password and come in."""
    found = links.asked_by(token)
    if found is None:
        return render(request, "practitioners/link_over.html", status=410)
    asked, agency = found
    form = SetPasswordForm(request.POST or None, person=Person(email=asked.email, name=asked.name))
    if form.is_valid():
        person = operations.register(asked, agency, password=form.cleaned_data["password"])
        messages.success(request, "Registered")
        return entering.come_in(request, person)
    return render(request, "practitioners/confirm.html", {"form": form, "asked": asked, "agency": agency})


@goes_by(visible_agencies, may_keep_practitioners, sending=may_keep_practitioners)
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Another practitioner of the agency."""
    agency = get_object_or_404(visible_agencies(request.user), key=key)
    require(may_keep_practitioners(request.user, agency))
    form = AddForm(request.POST or None)
    if form.is_valid():
        made = operations.add(by=request.user, agency=agency, **form.cleaned_data)
        messages.success(request, f"{made.person} added")
        return redirect(agency)
    return render(request, "practitioners/add.html", {"form": form, "agency": agency})


@goes_by(visible_practitioners, may_keep_practitioners, sending=may_keep_practitioners)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then ends it."""
    found = get_object_or_404(visible_practitioners(request.user), pk=pk)
    require(may_keep_practitioners(request.user, found.agency))
    if request.method == "POST":
        operations.end(found, by=request.user)
        messages.success(request, f"{found.person} is a practitioner of {found.agency} no more")
        return redirect(found.agency)
    return render(request, "practitioners/end.html", {"practitioner": found})
