"""What groups were called on a day gone by: pages as of that day, and the minutes of it, say that name."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from threespires.kernel.asking import written_once
from threespires.kernel.clock import today
from threespires.partnership.models import Group, GroupName


def names_on(groups: Iterable[Group], day: date) -> dict[int, GroupName]:
    """The names of a day gone by, by group; none where the arrangement file has told no other."""
    if day >= today():
        return {}
    return {name.group_id: name for name in _names_on(day, [group.pk for group in groups])}


@written_once
def _names_on(day: date, groups: list[int]) -> QuerySet[GroupName]:
    return GroupName.objects.on(day).filter(group__pk__in=groups)


def as_they_were_called(groups: Iterable[Group], day: date) -> None:
    """Gives groups the names they had on a day gone by. For showing; a group so named is not to be saved."""
    groups = list(groups)
    known = names_on(groups, day)
    for group in groups:
        if group.pk in known:
            group.name, group.short_name = known[group.pk].name, known[group.pk].short_name
