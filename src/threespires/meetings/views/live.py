"""One item of a meeting under way, on one page and in one form.

Note, decision, action and outcome stand in a single form, so that whichever button is pressed nothing typed
elsewhere is lost: the note is saved first, and what was begun in another part is there again afterwards.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from threespires.kernel.addresses import address, asking
from threespires.kernel.locks import ChangedByAnother
from threespires.kernel.verdict import Refused
from threespires.meetings import operations
from threespires.meetings.agenda import Agenda, Line, hear
from threespires.meetings.came import came_by_item, refs_in
from threespires.meetings.forms import ActionForm, DecisionForm, NoteForm, OutcomeForm, as_kept
from threespires.meetings.models import AgendaItem, Meeting
from threespires.meetings.permissions import may_close, may_decide, may_write_note
from threespires.meetings.presence import table
from threespires.meetings.recusal import standing_back, touches_of, withheld_of
from threespires.meetings.shown import (
    asked_words,
    attendance_lists,
    conflict_rows,
    decisions_by_item,
    interest_words,
    occasion_of,
    rail,
    record_link,
    saved_words,
)
from threespires.partnership.models import Group
from threespires.thread.actions.lifecycle import WorkStatus
from threespires.thread.actions.models import TaskedWork
from threespires.thread.actions.operations import raise_action
from threespires.thread.actions.permissions import may_raise_action, visible_work

_STEERING = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)
_PARTS = ("decision", "action", "outcome")


class Live:
    """The page of one item: its forms, what a button does, what the page shows."""

    def __init__(self, request: HttpRequest, meeting: Meeting, agenda: Agenda, line: Line) -> None:
        self.request, self.meeting, self.agenda, self.line = request, meeting, agenda, line
        self.item = line.item
        self.do = request.POST.get("do", "save") if request.method == "POST" else ""
        self.conflict: dict[str, Any] | None = None
        self.unrecorded = ""
        self.both_stay = False
        self.note = NoteForm(request.POST or None, initial={"note": self.item.note})

    # ------------------------------------------------------------------------------------- forms

    @cached_property
    def decision(self) -> DecisionForm:
        return self._part(DecisionForm, "decision", "decide")

    @cached_property
    def action(self) -> ActionForm:
        return self._part(ActionForm, "action", "raise", works=self.works, initial={"work": self._work_in_hand()})

    @cached_property
    def outcome(self) -> OutcomeForm:
        return self._part(OutcomeForm, "outcome", "next", initial={"outcome": self.item.outcome})

    def _part(self, kind: Callable[..., Any], prefix: str, verb: str, initial: Any = None, **options: Any) -> Any:
        """A part of the form: bound when its own button was pressed, else showing what was begun in it."""
        if self.do == verb:
            return kind(self.request.POST, prefix=prefix, **options)
        begun = self._begun.get(prefix) or {}
        return kind(prefix=prefix, initial={**(initial or {}), **begun}, **options)

    @cached_property
    def _begun(self) -> dict[str, dict[str, str]]:
        """What was typed in each part: in this sending, else kept since the last."""
        if self.request.method != "POST":
            return self.request.session.pop(self._kept_as, {})
        return {part: self._typed(part) for part in _PARTS}

    def _typed(self, part: str) -> dict[str, str]:
        start = f"{part}-"
        return {
            name.removeprefix(start): str(value)
            for name, value in self.request.POST.items()
            if name.startswith(start) and value
        }

    @property
    def _kept_as(self) -> str:
        return f"meeting-item-{self.item.pk}"

    @property
    def _as_typed(self) -> bool:
        """Whether script sent it, while somebody types on."""
        return "as_typed" in self.request.POST

    # ----------------------------------------------------------------------------------- answers

    def answer(self) -> HttpResponse | None:
        """Does what the button says. None: the page is shown again, with what stands in the way."""
        if not self.note.is_valid() or not self._save_note():
            return None
        steps = {"decide": self._decide, "raise": self._raise, "next": self._next, "again": self._again}
        return steps.get(self.do, self._back)()

    def _save_note(self) -> bool:
        """Saves the note with what somebody else wrote meanwhile; false where both changed the same words.

        While it saves itself both wordings stay, and the page says so.
        """
        typed, before = self.note.cleaned_data["note"], as_kept(self.request.POST.get("note_was", ""))
        if typed == before:
            if not self._as_typed:
                operations.tell_notes([self.item])
        else:
            try:
                saved = operations.write_note(
                    self.item, by=self.request.user, note=typed, before=before, as_typed=self._as_typed
                )
            except ChangedByAnother as changed:
                operations.tell_notes([self.item])
                self._show_both(changed.thing, typed)
                return False
            self.both_stay = saved.clashes
            if saved.text != typed and not self._as_typed:
                messages.info(self.request, "Somebody else wrote here meanwhile. What both of you wrote is kept")
        self.note = NoteForm(initial={"note": self.item.note})
        return True

    def _show_both(self, theirs: AgendaItem, typed: str) -> None:
        self.conflict = conflict_rows(theirs, self.note, {"note": theirs.note})
        self.note = NoteForm(initial={"note": typed})
        self.do = ""

    def _decide(self) -> HttpResponse | None:
        if not self.decision.is_valid():
            return None
        taken = operations.decide(
            self.meeting,
            by=self.request.user,
            item=self.item,
            address=self.line.records[0].address if len(self.line.records) == 1 else "",
            **self.decision.cleaned_data,
        )
        marked = "" if taken.quorate is not False else ". The meeting is not quorate, so it waits to be ratified"
        messages.success(self.request, f"Decision {taken.ref} recorded{marked}")
        return self._back("decision")

    def _raise(self) -> HttpResponse | None:
        if not self.action.is_valid():
            return None
        occasion, address = occasion_of(self.meeting, self.item)
        try:
            raised = raise_action(
                by=self.request.user, occasion=occasion, occasion_address=address, **self.action.cleaned_data
            )
        except Refused as refused:
            self.action.add_error("work", refused.reason)
            return None
        messages.success(self.request, f"Action {raised.ref} raised: {raised.title}")
        return self._back("action")

    def _next(self) -> HttpResponse | None:
        """Done with this item, on to the next; unless a decision or action stands here unrecorded."""
        self.unrecorded = self._unrecorded()
        if self.unrecorded or not self.outcome.is_valid():
            return None
        operations.finish_item(self.item, by=self.request.user, **self.outcome.cleaned_data)
        self.item.status = AgendaItem.Status.DONE
        following = self.agenda.after(self.line, self.kept)
        if following:
            return redirect("meetings:item", self.meeting.ref, following.item.pk)
        messages.success(self.request, "That was the last item")
        return redirect("meetings:close", self.meeting.ref)

    def _unrecorded(self) -> str:
        if self._begun["decision"].get("text"):
            return "A decision is written here but not recorded. Record it, or empty the box, then go on."
        if self._begun["action"].get("title"):
            return "An action is written here but not raised. Raise it, or empty the box, then go on."
        return ""

    def _again(self) -> HttpResponse:
        operations.take_up_again(self.item, by=self.request.user)
        return self._back()

    def _back(self, finished: str = "") -> HttpResponse:
        """To the same item; what was begun in the parts that are not finished is kept."""
        begun = {part: typed for part, typed in self._begun.items() if part != finished and typed}
        if begun:
            self.request.session[self._kept_as] = begun
        here = address("meetings:item", self.meeting.ref, self.item.pk)
        return redirect(asking(here, both="kept") if self.both_stay else here)

    # ------------------------------------------------------------------------------ what is shown

    @cached_property
    def kept(self) -> dict[int, str]:
        """The items that are kept from the person."""
        return withheld_of(self.request.user, self.meeting)

    @cached_property
    def works(self) -> list[TaskedWork]:
        """Tasked work for which the person may raise an action at this group's meeting."""
        found = visible_work(self.request.user).exclude(status__in=[WorkStatus.DONE, WorkStatus.WITHDRAWN])
        if self.meeting.group.kind not in _STEERING:
            found = found.filter(group=self.meeting.group)
        return [work for work in found.select_related("group") if may_raise_action(self.request.user, work)]

    def _work_in_hand(self) -> int | None:
        """The work that the item's records belong to, or the only one there is."""
        refs = [ref for record in self.line.records for ref in refs_in(record.address)]
        if refs:
            about = Q(ref__in=refs) | Q(actions__ref__in=refs) | Q(actions__escalations__ref__in=refs)
            found = TaskedWork.objects.filter(about).values_list("pk", flat=True).first()
            if found:
                return found
        return self.works[0].pk if len(self.works) == 1 else None

    def context(self) -> dict[str, Any]:
        """What the page shows."""
        around, touches = table(self.meeting), touches_of(self.item)
        hear(self.meeting, self.agenda, [self.line])
        may_write = may_write_note(self.request.user, self.item)
        may_record = may_decide(self.request.user, self.meeting, self.item)
        return {
            "meeting": self.meeting,
            "item": self.item,
            "line": self.line,
            "count": len(self.agenda.lines),
            "rail": rail(self.agenda, self.meeting, self.line, self.kept),
            "interests": [interest_words(each) for each in touches],
            "asked": asked_words(self.item),
            "records": [self._about(record) for record in self.line.records],
            "decisions": decisions_by_item(self.meeting)[self.item.pk],
            "came": came_by_item(self.meeting, self.request.user)[self.item.pk],
            "following": self.agenda.after(self.line, self.kept),
            "quorum": around.quorum_without(standing_back(touches)),
            "any_statutory": bool(around.statutory),
            **attendance_lists(around),
            "may_write": may_write,
            "may_record": may_record,
            "may_close": may_close(self.request.user, self.meeting),
            "note_form": self.note,
            "note_was": self.item.note,
            "saved": saved_words(self.item, self.request.user, both_stay="both" in self.request.GET),
            "conflict_facts": self.conflict,
            "unrecorded": self.unrecorded,
            **(self._parts() if may_record else {"form": self.note}),
        }

    def _about(self, record: AgendaItem) -> dict[str, Any]:
        """A record of the item: how it stands now, and where it is."""
        own = record.pk == self.item.pk
        detail = [] if own else [self.agenda.detail_of(record)]
        return {
            "title": record.title,
            "detail": " · ".join(filter(None, [record.presenter, *detail])),
            "said": "".join(detail),
            **record_link(record, self.meeting),
        }

    def _parts(self) -> dict[str, Any]:
        return {
            "decision_form": self.decision,
            "action_form": self.action if self.works else None,
            "outcome_form": self.outcome,
            "form": self._in_error(),
        }

    def _in_error(self) -> Form:
        """The part whose button was pressed, for the summary of errors."""
        return {"decide": self.decision, "raise": self.action, "next": self.outcome}.get(self.do, self.note)
