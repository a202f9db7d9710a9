"""Who sits on a group, on any day; taking, lending and ending seats; reviewing membership. On a case group seats are
proposed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership import operations
from threespires.partnership.forms import DelegateForm, EndSeatForm, ReviewForms, SeatForm, day_asked
from threespires.partnership.membership import review_due, seat_words, sittings
from threespires.partnership.models import Group, MembershipReview, Seat
from threespires.partnership.names import as_they_were_called
from threespires.partnership.permissions import (
    may_arrange_seats,
    may_name_delegate,
    may_review_membership,
    may_seat,
    visible_groups,
)
from threespires.partnership.views import proposing
from threespires.partnership.views.confirming import confirmable
from threespires.partnership.views.groups import tabs
from threespires.partnership.views.room import group_of
from threespires.partnership.views.typed import done, tried


@goes_by(visible_groups)
def people(request: HttpRequest, key: str) -> HttpResponse:
    group = group_of(request, key)
    day = day_asked(request.GET.get("on", "")) or viewed_day()
    as_they_were_called([group], day)
    found = sittings(group, day)
    held = group.membership_reviews.filter(held_on__lte=day)
    reviews = list(held.select_related("reviewed_by").prefetch_related("lines__seat__person"))
    due = review_due(group, reviews[0] if reviews else None, day)
    may_arrange = may_arrange_seats(request.user, group)
    places = [sitting.place for sitting in found if sitting.place]
    return render(
        request,
        "partnership/people.html",
        {
            "group": group,
            "tabs": tabs(group, "People"),
            "day": day,
            "is_today": day == today(),
            "asked": request.GET.get("on", ""),
            "rows": [_row(request.user, sitting, bool(may_arrange), day) for sitting in found],
            "vacant": sum(sitting.is_vacant for sitting in found),
            "confirmable": confirmable(request, places) if day == today() else set(),
            "waiting": proposing.waiting(request.user, group),
            "may_seat": may_seat(request.user, group),
            "may_review": may_review_membership(request.user, group),
            "reviews": reviews,
            "review_due": due,
            "review_late": due is not None and due < day,
        },
    )


def _row(person, sitting, may_arrange: bool, day) -> dict:
    seat, place = sitting.seat, sitting.place
    of_place = {
        "place": str(place or ""),
        "place_pk": place.pk if place else None,
        "confirmation": place.confirmation if place else "",
    }
    if seat is None:
        return of_place | {"vacant_since": sitting.vacant_since, "role": place.role}
    return of_place | {
        "seat": seat,
        "for": seat_words(seat),
        "delegates": sitting.delegates,
        "may_end": may_arrange and day == today(),
        "may_lend": may_name_delegate(person, seat),
        "may_change": may_arrange and day == today() and seat.group.is_case_group and seat.is_lasting,
    }


@goes_by(visible_groups, may_seat, sending=may_seat)
def take_seat(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody takes a seat; on a case group they are proposed."""
    group = group_of(request, key)
    require(may_seat(request.user, group))
    if group.is_case_group:
        return proposing.propose_seat(request, group)
    form = SeatForm(request.POST or None, group=group)
    if taken := done(form, operations.seat, by=request.user, group=group):
        messages.success(request, f"{taken.person} sits on this group from {say_date(taken.starts)}")
        return redirect("partnership:people", group.key)
    return render(request, "partnership/take_seat.html", {"group": group, "form": form})


def _seat(request: HttpRequest, key: str, pk: int) -> Seat:
    group = group_of(request, key)
    require(may_arrange_seats(request.user, group))
    return get_object_or_404(Seat.objects.now().select_related("person", "group"), pk=pk, group=group)


@goes_by(visible_groups, may_arrange_seats, may_name_delegate, sending=may_name_delegate)
def lend_seat(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A delegate sits for somebody, from a day to a day."""
    seat = _seat(request, key, pk)
    require(may_name_delegate(request.user, seat))
    form = DelegateForm(request.POST or None, seat=seat)
    lent: dict[str, Any] = {"group": seat.group, "role": Seat.Role.DELEGATE, "delegate_for": seat}
    if seat.group.is_case_group:
        if made := done(form, operations.propose_seat, by=request.user, **lent):
            return proposing.sent(request, made)
    elif taken := done(form, operations.seat, by=request.user, **lent):
        messages.success(request, f"{taken.person} sits for {seat.person} on those days")
        return redirect("partnership:people", key)
    return render(request, "partnership/lend_seat.html", {"seat": seat, "group": seat.group, "form": form})


@goes_by(visible_groups, may_arrange_seats, sending=may_arrange_seats)
def end_seat(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    seat = _seat(request, key, pk)
    form = EndSeatForm(request.POST or None)
    if done(form, operations.end_seat, taken=seat, by=request.user):
        messages.success(request, f"{seat.person}’s seat ends on {say_date(seat.ends)}")
        return redirect("partnership:people", key)
    return render(request, "partnership/end_seat.html", {"seat": seat, "group": seat.group, "form": form})


@goes_by(visible_groups, may_review_membership, sending=may_review_membership)
def review(request: HttpRequest, key: str) -> HttpResponse:
    """A review of membership: who stays, who leaves, who joins, and why."""
    group = group_of(request, key)
    require(may_review_membership(request.user, group))
    may_seat = may_arrange_seats(request.user, group)
    seats = [sitting.seat for sitting in sittings(group, today()) if sitting.seat and not sitting.seat.delegate_for_id]
    form = ReviewForms(request.POST or None, group=group, seats=seats, may_seat=bool(may_seat))
    if form.is_valid() and (held := tried(form.review, lambda: _review(request, group, form))):
        following = (
            f"The next is due on {say_date(held.next_due)}" if held.next_due else "When the next is due is not said"
        )
        messages.success(request, f"Review recorded. {following}")
        return redirect("partnership:people", key)
    return render(request, "partnership/review.html", {"group": group, "form": form, "may_seat": may_seat})


def _review(request: HttpRequest, group: Group, form: ReviewForms) -> MembershipReview:
    facts = form.review.cleaned_data
    return operations.review_membership(
        group,
        by=request.user,
        held_on=facts["held_on"],
        lines=[operations.Line(*line) for line in form.review.lines()],
        joining=[operations.Joining(**joins) for joins in form.joining()],
        note=facts["note"],
    )
