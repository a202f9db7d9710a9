"""Who may see a case and who is shut out; who looked at a group's cases, at one case; what one opened oneself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.accounts.models import Person
from threespires.cases import operations
from threespires.cases.forms import DeclareForm, ShutOutForm
from threespires.cases.keeping.times import due_on, rule_of
from threespires.cases.models import Entry, Hold, Interest
from threespires.cases.pages import case_or_404, mark, write_down
from threespires.cases.permissions import (
    ends_role,
    may_ask_disposal,
    may_declare,
    may_end_hold,
    may_end_interest,
    may_let_back,
    may_propose_role,
    may_put_on_hold,
    may_see_who_looked,
    may_shut_out,
    members_who_see,
    visible_cases,
    visible_disposals,
    visible_entries,
    visible_entries_of,
    visible_records,
    visible_roles,
)
from threespires.cases.roles.asked import waiting_roles
from threespires.cases.telling import tell
from threespires.design.forms import ConfirmForm
from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.models import CaseRole, Group
from threespires.partnership.standing import case_seat

ON_A_PAGE = 50


@goes_by(visible_cases, visible_roles)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What rooms above keep of a case; who sees it, who doesn't and why, how long it is kept and what holds it, and
    ways to change that."""
    found = case_or_404(request, pk)
    kept_out = list(
        visible_records(request.user, Interest).filter(case=found).select_related("person", "noted_by", "ended_by")
    )
    roles = visible_roles(request.user).filter(case_id=found.pk, ended_at=None, ends__gte=today())
    holds = list(visible_records(request.user, Hold).filter(case=found).select_related("put_by", "ended_by"))
    write_down(request, found.group, *kept_out, *holds)
    stand = [one for one in holds if not one.ended_at]
    return render(
        request,
        "cases/case.html",
        {
            "case": found,
            "is_member": case_seat(request.user, found.group),
            "sections": plates.record_sections(request.user, found),
            "roles": [_role_row(request, role) for role in roles.select_related("person", "agency", "group")],
            "may_propose_role": may_propose_role(request.user, found),
            "asked_roles": waiting_roles(request.user, found),
            "rule": rule_of(found),
            "due": due_on(found),
            "holds": stand,
            "holds_ended": [one for one in holds if one.ended_at],
            "may_end_hold": any(may_end_hold(request.user, one) for one in stand),
            "may_ask_disposal": may_ask_disposal(request.user, found),
            "seeing": members_who_see(found),
            "kept_out": [one for one in kept_out if not one.ended_at],
            "let_back": [one for one in kept_out if one.ended_at],
            "may_let_back": may_let_back(request.user, found),
            "may_declare": may_declare(request.user, found),
            "may_put_on_hold": may_put_on_hold(request.user, found),
            "may_see_who_looked": may_see_who_looked(request.user, found.group),
        },
    )


def _role_row(request: HttpRequest, role: CaseRole) -> dict[str, Any]:
    kind = role.kind_on(today())
    days = f"From {say_date(role.starts)} until {say_date(role.ends)}"
    detail = [f"{kind.label}. {kind.sight}", *([str(role.agency)] if role.agency else []), days]
    href = reverse("cases:end_role", args=[role.case_id, role.pk]) if ends_role(request.user, role) else None
    return {"title": role.person.name, "detail": detail, "href": href}


@goes_by(visible_cases, sending=may_declare)
def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member says that they have an interest; from then on the case is closed to them."""
    found = case_or_404(request, pk)
    form = DeclareForm(request.POST or None)
    if form.is_valid():
        operations.declare_interest(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Your interest is declared. The case isn’t open to you any more.")
        return redirect(found.group if case_seat(request.user, found.group) else "home:home")
    return render(request, "cases/declare.html", {"case": found, "form": form})


@goes_by(visible_cases, sending=may_shut_out)
def shut_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A member who is named in a case is kept out of it, and isn't told."""
    found = case_or_404(request, pk)
    seeing = {seat.person_id for seat in members_who_see(found)}
    seeing |= set(CaseRole.objects.now().filter(case_id=found.pk).values_list("person", flat=True))
    others = Person.objects.filter(pk__in=seeing - {request.user.pk})
    form = ShutOutForm(request.POST or None, others=others)
    if form.is_valid():
        other = form.cleaned_data.pop("other")
        operations.shut_out(found, other, by=request.user, **form.cleaned_data)
        messages.success(request, f"{other} is shut out of this case, and isn’t told")
        return redirect("cases:case", found.pk)
    return render(request, "cases/shut_out.html", {"case": found, "form": form, "others": others})


@goes_by(visible_cases, may_end_interest, sending=may_end_interest)
def let_back(request: HttpRequest, pk: UUID, interest: UUID) -> HttpResponse:
    """The chair lets somebody back into a case."""
    found = case_or_404(request, pk)
    kept_out = get_object_or_404(visible_records(request.user, Interest).filter(case=found), pk=interest)
    require(may_end_interest(request.user, kept_out))
    if request.method == "POST":
        operations.end_interest(kept_out, by=request.user)
        messages.success(request, f"{kept_out.person} may see this case again")
        return redirect("cases:case", found.pk)
    write_down(request, found.group, kept_out)
    return render(
        request,
        "cases/let_back.html",
        {"case": found, "interest": kept_out, "form": ConfirmForm()},
    )


@goes_by(may_see_who_looked)
def who_looked(request: HttpRequest, key: str) -> HttpResponse:
    """Who read and changed a case group's records, the latest first, for its chair."""
    group = get_object_or_404(Group.objects.now(), key=key)
    if not may_see_who_looked(request.user, group):
        raise Http404
    mark(request, f"Only the chair of {group} may read this")
    page = _page(request, visible_entries_of(request.user, group).select_related("person"))
    told = tell(page, visible_cases(request.user), visible_disposals(request.user))
    return render(request, "cases/who_looked.html", {"group": group, "case": None, "entries": told, "page": page})


@goes_by(visible_cases, may_see_who_looked)
def who_looked_at(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who read and changed one case, for the chair of its group."""
    found = case_or_404(request, pk)
    if not may_see_who_looked(request.user, found.group):
        raise Http404
    entries = visible_entries_of(request.user, found.group).filter(case_id=found.pk).select_related("person")
    page = _page(request, entries)
    told = tell(page, visible_cases(request.user), visible_disposals(request.user))
    return render(
        request,
        "cases/who_looked.html",
        {"group": found.group, "case": found, "entries": told, "page": page},
    )


@goes_by(visible_entries)
def mine(request: HttpRequest) -> HttpResponse:
    """What one has read and changed oneself among case records, the latest first."""
    page = _page(request, visible_entries(request.user).select_related("person", "group"))
    return render(
        request,
        "cases/mine.html",
        {"entries": tell(page, visible_cases(request.user), visible_disposals(request.user)), "page": page},
    )


def _page(request: HttpRequest, entries: QuerySet[Entry]) -> Page:
    return Paginator(entries, ON_A_PAGE).get_page(request.GET.get("page"))
