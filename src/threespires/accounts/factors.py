"""A second way to prove that it is you: an authenticator app or a passkey, and codes for when neither is at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from threespires.kernel import plates

_PROVING = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_HAS_ONE = "has_second_factor"


@dataclass(frozen=True)
class Factors:
    """What a person has set up: an app or none, passkeys, and codes or none."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes: Authenticator | None

    @property
    def any(self) -> bool:
        return bool(self.app or self.passkeys)

    @property
    def codes_left(self) -> int:
        return len(self.codes.wrap().get_unused_codes()) if self.codes else 0


def factors_of(person: Any) -> Factors:
    found = list(Authenticator.objects.filter(user=person).order_by("pk"))
    kinds = Authenticator.Type
    return Factors(
        app=next((each for each in found if each.type == kinds.TOTP), None),
        passkeys=[each for each in found if each.type == kinds.WEBAUTHN],
        codes=next((each for each in found if each.type == kinds.RECOVERY_CODES), None),
    )


def has_one(person: Any) -> bool:
    return Authenticator.objects.filter(user=person, type__in=_PROVING).exists()


def have_one(people: Iterable[Any]) -> set[int]:
    """The keys of those of `people` who have one."""
    found = Authenticator.objects.filter(user__in=people, type__in=_PROVING)
    return set(found.values_list("user", flat=True))


def needs_one(person: Any) -> bool:
    """Whoever sits on a case group, as the room says that knows seats. The demonstration asks nobody for one."""
    return settings.SECOND_FACTOR_REQUIRED and plates.answer("needs_second_factor", person, otherwise=False)


def must_set_up(request: HttpRequest) -> bool:
    """Whether the person signed in must set one up before anything else opens. That they have one is asked once."""
    if request.session.get(_HAS_ONE) or not needs_one(request.user):
        return False
    if has_one(request.user):
        request.session[_HAS_ONE] = True
        return False
    return True


def look_again(request: HttpRequest) -> None:
    """To be called when what this person has set up has just changed."""
    request.session.pop(_HAS_ONE, None)
