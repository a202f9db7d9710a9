"""Who may see who looked: the chair of the group whose records they are, and each of what they opened themselves."""

from typing import Any

from django.db.models import QuerySet

from threespires.cases.models import Entry
from threespires.kernel.rules import sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group
from threespires.partnership.standing import chairs


@sight
def may_see_who_looked(person: Any, group: Group) -> Verdict:
    """The chair or vice-chair of a case group sees who read and changed its records."""
    seat = chairs(person, group) if group.is_case_group else None
    return yes(seat) if seat else no("Only the chair of a case group sees who looked at its records")


@sight
def visible_entries(person: Any) -> QuerySet[Entry]:
    """Each sees what they themselves opened and changed, whatever they sit on today."""
    return Entry.objects.filter(person=person.pk)
