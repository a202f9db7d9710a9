"""A group's room: what it is for, who sits there, and what each part of the work has to say of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from threespires.history.models import Event
from threespires.kernel import plates
from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import say_date
from threespires.partnership.membership import review_due, seat_words, sittings
from threespires.partnership.models import Group, MembershipReview, Seat
from threespires.partnership.permissions import visible_groups
from threespires.partnership.views.groups import tabs

SEATS_SHOWN = 6


def room(request: HttpRequest, key: str) -> HttpResponse:
    group = get_object_or_404(visible_groups(request.user).select_related("board", "reports_to", "chair_post"), key=key)
    day = viewed_day()
    found = sittings(group, day)
    last_review = group.membership_reviews.first()
    due = review_due(group, last_review)
    sections = sorted(
        (section for offered in plates.gathered("group_sections") for section in offered(request.user, group)),
        key=lambda section: section.order,
    )
    return render(
        request,
        "partnership/room.html",
        {
            "group": group,
            "tabs": tabs(group, "Room"),
            "purposes": list(group.purposes.on(day)),
            "seats": [seat_row(sitting) for sitting in found[:SEATS_SHOWN]],
            "more_seats": len(found) - SEATS_SHOWN,
            "review_due": due,
            "review_late": due is not None and due < today(),
            "top": [section for section in sections if section.where == "top"],
            "main": [section for section in sections if section.where == "main"],
            "side": [section for section in sections if section.where == "side"],
        },
    )


def history(request: HttpRequest, key: str) -> HttpResponse:
    """What changed in the group's membership and terms."""
    group = get_object_or_404(visible_groups(request.user), key=key)
    seats = [str(pk) for pk in Seat.objects.filter(group=group).values_list("pk", flat=True)]
    reviews = [str(pk) for pk in MembershipReview.objects.filter(group=group).values_list("pk", flat=True)]
    terms = [str(pk) for pk in group.terms.values_list("pk", flat=True)]
    events = (
        Event.objects.filter(kind="partnership.seat", thing__in=seats)
        | Event.objects.filter(kind="partnership.membershipreview", thing__in=reviews)
        | Event.objects.filter(kind="partnership.term", thing__in=terms)
        | Event.objects.filter(kind="partnership.group", thing=str(group.pk))
    )
    return render(
        request,
        "partnership/history.html",
        {"group": group, "tabs": tabs(group, "History"), "events": events[:200]},
    )


def seat_row(sitting) -> dict:
    """A place and who fills it, as the seat list shows it."""
    if sitting.is_vacant:
        since = f"Vacant since {say_date(sitting.vacant_since)}" if sitting.vacant_since else "Vacant"
        return {"agency": str(sitting.place), "vacant": since}
    seat = sitting.seat
    delegate = next(iter(sitting.delegates), None)
    role = seat.get_role_display() if seat.role != Seat.Role.MEMBER else ""
    tag = {"text": f"{delegate.person} sits until {say_date(delegate.ends)}", "tone": "care"} if delegate else None
    return {"name": seat.person.name, "role": role, "agency": seat_words(seat), "tag": tag}


def group_of(request: HttpRequest, key: str) -> Group:
    """The group, if the person may see it."""
    return get_object_or_404(visible_groups(request.user), key=key)
