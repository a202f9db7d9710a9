"""Stating answers in a line of enquiry, rewording and withdrawing them, and what they said before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.history.conflicts import save_or_differ
from threespires.kernel import plates
from threespires.kernel.dates import say_moment
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.priorities import operations
from threespires.thread.priorities.forms import BecauseForm, StatementForm
from threespires.thread.priorities.models import LineOfEnquiry, Statement
from threespires.thread.priorities.permissions import may_reword, may_state, visible_enquiries
from threespires.thread.priorities.views.enquiries import earlier_versions


@goes_by(visible_enquiries, may_state)
def statements(request: HttpRequest, ref: str) -> HttpResponse:
    """Every statement that stands, each with the ways to change it."""
    enquiry = _enquiry(request, ref)
    require(may_state(request.user, enquiry))
    stated = enquiry.statements.standing().select_related("column")
    return render(request, "priorities/statements.html", {"enquiry": enquiry, "statements": stated})


@goes_by(visible_enquiries, may_state, sending=may_state)
def new(request: HttpRequest, ref: str) -> HttpResponse:
    enquiry = _enquiry(request, ref)
    require(may_state(request.user, enquiry))
    form = StatementForm(
        request.POST or None,
        person=request.user,
        enquiry=enquiry,
        initial={
            "column": request.GET.get("column", ""),
            "words": request.GET.get("q", ""),
            "learning": request.GET.getlist("cite"),
        },
    )
    if not form.is_finding and form.is_valid():
        facts = form.cleaned_data
        statement = operations.state(
            enquiry,
            by=request.user,
            column=facts["column"],
            text=facts["text"],
            cites=facts["learning"],
            as_said=facts["as_said"],
        )
        messages.success(request, "Statement added")
        return redirect(statement)
    return render(request, "priorities/new_statement.html", {"enquiry": enquiry, "form": form})


@goes_by(visible_enquiries, may_reword, sending=may_reword)
def reword(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    enquiry, statement = _statement(request, ref, pk)
    require(may_reword(request.user, statement))
    seen = visible_learning(request.user)
    cited = list(statement.cites.filter(pk__in=seen).values_list("ref", flat=True))
    form = StatementForm(
        request.POST or None,
        person=request.user,
        enquiry=enquiry,
        statement=statement,
        initial={"text": statement.text, "learning": cited},
        version=statement.version,
    )
    done, differences = False, None
    if not form.is_finding:
        done, differences = save_or_differ(
            request,
            form,
            "Statement saved",
            lambda: operations.reword(
                statement,
                by=request.user,
                text=form.cleaned_data["text"],
                cites=form.cleaned_data["learning"],
                seen=form.version_seen,
            ),
        )
    if done:
        return redirect(statement)
    return render(
        request,
        "priorities/reword.html",
        {
            "enquiry": enquiry,
            "statement": statement,
            "form": form,
            "differences": differences,
            "also_unseen": statement.cites.exclude(pk__in=seen).exists(),
        },
    )


@goes_by(visible_enquiries, may_reword, sending=may_reword)
def withdraw(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    enquiry, statement = _statement(request, ref, pk)
    require(may_reword(request.user, statement))
    form = BecauseForm(request.POST or None, label="Why is it withdrawn?", hint="It stays among the earlier versions.")
    if form.is_valid():
        operations.withdraw_statement(statement, by=request.user, **form.cleaned_data)
        messages.success(request, "Statement withdrawn")
        return redirect(enquiry)
    tasked = plates.answer("statement_work", [statement.pk], otherwise={}).get(statement.pk, [])
    facts = {"enquiry": enquiry, "statement": statement, "form": form, "tasked": tasked}
    return render(request, "priorities/withdraw.html", facts)


@goes_by(visible_enquiries)
def earlier(request: HttpRequest, ref: str) -> HttpResponse:
    """What statements said before, and those that were withdrawn."""
    enquiry = _enquiry(request, ref)
    now = {str(each.pk): each for each in enquiry.statements.select_related("column")}
    events = list(earlier_versions(enquiry))
    cited = {ref for event in events for refs in event.changes.get("cites", ()) for ref in refs or ()}
    seen = set(visible_learning(request.user).filter(ref__in=cited).values_list("ref", flat=True))
    rows = [_row(event, now[event.thing], seen) for event in events]
    return render(request, "priorities/earlier.html", {"enquiry": enquiry, "rows": rows})


def _row(event: Any, statement: Statement, seen: set[str]) -> dict[str, Any]:
    """What one change did to a statement. Of what it cited, only the learning that the person may see is named."""
    if event.verb == "statement.withdrawn":
        before, after = statement.text, f"Withdrawn: {event.words}"
    else:
        before, after = event.changes.get("text", [event.title, event.words])
    cited = [[ref for ref in refs or () if ref in seen] for refs in event.changes.get("cites", ([], []))]
    return {
        "before": before,
        "after": after,
        "cited": [_cited(refs) if cited[0] != cited[1] else "" for refs in cited],
        "column": statement.column.heading,
        "who": event.person,
        "when": say_moment(event.at),
    }


def _cited(refs: list[str]) -> str:
    return f"Cited {', '.join(refs)}" if refs else "Cited nothing that you may see"


def _enquiry(request: HttpRequest, ref: str) -> LineOfEnquiry:
    return get_object_or_404(visible_enquiries(request.user).select_related("approach"), ref=ref)


def _statement(request: HttpRequest, ref: str, pk: int) -> tuple[LineOfEnquiry, Statement]:
    enquiry = _enquiry(request, ref)
    statement = get_object_or_404(enquiry.statements.select_related("column"), pk=pk)
    statement.enquiry = enquiry
    return enquiry, statement
