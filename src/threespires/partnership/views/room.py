"""A group's room: what it is for, who sits there, and what each part of the work has to say of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from threespires.history.pages import history_page
from threespires.history.telling import Words, events_about
from threespires.kernel import plates
from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.partnership import chart
from threespires.partnership.membership import review_due, seat_words, sittings
from threespires.partnership.models import Group, Seat
from threespires.partnership.names import as_they_were_called
from threespires.partnership.permissions import visible_groups
from threespires.partnership.views.groups import tabs

SEATS_SHOWN = 6
_HISTORY = Words(
    verbs={
        "seat.taken": "Seat taken: {title}",
        "seat.ended": "Seat ended: {title}",
        "seat.not_taken": "Seat not taken: {title}",
        "membership.reviewed": "Membership reviewed",
        "place.added": "Place added: {title}",
        "place.changed": "Place changed: {title}",
        "place.ended": "Place ended: {title}",
        "place.confirmed": "Place confirmed: {title}",
        "term.added": "Term added: {title}",
        "term.changed": "Term changed: {title}",
        "term.ended": "Term ended: {title}",
        "term.confirmed": "Term confirmed: {title}",
        "group.added": "Group added",
        "group.changed": "Group changed",
        "group.ended": "Group ended",
    },
    fields={
        "name": "Name",
        "short_name": "Short name",
        "summary": "What it does",
        "reports_to": "Reports to",
        "chair_post": "Chaired by",
        "joint_with": "Joint with",
        "shared_with": "Shared with",
        "is_case_group": "Holds cases",
        "words": "In words",
        "value": "What it says",
        "confirmed_by": "Confirmed by",
        "starts": "From",
        "ends": "Until",
    },
)


@goes_by(visible_groups)
def room(request: HttpRequest, key: str) -> HttpResponse:
    group = get_object_or_404(visible_groups(request.user).select_related("board", "reports_to", "chair_post"), key=key)
    day = viewed_day()
    found = sittings(group, day)
    places = [sitting.place for sitting in found if sitting.place]
    due = review_due(group, group.membership_reviews.filter(held_on__lte=day).first(), day)
    chart.as_they_stood([group], day)
    sections = sorted(
        (section for offered in plates.gathered("group_sections") for section in offered(request.user, group, day)),
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
            "places": len(places),
            "to_be_confirmed": sum(not place.is_confirmed for place in places),
            "review_due": due,
            "review_late": due is not None and due < day,
            "is_today": day == today(),
            "top": [section for section in sections if section.where == "top"],
            "main": [section for section in sections if section.where == "main"],
            "side": [section for section in sections if section.where == "side"],
        },
    )


@goes_by(visible_groups)
def history(request: HttpRequest, key: str) -> HttpResponse:
    """What had changed in the group's membership and terms by the day looked at."""
    group = group_of(request, key)
    events = events_about(
        group, *group.seats.all(), *group.places.all(), *group.membership_reviews.all(), *group.terms.all()
    )
    return history_page(
        request,
        events.filter(at__date__lte=viewed_day()),
        _HISTORY,
        heading=str(group),
        lead="What changed in its seats, reviews and terms. The latest first.",
        crumbs=[
            {"text": "Groups", "href": reverse("partnership:groups")},
            {"text": group.name, "href": group.get_absolute_url()},
        ],
        tabs=tabs(group, "History"),
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
    """The group, if the person may see it, with the name it had on the day looked at."""
    found = get_object_or_404(visible_groups(request.user), key=key)
    as_they_were_called([found], viewed_day())
    return found
