"""The agencies and the posts: who succeeds whom, and who holds which post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.kernel.clock import today, viewed_day
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership import operations
from threespires.partnership.forms import HoldPostForm
from threespires.partnership.models import Agency, Post, PostDelegation, PostHolding
from threespires.partnership.pairs import is_lead_post
from threespires.partnership.permissions import may_change_holder, visible_groups, visible_posts
from threespires.partnership.views import proposing
from threespires.partnership.views.confirming import confirmable
from threespires.partnership.views.typed import done


@goes_by(visible_groups)
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency that takes part on the day, statutory partners first, and those that came before."""
    if not visible_groups(request.user).exists():
        raise Http404
    day = viewed_day()
    known = list(Agency.objects.select_related("succeeds"))
    held = [agency for agency in known if agency.held(day)]
    return render(
        request,
        "partnership/agencies.html",
        {
            "confirmable": confirmable(request, held),
            "partners": [agency for agency in held if agency.statutory],
            "others": [agency for agency in held if not agency.statutory],
            "ended": [agency for agency in known if agency.ends and agency.ends < day],
            "day": day,
        },
    )


@goes_by(visible_groups)
def posts(request: HttpRequest) -> HttpResponse:
    """Every post and who holds it on the day."""
    if not visible_groups(request.user).exists():
        raise Http404
    day = viewed_day()
    holders: dict[int, list[PostHolding]] = {}
    for holding in PostHolding.objects.on(day).select_related("person"):
        holders.setdefault(holding.post_id, []).append(holding)
    found = list(Post.objects.on(day).select_related("agency", "team", "succeeds"))
    delegations = list(PostDelegation.objects.on(day).select_related("from_post", "to_post"))
    return render(
        request,
        "partnership/posts.html",
        {
            "rows": [(post, holders.get(post.pk, []), may_change_holder(request.user, post)) for post in found],
            "posts_to_confirm": confirmable(request, found),
            "day": day,
            "is_today": day == today(),
            "delegations": delegations,
            "delegations_to_confirm": confirmable(request, delegations),
        },
    )


@goes_by(visible_posts, may_change_holder, sending=may_change_holder)
def hold_post(request: HttpRequest, key: str) -> HttpResponse:
    """Who holds a post from a day; who leads for a statutory partner is proposed."""
    post = get_object_or_404(visible_posts(request.user).select_related("agency"), key=key)
    require(may_change_holder(request.user, post))
    if is_lead_post(post):
        return proposing.propose_lead(request, post)
    form = HoldPostForm(request.POST or None, post=post)
    if held := done(form, operations.hold_post, by=request.user, post=post):
        messages.success(request, f"{held.person} holds this post from {say_date(held.starts)}")
        return redirect(post)
    return render(request, "partnership/hold_post.html", {"post": post, "form": form})
