"""One thing done to many actions: a page that names how many, then all of them or none."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from threespires.design.refusing import refused
from threespires.kernel.dates import say_number
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Verdict, require
from threespires.thread.actions import operations
from threespires.thread.actions.forms.actions import ManyDatesForm, ManyOwnersForm
from threespires.thread.actions.forms.rounds import AskForm
from threespires.thread.actions.models import Action
from threespires.thread.actions.permissions import (
    may_ask_for_update,
    may_ask_round,
    may_change,
    visible_actions,
)
from threespires.thread.actions.plan import Chosen
from threespires.thread.actions.views.asking import ask, crumbs_to
from threespires.thread.actions.views.plan import ON_A_PAGE

_HEADINGS = {
    "ask": "Ask for an update of {}",
    "date": "Change the date of {}",
    "owner": "Change the owner of {}",
}
_FORMS: dict[str, Any] = {"ask": AskForm, "date": ManyDatesForm, "owner": ManyOwnersForm}


@goes_by(may_ask_round, visible_actions, sending=may_ask_round)
def many(request: HttpRequest) -> HttpResponse:
    """Asks once more, names the actions, and says which can't be included before anything is done."""
    require(may_ask_round(request.user))
    do = request.GET.get("do", "")
    if do not in _FORMS:
        raise Http404
    actions = _ticked(request)
    back = reverse("actions:plan") + _query(request.GET.get("back", ""), actions)
    if not actions:
        return refused(request, "No action was ticked", ("Back to the action plan", back))
    may = {action: _may(do, request.user, action) for action in actions}
    if not all(may.values()):
        return _left_out(request, do, may, back)
    form = _FORMS[do](request.POST or None)
    if form.is_valid():
        return redirect(_do(request, do, actions, form.cleaned_data) or _untick(back))
    heading = _HEADINGS[do].format(_count(actions))
    return ask(
        request,
        form,
        heading=heading,
        button=heading,
        back=back,
        crumbs=crumbs_to(),
        list=[f"{action.ref} {action.title} ({action.owner})" for action in actions],
        list_heading="All of these, or none:",
    )


def _query(back: str, ticked: list[Action]) -> str:
    """The plan's own choice to which the person returns, the same ticked; anything else is passed over."""
    chosen = Chosen.of(QueryDict(back.removeprefix("?")[:2000])).to_params()
    ticks = "".join(f"&action={action.ref}" for action in ticked)
    return f"{chosen}{ticks if chosen != '?' else ticks.removeprefix('&')}"


def _untick(back: str) -> str:
    return back.split("action=", 1)[0].rstrip("&?")


def _ticked(request: HttpRequest) -> list[Action]:
    refs = [ref for ref in request.GET.getlist("action") if ref.isprintable()][:ON_A_PAGE]
    return list(visible_actions(request.user).filter(ref__in=refs).select_related("owner", "group", "agency"))


def _may(do: str, person: Any, action: Action) -> Verdict:
    return may_ask_for_update(person, action) if do == "ask" else may_change(person, action)


def _left_out(request: HttpRequest, do: str, may: dict[Action, Verdict], back: str) -> HttpResponse:
    """All or none: what stands in the way of some is said before anything is typed, with a way on without them."""
    kept = [action for action, verdict in may.items() if verdict]
    on = QueryDict(mutable=True)
    on["do"], on["back"] = do, request.GET.get("back", "")
    on.setlist("action", [action.ref for action in kept])
    return render(
        request,
        "actions/many_left_out.html",
        {
            "faults": [
                f"{action.ref} {action.title}: {verdict.reason}" for action, verdict in may.items() if not verdict
            ],
            "others": _count(kept) if kept else "",
            "on": f"?{on.urlencode()}",
            "back": back,
        },
    )


def _do(request: HttpRequest, do: str, actions: list[Action], facts: dict[str, Any]) -> str:
    """Does it, and gives the address to go on to; nothing where that is the plan."""
    if do == "ask":
        asked = operations.ask_round(by=request.user, actions=actions, **facts)
        messages.success(request, f"Asked for an update of {_count(actions)}")
        return asked.get_absolute_url()
    operations.change_many(actions, by=request.user, **facts)
    what = "date" if do == "date" else "owner"
    messages.success(request, f"Changed the {what} of {_count(actions)}")
    return ""


def _count(actions: list[Action]) -> str:
    return f"{say_number(len(actions))} action{'' if len(actions) == 1 else 's'}"
