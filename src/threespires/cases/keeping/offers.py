"""What keeping offers to home: what a chair is to dispose of, or to hold."""

from datetime import date

from django.urls import reverse

from threespires.accounts.models import Person
from threespires.cases.keeping.due import due_cases, held, waiting
from threespires.kernel.plates import Owed
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import CHAIRING, case_groups


def decisions(person: Person, today: date) -> list[Owed]:
    """Cases that are due, on which no hold stands and whose disposal nobody has asked; one line for a group."""
    groups = [group for group in case_groups(person) if lasting_seat(person, group, CHAIRING)]
    if not groups:
        return []
    due = list(due_cases(person, groups))
    settled = held(due) | waiting(due).keys() if due else set()
    left = [case for case in due if case.pk not in settled]
    counts = {group: sum(case.group_id == group.pk for case in left) for group in groups}
    return [
        Owed(
            "Dispose of a case whose time is over" if count == 1 else f"Dispose of {count} cases whose time is over",
            reverse("cases:keeping", args=[group.key]),
            detail=f"{group}. A legal hold stops it",
        )
        for group, count in counts.items()
        if count
    ]
