"""Forms about how an action stands: updates, evidence, and the step to completion."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from threespires.design.forms import Form, Radios
from threespires.documents.forms import DocumentField
from threespires.thread.actions.lifecycle import ACTION, PART, PART_WITH_OWNER, State
from threespires.thread.actions.models import Action, ActionPart, Evidence
from threespires.thread.actions.operations.updates import REPORTABLE

_PART_DONE = "Our part is complete"


def reportable(action: Action, part: ActionPart | None) -> list[tuple[str, str]]:
    """The states that may be reported from where it stands, that in which it stands first."""
    about: Any = part or action
    lifecycle, sayable = (PART, (*REPORTABLE, State.PROPOSED)) if part else (ACTION, REPORTABLE)
    if action.status == State.PROPOSED:
        return []
    reached = [step.target for step in lifecycle if about.status in step.sources and step.target in sayable]
    labels = {State.PROPOSED: _PART_DONE} if part else {}
    return [(value, labels.get(value, State(value).label)) for value in dict.fromkeys([about.status, *reached])]


class UpdateForm(Form):
    """How does it stand? What was said before stays as it is."""

    names = {"text": "what has happened", "blocked_because": "what blocks it"}

    text = forms.CharField(
        label="What has happened since the last update?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    status = forms.ChoiceField(label="State", widget=Radios)
    blocked_because = forms.CharField(
        label="If it is blocked, what blocks it?",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, action: Action, part: ActionPart | None = None, **options: Any) -> None:
        about: Any = part or action
        initial = {"status": about.status, "blocked_because": about.blocked_because}
        super().__init__(*args, initial=initial, version=about.version, **options)
        choices = reportable(action, part)
        self.fields["status"].choices = choices
        if len(choices) < 2:
            del self.fields["status"]
        if State.BLOCKED not in dict(choices):
            del self.fields["blocked_because"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        blocked = facts.get("status") == State.BLOCKED
        if blocked and not (facts.get("blocked_because") or "").strip():
            self.add_error("blocked_because", "Enter what blocks it")
        return facts

    def facts(self) -> dict[str, Any]:
        """What the operation takes. A returned action about which no other state is said stays returned."""
        facts = dict(self.cleaned_data)
        if facts.get("status") not in (*REPORTABLE, *PART_WITH_OWNER, State.PROPOSED):
            facts.pop("status", None)
        return facts


class EvidenceForm(Form):
    """Words, a link or a document that shows what was done."""

    names = {
        "kind": "whether it is words, a link or a document",
        "title": "what it shows",
        "text": "the words",
        "link": "the address",
        "file": "the file",
    }

    kind = forms.ChoiceField(
        label="What is it?",
        choices=Evidence.Kind.choices,
        widget=Radios,
    )
    title = forms.CharField(label="What does it show?", max_length=200)
    text = forms.CharField(
        label="The words, if it is words",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    link = forms.URLField(
        label="The address, if it is a link",
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
    )
    file = DocumentField(label="The file, if it is a document", required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        held = {
            Evidence.Kind.TEXT: ("text", "Enter the words"),
            Evidence.Kind.LINK: ("link", "Enter the address"),
            Evidence.Kind.DOCUMENT: ("file", "Choose the file"),
        }
        if kind := facts.get("kind"):
            name, sentence = held[Evidence.Kind(kind)]
            if not facts.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return facts


class ProposeForm(Form):
    names = {"note": "what was done"}

    note = forms.CharField(
        label="What was done, and what shows it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )


class SendBackForm(Form):
    wanted = forms.CharField(
        label="What is still wanted?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="The owner reads this, and so does everyone who sees the action plan.",
    )
