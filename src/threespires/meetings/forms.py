"""What people type about meetings: when they are, what is on the agenda, who is here, what was said and decided."""

import hashlib
from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.design.forms import DateField, Form
from threespires.kernel.clock import now, today
from threespires.kernel.dates import say_time
from threespires.kernel.models import held_on
from threespires.meetings.models import AgendaItem, Attendance, Meeting
from threespires.meetings.presence import Presence, Table
from threespires.partnership.models import Agency, Seat
from threespires.thread.actions.models import TaskedWork

_Status = Attendance.Status
REPLIES = (_Status.COMING, _Status.APOLOGIES)
INSTEAD = "instead"
HERE = (
    (_Status.PRESENT, "Here"),
    (INSTEAD, "Somebody else is here for them"),
    (_Status.LEFT, "Has left"),
    (_Status.APOLOGIES, "Apologies"),
    (_Status.ABSENT, "Not here"),
)
LONGEST_TEXT = 4000


def multiline(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ClockField(forms.TimeField):
    """A time as people write it: 9:30am, 9.30 am, 2pm, 14:00, noon."""

    def __init__(self, **options: Any) -> None:
        formats = ["%H:%M", "%I:%M%p", "%I%p", "%H.%M", "%I.%M%p", "%H:%M:%S"]
        super().__init__(input_formats=formats, **options)

    def prepare_value(self, value: Any) -> Any:
        return say_time(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str):
            value = value.replace(" ", "").lower()
            value = {"noon": "12:00", "midnight": "00:00"}.get(value, value)
        return super().to_python(value)


class WhenForm(Form):
    """A day, a time, a length and a place."""

    names = {"minutes": "the length in minutes"}

    day = DateField(label="Day", help_text="For example, 5 3 2026")
    begins = ClockField(label="Time", help_text="For example, 9:30am")
    minutes = forms.IntegerField(label="How long, in minutes", min_value=5, max_value=600)
    place = forms.CharField(label="Place", max_length=200, required=False)
    widths = {"begins": 10, "minutes": 4}

    @property
    def when_and_where(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("day", "begins", "minutes", "place")}

    def knows(self, warnings: list[str]) -> bool:
        """Whether the page had shown what gets in the way before this was sent. Where nothing does, nothing need be."""
        return not warnings or self.data.get("known") == self.known_to(warnings)

    def known_to(self, warnings: list[str]) -> str:
        """What a page that shows these sends back."""
        return hashlib.sha256("\n".join(warnings).encode()).hexdigest()[:16]


class ArrangeForm(WhenForm):
    """A meeting besides those of the rhythm."""

    because = forms.CharField(
        label="Why it is called", required=False, max_length=200, help_text="For example, a rapid review"
    )


class MoveForm(WhenForm):
    """A meeting on another day, at another time or place."""

    because = forms.CharField(label="Why it is moved", max_length=200)


class BecauseForm(Form):
    """A meeting is cancelled."""

    because = forms.CharField(label="Why it is cancelled", widget=multiline(), max_length=1000)


class ReplyForm(Form):
    """Beforehand: will you come, and who comes instead?"""

    names = {"status": "whether you will be there"}

    status = forms.ChoiceField(
        label="Will you be there?",
        choices=[(_Status.COMING, "Yes"), (_Status.APOLOGIES, "No, I send apologies")],
        widget=forms.RadioSelect,
    )
    delegate = forms.CharField(
        label="Who comes instead of you",
        required=False,
        max_length=200,
        help_text="Their name and post. Leave it empty if nobody does, or if you come yourself.",
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("status") == _Status.COMING:
            facts["delegate"] = ""
        return facts


class ItemForm(Form):
    """An item of the agenda."""

    title = forms.CharField(label="Title", max_length=250)
    half = forms.ChoiceField(label="Part of the meeting")
    asked = forms.ChoiceField(
        label="What the group is asked to do",
        choices=[(asked.value, asked.label.capitalize()) for asked in AgendaItem.Asked],
        widget=forms.RadioSelect,
        initial=AgendaItem.Asked.NOTE,
    )
    presenter = forms.CharField(label="Who presents it", required=False, max_length=200)
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=1, max_value=600)
    detail = forms.CharField(label="What to know about it", required=False, widget=multiline(), max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, halves: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        if [half for half in halves if half]:
            self.fields["half"].choices = [(half, half or "Neither") for half in halves]
        else:
            del self.fields["half"]


class NoteForm(Form):
    """What was said under an item."""

    note = forms.CharField(label="Minutes", required=False, widget=multiline(9), max_length=20_000)

    def clean_note(self) -> str:
        return as_kept(self.cleaned_data["note"])


def as_kept(words: str) -> str:
    """What was typed, as it is kept: a browser ends lines in two characters, and the space around says nothing."""
    return words.replace("\r\n", "\n").strip()


class OutcomeForm(Form):
    """How an item ended."""

    names = {"outcome": "how it ended"}

    outcome = forms.CharField(label="How it ended, in a few words", required=False, max_length=120)


class ExplainForm(Form):
    """The reasons of a decision, what else was considered, by which authority it is taken, and who dissented."""

    names = {"options": "what else was considered", "authority": "the authority"}

    reasons = forms.CharField(label="Reasons", required=False, widget=multiline(), max_length=LONGEST_TEXT)
    options = forms.CharField(
        label="What else was considered", required=False, widget=multiline(2), max_length=LONGEST_TEXT
    )
    authority = forms.CharField(
        label="By which authority",
        required=False,
        max_length=300,
        help_text="For example, the group’s terms of reference, or a delegation by a statutory partner",
    )
    dissent = forms.CharField(
        label="Dissent",
        required=False,
        widget=multiline(2),
        max_length=LONGEST_TEXT,
        help_text="Who did not agree, and why",
    )


class DecisionForm(ExplainForm):
    """A decision as it is taken."""

    text = forms.CharField(label="What was decided", widget=multiline(), max_length=LONGEST_TEXT)
    field_order = ("text", "reasons", "options", "authority", "dissent")


class ActionForm(Form):
    """An action raised on the spot."""

    title = forms.CharField(label="What will be done", max_length=200)
    owner = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="Choose a person")
    agency = forms.ModelChoiceField(Agency.objects.none(), label="With", required=False, empty_label="Their own agency")
    due_on = DateField(label="By", one_box=True, earliest=today)
    work = forms.ModelChoiceField(
        TaskedWork.objects.none(), label="For which tasked work", empty_label="Choose the work"
    )
    description = forms.CharField(
        label="Done would look like", required=False, widget=multiline(2), max_length=LONGEST_TEXT
    )
    names = {
        "owner": "who will do it",
        "due_on": "the day by which it is done",
        "agency": "the agency",
        "work": "the tasked work",
        "description": "what done would look like",
    }

    def __init__(self, *args: Any, works: list[TaskedWork], **options: Any) -> None:
        super().__init__(*args, **options)
        day = today()
        seated = Seat.objects.on(day).filter(person__is_active=True)
        self.fields["owner"].queryset = Person.objects.filter(is_active=True, pk__in=seated.values("person"))
        self.fields["agency"].queryset = Agency.objects.filter(held_on(day))
        self.fields["work"].queryset = TaskedWork.objects.filter(pk__in=[work.pk for work in works])
        self.fields["work"].label_from_instance = lambda work: f"{work.title} ({work.ref})"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        owner = facts.get("owner")
        if owner and not facts.get("agency"):
            own = Seat.objects.now().filter(person=owner, agency__isnull=False).select_related("agency").first()
            if own:
                facts["agency"] = own.agency
            else:
                self.add_error("agency", f"{owner} sits for no agency, so choose with which it is done")
        return facts


class AttendanceForm(Form):
    """Who is here, or beforehand who will come: for each seat a state and perhaps a delegate; and somebody without a
    seat.

    Only what differs from what the page showed is written, so that two people may note at once. Where both noted
    something else of one seat, the second is told what the first noted, and chooses.
    """

    guest = forms.CharField(label="Somebody else who is here", required=False, max_length=200)

    def __init__(self, *args: Any, around: Table, beforehand: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.around, self.beforehand = around, beforehand
        self.names = {"guest": "the name of whoever else is here"}
        if beforehand:
            del self.fields["guest"]
            choices = [("", "No reply yet"), *((state.value, state.label) for state in REPLIES)]
        else:
            choices = [("", "Not noted"), *HERE]
        for presence in self.seats():
            key, who = presence.seat.pk, presence.seat.person
            comes = f"{who} will come" if beforehand else f"{who} is here"
            instead = f"who comes for {who}" if beforehand else f"who is here for {who}"
            self.names |= {f"status_{key}": f"whether {comes}", f"delegate_{key}": instead}
            self.fields[f"status_{key}"] = forms.ChoiceField(
                label=f"Will {who} come?" if beforehand else f"Is {who} here?",
                choices=choices,
                required=False,
                initial=self.shown(presence),
            )
            self.fields[f"delegate_{key}"] = forms.CharField(
                label=instead[:1].upper() + instead[1:],
                required=False,
                max_length=200,
                initial=presence.delegate,
            )

    def seats(self) -> Iterator[Presence]:
        return (presence for presence in self.around.presences if presence.seat)

    def shown(self, presence: Presence) -> str:
        """What the page shows first. As a meeting opens, whoever said they would come is taken to be here."""
        status, opens = presence.status, self.around.meeting.is_planned and not self.beforehand
        if status == _Status.COMING and not self.beforehand:
            return _Status.PRESENT if opens else ""
        sent_somebody = status == _Status.PRESENT or (opens and status == _Status.APOLOGIES)
        return INSTEAD if sent_somebody and presence.delegate else status

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "who": str(presence.seat.person),
                "detail": _sitting_as(presence),
                "was": {"name": f"was_{presence.seat.pk}", "value": f"{presence.status}|{presence.delegate}"},
                "status": self[f"status_{presence.seat.pk}"],
                "delegate": self[f"delegate_{presence.seat.pk}"],
            }
            for presence in self.seats()
        ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        kept = self.data.copy()
        for presence in self.seats():
            key, who = presence.seat.pk, presence.seat.person
            if facts.get(f"status_{key}") == INSTEAD and not facts.get(f"delegate_{key}"):
                self.add_error(f"delegate_{key}", f"Enter who is here for {who}")
            stands = (presence.status, presence.delegate)
            if self._was(presence) not in (stands, self._typed(presence)) and self._typed(presence) != stands:
                said = Attendance(status=presence.status).get_status_display().lower() or "nothing"
                self.add_error(f"status_{key}", f"Somebody else noted “{said}” of {who} meanwhile. Choose what holds")
                kept[f"was_{key}"] = "|".join(stands)
        self.data = kept
        return facts

    def noted(self) -> list[tuple[Seat, str, str]]:
        """Each seat of which something else is now noted than the page showed."""
        found = ((presence, *self._typed(presence)) for presence in self.seats())
        return [
            (presence.seat, status, delegate)
            for presence, status, delegate in found
            if status and (status, delegate) != self._was(presence)
        ]

    def _was(self, presence: Presence) -> tuple[str, str]:
        """What was noted of a seat as the page was shown."""
        sent = self.data.get(f"was_{presence.seat.pk}", f"{presence.status}|{presence.delegate}")
        status, _, delegate = sent.partition("|")
        return status, delegate

    def _typed(self, presence: Presence) -> tuple[str, str]:
        """What is now said of a seat. Whoever is here in person needs nobody instead."""
        key = presence.seat.pk
        status, delegate = self.cleaned_data.get(f"status_{key}", ""), self.cleaned_data.get(f"delegate_{key}", "")
        if status == INSTEAD:
            return _Status.PRESENT, delegate
        return status, "" if status in (_Status.PRESENT, _Status.ABSENT, _Status.COMING) else delegate


def _sitting_as(presence: Presence) -> str:
    """Chief Superintendent · Police · delegate."""
    seat = presence.seat
    agency = "" if presence.is_named_by_post else presence.agency
    role = seat.get_role_display() if seat.role != Seat.Role.MEMBER else ""
    return " · ".join(str(part) for part in (seat.post, agency, role) if part)


def when_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting's day, time, length and place, as a form shows them first."""
    length = meeting.ends_at - meeting.starts_at
    return {
        "day": meeting.day,
        "begins": meeting.begins,
        "minutes": int(length.total_seconds() // 60),
        "place": meeting.place,
    }


def today_now() -> dict[str, Any]:
    """This day and hour, to five minutes, as a form shows them first."""
    local = timezone.localtime(now())
    return {"day": local.date(), "begins": time(local.hour, local.minute // 5 * 5)}
