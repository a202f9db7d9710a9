"""The cases on which somebody holds a role, for themself."""

from typing import Any

from threespires.cases.permissions import visible_cases
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.partnership.standing import roles_of


def own_roles(person: Any) -> list[dict[str, Any]]:
    """The roles by which a person sees a case today, each leading to it; no second statement for whoever holds none."""
    held = roles_of(person)
    if not held:
        return []
    seen = {case.pk: case for case in visible_cases(person).filter(pk__in=[role.case_id for role in held])}
    return [
        {
            "title": f"Case {role.number}, {role.group}",
            "href": seen[role.case_id].get_absolute_url(),
            "detail": [role.kind_on(today()).label, f"Until {say_date(role.ends)}"],
        }
        for role in held
        if role.case_id in seen
    ]
