"""The work of one group, as a tab of its room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from threespires.kernel.clock import today
from threespires.kernel.rules import goes_by
from threespires.partnership.permissions import visible_groups
from threespires.partnership.views.groups import tabs
from threespires.thread.actions.in_group import say_plan, work_of
from threespires.thread.actions.permissions import visible_work
from threespires.thread.actions.shown import work_row


@goes_by(visible_groups, visible_work)
def of_group(request: HttpRequest, key: str) -> HttpResponse:
    """Under way first, then what has ended."""
    group = get_object_or_404(visible_groups(request.user), key=key)
    work = work_of(request.user, group).with_progress().order_by("due_on", "pk")
    day = today()
    return render(
        request,
        "actions/of_group.html",
        {
            "group": group,
            "tabs": tabs(group, "Work"),
            "under_way": [work_row(piece, day) for piece in work.under_way()],
            "ended": [work_row(piece, day) for piece in work.under_way(False)],
            "said": say_plan(request.user, group),
        },
    )
