"""A case group's own learning and its releases. To everyone else these pages don't exist."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.models import CaseRecord
from threespires.cases.permissions import may_see_who_looked
from threespires.cases.recording import looked
from threespires.history.conflicts import save_or_differ
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter, say_date
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.models import Group
from threespires.partnership.standing import case_groups, case_seat
from threespires.thread.learning import operations
from threespires.thread.learning.forms import CaseLearningForm, ConfirmForm, ReleaseForm, ReturnForm
from threespires.thread.learning.models import Release
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
    group = _own(request, key)
    seen = visible_releases(request.user).filter(group=group)
    releases = list(seen.select_related("group", "written_by", "checked_by"))
    kept = list(visible_case_learning(request.user).filter(group=group).select_related("contributed_by"))
    _looked(request, group, *kept, *releases)
    return render(
        request,
        "learning/case.html",
        {
            "group": group,
            "tabs": tabs(group),
            "kept": kept,
            "under_way": [_row(one) for one in releases if one.status != Release.Status.RELEASED],
            "released": [_row(one) for one in releases if one.status == Release.Status.RELEASED],
            "may_see_who_looked": may_see_who_looked(request.user, group),
        },
    )


@goes_by(case_groups, sending=may_keep_in_case_group)
def keep(request: HttpRequest, key: str) -> HttpResponse:
    group = _own(request, key)
    form = CaseLearningForm(request.POST or None, initial={"learned_on": today()})
    if form.is_valid():
        operations.keep_in_case_group(by=request.user, group=group, **form.cleaned_data)
        messages.success(request, "Kept for your group alone")
        return redirect("learning:case", group.key)
    return render(request, "learning/keep.html", {"group": group, "form": form})


@goes_by(case_groups, sending=may_draft_release)
def draft(request: HttpRequest, key: str) -> HttpResponse:
    group = _own(request, key)
    chosen = [value for value in request.GET.getlist("from") if value.isdigit()]
    form = ReleaseForm(request.POST or None, group=group, initial={"sources": chosen})
    if form.is_valid():
        release = operations.draft_release(by=request.user, group=group, **form.cleaned_data)
        messages.success(request, "Sent to a second member")
        return redirect(release)
    _looked(request, group, *form.fields["sources"].queryset)
    return render(request, "learning/draft.html", {"group": group, "form": form, "release": None})


@goes_by(case_groups, visible_releases, sending=may_check_release)
def release(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """A release beside what it was written from. A second member checks it here."""
    group = _own(request, key)
    found = _release(request, group, pk)
    if request.method == "POST":
        operations.check_release(found, by=request.user)
        left = found.status == Release.Status.RELEASED
        messages.success(request, "Released" if left else f"Checked. It leaves on {say_date(found.not_before)}")
        return redirect(found)
    sources = list(found.sources.select_related("contributed_by"))
    _looked(request, group, found, *sources)
    return render(
        request,
        "learning/release.html",
        {
            "group": group,
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


@goes_by(case_groups, visible_releases, may_redraft, sending=may_redraft)
def redraft(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    group = _own(request, key)
    found = _release(request, group, pk)
    require(may_redraft(request.user, found))
    facts = {name: getattr(found, name) for name in ("title", "summary", "not_before")}
    form = ReleaseForm(
        request.POST or None,
        group=group,
        initial={**facts, "sources": list(found.sources.all())},
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
    _looked(request, group, found, *form.fields["sources"].queryset)
    return render(
        request,
        "learning/draft.html",
        {"group": group, "form": form, "release": found, "differences": differences},
    )


@goes_by(case_groups, visible_releases, may_return_release, sending=may_return_release)
def send_back(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    group = _own(request, key)
    found = _release(request, group, pk)
    require(may_return_release(request.user, found))
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        operations.return_release(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Returned")
        return redirect(found)
    _looked(request, group, found)
    return render(request, "learning/return.html", {"group": group, "release": found, "form": form})


def _own(request: HttpRequest, key: str) -> Group:
    """The case group of that key, if the person belongs to it; marks the page as the group's own."""
    group = next((group for group in case_groups(request.user) if group.key == key), None)
    if group is None:
        raise Http404
    request.marking = f"OFFICIAL-SENSITIVE · Only members of {group} may read this"
    return group


def _looked(request: HttpRequest, group: Group, *records: CaseRecord) -> None:
    """Writes down that the person reads these records, before they do."""
    looked(records, by=request.user, seat=str(case_seat(request.user, group)))


def _release(request: HttpRequest, group: Group, pk: int) -> Release:
    seen = visible_releases(request.user).select_related("group", "written_by", "checked_by", "learning")
    return get_object_or_404(seen, group=group, pk=pk)


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
