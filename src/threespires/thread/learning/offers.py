"""What learning offers to other rooms: what a person owes or decides, and items for an agenda."""

from datetime import date

from django.urls import reverse

from threespires.accounts.models import Person
from threespires.kernel.plates import AgendaOffer, Owed
from threespires.partnership.models import Group
from threespires.partnership.standing import case_groups
from threespires.thread.learning.models import Learning, Release
from threespires.thread.learning.permissions import visible_releases

ON_AN_AGENDA = 10
"""More pieces than this are one further item, which leads to the register."""


def owed(person: Person, today: date) -> list[Owed]:
    """Releases returned to whoever wrote them."""
    if not case_groups(person):
        return []
    returned = visible_releases(person).filter(status=Release.Status.RETURNED, written_by=person)
    return [
        Owed("Write again what your group releases", release.get_absolute_url(), detail=str(release.group))
        for release in returned
    ]


def decisions(person: Person, today: date) -> list[Owed]:
    """Releases that wait for a second member."""
    if not case_groups(person):
        return []
    waiting = visible_releases(person).filter(status=Release.Status.DRAFTED).exclude(written_by=person)
    return [
        Owed(
            "Check what your group releases",
            release.get_absolute_url(),
            detail=f"{release.group}, written by {release.written_by}",
        )
        for release in waiting.select_related("written_by")
    ]


def learning_to_take_up(group: Group, day: date) -> list[AgendaOffer]:
    """Learning that nobody has taken up. Only what everyone may see: agendas are read by all."""
    new = Learning.objects.filter(status=Learning.Status.NEW, audience=Learning.Audience.PARTNERSHIP)
    found = list(new[: ON_AN_AGENDA + 1])
    offers = [
        AgendaOffer(
            key=f"learning:{learning.ref}",
            title=learning.title,
            href=learning.get_absolute_url(),
            asked="shape",
            detail=f"Protected source, {learning.when}"
            if learning.protected
            else f"{learning.get_kind_display()}, {learning.when}",
        )
        for learning in found[:ON_AN_AGENDA]
    ]
    if len(found) > ON_AN_AGENDA:
        more = new.count() - ON_AN_AGENDA
        offers.append(
            AgendaOffer(
                key="learning:more",
                title="The rest that nobody has taken up",
                href=f"{reverse('learning:register')}?status={Learning.Status.NEW}",
                asked="shape",
                detail=f"{more} more",
            )
        )
    return offers
