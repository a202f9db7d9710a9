"""How tests prove who somebody is."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

PASSWORD = "three unlikely spires"
SIGN_IN = "/account/sign-in/"


def code_now(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def set_up_app(person: Any) -> str:
    """The person has an authenticator app, and recovery codes; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def codes_of(person: Any) -> list[str]:
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()


def give_password(client: Any, person: Any, onward: str = "") -> Any:
    return client.post(reverse("accounts:sign_in"), {"email": person.email, "password": PASSWORD, "next": onward})


def give_code(client: Any, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})
