"""What a second person reads before approving: what is asked, as it would stand. Read anew each time."""

from datetime import date
from typing import Any

from threespires.approvals.models import Proposal
from threespires.kernel.dates import say_date
from threespires.partnership.models import Place, Post, Seat
from threespires.partnership.resets import say_reset
from threespires.partnership.seating import Seating
from threespires.partnership.standing import all_held_by

Told = list[tuple[str, str]]


def tell_seat(proposal: Proposal) -> Told:
    asked = Seating.of(proposal.facts)
    told = [
        *_who(proposal),
        ("On", str(asked.group.name)),
        ("As", Place.Role(asked.role).label.capitalize()),
        ("In the place for", str(asked.place or "")),
        ("For", str(asked.agency or (asked.place and asked.place.agency) or "")),
        ("In the stead of", str(asked.delegate_for.person) if asked.delegate_for else ""),
    ]
    if proposal.fact("emergency"):
        return _said([*told, ("How long", "24 hours from the approval. The group’s chair is told.")])
    return _said([*told, ("From", say_date(asked.starts)), ("Until", _day(asked.ends))])


def tell_change(proposal: Proposal) -> Told:
    taken = Seat.objects.select_related("group").get(pk=proposal.fact("seat"))
    last = proposal.fact("ends")
    return _said(
        [
            *_who(proposal),
            ("On", str(taken.group.name)),
            ("As", _change(taken.get_role_display(), Place.Role(proposal.fact("role")).label)),
            ("Until", _change(_day(taken.ends), _day(date.fromisoformat(last) if last else None))),
        ]
    )


def tell_lead(proposal: Proposal) -> Told:
    post = Post.objects.select_related("agency").get(pk=proposal.fact("post"))
    holder = post.holdings.now().select_related("person").first()
    return _said(
        [
            *_who(proposal),
            ("Post", post.full_name),
            ("Held today by", str(holder.person) if holder else "Nobody"),
            ("From", say_date(date.fromisoformat(proposal.fact("starts")))),
        ]
    )


def tell_reset(proposal: Proposal) -> Told:
    told = [("What is renewed", say_reset(proposal.fact("what"))), ("The new address", proposal.fact("email") or "")]
    return _said([*_who(proposal), *told])


def _who(proposal: Proposal) -> Told:
    """Whom it concerns, where letters to them go, and what they hold: so that nobody is let in under another's name."""
    person = proposal.concerns
    if person is None:
        return []
    held = all_held_by([person]).get(person.pk, [])
    return [("Who", person.name), ("Email address", person.email), ("Holds today", "; ".join(held) or "Nothing")]


def _day(day: date | None) -> str:
    return say_date(day) if day else "No last day"


def _change(before: Any, after: Any) -> str:
    return f"{before}, as it is" if before == after else f"{after}, instead of {before[:1].lower()}{before[1:]}"


def _said(told: Told) -> Told:
    return [(what, words) for what, words in told if words]
