"""Forms about tests of effect."""

from typing import Any

from django import forms

from threespires.design.forms import Checkboxes, DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.thread.actions.forms.choosing import AgencyField, GroupField, PersonField, offer
from threespires.thread.actions.forms.work import DAY_HINT
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.models import Action, TestOfEffect
from threespires.thread.priorities.models import Priority


class PlanTestForm(Form):
    """How will we know that practice changed, when, and who finds out?"""

    names = {
        "title": "What the test is called",
        "method": "How it is tested",
        "how_known": "How we will know that practice changed",
    }

    title = forms.CharField(
        label="What is the test called?", max_length=200, help_text="For example, Re-audit of 20 cases"
    )
    method = forms.ChoiceField(label="How is it tested?", choices=TestOfEffect.Method.choices, widget=Radios)
    how_known = forms.CharField(
        label="How will we know that practice changed?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Enter how we will know that practice changed"},
    )
    actions = forms.ModelMultipleChoiceField(
        label="Of which actions does it test the effect?",
        queryset=Action.objects.none(),
        widget=Checkboxes,
        required=False,
        help_text="Choose none to test the priority as a whole.",
    )
    due_on = DateField(label="Report by", earliest=today, help_text=DAY_HINT)
    tester = PersonField(label="Who finds out?", error_messages={"required": "Choose who finds out"})
    group = GroupField(label="For which group?", required=False, empty_label="No group")
    agency = AgencyField(label="For which agency?", required=False, empty_label="No agency")

    def __init__(self, *args: Any, priority: Priority, **options: Any) -> None:
        super().__init__(*args, **options)
        actions = self.fields["actions"]
        actions.queryset = (
            Action.objects.filter(work__priority=priority).exclude(status=State.WITHDRAWN).select_related("work")
        )
        actions.label_from_instance = lambda action: f"{action.title} ({action.ref})"
        if not actions.queryset:
            del self.fields["actions"]
        offer(self)


class ReportTestForm(Form):
    """What the test found. Too early asks for another day; everything else becomes learning."""

    names = {
        "found": "What was found",
        "found_on": "When it was found",
        "learning_title": "What we learned",
        "next_due_on": "When it is tested again",
    }

    result = forms.ChoiceField(
        label="Did practice change?",
        choices=TestOfEffect.Result.choices,
        error_messages={"required": "Choose whether practice changed"},
        widget=Radios(
            hints={
                TestOfEffect.Result.PARTLY: "In some places, or for some children",
                TestOfEffect.Result.TOO_EARLY: "Another test is then planned",
            }
        ),
    )
    found = forms.CharField(
        label="What was found?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text="It becomes learning that everyone in the partnership reads. No child’s name, and no case’s.",
        error_messages={"required": "Enter what was found"},
    )
    found_on = DateField(label="When was it found?", latest=today, help_text=DAY_HINT)
    learning_title = forms.CharField(label="In one line, what did we learn?", max_length=200, required=False)
    next_due_on = DateField(label="If it is too early, when is it tested again?", required=False, help_text=DAY_HINT)

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("result") == TestOfEffect.Result.TOO_EARLY and "next_due_on" not in self.errors:
            again = facts.get("next_due_on")
            if not again:
                self.add_error("next_due_on", "Enter when it is tested again")
            elif again <= today():
                self.add_error("next_due_on", "When it is tested again must be after today")
        return facts


class WithdrawTestForm(Form):
    because = forms.CharField(
        label="Why is the test not made?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Enter why the test is not made"},
    )
