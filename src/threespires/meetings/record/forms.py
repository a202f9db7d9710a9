"""What people type about what a meeting leaves behind: ratifying, correcting."""

from typing import Any

from django import forms

from threespires.design.forms import Form
from threespires.meetings.forms import LONGEST_TEXT, multiline
from threespires.meetings.models import AgendaItem, Meeting


class RatifyForm(Form):
    """What a quorate meeting makes of a decision that was taken without a quorum."""

    names = {"choice": "whether the group ratifies it", "because": "why it doesn’t"}

    choice = forms.ChoiceField(
        label="Does the group ratify this decision?",
        choices=[("ratify", "Yes, it stands"), ("reject", "No, it doesn’t stand")],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label="If not, why", required=False, widget=multiline(2), max_length=LONGEST_TEXT)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("choice") == "reject" and not facts.get("because"):
            self.add_error("because", "Enter why it is not ratified")
        return facts


class CorrectionForm(Form):
    """What should be put right in circulated minutes."""

    names = {"words": "what should be put right", "item": "the item"}

    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="In which item", required=False, empty_label="The minutes as a whole"
    )
    words = forms.CharField(label="What should be put right", widget=multiline(), max_length=LONGEST_TEXT)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].queryset = meeting.items.filter(under=None).exclude(status=AgendaItem.Status.REMOVED)
        self.fields["item"].label_from_instance = lambda item: item.title


class AnswerForm(Form):
    """What was done about a correction that was asked for."""

    names = {"choice": "whether it was made", "answer": "the answer"}

    choice = forms.ChoiceField(
        label="Was it made?",
        choices=[("make", "Yes, the minutes say it now"), ("decline", "No, the minutes stay as they are")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="What was done, or why not", required=False, widget=multiline(2), max_length=LONGEST_TEXT
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("choice") == "decline" and not facts.get("answer"):
            self.add_error("answer", "Enter why the minutes stay as they are")
        return facts
