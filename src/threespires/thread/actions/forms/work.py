"""Forms about tasked work."""

from typing import Any

from django import forms

from threespires.design.forms import DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.partnership.models import LevelOfNeed
from threespires.thread.actions.forms.choosing import GroupField, offer
from threespires.thread.priorities.models import Priority

DONE_BY = "the day by which it is done"
DAY_HINT = "For example, 27 3 2026"


class WhichPriorityForm(Form):
    """From which priority? Asked only of whoever does not come from one."""

    heading = "priority"
    names = {"priority": "the priority that it serves"}

    priority = forms.ModelChoiceField(
        label="Which priority does it serve?",
        queryset=Priority.objects.none(),
        to_field_name="ref",
        widget=Radios,
        empty_label=None,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["priority"].queryset = Priority.objects.current()


class TaskForm(Form):
    """What is tasked, at which level, to whom, by when, and what counts as done."""

    names = {
        "level": "the level of need",
        "group": "the group it is tasked to",
        "due_on": DONE_BY,
    }

    title = forms.CharField(label="What needs to happen?", max_length=200)
    level = forms.ModelChoiceField(
        label="At which level of need?",
        queryset=LevelOfNeed.objects.none(),
        widget=Radios,
        empty_label=None,
    )
    group = GroupField(label="Which group is it tasked to?")
    due_on = DateField(label="Done by", earliest=today, help_text=DAY_HINT)
    done_means = forms.CharField(
        label="What counts as done?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="What people will be able to see when it is done.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].queryset = LevelOfNeed.objects.now()
        offer(self)


class FinishWorkForm(Form):
    because = forms.CharField(
        label="What shows that it is done?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class WithdrawForm(Form):
    names = {"because": "why it is withdrawn"}

    because = forms.CharField(
        label="Why is it withdrawn?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Everyone who sees the action plan reads this.",
    )
