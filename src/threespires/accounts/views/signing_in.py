"""Coming in, by password or one-time link, and going out. The only pages here that are open to strangers."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from threespires.accounts import entering, guessing, links, operations
from threespires.accounts.forms import ForgottenForm, SetPasswordForm, SignInForm
from threespires.kernel import plates
from threespires.kernel.rules import anyone, goes_by

WRONG = "The email address or the password is not right"
TOO_MANY = (
    f"That was wrong too often. Wait {guessing.MINUTES} minutes, or choose a new password by the link that we "
    "can email you"
)


@goes_by(anyone, sending=anyone)
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Email address and password; leads where the person was going. The demonstration asks for neither."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    others = plates.named("sign_in_page")
    if settings.DEMO and others and request.method == "GET":
        return redirect(others)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            person = entering.who_has(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except guessing.TooOften:
            form.add_error(None, TOO_MANY)
        else:
            if person:
                return entering.come_in(request, person, onward=onward)
            form.add_error(None, WRONG)
    return render(
        request,
        "accounts/sign_in.html",
        {
            "form": form,
            "next": onward,
            "without_password": reverse(others) if others else "",
            "registers": plates.named("registers") if plates.answer("takes_practitioners", otherwise=False) else "",
            "openid": settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []),
        },
    )


def _onward(request: HttpRequest) -> str:
    """Where to go next: what was asked for, if it is here, else home."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if here and asked.startswith("/") else reverse("home:home")


@goes_by(anyone)
def cancelled(request: HttpRequest) -> HttpResponse:
    """For whoever turned back at their organisation: leads to signing in."""
    return redirect("accounts:sign_in")


@goes_by(sending=anyone)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "You have signed out")
    return redirect("accounts:sign_in")


# One may leave while looking at another day, when nothing else can be changed.
sign_out.works_on_any_day = True


@goes_by(anyone)
def no_longer(request: HttpRequest) -> HttpResponse:
    """For whoever proved who they are, and was stopped from signing in."""
    return render(request, "accounts/no_longer.html", status=403)


@goes_by(anyone, sending=anyone)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Asks for a link to choose a new password. The answer is the same whether anybody has the address."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if guessing.may_send_link(address, guessing.place_of(request)):
            operations.send_forgotten_link(address)
        return render(request, "accounts/link_sent.html", {"address": address})
    return render(request, "accounts/forgotten.html", {"form": form})


@goes_by(anyone, sending=anyone)
@never_cache
def set_password(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Opened from an invitation or a forgotten-password letter: choose a password and come in. Whoever has a second
    factor is still asked for it."""
    person = links.person_behind(key, token)
    if person is None:
        return render(request, "accounts/link_over.html", status=410)
    form = SetPasswordForm(request.POST or None, person=person)
    if form.is_valid():
        operations.set_password(person, password=form.cleaned_data["password"])
        messages.success(request, "Password set")
        return entering.come_in(request, person)
    return render(request, "accounts/set_password.html", {"form": form, "person": person})
