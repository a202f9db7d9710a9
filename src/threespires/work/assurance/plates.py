"""What assurance plugs in elsewhere: owed duties, agenda items, search; and the register, filled."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from threespires.design.forms import begin_small
from threespires.kernel.asking import written_once
from threespires.kernel.plates import AgendaDate, AgendaOffer, Owed, RoomSection
from threespires.partnership.models import Agency, Group, Post
from threespires.partnership.standing import standing
from threespires.partnership.succession import in_their_stead
from threespires.work.assurance.models import Duty
from threespires.work.assurance.operations import load_duties
from threespires.work.assurance.permissions import visible_duties, visible_mirrors

_AHEAD = timedelta(days=92)


def after_loading() -> str:
    """Fills the register of duties from the law's data."""
    added, changed = load_duties()
    return f"Register of duties: {added} added, {changed} changed." if added or changed else ""


def owed(person: Any, today: date) -> list[Owed]:
    """Duties with a date that the person's posts owe, or that the posts owed which these succeeded."""
    posts = [each.pk for holding in standing(person).holdings for each in holding.post.lineage()]
    return [
        Owed(
            f"{'Bring the report' if duty.is_report else 'Check the evidence'}: {begin_small(duty.label)}",
            duty.get_absolute_url(),
            due=duty.next_date,
            detail=duty.why or duty.source,
        )
        for duty in _duties_due(posts, today + _AHEAD)
    ]


@written_once
def _duties_due(posts: list[int], until: date) -> QuerySet[Duty]:
    return Duty.objects.filter(owner_post__pk__in=posts, next_date__lte=until).order_by("next_date")


def decisions(person: Any, today: date) -> list[Owed]:
    """Mirrors with their lead, to be answered before they open."""
    agencies = standing(person).agency_ids
    if not agencies:
        return []
    waiting = visible_mirrors(person).filter(agency__in=agencies, answer="", opens_to_executive_on__gt=today)
    return [
        Owed(
            f"Say what stands behind the figures of {mirror.agency}",
            mirror.get_absolute_url(),
            since=mirror.shown_to_lead_on,
            detail=f"The Executive sees them from {mirror.opens_to_executive_on.day} "
            f"{mirror.opens_to_executive_on:%B %Y}",
        )
        for mirror in waiting.select_related("agency")
    ]


def _offers(duties: Any, asked: str, day: date) -> list[AgendaOffer]:
    duties = list(duties.select_related("owner_post"))
    owners = in_their_stead([duty.owner_post for duty in duties if duty.owner_post], day)
    return [
        AgendaOffer(
            key=f"duty:{duty.ref}",
            title=duty.label,
            href=duty.get_absolute_url(),
            asked=asked,
            presenter=str(owners.get(duty.owner_post_id) or duty.owner_words),
            detail=duty.why or duty.source,
        )
        for duty in duties
    ]


def duties_for_agenda(group: Any, day: date) -> list[AgendaOffer]:
    """Duties at risk or not met, and those due before the quarter after the meeting is out."""
    troubled = Duty.objects.filter(is_report=False, state__in=[Duty.State.AT_RISK, Duty.State.NOT_MET])
    due = Duty.objects.filter(is_report=False, next_date__lte=day + _AHEAD)
    return _offers((troubled | due).distinct(), "assure", day)


def reports_for_agenda(group: Any, day: date) -> list[AgendaOffer]:
    """Reports that fall due before the quarter after the meeting is out."""
    return _offers(Duty.objects.filter(is_report=True, next_date__lte=day + _AHEAD), "assure", day)


def dates_of_duties(groups: Iterable[Group], until: date) -> dict[int, list[AgendaDate]]:
    """By when each duty falls due, for whichever group looks at duties."""
    return _dates(Duty.objects.filter(is_report=False, next_date__lte=until), groups)


def dates_of_reports(groups: Iterable[Group], until: date) -> dict[int, list[AgendaDate]]:
    """By when each report falls due, for whichever group takes reports."""
    return _dates(Duty.objects.filter(is_report=True, next_date__lte=until), groups)


def _dates(duties: QuerySet[Duty], groups: Iterable[Group]) -> dict[int, list[AgendaDate]]:
    found = [
        AgendaDate(duty.label, duty.get_absolute_url(), duty.next_date, str(duty.owner_post or duty.owner_words))
        for duty in duties.select_related("owner_post").order_by("next_date", "pk")
        if duty.next_date
    ]
    return {group.pk: found for group in groups}


def sections(person: Any, thing: Any) -> list[RoomSection]:
    """On an agency: its mirrors, where the person may look into them. On a post: the duties it owes."""
    if isinstance(thing, Agency):
        mirrors = visible_mirrors(person).filter(agency=thing)
        return [RoomSection(40, "assurance/_mirrors.html", {"mirrors": mirrors})] if mirrors else []
    if isinstance(thing, Post):
        duties = visible_duties(person).filter(owner_post__in=[post.pk for post in thing.lineage()])
        return [RoomSection(40, "assurance/_duties.html", {"duties": duties})] if duties else []
    return []


def entry(duty: Duty) -> tuple[str, str, str]:
    return duty.label, f"{duty.source} {duty.owner_words} {duty.note}", duty.get_absolute_url()
