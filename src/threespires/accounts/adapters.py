"""What allauth asks of the house while it signs people in: words, letters, what is written down, who is let in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.shortcuts import render

from threespires.accounts import entering, factors, guessing, operations
from threespires.accounts.keys import open_secret, seal_secret
from threespires.accounts.words import FACTOR_CHANGES, NOT_THEIRS, WRONG_CODE, WRONG_TOO_OFTEN
from threespires.kernel.addresses import address


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "incorrect_password": NOT_THEIRS,
        "too_many_login_attempts": WRONG_TOO_OFTEN,
        "rate_limited": WRONG_TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account here."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return guessing.place_of(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Says what has just been done in our own words, which stand beside those of the letter."""
        name = (message_template or "").removeprefix("mfa/messages/").removesuffix(".txt")
        words = message or (FACTOR_CHANGES[name].done if name in FACTOR_CHANGES else "")
        if words:
            messages.add_message(request, level, words)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What somebody changed of how they sign in: written down, and they are told."""
        name = template_prefix.removeprefix("mfa/email/")
        if name in FACTOR_CHANGES:
            factors.look_again(self.request)
            operations.note_factor_change(user, FACTOR_CHANGES[name], here=self.request.session.session_key)

    def reauthenticate(self, user: Any, password: str) -> bool:
        return entering.knows_password(self.request, user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever came in a moment ago has just proven who they are."""
        return not (entering.came_just_now(self.request) or did_recently_reauthenticate(self.request))

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Whoever has neither password nor factor comes in anew, the way they came."""
        return super().get_reauthentication_methods(user) or [
            {"id": "openid", "description": "Sign in again", "url": address("openid_connect_login", "openid")}
        ]


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """Only people whom the partnership has invited come in, known by an address that the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the person invited at the address, the first time; from then on the provider's own name for them
        alone, until their address here is changed."""
        person = operations.person_of_openid(
            provider=sociallogin.account.provider,
            uid=sociallogin.account.uid,
            verified=[each.email for each in sociallogin.email_addresses if each.verified],
        )
        if person is None:
            raise ImmediateHttpResponse(render(request, "accounts/not_invited.html", status=403))
        sociallogin.user = person
        sociallogin.state["process"] = "login"
