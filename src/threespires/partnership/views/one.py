"""One agency, and one post, each on a page of its own: what it is, its era, and who stands for it on the day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from threespires.kernel import plates
from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.partnership.models import Agency, Place, Post, PostDelegation, PostHolding, Seat
from threespires.partnership.names import as_they_were_called
from threespires.partnership.permissions import may_change_holder, visible_agencies, visible_groups
from threespires.partnership.views.confirming import confirmable


@goes_by(visible_agencies)
def agency(request: HttpRequest, key: str) -> HttpResponse:
    """What the agency is, whom it followed, its posts, and who sits for it where."""
    found = get_object_or_404(visible_agencies(request.user).select_related("succeeds"), key=key)
    day = viewed_day()
    posts = list(Post.objects.on(day).filter(agency=found))
    holders = _holders(posts, day)
    sitting = Seat.objects.on(day).filter(agency=found).select_related("group", "person", "post")
    seats = list(sitting.order_by("group__order", "group__name", "pk"))
    as_they_were_called([seat.group for seat in seats], day)
    return render(
        request,
        "partnership/agency.html",
        {
            "agency": found,
            "about": [
                _fact("Kind", found.get_statutory_display() if found.statutory else found.sector),
                _fact("Area", "Covers more than the area of the partnership" if found.wider_than_area else ""),
                *_era(found, day),
            ],
            "posts": [(post, holders.get(post.pk, [])) for post in posts],
            "seats": [(seat, seat.get_role_display().capitalize(), str(seat.post or "")) for seat in seats],
            "confirmable": confirmable(request, [found]),
            **_besides(request, found, day),
        },
    )


@goes_by(visible_groups)
def post(request: HttpRequest, key: str) -> HttpResponse:
    """What the post is, whom it followed, who holds it and held it, and where it sits."""
    if not visible_groups(request.user).exists():
        raise Http404
    found = get_object_or_404(Post.objects.select_related("agency", "team", "succeeds"), key=key)
    day = viewed_day()
    begun = Q(starts=None) | Q(starts__lte=day)
    held = PostHolding.objects.filter(begun, post=found).select_related("person", "post").order_by("-starts", "-pk")
    places = list(Place.objects.on(day).filter(post=found).select_related("group").order_by("group__order"))
    seats = Seat.objects.on(day).filter(place__in=places).select_related("person", "agency", "post")
    sitting = {seat.place_id: seat for seat in seats}
    as_they_were_called([place.group for place in places], day)
    acting = PostDelegation.objects.on(day).select_related("from_post", "to_post")
    return render(
        request,
        "partnership/post.html",
        {
            "post": found,
            "about": [
                _fact("What it does here", found.get_function_display()),
                _linked("Agency", found.agency),
                _linked("Team", found.team),
                _fact("Time", f"{found.whole_time.normalize():f} of a whole-time post" if found.whole_time else ""),
                *_era(found, day),
            ],
            "held": [(holding, holding.held(day)) for holding in held],
            "places": [(place, sitting.get(place.pk)) for place in places],
            "acting": [each for each in acting if found in (each.from_post, each.to_post)],
            "may_assign": found.held(today()) and may_change_holder(request.user, found),
            "confirmable": confirmable(request, [found]),
            **_besides(request, found, day),
        },
    )


def _holders(posts: Iterable[Post], day: date) -> dict[int, list[PostHolding]]:
    holders: dict[int, list[PostHolding]] = {}
    for holding in PostHolding.objects.on(day).filter(post__in=posts).select_related("person"):
        holders.setdefault(holding.post_id, []).append(holding)
    return holders


def _besides(request: HttpRequest, thing: Agency | Post, day: date) -> dict[str, Any]:
    """The day, and what the rooms above show of the thing today."""
    is_today = day == today()
    return {
        "day": day,
        "is_today": is_today,
        "sections": plates.record_sections(request.user, thing) if is_today else [],
    }


def _era(thing: Any, day: date) -> list[dict[str, str]]:
    """From when until when it is there; whom it followed, and who followed it by the day looked at."""
    begins = f"Since {say_date(thing.starts)}" if thing.starts else ""
    ended = f"{say_date(thing.starts) if thing.starts else 'Before records began'} to {say_date(thing.ends or day)}"
    after = thing.successors.filter(Q(starts=None) | Q(starts__lte=day))
    return [
        _fact("Dates", ended if thing.ends else begins),
        _linked("Followed", thing.succeeds),
        *(_linked("Followed by", each) for each in after),
        _fact("Source", thing.confirmation or thing.source),
    ]


def _fact(key: str, value: str) -> dict[str, str]:
    return {"key": key, "value": value[:1].upper() + value[1:]}


def _linked(key: str, thing: Any) -> dict[str, str]:
    return {"key": key, "value": thing.name, "href": thing.get_absolute_url()} if thing else _fact(key, "")
