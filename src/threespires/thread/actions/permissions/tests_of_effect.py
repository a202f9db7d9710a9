"""Who plans a test of effect, reports what it found, or withdraws it."""

from typing import Any

from threespires.kernel.rules import rule
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post, Seat
from threespires.partnership.permissions import acts_as
from threespires.partnership.standing import decides_on_kind, holds, standing
from threespires.thread.actions.lifecycle import TEST
from threespires.thread.actions.models import TaskedWork, TestOfEffect
from threespires.thread.priorities.models import Priority

_OFFICERS = (Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE)
_DECIDING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.MEMBER, Seat.Role.DELEGATE)


@rule
def plans_tests(person: Any) -> Verdict:
    """Whoever decides on any group, quality assurance and the Board manager may have tests to plan."""
    seat = decides_on_kind(person) or holds(person, *_OFFICERS)
    return yes(seat) if seat else no("Only members of groups, quality assurance and the Board manager plan tests")


@rule
def may_plan_test(person: Any, priority: Priority) -> Verdict:
    """Tests are planned by members of the Executive, the Implementation Group or a group tasked with the
    priority's work, by the Board manager or by quality assurance."""
    seat = (
        decides_on_kind(person, Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)
        or holds(person, *_OFFICERS)
        or _seat_on_tasked_group(person, priority)
    )
    return yes(seat) if seat else no("Only members of the groups at work on this priority plan its tests")


def _seat_on_tasked_group(person: Any, priority: Priority) -> Seat | None:
    seats = [seat for seat in standing(person).seats if seat.role in _DECIDING]
    if not seats:
        return None
    tasked = set(TaskedWork.objects.filter(priority=priority).values_list("group_id", flat=True))
    return next((seat for seat in seats if seat.group_id in tasked), None)


@rule
def may_report_test(person: Any, test: TestOfEffect) -> Verdict:
    """What a test found is reported by its tester, by quality assurance or by the Board manager."""
    if not standing(person).anywhere:
        return no("Only people who hold a seat or post report what a test found")
    is_tester = person.pk == test.tester_id
    capacity = acts_as(person, "tester", test.agency) if is_tester else holds(person, *_OFFICERS)
    if not capacity:
        return no("Only its tester, the Quality Assurance Manager or the Board manager reports this test")
    return yes(capacity) & TEST.allows(test, "report")


@rule
def may_withdraw_test(person: Any, test: TestOfEffect) -> Verdict:
    """Those who plan tests withdraw one, with a reason."""
    return may_plan_test(person, test.priority) & TEST.allows(test, "withdraw")
