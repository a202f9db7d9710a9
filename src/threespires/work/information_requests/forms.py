"""What people type about requests for information."""

from typing import Any

from django import forms

from threespires.accounts.models import Person
from threespires.design.forms import DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.law.requests import request_clocks
from threespires.partnership.models import Group, Post
from threespires.partnership.permissions import visible_people
from threespires.partnership.standing import case_groups, holds
from threespires.work.information_requests.models import InformationRequest

_KEEP_OUT = "Keep what stands in a case out of it."


class RecordForm(Form):
    """Who asks what, and who handles it."""

    names = {
        "kind": "what kind of request it is",
        "asked_by": "who asks",
        "asks": "what they ask for",
        "received_on": "the day it was received",
        "named_day": "the day it names",
        "group": "the case group",
        "handler": "who handles it",
    }

    kind = forms.ChoiceField(
        label="What kind of request is it?",
        choices=lambda: [(clock.kind, clock.label) for clock in request_clocks()],
        widget=Radios(),
    )
    asked_by = forms.CharField(label="Who asks?", max_length=200, help_text="It is kept sealed, and stands in no list.")
    asks = forms.CharField(
        label="What do they ask for?", widget=forms.Textarea, max_length=4000, help_text=f"In short. {_KEEP_OUT}"
    )
    received_on = DateField(
        label="When was it received?", initial=today, latest=today, help_text="The clock runs from this day."
    )
    named_day = DateField(
        label="Which day does it name?", required=False, help_text="For a court order, the day it must be obeyed by."
    )
    group = forms.ModelChoiceField(
        label="Is it about a case?",
        queryset=Group.objects.none(),
        required=False,
        empty_label="No",
        help_text="Then only members of that group see that it is there.",
    )
    handler = forms.ModelChoiceField(
        label="Who handles it?", queryset=Person.objects.none(), empty_label="Choose who handles it"
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].widget.hints = {
            clock.kind: f"{clock}. {clock.confirmation}".rstrip(". ") for clock in request_clocks()
        }
        self.fields["handler"].queryset = visible_people(person)
        self.fields["handler"].initial = person.pk
        groups = Group.objects.filter(pk__in=[group.pk for group in case_groups(person)])
        if not groups:
            del self.fields["group"]
            return
        self.fields["group"].queryset = groups
        if not holds(person, Post.Function.BOARD_MANAGER):
            self.fields["group"].required = True
            self.fields["group"].empty_label = "Choose the group"
            self.fields["group"].label = "Which group’s case is it about?"

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("kind") == "court_order" and not facts.get("named_day") and "named_day" not in self.errors:
            self.add_error("named_day", "Enter the day that the order names")
        return facts


class StepForm(Form):
    """Something done towards the answer."""

    names = {"words": "what was done", "on": "the day it was done"}

    words = forms.CharField(
        label="What was done?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text=_KEEP_OUT
    )
    on = DateField(label="When?", initial=today, latest=today)


class ExtendForm(Form):
    """Why it takes longer."""

    names = {"because": "why it takes longer"}

    because = forms.CharField(
        label="Why does it take longer?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class HandOverForm(Form):
    """Who handles it from now on."""

    names = {"handler": "who handles it"}

    handler = forms.ModelChoiceField(label="Who handles it?", queryset=Person.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handler"].queryset = visible_people(person)


class AnswerForm(Form):
    """How it was answered."""

    names = {"decision": "how it was answered", "answer": "why so", "answered_on": "the day it was answered"}

    decision = forms.ChoiceField(
        label="How was it answered?", choices=InformationRequest.Decision.choices, widget=Radios()
    )
    answer = forms.CharField(
        label="Why so?",
        widget=forms.Textarea,
        max_length=4000,
        help_text=f"What was given or kept back, and on what ground. {_KEEP_OUT}",
    )
    answered_on = DateField(label="When was it answered?", initial=today, latest=today)


class WithdrawForm(Form):
    """Whoever asked took it back."""

    names = {"because": "what they said", "on": "the day they took it back"}

    because = forms.CharField(label="What did they say?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    on = DateField(label="When did they take it back?", initial=today, latest=today)
