"""What people type to prove who they are a second time, and to set that up: allauth's forms in our dress."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as passkeys
from django import forms

from threespires.accounts.words import NOT_THIS_PASSKEY
from threespires.design.forms import Form

T = TypeVar("T")
logger = logging.getLogger(__name__)


def _code(label: str, hint: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=20, help_text=hint, widget=widget)


class CodeForm(Form, codes.AuthenticateForm):
    names = {"code": "your code"}
    widths = {"code": 10}
    code = _code("Code", "The 6 figures that your authenticator app shows now, or one of your recovery codes.")


class CodeAgainForm(Form, codes.ReauthenticateForm):
    names = {"code": "your code"}
    widths = {"code": 10}
    code = _code("Code", "The 6 figures that your authenticator app shows now, or one of your recovery codes.")


class PasswordAgainForm(Form, PasswordAgain):
    names = {"password": "your password"}
    widths = {"password": 30}
    password = forms.CharField(
        strip=False, max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def _read(what: Callable[[], T]) -> T:
    """What a passkey said. What a stranger sends in its place fails in many ways in the libraries that read it."""
    try:
        return what()
    except forms.ValidationError as problem:
        if problem.code != "incorrect_code":
            raise
    except Exception as problem:
        logger.info("A passkey could not be read: %s", type(problem).__name__)
    raise forms.ValidationError(NOT_THIS_PASSKEY)


class SetUpAppForm(Form, apps.ActivateTOTPForm):
    names = {"code": "the code"}
    widths = {"code": 10}
    code = _code("Code", "The 6 figures that the app shows for Threespires.")


_NAME = forms.CharField(
    label="What you call it",
    max_length=60,
    help_text="So that you know it again, such as “Work laptop”.",
)


class AddPasskeyForm(Form, passkeys.AddWebAuthnForm):
    names = {"name": "what you call it", "credential": "your passkey", "passwordless": "whether it is enough by itself"}
    widths = {"name": 20}
    name = _NAME
    passwordless = forms.BooleanField(
        label="Let me sign in with it alone, without my password",
        required=False,
        initial=True,
        help_text="It then asks for your fingerprint, your face or its PIN each time.",
    )
    field_order = ("name", "passwordless")

    def clean(self) -> dict[str, Any] | None:
        return _read(super().clean)


class _UsePasskey(Form):
    names = {"credential": "your passkey"}

    def clean_credential(self) -> Authenticator:
        return _read(super().clean_credential)


class UsePasskeyForm(_UsePasskey, passkeys.AuthenticateWebAuthnForm):
    pass


class UsePasskeyAgainForm(_UsePasskey, passkeys.ReauthenticateWebAuthnForm):
    pass


class SignInByPasskeyForm(_UsePasskey, passkeys.LoginWebAuthnForm):
    pass


class RenamePasskeyForm(Form, passkeys.EditWebAuthnForm):
    names = {"name": "what you call it"}
    widths = {"name": 20}
    name = _NAME
