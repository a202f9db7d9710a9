"""Who moderates what was written to a group, who answers for possible concerns, and who closes one."""

from typing import Any

from django.db.models import QuerySet

from threespires.concerns.lifecycle import LIFECYCLE
from threespires.concerns.models import Concern, FreeText
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.pairs import leads_for, leads_today
from threespires.partnership.standing import holds, sits_on, standing

_MODERATING = (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR, Seat.Role.ADMINISTRATOR)
_DUTY = Post.Function.SAFEGUARDING_DUTY


def on_duty() -> list[PostHolding]:
    """Who answers for every possible concern today, and can sign in: whoever holds the duty post; where nobody does,
    the Board manager; where nobody does, the lead representatives."""
    able = PostHolding.objects.now().filter(person__is_active=True).select_related("person", "post").order_by("pk")
    duty, manager = (able.filter(post__function=each) for each in (_DUTY, Post.Function.BOARD_MANAGER))
    return list(duty) or list(manager) or leads_today()


def duty_of(person: Any) -> PostHolding | None:
    """The post by which a person answers for every possible concern today: the duty post, or the one that stands in for
    it."""
    # Few hold such a post, and nobody else costs a statement.
    if not (holds(person, _DUTY, Post.Function.BOARD_MANAGER) or leads_for(person)):
        return None
    return next((held for held in on_duty() if held.person_id == person.pk), None)


def moderates(person: Any, group: Group) -> Seat | PostHolding | None:
    """By what a person moderates what is written to a group: as its chair, vice-chair or administrator; as the Board
    manager, but on no case group."""
    seat = sits_on(person, group, *_MODERATING)
    return seat or (None if group.is_case_group else holds(person, Post.Function.BOARD_MANAGER))


@sight
def moderated_groups(person: Any) -> QuerySet[Group]:
    """The groups for which a person moderates what is written to them: where they are chair, vice-chair or
    administrator; for the Board manager, every group that keeps no cases."""
    seated = [seat.group_id for seat in standing(person).seats if seat.role in _MODERATING]
    own = Group.objects.filter(pk__in=seated)
    return own | Group.objects.filter(is_case_group=False) if holds(person, Post.Function.BOARD_MANAGER) else own


@sight
def may_see_concerns(person: Any) -> Verdict:
    """The list of possible concerns is open to the duty post, the Board manager, and whoever chairs or administers a
    group; to a lead representative while nobody else is on duty. Each finds there what they may see."""
    # Every home asks this, so it asks no statement but for leads.
    seated = next((seat for seat in standing(person).seats if seat.role in _MODERATING), None)
    held = seated or holds(person, _DUTY, Post.Function.BOARD_MANAGER) or duty_of(person)
    return yes(held) if held else no("Only those who answer for possible concerns see this")


@sight
def visible_concerns(person: Any) -> QuerySet[Concern]:
    """Possible concerns are seen by whoever holds the duty post or stands in for it, and by those who moderate what was
    marked."""
    if duty_of(person):
        return Concern.objects.all()
    return Concern.objects.filter(group__in=moderated_groups(person))


@rule
def may_mark(person: Any, text: FreeText) -> Verdict:
    """Whoever moderates what was written marks a possible concern in it, whatever became of it; once."""
    held = moderates(person, text.group)
    if not held:
        return no("Only those who moderate what was written mark a possible concern")
    if text.is_marked:
        return no("This was marked as a possible concern already")
    return yes(held)


def never_once_marked(text: FreeText) -> Verdict:
    """What was marked as a possible concern is never published, nor answered in any other way than as a concern."""
    if text.is_marked:
        return no("This was marked as a possible safeguarding concern, so it can never be published")
    return yes()


def answers_for(person: Any, concern: Concern) -> Seat | PostHolding | None:
    """By what a person may close a concern, alone or with another."""
    return duty_of(person) or moderates(person, concern.group)


@rule
def may_refer(person: Any, concern: Concern) -> Verdict:
    """The duty post, or whoever moderates what was marked, records the referral; that closes the concern."""
    held = answers_for(person, concern)
    if not held:
        return no("Only the duty post and those who moderate what was marked record a referral")
    return yes(held) & LIFECYCLE.allows(concern, "refer")


@rule
def may_doubt(person: Any, concern: Concern) -> Verdict:
    """The duty post, or whoever moderates what was marked, says why no referral is needed."""
    held = answers_for(person, concern)
    if not held:
        return no("Only the duty post and those who moderate what was marked say that no referral is needed")
    return yes(held) & LIFECYCLE.allows(concern, "doubt")


@rule
def may_agree(person: Any, concern: Concern) -> Verdict:
    """The duty post agrees that no referral is needed: never whoever said so."""
    held = duty_of(person)
    if not held:
        return no("Only the duty post agrees that no referral is needed")
    if concern.doubted_by_id == person.pk:
        return no("You said that no referral is needed, so another who holds the duty post must agree")
    return yes(held) & LIFECYCLE.allows(concern, "agree")


@rule
def may_put_back(person: Any, concern: Concern) -> Verdict:
    """The duty post says that a referral is needed after all; whoever doubted it may take that back."""
    held = duty_of(person) or (answers_for(person, concern) if concern.doubted_by_id == person.pk else None)
    if not held:
        return no("Only the duty post says that a referral is needed after all")
    return yes(held) & LIFECYCLE.allows(concern, "put_back")
