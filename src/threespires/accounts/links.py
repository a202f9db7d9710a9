"""One-time links by which a person sets a password: an invitation lasts a week, a forgotten password a day."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_decode, urlsafe_base64_encode

from threespires.accounts.models import Person


class OneTimeToken(PasswordResetTokenGenerator):
    """Django's token: void once the password changes, the person signs in, or its time is over."""

    def __init__(self, purpose: str, lasts: timedelta) -> None:
        super().__init__()
        self.key_salt = f"threespires.accounts.links.{purpose}"
        self.lasts = lasts

    def check_token(self, user: Person | None, token: str | None) -> bool:
        if not super().check_token(user, token):
            return False
        made = base36_to_int(str(token).split("-", maxsplit=1)[0])
        return self._num_seconds(self._now()) - made <= self.lasts.total_seconds()


INVITATION = OneTimeToken("invitation", timedelta(days=7))
FORGOTTEN = OneTimeToken("forgotten", timedelta(days=1))


def link_for(person: Person, token: OneTimeToken) -> str:
    """The whole address that lets `person`, once, set a password."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    return settings.ADDRESS + reverse("accounts:set_password", args=[key, token.make_token(person)])


def person_behind(key: str, token: str) -> Person | None:
    """Whose link it is, if it still holds."""
    try:
        person = Person.objects.filter(pk=int(urlsafe_base64_decode(key).decode()), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    if person and (INVITATION.check_token(person, token) or FORGOTTEN.check_token(person, token)):
        return person
    return None
