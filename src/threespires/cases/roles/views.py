"""Giving somebody a role on a case, and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import case_or_404
from threespires.cases.permissions import may_end_role, may_propose_role, visible_cases, visible_roles
from threespires.cases.roles import operations
from threespires.cases.roles.forms import GiveRoleForm
from threespires.design.forms import ConfirmForm
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused, require


@goes_by(visible_cases, may_propose_role, sending=may_propose_role)
def give(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member proposes that somebody from outside the group holds a role on a case."""
    found = case_or_404(request, pk)
    require(may_propose_role(request.user, found))
    form = GiveRoleForm(request.POST or None, case=found)
    if form.is_valid():
        try:
            proposal = operations.propose_role(found, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "Sent to a second member who sees the case")
            return redirect(proposal)
    return render(request, "cases/give_role.html", {"case": found, "form": form})


@goes_by(visible_cases, visible_roles, may_end_role, sending=may_end_role)
def end(request: HttpRequest, pk: UUID, role: int) -> HttpResponse:
    """Ends a role at once."""
    found = case_or_404(request, pk)
    held = get_object_or_404(
        visible_roles(request.user).filter(case_id=found.pk).select_related("person", "group", "agency"), pk=role
    )
    require(may_end_role(request.user, held))
    if request.method == "POST":
        operations.end_role(held, by=request.user)
        messages.success(request, "The role has ended")
        return redirect("home:home" if held.person_id == request.user.pk else found)
    return render(request, "cases/end_role.html", {"case": found, "role": held, "form": ConfirmForm()})
