"""Forms about rounds of updates."""

from typing import Any

from django import forms

from threespires.design.forms import DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.partnership.models import Agency
from threespires.thread.actions.forms.work import DAY_HINT
from threespires.thread.priorities.models import Priority

ANSWERED_BY = "the day by which they answer"
USUAL_WORDS = "Where does this stand, and what stands in the way?"


class AskForm(Form):
    """What is asked of every owner, and by when."""

    names = {"words": "what you ask", "due_on": ANSWERED_BY}

    words = forms.CharField(label="What do you ask?", max_length=300, initial=USUAL_WORDS)
    due_on = DateField(label="Answer by", earliest=today, help_text=DAY_HINT)


class RoundForm(AskForm):
    """A round of updates: of which actions, perhaps only one agency's or one priority's."""

    names = AskForm.names | {"scope": "the actions to ask about", "agency": "the agency", "priority": "the priority"}

    field_order = ("scope", "agency", "priority", "words", "due_on")

    scope = forms.ChoiceField(
        label="Of which actions?",
        widget=Radios,
        initial="unfinished",
        choices=[
            ("unfinished", "Every action that is with its owner"),
            ("late", "Those that are late"),
            ("blocked", "Those that are blocked"),
        ],
    )
    agency = forms.ModelChoiceField(
        label="Only one agency’s?", queryset=Agency.objects.none(), required=False, empty_label="Any agency"
    )
    priority = forms.ModelChoiceField(
        label="Only for one priority?",
        queryset=Priority.objects.none(),
        required=False,
        empty_label="Any priority",
    )

    def __init__(self, *args: Any, counts: dict[str, int], **options: Any) -> None:
        super().__init__(*args, **options)
        scope = self.fields["scope"]
        scope.choices = [(value, f"{words} ({counts[value]:,})") for value, words in scope.choices]
        self.fields["agency"].queryset = Agency.objects.now()
        self.fields["priority"].queryset = Priority.objects.current()


class ChaseForm(Form):
    names = {"due_on": ANSWERED_BY}

    due_on = DateField(label="Answer by", earliest=today, help_text=DAY_HINT)
