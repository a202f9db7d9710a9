"""An agency's part in a joint action: how it stands, its own updates and evidence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from threespires.history.conflicts import save_or_differ
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.thread.actions import operations
from threespires.thread.actions.action_page import said, shown_evidence
from threespires.thread.actions.forms.updates import UpdateForm
from threespires.thread.actions.permissions import may_change, may_update, visible_actions
from threespires.thread.actions.shown import STATE_TAGS
from threespires.thread.actions.views.actions import find, find_part


@goes_by(visible_actions, sending=may_update)
def part(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """The part, and the form with which its agency reports on it."""
    found = find(request, ref)
    own = find_part(found, pk)
    if request.method == "POST":
        require(may_update(request.user, found, own))
    form = UpdateForm(request.POST or None, action=found, part=own)
    done, differences = save_or_differ(
        request,
        form,
        "Update saved",
        lambda: operations.update(found, part=own, by=request.user, seen=form.version_seen, **form.facts()),
    )
    if done:
        return redirect(own)
    if differences:
        own = find_part(found, pk)
    late = own.is_late(today())
    return render(
        request,
        "actions/part.html",
        {
            "action": found,
            "part": own,
            "tag": STATE_TAGS[own.status],
            "about": [
                {"key": "Agency", "value": own.agency.name},
                {"key": "Owner", "value": own.owner.name},
                {
                    "key": "Done by",
                    "value": say_date(own.due_on),
                    "detail": say_days_late(own.due_on, today()) if late else "",
                },
                {"key": "Part of", "value": found.title, "href": found.get_absolute_url()},
            ],
            "updates": [said(update) for update in own.updates.select_related("written_by")],
            "evidence": [shown_evidence(piece) for piece in own.evidence.select_related("added_by", "document")],
            "form": form,
            "differences": differences,
            "may_update": may_update(request.user, found, own),
            "may_change": may_change(request.user, found),
        },
    )
