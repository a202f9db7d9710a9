"""The vision that the implementation group's members write and agree for a priority."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from threespires.history.conflicts import save_or_differ
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import VisionForm
from threespires.thread.priorities.permissions import may_agree_vision, may_write_vision, visible_priorities


@goes_by(visible_priorities, may_write_vision, sending=may_write_vision)
def write(request: HttpRequest, ref: str) -> HttpResponse:
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    require(may_write_vision(request.user, priority))
    form = VisionForm(request.POST or None, initial={"vision": priority.vision}, version=priority.version)
    done, differences = save_or_differ(
        request,
        form,
        "Vision saved",
        lambda: operations.write_vision(priority, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect(priority)
    return render(request, "priorities/vision.html", {"priority": priority, "form": form, "differences": differences})


@goes_by(sending=(visible_priorities, may_agree_vision))
@require_POST
def agree(request: HttpRequest, ref: str) -> HttpResponse:
    priority = get_object_or_404(visible_priorities(request.user), ref=ref)
    try:
        operations.agree_vision(priority, by=request.user, seen=VisionForm(request.POST).version_seen)
    except ChangedByAnother as changed:
        raise Refused("This priority was changed while you read it. Read it again, then agree.") from changed
    messages.success(request, "You agreed this vision")
    return redirect(priority)
