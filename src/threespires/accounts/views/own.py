"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from threespires.accounts import operations
from threespires.accounts.forms import ChangePasswordForm, DigestForm
from threespires.accounts.permissions import may_manage_accounts
from threespires.kernel import plates
from threespires.kernel.rules import goes_by, whoever_is_signed_in


@goes_by(whoever_is_signed_in, sending=whoever_is_signed_in)
def account(request: HttpRequest) -> HttpResponse:
    """My name, what I hold, when the email comes; ways to change my password and to sign out."""
    me = request.user
    form = DigestForm(request.POST or None, initial={"digest": me.digest})
    if form.is_valid():
        operations.choose_digest(me, digest=form.cleaned_data["digest"])
        messages.success(request, "Saved when the email comes")
        return redirect("accounts:account")
    held = plates.answer("held_by", [me], otherwise={}).get(me.pk, [])
    return render(
        request,
        "accounts/account.html",
        {"form": form, "held": held, "links": _links(), "may_manage": may_manage_accounts(me)},
    )


def _links() -> list[dict[str, str]]:
    """What other rooms show each person of their own."""
    named = (pair for room in plates.rooms() for pair in room.on_account.items())
    return [{"text": text, "href": reverse(name)} for text, name in named]


@goes_by(whoever_is_signed_in, sending=whoever_is_signed_in)
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, person=request.user)
    if form.is_valid():
        operations.set_password(request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Password changed")
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})
