"""Everything that is served or done in the background, and the rules each goes by: what names none isn't served.

Pages that come with a library can't name rules themselves; theirs stand in `BORROWED`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from threespires.kernel import plates
from threespires.kernel.rules import GoesBy, anyone, named_by, whoever_is_signed_in

_COMING_IN = ("mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback")
_PROVING = (
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
)
BORROWED: dict[str, GoesBy] = {
    **dict.fromkeys(_COMING_IN, GoesBy((anyone,), (anyone,))),
    **dict.fromkeys(_PROVING, GoesBy((whoever_is_signed_in,), (whoever_is_signed_in,))),
}
"""The rules of a library's pages, by the name of the page: all of allauth's, about coming in and proving who one is."""


@dataclass(frozen=True)
class Page:
    """A page by its full name, and how its address is made."""

    name: str
    pattern: URLPattern

    @property
    def view(self) -> Callable[..., Any]:
        return self.pattern.callback

    @property
    def goes_by(self) -> GoesBy | None:
        return rules_of(self.name, self.view)


def rules_of(name: str, view: Callable[..., Any]) -> GoesBy | None:
    """The rules that a page goes by; none where none are named."""
    return named_by(view) or BORROWED.get(name)


def pages(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[Page]:
    """Every page that an address leads to."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from pages(pattern, inner)
        else:
            yield Page(f"{namespace}{pattern.name}", pattern)


def unnamed() -> list[str]:
    """The pages and jobs that name no rule."""
    nameless = [f"The page {page.name}" for page in pages() if page.goes_by is None]
    return nameless + [f"The job {job}" for job in plates.jobs() if named_by(import_string(job)) is None]
