"""What people type about lines of enquiry and priorities."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from threespires.accounts.models import Person
from threespires.design.forms import Checkboxes, Form, Radios
from threespires.kernel.clock import today
from threespires.kernel.dates import Quarter
from threespires.kernel.plates import Occasion
from threespires.partnership.models import Agency, ApproachColumn, PracticeApproach
from threespires.thread.learning.models import Learning
from threespires.thread.learning.permissions import visible_learning
from threespires.thread.learning.shown import source_words
from threespires.thread.priorities.as_said import stands_in
from threespires.thread.priorities.models import LineOfEnquiry, Priority, Statement

SHOWN = 12
"""So much learning stands under the box that finds more."""


class EnquiryForm(Form):
    """The question, and what the ends of its scale mean."""

    names = {
        "question": "what we ask ourselves",
        "scale_low": "what 0 on the scale means",
        "scale_high": "what 10 means",
    }

    question = forms.CharField(
        label="What do we ask ourselves?",
        max_length=250,
        help_text="A question that learning can answer, such as “Do we act together when a child goes missing?”",
    )
    scale_low = forms.CharField(label="What does 0 on the scale mean?", max_length=200)
    scale_high = forms.CharField(label="What does 10 mean?", max_length=200)

    def __init__(self, *args: Any, approach: PracticeApproach | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if approach:
            self.fields["scale_low"].initial = approach.scale_low
            self.fields["scale_high"].initial = approach.scale_high


class BecauseForm(Form):
    """Why something is closed or withdrawn."""

    names = {"because": "the reason"}

    because = forms.CharField(label="Why?", widget=forms.Textarea, max_length=300)

    def __init__(self, *args: Any, label: str, hint: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["because"].label = label
        self.fields["because"].help_text = hint


class CiteField(forms.ModelMultipleChoiceField):
    """Learning to cite, named by its reference: a row's key would tell in which order learning was made."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            Learning.objects.none(),
            to_field_name="ref",
            widget=Checkboxes,
            required=False,
            label="Which learning shows it?",
            **options,
        )

    def offer(self, person: Person, words: str, chosen: list[str]) -> int:
        """Puts up what is chosen already, then what fits `words`; gives how many more there are."""
        seen = visible_learning(person).select_related("agency", "group")
        self.queryset = seen
        found = seen.exclude(ref__in=chosen).exclude(status=Learning.Status.SET_ASIDE)
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(words__icontains=word))
        shown = [*seen.filter(ref__in=chosen), *found[:SHOWN]]
        self.choices = [(learning.ref, learning.title) for learning in shown]
        self.widget.hints = {learning.ref: _described(learning) for learning in shown}
        return max(found.count() - SHOWN, 0)


def _described(learning: Learning) -> str:
    told = f"{source_words(learning)}, {learning.when}"
    return f"{told}: “{learning.words}”" if learning.words else told


class StatementForm(Form):
    """An answer, and the learning that shows it. "Find" looks for learning and keeps what was typed."""

    names = {
        "column": "the question that it answers",
        "text": "what you state",
        "words": "the words to find",
        "learning": "the learning that shows it",
    }

    FIND = "find"

    column = forms.ModelChoiceField(
        label="Under which question?",
        queryset=ApproachColumn.objects.none(),
        widget=Radios,
        empty_label=None,
        to_field_name="key",
    )
    text = forms.CharField(label="What do you state?", widget=forms.Textarea, max_length=2000)
    as_said = forms.BooleanField(
        label="These are a child’s own words",
        required=False,
        help_text="They must stand exactly as in the learning you choose.",
    )
    words = forms.CharField(
        label="Find learning",
        required=False,
        max_length=200,
        help_text="By words of its title or text. What you have chosen stays.",
    )
    learning = CiteField()

    def __init__(
        self,
        *args: Any,
        person: Person,
        enquiry: LineOfEnquiry,
        statement: Statement | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.enquiry, self.statement = enquiry, statement
        columns = list(enquiry.approach.columns.all())
        if statement:
            del self.fields["column"], self.fields["as_said"]
        else:
            self.fields["column"].queryset = enquiry.approach.columns.all()
            self.fields["column"].choices = [(column.key, column.heading) for column in columns]
            self.fields["column"].widget.hints = {column.key: column.prompt for column in columns}
        chosen = self.data.getlist("learning") if self.is_bound else self.initial.get("learning", [])
        words = self.data.get("words", "") if self.is_bound else self.initial.get("words", "")
        self.more = self.fields["learning"].offer(person, words, chosen)

    @property
    def is_finding(self) -> bool:
        """Whether the person asked for other learning, and saves nothing yet."""
        return self.is_bound and self.FIND in self.data

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        column = self.statement.column if self.statement else facts.get("column")
        as_said = self.statement.as_said if self.statement else facts.get("as_said")
        cites = list(facts.get("learning") or ())
        unseen = self.statement and self.statement.cites.exclude(pk__in=self.fields["learning"].queryset).exists()
        if column and not column.leads_to_work and not cites and not unseen and "learning" not in self.errors:
            self.add_error("learning", "Choose the learning that shows it")
        text = (facts.get("text") or "").strip().strip("“”\"‘’'")
        if as_said and text and not any(stands_in(text, learning.words) for learning in cites):
            self.add_error("text", "These words must stand exactly as in the learning you choose")
        return facts


class ScaleForm(Form):
    """Where one agency stands between 0 and 10, and why."""

    names = {"agency": "which agency you speak for", "score": "a number from 0 to 10", "reason": "why that number"}

    agency = forms.ModelChoiceField(
        label="Which agency do you speak for?",
        queryset=Agency.objects.none(),
        widget=Radios,
        empty_label=None,
        to_field_name="key",
    )
    score = forms.TypedChoiceField(
        label="How safe is it, from 0 to 10?",
        choices=[(str(score), str(score)) for score in range(11)],
        coerce=int,
        widget=Radios,
    )
    reason = forms.CharField(
        label="Why that number, and not one less or more?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, enquiry: LineOfEnquiry, agencies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies
        found = list(agencies)
        if len(found) == 1:
            self.fields["agency"].initial = found[0].key
        self.fields["score"].widget.hints = {"0": enquiry.scale_low, "10": enquiry.scale_high}


# ------------------------------------------------------------------------------------------- priorities


def quarters_from(day: date) -> list[tuple[str, str]]:
    """This quarter and the next, for which the executive decides."""
    here = Quarter.of(day)
    return [(quarter.starts.isoformat(), str(quarter)) for quarter in (here, here.next())]


class OccasionForm(Form):
    """What every decision of the executive says: for which quarter, and at which meeting."""

    names = {"quarter": "the quarter", "meeting": "the meeting", "occasion": "the occasion"}

    quarter = forms.TypedChoiceField(label="For which quarter?", choices=(), coerce=date.fromisoformat, widget=Radios)
    meeting = forms.ChoiceField(label="At which meeting?", required=False, widget=Radios)
    occasion = forms.CharField(
        label="On which other occasion?",
        required=False,
        max_length=200,
        help_text="Only if it was at none of these meetings: who decided, and on which day.",
    )

    def __init__(
        self,
        *args: Any,
        held: Sequence[Occasion] = (),
        here: tuple[str, str] | None = None,
        decided: set[date] = frozenset(),
        **options: Any,
    ) -> None:
        """Args:
        held: the executive's last meetings, from which one is chosen.
        here: the meeting from which the person came, if they came from one: its title and address.
        decided: the quarters decided already, which are not offered again.
        """
        super().__init__(*args, **options)
        self.held = {occasion.ref: occasion for occasion in held}
        self.here = here[1] if here else ""
        self._met = self.here.partition("#")[0]
        self.fields["meeting"].choices = [(occasion.ref, occasion.title) for occasion in held]
        self.fields["meeting"].initial = next((each.ref for each in held if each.address == self._met), None)
        if not held:
            del self.fields["meeting"]
            self.fields["occasion"].label = "On which occasion?"
            self.fields["occasion"].help_text = "The group and the day it met."
        choices = [(value, text) for value, text in quarters_from(today()) if date.fromisoformat(value) not in decided]
        self.fields["quarter"].choices = choices
        if choices:
            self.fields["quarter"].initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Puts the chosen meeting's title and address for the occasion, unless another is said."""
        facts = super().clean() or {}
        chosen = self.held.get(facts.pop("meeting", ""))
        if facts.get("occasion"):
            return facts | {"occasion_address": ""}
        if chosen:
            address = self.here if chosen.address == self._met else chosen.address
            return facts | {"occasion": chosen.title, "occasion_address": address}
        if not {"meeting", "occasion"} & set(self.errors):
            self.add_error("meeting" if self.held else "occasion", "Say at which meeting it was decided")
        return facts


class PriorityForm(OccasionForm):
    """What the executive chose, and how it will know."""

    names = OccasionForm.names | {
        "enquiries": "the lines of enquiry that it comes from",
        "title": "what the priority is",
        "how_known": "how we shall know",
    }

    CONFIRM, BACK = "confirm", "back"
    field_order = ("enquiries", "title", "outcome", "how_known", "quarter", "meeting", "occasion")

    enquiries = forms.ModelMultipleChoiceField(
        label="From which lines of enquiry?",
        queryset=LineOfEnquiry.objects.none(),
        widget=Checkboxes,
        to_field_name="ref",
    )
    title = forms.CharField(
        label="Priority", max_length=200, help_text="What will be so, in one line. It names the thread."
    )
    outcome = forms.CharField(label="What will be different for children?", widget=forms.Textarea)
    how_known = forms.CharField(
        label="How shall we know?",
        widget=forms.Textarea,
        help_text="What children, practice or figures will show, and who will look.",
    )

    def __init__(self, *args: Any, enquiries: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["enquiries"].queryset = enquiries

    @property
    def quarter_words(self) -> str:
        return str(Quarter(self.cleaned_data["quarter"]))

    def as_sent(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again when it has been checked."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]


class ChangeForm(PriorityForm):
    """What a priority says from now on, and why it changed."""

    names = PriorityForm.names | {"reason": "why it changes"}

    field_order = (*PriorityForm.field_order[:4], "reason", "quarter", "meeting", "occasion")

    reason = forms.CharField(label="Why does it change?", widget=forms.Textarea)


class ReasonForm(OccasionForm):
    """Why a priority is carried forward or closed."""

    names = OccasionForm.names | {"reason": "the reason"}

    field_order = ("reason", "quarter", "meeting", "occasion")

    reason = forms.CharField(label="Why?", widget=forms.Textarea)


class VisionForm(Form):
    names = {"vision": "what it will be like"}

    vision = forms.CharField(
        label="What will it be like when this is done?",
        widget=forms.Textarea,
        help_text="As a child or a family would tell it.",
    )


def asked_of(priority: Priority) -> dict[str, Any]:
    """What a change begins from."""
    return {
        "title": priority.title,
        "outcome": priority.outcome,
        "how_known": priority.how_known,
        "enquiries": [enquiry.ref for enquiry in priority.enquiries.all()],
    }
