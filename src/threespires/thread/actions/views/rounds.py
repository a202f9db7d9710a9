"""Rounds of updates: asking, who has answered and who has not, asking again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_days_late
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.thread.actions import operations
from threespires.thread.actions.forms.rounds import ChaseForm, RoundForm
from threespires.thread.actions.lifecycle import FINISHED, WITH_OWNER, State
from threespires.thread.actions.models import Action, RoundAnswer
from threespires.thread.actions.models.actions import ActionQuerySet
from threespires.thread.actions.permissions import may_ask_round, visible_actions, visible_rounds
from threespires.thread.actions.views.asking import ask, crumbs_to, list_crumb

ON_A_PAGE = 50
_LIST = ("Rounds of updates", "actions:rounds")


@goes_by(visible_rounds)
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that was asked, the latest first, and how many have answered."""
    asked = visible_rounds(request.user).annotate(
        wanted=Count("answers"), given=Count("answers", filter=~Q(answers__update=None))
    )
    page = Paginator(asked.select_related("asked_by").order_by("-asked_on", "-pk"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "actions/rounds.html",
        {
            "page": page,
            "rows": [
                {
                    "title": each.words,
                    "href": each.get_absolute_url(),
                    "aside": f"{each.given} of {each.wanted} answered",
                    "detail": f"Asked by {each.asked_by} on {say_date(each.asked_on)}, by {say_date(each.due_on)}",
                }
                for each in page
            ],
            "may_ask": may_ask_round(request.user),
        },
    )


@goes_by(may_ask_round, sending=may_ask_round)
def new_round(request: HttpRequest) -> HttpResponse:
    """Asks the owners of all, or of some of, the unfinished actions for an update."""
    require(may_ask_round(request.user))
    scopes = _scopes(visible_actions(request.user).filter(status__in=WITH_OWNER))
    counts = {name: actions.count() for name, actions in scopes.items()}
    form = RoundForm(request.POST or None, counts=counts)
    if form.is_valid():
        facts = form.cleaned_data
        actions = scopes[facts["scope"]].select_related("group")
        if facts["agency"]:
            actions = actions.filter(Q(agency=facts["agency"]) | Q(parts__agency=facts["agency"])).distinct()
        if facts["priority"]:
            actions = actions.filter(work__priority=facts["priority"])
        if actions:
            asked = operations.ask_round(by=request.user, actions=actions, words=facts["words"], due_on=facts["due_on"])
            messages.success(request, "The owners are asked")
            return redirect(asked)
        form.add_error("scope", "There is no such action. Choose otherwise")
    return ask(
        request,
        form,
        heading="Ask for a round of updates",
        button="Ask them",
        back=reverse("actions:plan"),
        crumbs=crumbs_to(list_crumb(*_LIST)),
        lead="Each owner finds it on their home page. Of a joint action each agency is asked about its part.",
    )


def _scopes(actions: ActionQuerySet) -> dict[str, QuerySet[Action]]:
    return {
        "unfinished": actions,
        "late": actions.late(today()),
        "blocked": actions.filter(status=State.BLOCKED),
    }


@goes_by(visible_rounds)
def one_round(request: HttpRequest, ref: str) -> HttpResponse:
    """Who answered, who has not yet."""
    asked = get_object_or_404(visible_rounds(request.user).select_related("asked_by"), ref=ref)
    answers = asked.answers.select_related(
        "action__owner", "action__agency", "part__owner", "part__agency", "update__written_by"
    )
    given = [answer for answer in answers if answer.update]
    waiting = [answer for answer in answers if not answer.update and answer.action.status not in FINISHED]
    return render(
        request,
        "actions/round.html",
        {
            "asked": asked,
            "late": say_days_late(asked.due_on, today()) if waiting else "",
            "given": [_row(answer, _said(answer)) for answer in given],
            "waiting": [_row(answer) for answer in waiting],
            "finished": len(answers) - len(given) - len(waiting),
            "may_chase": may_ask_round(request.user),
        },
    )


def _row(answer: RoundAnswer, said: str = "") -> list[Any]:
    about = answer.about
    part = f"Part of {answer.action.ref}" if answer.part else answer.action.ref
    row: list[Any] = [
        {"text": about.title, "href": about.get_absolute_url(), "detail": part},
        {"text": about.owner.name, "detail": str(about.agency)},
    ]
    return [*row, said] if said else [*row, about.get_status_display()]


def _said(answer: RoundAnswer) -> str:
    words = answer.update.text if answer.update else ""
    return words if len(words) <= 200 else f"{words[:199].rsplit(' ', 1)[0]}…"


@goes_by(visible_rounds, may_ask_round, sending=may_ask_round)
def chase(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks those again who have not answered, by another day."""
    asked = get_object_or_404(visible_rounds(request.user), ref=ref)
    require(may_ask_round(request.user))
    form = ChaseForm(request.POST or None, initial={"due_on": asked.due_on if asked.due_on >= today() else None})
    if form.is_valid():
        operations.chase(asked, by=request.user, **form.cleaned_data)
        messages.success(request, "They are asked again")
        return redirect(asked)
    waiting = asked.answers.unanswered().select_related("action__owner", "part__owner")
    return ask(
        request,
        form,
        heading="Ask again those who have not answered",
        button="Ask them again",
        back=asked.get_absolute_url(),
        crumbs=crumbs_to(list_crumb(*_LIST), asked),
        list=[f"{answer.about.owner}: {answer.about}" for answer in waiting],
        list_heading="These are asked again:",
    )
