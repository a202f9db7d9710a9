"""Who has an account, for the Board manager and the system administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.accounts import operations
from threespires.accounts.factors import have_one
from threespires.accounts.forms import AddressForm, InviteForm
from threespires.accounts.models import Person
from threespires.accounts.permissions import may_invite, may_let_in_again, may_manage_accounts, may_stop, takes_two
from threespires.kernel import plates
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require


@goes_by(may_manage_accounts)
def people(request: HttpRequest) -> HttpResponse:
    """Everyone known, what they hold, whether they have an account."""
    require(may_manage_accounts(request.user))
    everyone = list(Person.objects.all())
    held = plates.answer("held_by", everyone, otherwise={})
    by_two, with_second_step = takes_two(everyone), have_one(everyone)
    rows = [
        {
            "person": person,
            "held": held.get(person.pk, []),
            "state": _state(person),
            "may_invite": may_invite(request.user, person, by_two),
            "by_two": person.pk in by_two,
            "may_let_in": may_let_in_again(request.user, person, by_two),
            "has_second_step": person.pk in with_second_step,
            "may_stop": person.has_account and may_stop(request.user, person),
        }
        for person in everyone
    ]
    with_account = sum(person.has_account for person in everyone)
    ask = plates.named("asks_for_reset")
    return render(request, "accounts/people.html", {"rows": rows, "with_account": with_account, "ask": ask})


def _state(person: Person) -> str:
    if not person.is_active:
        return "Stopped"
    if person.has_account:
        return "Can sign in"
    return f"Invited {say_date(person.invited_at.date())}" if person.invited_at else "Not invited"


@goes_by(may_manage_accounts, sending=may_manage_accounts)
def invite(request: HttpRequest) -> HttpResponse:
    """Somebody new, or known but never invited."""
    require(may_manage_accounts(request.user))
    form = InviteForm(request.POST or None)
    if form.is_valid():
        made = operations.invite(by=request.user, **form.cleaned_data)
        messages.success(request, f"{made.person} invited")
        return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form})


@goes_by(may_manage_accounts, may_invite, sending=may_invite)
def invite_again(request: HttpRequest, number: int) -> HttpResponse:
    """Asks, then sends the link: once more, or for the first time to somebody whom a seat made known."""
    require(may_manage_accounts(request.user))
    person = get_object_or_404(Person, pk=number)
    require(may_invite(request.user, person))
    if request.method == "POST":
        operations.invite(by=request.user, email=person.email)
        messages.success(request, f"{person} invited")
        return redirect("accounts:people")
    return render(request, "accounts/invite_again.html", {"person": person})


@goes_by(may_manage_accounts, may_stop, sending=may_stop)
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Asks, then stops the person signing in."""
    require(may_manage_accounts(request.user))
    person = get_object_or_404(Person, pk=number)
    require(may_stop(request.user, person))
    if request.method == "POST":
        operations.stop_signing_in(person, by=request.user)
        messages.success(request, f"{person} can no longer sign in")
        return redirect("accounts:people")
    return render(request, "accounts/stop.html", {"person": person})


@goes_by(may_manage_accounts, may_let_in_again, sending=may_let_in_again)
def reset_second_step(request: HttpRequest, number: int) -> HttpResponse:
    """Asks, then takes off the second step of somebody who has lost theirs."""
    require(may_manage_accounts(request.user))
    person = get_object_or_404(Person, pk=number)
    require(may_let_in_again(request.user, person))
    if request.method == "POST":
        operations.reset_factors(person, by=request.user)
        messages.success(request, f"The second step of {person} is taken off")
        return redirect("accounts:people")
    return render(request, "accounts/reset_second_step.html", {"person": person})


@goes_by(may_manage_accounts, may_let_in_again, sending=may_let_in_again)
def change_address(request: HttpRequest, number: int) -> HttpResponse:
    """Another address for somebody's account."""
    require(may_manage_accounts(request.user))
    person = get_object_or_404(Person, pk=number)
    require(may_let_in_again(request.user, person))
    form = AddressForm(request.POST or None, person=person)
    if form.is_valid():
        operations.change_address(person, by=request.user, email=form.cleaned_data["email"])
        messages.success(request, f"The address of {person} is changed")
        return redirect("accounts:people")
    return render(request, "accounts/change_address.html", {"form": form, "person": person})
