"""Forms about escalations."""

from typing import Any

from django import forms

from threespires.design.forms import Form


class EscalateForm(Form):
    names = {"reason": "what stands in the way"}

    reason = forms.CharField(
        label="What stands in the way, and what do you ask of the group above?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class AnswerForm(Form):
    """The answer of the group above. Whoever has no voice there says at which meeting it was given."""

    names = {"answer": "the answer", "occasion": "the meeting at which it was given"}

    answer = forms.CharField(
        label="What is the answer?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    occasion = forms.CharField(label="At which meeting was it given?", max_length=200)

    def __init__(self, *args: Any, in_own_name: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["occasion"].required = not in_own_name
