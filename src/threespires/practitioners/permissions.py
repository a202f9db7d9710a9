"""Who is a practitioner, and who says so: the person whose address is in the agency's domain, or the agency's lead."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.clock import today
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Agency, Post
from threespires.partnership.standing import standing
from threespires.practitioners.models import Practitioner


@sight
def practises(person: Any) -> Verdict:
    """Whoever is a practitioner of an agency that takes part today enters the rooms that let practitioners in."""
    here = Practitioner.objects.now().filter(person=person.pk).select_related("person", "agency")
    found = next((each for each in here if each.agency.held(today())), None)
    return yes(found) if found else no("Only practitioners see this")


@rule
def may_keep_practitioners(person: Any, agency: Agency) -> Verdict:
    """The safeguarding lead of an agency adds its practitioners and ends what they are."""
    held = next(
        (
            each
            for each in standing(person).holdings
            if each.post.function == Post.Function.AGENCY_LEAD and each.post.agency_id == agency.pk
        ),
        None,
    )
    if not held:
        return no("Only the agency’s safeguarding lead keeps its practitioners")
    return yes(held) if agency.held(today()) else no(f"{agency} takes part no more")


@sight
def visible_practitioners(person: Any) -> QuerySet[Practitioner]:
    """The safeguarding lead of an agency sees who its practitioners are today; nobody else does."""
    held = [each.post for each in standing(person).holdings if each.post.function == Post.Function.AGENCY_LEAD]
    agencies = [post.agency_id for post in held]
    return Practitioner.objects.now().filter(agency__in=agencies).select_related("person", "agency")
