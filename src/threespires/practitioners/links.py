"""The link that confirms an address: signed, for one address and agency, for a day. Nobody is made before."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from threespires.accounts.models import Person
from threespires.kernel.clock import today
from threespires.partnership.models import Agency

LASTS = timedelta(days=1)
_SALT = "threespires.practitioners.links"


@dataclass(frozen=True)
class Asked:
    """Who asked to be registered, and for which agency."""

    email: str
    name: str
    agency: int


def agency_of(email: str) -> Agency | None:
    """The agency that takes part today whose people have addresses in this domain."""
    domain = email.rpartition("@")[2].lower()
    return next((each for each in Agency.objects.now().order_by("pk") if domain in each.email_domains), None)


def takes_practitioners() -> bool:
    """Whether any agency has said what its people's addresses end in."""
    return Agency.objects.now().exclude(email_domains=[]).exists()


def link_for(email: str, name: str, agency: Agency) -> str:
    token = signing.dumps(asdict(Asked(email.lower(), name, agency.pk)), salt=_SALT)
    return settings.ADDRESS + reverse("practitioners:confirm", args=[token])


def asked_by(token: str) -> tuple[Asked, Agency] | None:
    """Who asked, if the link holds: in time, for an agency that still takes part, and not used yet."""
    try:
        asked = Asked(**signing.loads(token, salt=_SALT, max_age=LASTS))
    except signing.BadSignature:
        return None
    agency = Agency.objects.filter(pk=asked.agency).first()
    if agency is None or not agency.held(today()) or Person.objects.filter(email__iexact=asked.email).exists():
        return None
    return asked, agency
