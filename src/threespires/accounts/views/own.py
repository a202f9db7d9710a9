"""One's own account: who I am here, how I prove it, where I am signed in."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.accounts import keeping, operations, sessions
from threespires.accounts.factors import factors_of, has_one, must_set_up, needs_one
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
        {
            "form": form,
            "held": held,
            "told": plates.answer("told_on_account", me, otherwise=""),
            "links": [{"text": text, "href": reverse(name)} for text, name in plates.own_places(me)],
            "may_manage": may_manage_accounts(me),
            "has_second_step": has_one(me),
            "signed_in": sessions.sign_ins(me).count(),
        },
    )


@goes_by(whoever_is_signed_in, sending=whoever_is_signed_in)
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, person=request.user, request=request)
    if form.is_valid():
        here = request.session.session_key
        operations.set_password(request.user, password=form.cleaned_data["password"], here=here)
        update_session_auth_hash(request, request.user)
        messages.success(request, "Password changed. You were signed out everywhere else.")
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})


@goes_by(whoever_is_signed_in)
def factors(request: HttpRequest) -> HttpResponse:
    """What I have set up to prove a second time who I am, and what I can add."""
    facts = {"has": factors_of(request.user), "must": must_set_up(request), "needed": needs_one(request.user)}
    return render(request, "accounts/factors.html", facts)


@goes_by(whoever_is_signed_in)
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Where I am signed in: each browser, since when, when it was last used."""
    rows = [{"sign_in": each, "here": sessions.is_this(request, each)} for each in sessions.sign_ins(request.user)]
    limits = {"idle": sessions.say(settings.IDLE_LIMIT), "longest": sessions.say(settings.SESSION_LIMIT)}
    return render(request, "accounts/sign_ins.html", {"rows": rows, **limits})


@goes_by(sending=whoever_is_signed_in)
def end_sign_in(request: HttpRequest, number: int) -> HttpResponse:
    """Signs me out in one other browser."""
    found = get_object_or_404(sessions.sign_ins(request.user), pk=number)
    operations.end_sign_ins(request.user, which=sessions.sign_ins(request.user).filter(pk=found.pk))
    messages.success(request, f"Signed out of {found.device}")
    return redirect("accounts:sign_ins")


@goes_by(sending=whoever_is_signed_in)
def end_others(request: HttpRequest) -> HttpResponse:
    """Signs me out everywhere but here."""
    others = sessions.sign_ins(request.user).exclude(session_key=request.session.session_key)
    operations.end_sign_ins(request.user, which=others)
    messages.success(request, "Signed out everywhere else")
    return redirect("accounts:sign_ins")


@goes_by(whoever_is_signed_in, sending=whoever_is_signed_in)
def kept(request: HttpRequest) -> HttpResponse:
    """What I had typed when I was signed in no more, to send it after all or throw it away."""
    if request.method == "POST":
        keeping.let_go(request)
        messages.success(request, "Thrown away")
        return redirect("accounts:kept")
    return render(request, "accounts/kept.html", {"kept": keeping.kept(request)})
