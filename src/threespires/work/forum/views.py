"""Emerging issues: raising one, what became of one's own, and the moderators' reading and answering."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from threespires.cases.pages import mark
from threespires.cases.recording import looked
from threespires.concerns import operations as concerns
from threespires.concerns.permissions import may_mark, moderates, visible_concerns
from threespires.concerns.shown import say_who_is_told
from threespires.design.forms import ConfirmForm
from threespires.history.conflicts import save_or_differ
from threespires.kernel.dates import say_waiting
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.partnership.contacts import contacts_now
from threespires.work.forum import operations
from threespires.work.forum.forms import BecauseForm, IssueForm, LearnForm
from threespires.work.forum.models import Issue
from threespires.work.forum.permissions import (
    home_forums,
    may_learn_from,
    may_raise_again,
    may_raise_issue,
    may_read_queue,
    may_send_back,
    may_set_aside,
    visible_issues,
)
from threespires.work.forum.shown import row, tag_for, waiting

ON_A_PAGE = 50


@goes_by(visible_issues)
def mine(request: HttpRequest) -> HttpResponse:
    """What one raised, and what became of it."""
    own = visible_issues(request.user).filter(raised_by=request.user.pk).select_related("agency", "theme")
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [row(each, to_writer=True) for each in page]
    facts = {"rows": rows, "page": page, "may_raise": may_raise_issue(request.user)}
    return render(request, "forum/mine.html", facts)


@goes_by(may_raise_issue, sending=may_raise_issue)
def new(request: HttpRequest) -> HttpResponse:
    """The practitioner's form: what one sees, where. No child is asked after."""
    require(may_raise_issue(request.user))
    form = IssueForm(request.POST or None, person=request.user)
    if form.is_valid():
        made = operations.raise_issue(by=request.user, **form.facts())
        messages.success(request, "Sent to the forum’s moderators")
        return redirect(made)
    return render(request, "forum/new.html", {"form": form, "contacts": contacts_now(), "issue": None})


@goes_by(may_read_queue)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the forum's moderators, the first raised first, and what they answered."""
    if not may_read_queue(request.user):
        raise Http404
    seen = visible_issues(request.user).filter(group__in=home_forums())
    first = list(waiting(seen))
    answered = seen.exclude(pk__in=[each.pk for each in first]).select_related("agency", "theme", "raised_by")
    page = Paginator(answered, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "forum/queue.html",
        {
            "heading": say_waiting(len(first), "emerging issue"),
            "waiting": [row(each, to_writer=False) for each in first],
            "answered": [row(each, to_writer=False) for each in page],
            "page": page,
        },
    )


@goes_by(visible_issues)
def issue(request: HttpRequest, ref: str) -> HttpResponse:
    """An issue: to whoever raised it what became of it; to a moderator what can be done. A moderator's reading is
    written down."""
    found = _found(request, ref)
    person: Any = request.user
    to_writer = found.raised_by_id == person.pk
    if not to_writer:
        looked([found], by=person, seat=str(moderates(person, found.group)))
    return render(
        request,
        "forum/issue.html",
        {
            "issue": found,
            "to_writer": to_writer,
            "state": tag_for(found, to_writer=to_writer),
            "concern": visible_concerns(person).filter(thing=found.pk).first(),
            "may_learn_from": may_learn_from(person, found),
            "may_send_back": may_send_back(person, found),
            "may_set_aside": may_set_aside(person, found),
            "may_raise_again": may_raise_again(person, found),
            "may_mark": may_mark(person, found),
            "who_is_told": say_who_is_told,
            "form": ConfirmForm(),
        },
    )


@goes_by(visible_issues, may_raise_again, sending=may_raise_again)
def again(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_raise_again(request.user, found))
    form = IssueForm(
        request.POST or None,
        person=request.user,
        initial={name: getattr(found, name) for name in ("seen", "setting", "agency", "theme")},
        version=found.version,
    )
    done, differences = save_or_differ(
        request,
        form,
        "Sent to the forum’s moderators again",
        lambda: operations.raise_again(found, by=request.user, seen_version=form.version_seen, **form.facts()),
    )
    if done:
        return redirect(found)
    facts = {"form": form, "contacts": contacts_now(), "issue": found, "differences": differences}
    return render(request, "forum/new.html", facts)


@goes_by(visible_issues, may_learn_from, sending=may_learn_from)
def learn(request: HttpRequest, ref: str) -> HttpResponse:
    """A moderator writes what the partnership should learn, beside what was raised."""
    found = _found(request, ref)
    held = require(may_learn_from(request.user, found))
    form = LearnForm(
        request.POST or None, person=request.user, initial={"themes": [found.theme] if found.theme else []}
    )
    if form.is_valid():
        operations.learn_from(found, by=request.user, **form.cleaned_data)
        messages.success(request, "It became learning")
        return redirect(found)
    looked([found], by=request.user, seat=held.seat)
    return render(request, "forum/learn.html", {"issue": found, "form": form})


@goes_by(visible_issues, may_send_back, sending=may_send_back)
def send_back(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_send_back(request.user, found))
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        operations.send_back(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Returned. Whoever raised it is told")
        return redirect(found)
    return _answer_page(request, found, form, "Return it", "Say what you would like to know, or to have left out.")


@goes_by(visible_issues, may_set_aside, sending=may_set_aside)
def set_aside(request: HttpRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    require(may_set_aside(request.user, found))
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        operations.set_aside(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Set aside. Whoever raised it is told")
        return redirect(found)
    return _answer_page(request, found, form, "Set it aside", "Say why nothing is learned from it here.")


def _answer_page(request: HttpRequest, found: Issue, form: Any, words: str, lead: str) -> HttpResponse:
    return render(request, "forum/answer.html", {"issue": found, "form": form, "words": words, "lead": lead})


@goes_by(sending=(visible_issues, may_mark))
def mark_concern(request: HttpRequest, ref: str) -> HttpResponse:
    """One press: a possible safeguarding concern."""
    made = concerns.mark(_found(request, ref), by=request.user)
    messages.success(request, f"Marked. {say_who_is_told()} Nothing of this can be published")
    return redirect(made)


def _found(request: HttpRequest, ref: str) -> Issue:
    """The issue, if the person may see it; marks the page."""
    seen = visible_issues(request.user).select_related(
        "group", "agency", "theme", "raised_by", "answered_by", "learning", "concern"
    )
    found = get_object_or_404(seen, ref=ref)
    also = ", those who moderate it and the duty post" if found.is_marked else " and those who moderate it"
    mark(request, f"Only whoever wrote this{also} may read it")
    return found
