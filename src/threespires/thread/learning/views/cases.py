"""A case group's own learning and its releases. To everyone else these pages don't exist."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import case_or_404, mark, own_group, record_or_404, write_down
from threespires.cases.permissions import declared_interests, may_see_who_looked, may_write_in, visible_cases
from threespires.design.forms import ConfirmForm
from threespires.history.conflicts import save_or_differ
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter, say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.models import Group
from threespires.partnership.standing import case_groups, case_seat
from threespires.thread.learning import operations
from threespires.thread.learning.forms import CaseLearningForm, ReleaseForm, ReturnForm
from threespires.thread.learning.models import CaseLearning, Release
from threespires.thread.learning.permissions import (
    may_check_release,
    may_draft_release,
    may_keep_in_case_group,
    may_redraft,
    may_return_release,
    visible_case_learning,
    visible_releases,
)
from threespires.thread.learning.shown import tabs


@goes_by(case_groups, visible_case_learning, visible_releases)
def case(request: HttpRequest, key: str) -> HttpResponse:
    """What the group keeps for itself, and what is on its way out."""
    group = own_group(request, key)
    seen = visible_releases(request.user).filter(case__group=group)
    releases = list(seen.select_related("written_by", "checked_by"))
    kept = list(_kept(request, group).select_related("contributed_by"))
    kept.sort(key=lambda one: one.learned_on, reverse=True)
    write_down(request, group, *kept, *releases)
    return render(
        request,
        "learning/case.html",
        {
            "group": group,
            "tabs": tabs(group),
            "kept": kept,
            "under_way": [_row(one) for one in releases if one.status != Release.Status.RELEASED],
            "released": [_row(one) for one in releases if one.status == Release.Status.RELEASED],
            "declared": declared_interests(request.user).standing().filter(group=group),
            "may_see_who_looked": may_see_who_looked(request.user, group),
        },
    )


@goes_by(case_groups, sending=may_keep_in_case_group)
def keep(request: HttpRequest, key: str) -> HttpResponse:
    group = own_group(request, key)
    form = CaseLearningForm(request.POST or None, initial={"learned_on": today()})
    if form.is_valid():
        operations.keep_in_case_group(by=request.user, group=group, **form.cleaned_data)
        messages.success(request, "Kept for your group alone")
        return redirect("learning:case", group.key)
    return render(request, "learning/keep.html", {"group": group, "form": form})


@goes_by(visible_cases, may_write_in, sending=may_write_in)
def keep_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was learned in one case, written into it: by a member, or in a role on it."""
    found = case_or_404(request, pk)
    require(may_write_in(request.user, found))
    form = CaseLearningForm(request.POST or None, initial={"learned_on": today()})
    if form.is_valid():
        operations.keep_in_case(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept in this case")
        return redirect(found)
    return render(request, "learning/keep_in.html", {"case": found, "form": form})


keep_in.for_roles = True


@goes_by(case_groups, sending=may_draft_release)
def draft(request: HttpRequest, key: str) -> HttpResponse:
    group = own_group(request, key)
    form = ReleaseForm(
        request.POST or None, sources=_kept(request, group), initial={"sources": request.GET.getlist("from")}
    )
    if form.is_valid():
        release = operations.draft_release(by=request.user, group=group, **form.cleaned_data)
        messages.success(request, "Sent to a second member")
        return redirect(release)
    write_down(request, group, *form.fields["sources"].queryset)
    return render(request, "learning/draft.html", {"group": group, "form": form, "release": None})


@goes_by(visible_releases, sending=may_check_release)
def release(request: HttpRequest, key: str, case: UUID) -> HttpResponse:
    """A release beside what it was written from. A second member checks it here."""
    group = get_object_or_404(Group, key=key)
    found = _release(request, group, case)
    mark(request, f"Only members of {group} may read this")
    if request.method == "POST":
        operations.check_release(found, by=request.user)
        left = found.status == Release.Status.RELEASED
        messages.success(request, "Released" if left else f"Checked. It leaves on {say_date(found.not_before)}")
        return redirect(found)
    sources = list(_kept(request, group).filter(releases=found).select_related("contributed_by"))
    write_down(request, group, found, *sources)
    return render(
        request,
        "learning/release.html",
        {
            "group": group,
            "is_member": case_seat(request.user, group),
            "release": found,
            "state": _tag(found),
            "sources": sources,
            "form": ConfirmForm(),
            "may_check": may_check_release(request.user, found),
            "may_return": may_return_release(request.user, found),
            "may_redraft": may_redraft(request.user, found),
            "quarter": Quarter.of(max(found.not_before or today(), today())),
        },
    )


release.for_roles = True


@goes_by(case_groups, visible_releases, may_redraft, sending=may_redraft)
def redraft(request: HttpRequest, key: str, case: UUID) -> HttpResponse:
    group = own_group(request, key)
    found = _release(request, group, case)
    require(may_redraft(request.user, found))
    facts = {name: getattr(found, name) for name in ("title", "summary", "not_before")}
    form = ReleaseForm(
        request.POST or None,
        sources=_kept(request, group),
        initial={**facts, "sources": list(_kept(request, group).filter(releases=found))},
        version=found.version,
    )
    done, differences = save_or_differ(
        request,
        form,
        "Sent to a second member",
        lambda: operations.redraft_release(found, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect(found)
    write_down(request, group, found, *form.fields["sources"].queryset)
    return render(
        request,
        "learning/draft.html",
        {"group": group, "form": form, "release": found, "differences": differences},
    )


@goes_by(case_groups, visible_releases, may_return_release, sending=may_return_release)
def send_back(request: HttpRequest, key: str, case: UUID) -> HttpResponse:
    group = own_group(request, key)
    found = _release(request, group, case)
    require(may_return_release(request.user, found))
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        operations.return_release(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Returned")
        return redirect(found)
    write_down(request, group, found)
    return render(request, "learning/return.html", {"group": group, "release": found, "form": form})


def _kept(request: HttpRequest, group: Group) -> QuerySet[CaseLearning]:
    """The group's case learning, less what the person is shut out of."""
    return visible_case_learning(request.user).filter(case__group=group)


def _release(request: HttpRequest, group: Group, case: UUID) -> Release:
    seen = visible_releases(request.user).filter(case__group=group)
    return record_or_404(request, seen.select_related("written_by", "checked_by", "learning"), case)


def _row(found: Release) -> dict[str, Any]:
    checked = f", checked by {found.checked_by}" if found.checked_by else ""
    return {
        "title": found.title,
        "href": found.get_absolute_url(),
        "tag": _tag(found),
        "detail": f"Written by {found.written_by}{checked}"
        + (f" · not before {say_date(found.not_before)}" if found.not_before else ""),
    }


def _tag(found: Release) -> dict[str, str]:
    needed = found.status in {Release.Status.DRAFTED, Release.Status.RETURNED}
    return {"text": found.get_status_display(), "tone": "turn" if needed else "neutral"}
