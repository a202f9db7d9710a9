"""For every page of the product, the address at which it is opened in a world that holds one of everything."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from tests.architecture.test_rooms import PAGES as PATTERNS
from tests.pages.world import World
from threespires.partnership.models import Post

PAGES = dict(PATTERNS)


NOBODY = {int: 10**9, str: "none", UUID: UUID(int=0)}
"""What stands in the address of a record that isn't there."""

NAMED_BY = {
    "seat": "pk",
    "item": "pk",
    "number": "pk",
    "decision": "ref",
    "correction": "pk",
    "declaration": "pk",
    "case": "case_id",
    "interest": "pk",
    "hold": "pk",
    "role": "pk",
}
"""What names a record in an address, where the argument is called otherwise."""


def held(world: World) -> dict[Any, Any]:
    """What addresses lead to: by page and argument, by room and argument, or by argument. A record, wherever there
    is one."""
    priority, test, post = world.priority, world.test, Post.objects.get(key="manager")
    of_test = {f"actions:{name}": test for name in ("test", "report_test", "withdraw_test")}
    of_priority = {
        f"priorities:{name}": priority
        for name in ("priority", "carry", "change", "close", "history", "vision", "agree_vision")
    }
    of_action = {"propose": world.begun, "accept": world.proposed, "send_back": world.proposed, "escalate": world.stuck}
    refs = {
        **{f"actions:{name}": action for name, action in of_action.items()},
        "actions:work": world.work,
        "actions:take_up": world.new_work,
        "actions:finish_work": world.taken_up,
        "actions:withdraw_work": world.new_work,
        "learning:set_aside": world.new_learning,
        **of_test,
        **of_priority,
        "actions:round": world.round,
        "actions:chase": world.round,
        "actions:escalation": world.escalation,
        "walk:thread": priority,
        "walk:thread_svg": priority,
        "walk:thread_print": priority,
        "meetings:run": world.today,
        "meetings:item": world.running,
        "meetings:amend_item": world.running,
        "meetings:attendance": world.running,
        "meetings:close": world.running,
        "meetings:explain": world.running,
        "meetings:order": world.running,
        "meetings:minutes": world.closed,
        "meetings:interests": world.running,
        "meetings:end_interest": world.running,
        "meetings:private": world.running,
        "meetings:word": world.closed,
        "meetings:correct": world.closed,
        "meetings:answer": world.closed,
        "meetings:ratify": world.closed,
    }
    joint = {f"actions:{name}": world.joint for name in ("part", "change_part", "part_evidence")}
    return {
        **{(name, "ref"): ref for name, ref in {**refs, **joint}.items()},
        ("actions", "ref"): world.action,
        ("actions", "pk"): world.joint.parts.first(),
        ("priorities", "ref"): world.enquiry,
        ("priorities", "pk"): world.statement,
        ("learning", "ref"): world.learning,
        ("learning", "key"): world.p.practice_review,
        ("walk", "ref"): world.action,
        ("meetings", "ref"): world.planned,
        ("meetings", "seat"): world.seat,
        ("meetings", "secret"): world.feed,
        ("meetings", "item"): world.item,
        ("meetings", "decision"): world.decision,
        ("papers", "ref"): world.planned,
        ("papers:send_out", "ref"): world.today,
        ("papers", "pk"): world.paper,
        ("meetings:ratify", "decision"): world.waiting,
        ("meetings", "correction"): world.correction,
        ("meetings", "declaration"): world.declaration,
        ("meetings:log", "kind"): "decisions",
        ("partnership", "pk"): world.seat,
        ("partnership:confirm", "pk"): world.p.implementation.terms.filter(confirmed=False).first(),
        ("partnership:hold_post", "key"): post,
        ("partnership:post", "key"): post,
        ("partnership:agency", "key"): world.p.housing,
        ("partnership:change_seat", "key"): world.p.practice_review,
        ("partnership:change_seat", "pk"): world.case_seat,
        ("partnership:ask_reset", "number"): world.p.second_reviewer,
        ("approvals", "ref"): world.proposal,
        ("practitioners", "key"): world.p.schools,
        ("practitioners", "pk"): world.practitioner,
        ("partnership:confirm", "what"): "term",
        ("assurance", "key"): world.duty,
        ("assurance", "rule"): world.duty,
        ("assurance", "pk"): world.mirror,
        ("cases", "key"): world.p.practice_review,
        ("leaving:parcel", "pk"): world.parcel,
        ("leaving", "pk"): world.part,
        ("leaving:bring", "pk"): world.came_part,
        ("leaving:again", "pk"): world.shut_part,
        ("sheets", "pk"): world.sheet,
        ("sheets:undo", "pk"): world.applied_sheet,
        ("sheets:read_again", "pk"): world.failed_sheet,
        ("documents", "pk"): world.document,
        ("documents", "case"): world.case_file,
        ("documents:case_file", "pk"): world.case_file,
        ("design", "key"): "words",
        ("accounts:set_password", "key"): "nobody",
        ("accounts:set_password", "token"): "no-token",
        ("practitioners", "token"): "no-token",
        ("learning", "case"): world.release,
        ("learning:redraft", "case"): world.returned,
        ("learning:keep_in", "pk"): world.release.case,
        ("cases", "pk"): world.release.case,
        ("cases:dispose", "pk"): world.due,
        ("cases:certificate", "pk"): world.disposed,
        ("cases", "hold"): world.hold,
        ("cases", "role"): world.role,
        ("cases", "interest"): world.interest,
        ("concerns", "ref"): world.concern,
        ("concerns:agree", "ref"): world.doubted,
        ("concerns:put_back", "ref"): world.doubted,
        ("forum", "ref"): world.issue,
        ("forum:again", "ref"): world.returned_issue,
        ("information_requests", "ref"): world.request,
        ("readings", "pk"): world.unusual,
        "kind": "action-plan",
        "key": world.p.implementation,
        "number": world.p.housing_officer,
    }


def arguments_of(name: str, held_here: dict[Any, Any]) -> dict[str, Any]:
    """What the address of a page leads to, by argument."""
    room = name.partition(":")[0]
    found = {}
    for argument in PAGES[name].pattern.converters:
        kept = held_here.get((name, argument), held_here.get((room, argument), held_here.get(argument)))
        assert kept is not None, f"addresses.held must say what {argument} is in the address of {name}"
        found[argument] = kept
    return found


def address_of(name: str, held_here: dict[Any, Any], *, missing: bool = False) -> str:
    """The address of a page; with `missing`, that of a record which isn't there."""
    named = {argument: _named(argument, kept) for argument, kept in arguments_of(name, held_here).items()}
    if missing:
        named = {argument: NOBODY[type(value)] for argument, value in named.items()}
    return reverse(name, kwargs=named)


def _named(argument: str, kept: Any) -> Any:
    return getattr(kept, NAMED_BY.get(argument, argument)) if isinstance(kept, Model) else kept
