"""How people sign in: settings of allauth, which keeps the stages of it, and ours of sessions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from environs import Env

env = Env()

ACCOUNT_ADAPTER = "threespires.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
"""An account begins with a link that was sent to its address: the address is proven before there is a password."""
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {"reauthenticate": "threespires.accounts.forms.factors.PasswordAgainForm"}
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key", "reauthenticate": ""}
"""Of guesses at codes. Guesses at passwords are counted in accounts.guessing, and all askings in accounts.limits."""

MFA_ADAPTER = "threespires.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Threespires"
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_FORMS = {
    "authenticate": "threespires.accounts.forms.factors.CodeForm",
    "reauthenticate": "threespires.accounts.forms.factors.CodeAgainForm",
    "activate_totp": "threespires.accounts.forms.factors.SetUpAppForm",
    "add_webauthn": "threespires.accounts.forms.factors.AddPasskeyForm",
    "authenticate_webauthn": "threespires.accounts.forms.factors.UsePasskeyForm",
    "reauthenticate_webauthn": "threespires.accounts.forms.factors.UsePasskeyAgainForm",
    "login_webauthn": "threespires.accounts.forms.factors.SignInByPasskeyForm",
    "edit_webauthn": "threespires.accounts.forms.factors.RenamePasskeyForm",
}

SOCIALACCOUNT_ADAPTER = "threespires.accounts.adapters.OpenIdAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True
"""A link leads to the provider: the content security policy lets no form go there."""
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10


def openid() -> dict[str, Any]:
    """The one OpenID Connect provider that people may sign in by, where the settings name it.

    Raises:
        SystemExit: where they name only part of it.
    """
    names = ("THREESPIRES_OPENID_SERVER", "THREESPIRES_OPENID_CLIENT", "THREESPIRES_OPENID_SECRET")
    given = {name: env.str(name, default="") for name in names}
    if not any(given.values()):
        return {}
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise SystemExit(f"Signing in by OpenID Connect needs all of {', '.join(names)}. Missing: {', '.join(missing)}")
    return openid_settings(
        *given.values(),
        called=env.str("THREESPIRES_OPENID_NAME", default="your organisation"),
        domains=env.list("THREESPIRES_OPENID_DOMAINS", default=[]),
    )


def openid_settings(
    server: str, client: str, secret: str, *, called: str, domains: Sequence[str] = ()
) -> dict[str, Any]:
    """allauth's settings for the provider at `server`, which is `called` so on the sign-in page.

    An address counts as a person's where the provider says that it has verified it, or where it ends in one of
    `domains`, for which the provider speaks.
    """
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "openid",
                    "name": called,
                    "client_id": client,
                    "secret": secret,
                    "settings": {
                        "server_url": server,
                        "token_auth_method": "client_secret_basic",
                        "verified_email": list(domains),
                    },
                }
            ],
        }
    }


SOCIALACCOUNT_PROVIDERS = openid()

IDLE_LIMIT = timedelta(minutes=env.int("THREESPIRES_IDLE_MINUTES", default=30))
"""Whoever does nothing for so long signs in anew."""
SESSION_LIMIT = timedelta(hours=env.int("THREESPIRES_SESSION_HOURS", default=12))
"""Whoever has been signed in for so long signs in anew."""
SESSION_COOKIE_AGE = int(SESSION_LIMIT.total_seconds())
