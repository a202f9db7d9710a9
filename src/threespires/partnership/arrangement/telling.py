"""Tells people what is in an arrangement file, what is wrong with it, and what loading it does."""

from collections.abc import Iterator

from threespires.kernel.plates import agenda_source
from threespires.partnership.arrangement.checking import every
from threespires.partnership.arrangement.facts import Agreed, Arrangement, Sourced
from threespires.partnership.arrangement.keeping import ADDED, CHANGED, ENDED, Change
from threespires.partnership.arrangement.loading import Plan
from threespires.partnership.arrangement.problems import Problem

_WOULD = {ADDED: "add", CHANGED: "change", ENDED: "end"}


def number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def tell_problems(problems: tuple[Problem, ...], name: str) -> Iterator[str]:
    yield f"{number(len(problems), 'thing')} to mend in {name}:"
    yield from (f"  {problem}" for problem in problems)


def tell_contents(arrangement: Arrangement, name: str) -> Iterator[str]:
    """What the file holds, and what in it still waits for the partnership."""
    counts = (
        number(len(arrangement.boards), "board"),
        number(len(arrangement.agencies), "agency", "agencies"),
        number(len(arrangement.posts), "post"),
        number(len(arrangement.groups), "group"),
        number(sum(len(group.purposes) for group in arrangement.groups), "purpose"),
    )
    yield f"{name} is sound: {', '.join(counts)}."
    terms = [fact for fact in every(arrangement) if isinstance(fact, Agreed) and not fact.confirmed]
    others = [
        fact
        for fact in every(arrangement)
        if isinstance(fact, Sourced) and not isinstance(fact, Agreed) and not fact.confirmed
    ]
    yield (
        f"To be confirmed by the partnership: {number(len(terms), 'term')} of reference "
        f"and {number(len(others), 'other fact')}."
    )
    for version in (*arrangement.practice_approaches, *arrangement.levels_of_need):
        if not version.in_force:
            yield f"Kept in the file, not in force: {version.name}."
    fills = {item.fill for group in arrangement.groups if group.agenda for item in group.agenda.items}
    for fill in sorted(fills - {""}):
        if agenda_source(fill) is None:
            yield f"No room here offers “{fill}”, which agendas ask for: those items stay empty."


def tell_plan(plan: Plan, *, done: bool) -> Iterator[str]:
    """What loading would add, change and end, or did."""
    if not plan:
        yield "Nothing to do: everything here is as the file says."
        return
    for what in (ADDED, CHANGED, ENDED):
        changes = plan.of(what)
        if changes:
            yield f"{what.capitalize() if done else f'Would {_WOULD[what]}'} {number(len(changes), 'thing')}:"
            for change in changes:
                yield from _tell_change(change)


def _tell_change(change: Change) -> Iterator[str]:
    yield f"  {change.kind}: {change.name}"
    for difference in change.differences:
        yield f"      {difference.field}: {difference.before} → {difference.after}"
