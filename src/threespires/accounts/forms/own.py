"""What people type to come in, and to let others in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from threespires.accounts.entering import knows_password
from threespires.accounts.models import Person
from threespires.design.forms import Form, Radios

_RULES = "At least 12 characters. Three words that don’t belong together are easy to remember and hard to guess."


class SignInForm(Form):
    names = {"email": "your email address", "password": "your password"}
    widths = {"email": 30, "password": 30}
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        strip=False, max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class ForgottenForm(Form):
    names = {"email": "your email address"}
    widths = {"email": 30}
    email = forms.EmailField(
        label="Email address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class SetPasswordForm(Form):
    """A new password, once: whoever mistypes it asks for another link."""

    names = {"password": "your new password", "current": "your current password"}
    widths = {"password": 30, "current": 30}
    password = forms.CharField(
        label="New password",
        strip=False,
        max_length=500,
        help_text=_RULES,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        try:
            validate_password(password, self.person)
        except ValidationError as problem:
            raise ValidationError([_PLAINLY.get(str(error.code), error) for error in problem.error_list]) from None
        return password


_PLAINLY = {
    "password_too_short": "Your new password must be 12 characters or more",
    "password_too_common": "Your new password must be one that others don’t use",
    "password_too_similar": "Your new password must be less like your name or address",
}


class ChangePasswordForm(SetPasswordForm):
    current = forms.CharField(
        label="Current password",
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password")

    def __init__(self, *args: Any, request: HttpRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = request

    def clean_current(self) -> str:
        current = self.cleaned_data["current"]
        if not knows_password(self.request, self.person, current):
            raise ValidationError("Your current password is not the one you typed")
        return current


class DigestForm(Form):
    digest = forms.ChoiceField(
        label="When the email about what you owe comes", choices=Person.Digest.choices, widget=Radios()
    )


class InviteForm(Form):
    names = {"name": "their name", "email": "their email address"}
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(
        label="Email address", max_length=254, help_text="Their work address. The link goes there."
    )


class AddressForm(Form):
    """Another address, that nobody has."""

    names = {"email": "their new email address"}
    widths = {"email": 30}
    email = forms.EmailField(label="New email address", max_length=254, help_text="Their work address.")

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if Person.objects.filter(email__iexact=email).exists():
            raise ValidationError("Their new email address must be one that nobody here has")
        return email
