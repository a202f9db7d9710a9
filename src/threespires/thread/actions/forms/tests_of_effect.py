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
        "title": "what the test is called",
        "method": "how it is tested",
        "how_known": "how we will know that practice changed",
        "actions": "the actions whose effect it tests",
        "due_on": "the day by which it is reported",
        "group": "the group",
        "agency": "the agency",
    }

    title = forms.CharField(
        label="What is the test called?", max_length=200, help_text="For example, Re-audit of 20 cases"
    )
    method = forms.ChoiceField(label="How is it tested?", choices=TestOfEffect.Method.choices, widget=Radios)
    how_known = forms.CharField(
        label="How will we know that practice changed?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    actions = forms.ModelMultipleChoiceField(
        label="Of which actions does it test the effect?",
        queryset=Action.objects.none(),
        widget=Checkboxes,
        required=False,
        help_text="Choose none to test the priority as a whole.",
    )
    due_on = DateField(label="Report by", earliest=today, help_text=DAY_HINT)
    tester = PersonField(label="Who finds out?")
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
        "result": "whether practice changed",
        "found_on": "the day it was found",
        "learning_title": "what we learned",
        "next_due_on": "the day it is tested again",
    }

    result = forms.ChoiceField(
        label="Did practice change?",
        choices=TestOfEffect.Result.choices,
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
    )
    found_on = DateField(label="When was it found?", latest=today, help_text=DAY_HINT)
    learning_title = forms.CharField(label="In one line, what did we learn?", max_length=200, required=False)
    next_due_on = DateField(label="If it is too early, when is it tested again?", required=False, help_text=DAY_HINT)

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("result") == TestOfEffect.Result.TOO_EARLY and "next_due_on" not in self.errors:
            again = facts.get("next_due_on")
            if not again:
                self.add_error("next_due_on", "Enter the day it is tested again")
            elif again <= today():
                self.add_error("next_due_on", "The day it is tested again must be after today")
        return facts


class WithdrawTestForm(Form):
    names = {"because": "why the test is not made"}

    because = forms.CharField(
        label="Why is the test not made?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
