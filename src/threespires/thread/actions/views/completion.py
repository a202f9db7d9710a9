"""Evidence beside an action, proposing it complete, and the group's acceptance or return."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from threespires.documents.operations import keep
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.thread.actions import operations
from threespires.thread.actions.forms.updates import EvidenceForm, ProposeForm, SendBackForm
from threespires.thread.actions.models import Action, Evidence
from threespires.thread.actions.permissions import (
    may_accept,
    may_add_evidence,
    may_propose,
    may_send_back,
    visible_actions,
)
from threespires.thread.actions.views.actions import find, find_part
from threespires.thread.actions.views.asking import ask, crumbs_to


@goes_by(visible_actions, may_add_evidence, sending=may_add_evidence)
def evidence(request: HttpRequest, ref: str, pk: int | None = None) -> HttpResponse:
    """Puts words, a link or a document beside the action, or beside an agency's part in it."""
    found = find(request, ref)
    part = find_part(found, pk) if pk else None
    require(may_add_evidence(request.user, found, part))
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        facts = form.cleaned_data
        kind, file = facts["kind"], facts.pop("file")
        with transaction.atomic():
            document = keep(file, by=request.user) if kind == Evidence.Kind.DOCUMENT else None
            operations.add_evidence(found, by=request.user, part=part, document=document, **facts)
        messages.success(request, "Evidence added")
        return redirect(part or found)
    return ask(
        request,
        form,
        heading="Add evidence",
        button="Add it",
        back=(part or found).get_absolute_url(),
        crumbs=crumbs_to(found),
        caption=str(part or found),
        lead="What shows that it was done, and that it made a difference.",
    )


@goes_by(visible_actions, may_propose, sending=may_propose)
def propose(request: HttpRequest, ref: str) -> HttpResponse:
    found = find(request, ref)
    require(may_propose(request.user, found))
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        operations.propose(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"Proposed complete. It waits for {found.group.in_a_sentence}")
        return redirect(found)
    return _ask(
        request,
        form,
        found,
        heading="Propose this complete",
        button="Propose complete",
        lead=f"It goes to {found.group.in_a_sentence}, to accept on its evidence or return with what is still wanted.",
    )


@goes_by(sending=(visible_actions, may_accept))
@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    found = find(request, ref)
    operations.accept(found, by=request.user)
    messages.success(request, "Action accepted")
    return redirect(found)


@goes_by(visible_actions, may_send_back, sending=may_send_back)
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    found = find(request, ref)
    require(may_send_back(request.user, found))
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        operations.send_back(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"Returned to {found.owner}")
        return redirect(found)
    return _ask(request, form, found, heading="Return this action", button="Return it")


def _ask(request: HttpRequest, form: Any, found: Action, **words: str) -> HttpResponse:
    return ask(
        request,
        form,
        back=found.get_absolute_url(),
        crumbs=crumbs_to(found),
        caption=found.title,
        **words,
    )
