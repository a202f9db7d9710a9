"""For every page of the product, the address at which it is opened in a world that holds one of everything."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from tests.architecture.test_rooms import PAGES as PATTERNS
from tests.pages.world import World

PAGES = dict(PATTERNS)


NOBODY = {int: 10**9, str: "none", UUID: UUID(int=0)}
"""What stands in the address of a record that isn't there."""


def held(world: World) -> dict[str, Any]:
    """What stands in addresses: by page and argument, by room and argument, or by argument."""
    priority, test = world.priority.ref, world.test.ref
    of_test = {f"actions:{name}": test for name in ("test", "report_test", "withdraw_test")}
    of_priority = {
        f"priorities:{name}": priority
        for name in ("priority", "carry", "change", "close", "history", "vision", "agree_vision")
    }
    of_action = {"propose": world.begun, "accept": world.proposed, "send_back": world.proposed, "escalate": world.stuck}
    refs = {
        **{f"actions:{name}": action.ref for name, action in of_action.items()},
        "actions:work": world.work.ref,
        "actions:take_up": world.new_work.ref,
        "actions:finish_work": world.taken_up.ref,
        "actions:withdraw_work": world.new_work.ref,
        "learning:set_aside": world.new_learning.ref,
        **of_test,
        **of_priority,
        "actions:round": world.round.ref,
        "actions:chase": world.round.ref,
        "actions:escalation": world.escalation.ref,
        "walk:thread": priority,
        "walk:thread_svg": priority,
        "walk:thread_print": priority,
        "meetings:run": world.today.ref,
        "meetings:item": world.running.ref,
        "meetings:amend_item": world.running.ref,
        "meetings:attendance": world.running.ref,
        "meetings:close": world.running.ref,
        "meetings:explain": world.running.ref,
    }
    joint = {f"actions:{name}": world.joint.ref for name in ("part", "change_part", "part_evidence")}
    return {
        **{(name, "ref"): ref for name, ref in {**refs, **joint}.items()},
        ("actions", "ref"): world.action.ref,
        ("actions", "pk"): world.joint.parts.first().pk,
        ("priorities", "ref"): world.enquiry.ref,
        ("priorities", "pk"): world.statement.pk,
        ("practitioners", "key"): world.p.schools.key,
        ("practitioners", "pk"): world.practitioner.pk,
        ("learning", "ref"): world.learning.ref,
        ("learning", "key"): world.p.practice_review.key,
        ("learning", "case"): world.release.case_id,
        ("learning:redraft", "case"): world.returned.case_id,
        ("walk", "ref"): world.action.ref,
        ("meetings", "ref"): world.planned.ref,
        ("meetings", "seat"): world.seat.pk,
        ("meetings", "item"): world.item.pk,
        ("meetings", "decision"): world.decision.ref,
        ("partnership", "pk"): world.seat.pk,
        ("partnership:change_seat", "key"): world.p.practice_review.key,
        ("partnership:change_seat", "pk"): world.case_seat.pk,
        ("partnership:ask_reset", "number"): world.p.second_reviewer.pk,
        ("approvals", "ref"): world.proposal.ref,
        ("partnership:confirm", "pk"): world.p.implementation.terms.filter(confirmed=False).first().pk,
        ("partnership:hold_post", "key"): "manager",
        ("partnership:post", "key"): "manager",
        ("partnership:agency", "key"): world.p.housing.key,
        ("partnership:confirm", "what"): "term",
        ("assurance", "key"): world.duty.key,
        ("assurance", "rule"): world.duty.rule,
        ("assurance", "pk"): world.mirror.pk,
        ("concerns", "ref"): world.concern.ref,
        ("forum", "ref"): world.issue.ref,
        ("forum:again", "ref"): world.returned_issue.ref,
        ("information_requests", "ref"): world.request.ref,
        ("readings", "pk"): world.unusual.pk,
        ("cases", "key"): world.p.practice_review.key,
        ("cases", "pk"): world.release.case_id,
        ("cases", "interest"): world.interest.pk,
        ("sheets", "pk"): world.sheet.pk,
        ("documents", "pk"): world.document.pk,
        "kind": "action-plan",
        "key": world.p.implementation.key,
        "number": world.p.housing_officer.pk,
    }


def address_of(name: str, held_here: dict[Any, Any], *, missing: bool = False) -> str:
    """The address of a page; with `missing`, that of a record which isn't there."""
    room = name.partition(":")[0]
    arguments = {}
    for argument in PAGES[name].pattern.converters:
        kept = held_here.get((name, argument), held_here.get((room, argument), held_here.get(argument)))
        assert kept is not None, f"addresses.held must say what {argument} is in the address of {name}"
        arguments[argument] = NOBODY[type(kept)] if missing else kept
    return reverse(name, kwargs=arguments)
