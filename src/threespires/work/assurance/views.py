"""The register of duties, agencies' mirrors, and the work that crosses their boundaries."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from threespires.history.conflicts import save_or_differ
from threespires.history.telling import Words, events_about, tell
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_number
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import require
from threespires.law.duties import say_clock
from threespires.partnership.models import Post
from threespires.partnership.succession import in_their_stead
from threespires.thread.actions.shown import STATE_TONES
from threespires.work.assurance import operations
from threespires.work.assurance.boundaries import crossing_boundaries
from threespires.work.assurance.forms import AnswerForm, AssessForm, AssignForm, EvidenceForm, MirrorForm
from threespires.work.assurance.models import Duty, DutyEvidence
from threespires.work.assurance.permissions import (
    may_answer_mirror,
    may_keep_duties,
    may_prepare_mirror,
    may_see_boundaries,
    visible_duties,
    visible_mirrors,
)
from threespires.work.assurance.reflection import Reflection, count

TONES = {
    Duty.State.MET: "done",
    Duty.State.AT_RISK: "care",
    Duty.State.NOT_MET: "late",
    Duty.State.NOT_YET_DUE: "neutral",
    Duty.State.NOT_ASSESSED: "neutral",
}
_HISTORY = Words(
    verbs={"duty.evidenced": "Evidence added"},
    fields={
        "state": "State",
        "why": "Why",
        "next_date": "Next date",
        "owner_post": "Owner here",
        "is_report": "A report that comes to a meeting",
        "label": "Duty",
        "source": "Source",
        "owner_words": "Owner in law",
        "note": "Note",
    },
)


def tabs(current: str) -> list[dict]:
    pages = {"Duties": "assurance:duties", "Mirrors": "assurance:mirrors", "Across boundaries": "assurance:boundaries"}
    return [{"text": text, "href": reverse(name), "current": text == current} for text, name in pages.items()]


@goes_by(visible_duties)
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty with its state, clock, evidence and owner; what needs somebody first."""
    evidence = Prefetch("evidence", DutyEvidence.objects.order_by("-dated", "-pk"))
    found = list(visible_duties(request.user).select_related("owner_post").prefetch_related(evidence))
    owners = in_their_stead([duty.owner_post for duty in found if duty.owner_post], today())
    rows = [_row(duty, owners) for duty in found]
    families: dict[str, list[dict]] = {}
    for row in rows:
        families.setdefault(row["duty"].family, []).append(row)
    return render(
        request,
        "assurance/duties.html",
        {
            "heading_words": say_register(found),
            "lead": say_not_yet_due(found),
            "needing": [row for row in rows if row["needs_somebody"]],
            "families": families,
            "tabs": tabs("Duties"),
        },
    )


def _row(duty: Duty, owners: dict[int, Post]) -> dict:
    evidence = list(duty.evidence.all())
    return {
        "duty": duty,
        "run": _run(duty, evidence),
        "next_words": f"Next {say_date(duty.next_date)}" if duty.next_date else "",
        "tone": TONES[Duty.State(duty.state)],
        "clock": say_clock(duty.clock),
        "overdue": duty.next_date is not None and duty.next_date < today(),
        "evidence": evidence,
        "owner": str(owners.get(duty.owner_post_id or 0) or duty.owner_words),
        "needs_somebody": duty.state in (Duty.State.AT_RISK, Duty.State.NOT_MET)
        or (duty.next_date is not None and duty.next_date < today()),
    }


def _run(duty: Duty, evidence: list[DutyEvidence]) -> dict[str, int] | None:
    """How far a duty's time has run, in days, from its latest evidence to its next date; of neither, nothing."""
    if not evidence or not duty.next_date or evidence[0].dated >= duty.next_date:
        return None
    begun = evidence[0].dated
    return {"done": max((today() - begun).days, 0), "total": (duty.next_date - begun).days}


def say_not_yet_due(found: list[Duty]) -> str:
    """Two are not yet due."""
    count = sum(duty.state == Duty.State.NOT_YET_DUE for duty in found)
    return f"{say_number(count).capitalize()} {'is' if count == 1 else 'are'} not yet due. " if count else ""


def say_register(found: list[Duty]) -> str:
    """The heading as an answer: "21 of 26 duties are met. Two are at risk, one is not met."."""
    if not found:
        return "No duty is in the register yet"
    count = {state: sum(duty.state == state for duty in found) for state in Duty.State}
    met = count[Duty.State.MET]
    told = [
        f"{say_number(number)} {'is' if number == 1 else 'are'} {words}"
        for number, words in (
            (count[Duty.State.AT_RISK], "at risk"),
            (count[Duty.State.NOT_MET], "not met"),
            (count[Duty.State.NOT_ASSESSED], "not yet assessed"),
        )
        if number
    ]
    rest = f" {', '.join(told).capitalize()}." if told else ""
    return f"{met} of {len(found)} duties {'is' if met == 1 else 'are'} met.{rest}"


@goes_by(visible_duties)
def duty(request: HttpRequest, key: str, rule: str) -> HttpResponse:
    found = get_object_or_404(visible_duties(request.user).select_related("owner_post"), key=key, rule=rule)
    given = found.owner_post
    owners = in_their_stead([given] if given else [], today())
    owner = owners[given.pk] if given else None
    return render(
        request,
        "assurance/duty.html",
        {
            **_row(found, owners),
            "duty": found,
            "owner_post": owner,
            "given_to": given if owner != given else None,
            "may_keep": may_keep_duties(request.user),
            "rivals": visible_duties(request.user).filter(key=key).exclude(pk=found.pk),
            "events": tell(events_about(found), _HISTORY),
        },
    )


@goes_by(visible_duties, may_keep_duties, sending=may_keep_duties)
def assess(request: HttpRequest, key: str, rule: str) -> HttpResponse:
    found = get_object_or_404(visible_duties(request.user), key=key, rule=rule)
    require(may_keep_duties(request.user))
    start = {"state": found.state, "why": found.why, "next_date": found.next_date}
    form = AssessForm(request.POST or None, initial=start, version=found.version)
    done, differences = save_or_differ(
        request,
        form,
        "Assessment saved",
        lambda: operations.assess(found, by=request.user, seen=form.version_seen, **form.cleaned_data),
        refused_at="state",
    )
    if done:
        return redirect(found)
    return render(request, "assurance/assess.html", {"duty": found, "form": form, "differences": differences})


@goes_by(visible_duties, may_keep_duties, sending=may_keep_duties)
def add_evidence(request: HttpRequest, key: str, rule: str) -> HttpResponse:
    found = get_object_or_404(visible_duties(request.user), key=key, rule=rule)
    require(may_keep_duties(request.user))
    form = EvidenceForm(request.POST or None)
    if form.is_valid():
        operations.add_evidence(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Evidence added")
        return redirect(found)
    return render(request, "assurance/add_evidence.html", {"duty": found, "form": form})


@goes_by(visible_duties, may_keep_duties, sending=may_keep_duties)
def assign(request: HttpRequest, key: str, rule: str) -> HttpResponse:
    found = get_object_or_404(visible_duties(request.user), key=key, rule=rule)
    require(may_keep_duties(request.user))
    start = {"owner_post": found.owner_post, "is_report": found.is_report}
    form = AssignForm(request.POST or None, initial=start, version=found.version)
    done, differences = save_or_differ(
        request,
        form,
        "Owner saved",
        lambda: operations.assign(found, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect(found)
    return render(request, "assurance/assign.html", {"duty": found, "form": form, "differences": differences})


@goes_by(visible_mirrors)
def mirrors(request: HttpRequest) -> HttpResponse:
    """The mirrors the person may look into."""
    found = visible_mirrors(request.user).select_related("agency", "prepared_by")
    return render(
        request,
        "assurance/mirrors.html",
        {"mirrors": found, "may_prepare": may_prepare_mirror(request.user), "tabs": tabs("Mirrors"), "day": today()},
    )


@goes_by(visible_mirrors, sending=may_answer_mirror)
def mirror(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_mirrors(request.user).select_related("agency", "answered_by"), pk=pk)
    may_answer = may_answer_mirror(request.user, found)
    if request.method == "POST":
        require(may_answer)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer}, version=found.version)
    done, differences = save_or_differ(
        request,
        form,
        "Your words stand beside the figures",
        lambda: operations.answer_mirror(found, by=request.user, seen=form.version_seen, **form.cleaned_data),
    )
    if done:
        return redirect("assurance:mirror", found.pk)
    if differences:
        found.refresh_from_db()
    return render(
        request,
        "assurance/mirror.html",
        {
            "mirror": found,
            "reflection": Reflection.of(found.figures),
            "count": count,
            "may_answer": may_answer,
            "differences": differences,
            "tones": STATE_TONES,
            "form": form,
            "tabs": tabs("Mirrors"),
        },
    )


@goes_by(may_prepare_mirror, sending=may_prepare_mirror)
def prepare_mirror(request: HttpRequest) -> HttpResponse:
    require(may_prepare_mirror(request.user))
    form = MirrorForm(request.POST or None)
    if form.is_valid():
        made = operations.prepare_mirror(by=request.user, **form.cleaned_data)
        day = say_date(made.opens_to_executive_on)
        messages.success(request, f"{made.agency} sees its mirror now; the Executive from {day}")
        return redirect("assurance:mirror", made.pk)
    return render(request, "assurance/prepare_mirror.html", {"form": form})


@goes_by(may_see_boundaries)
def boundaries(request: HttpRequest) -> HttpResponse:
    """The Executive's second function: work that no agency can finish alone."""
    if not may_see_boundaries(request.user):
        raise Http404
    return render(
        request,
        "assurance/boundaries.html",
        {"actions": crossing_boundaries(), "tones": STATE_TONES, "tabs": tabs("Across boundaries")},
    )
