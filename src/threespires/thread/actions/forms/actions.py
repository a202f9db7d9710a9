"""Forms about raising and changing actions, alone and many at once."""

from collections.abc import Mapping
from typing import Any

from django import forms

from threespires.design.forms import DateField, Form, Radios
from threespires.design.together import FormsTogether, rows_asked
from threespires.kernel.clock import today
from threespires.thread.actions.forms.choosing import AgencyField, PersonField, offer
from threespires.thread.actions.forms.work import DAY_HINT, DONE_BY
from threespires.thread.actions.models import TaskedWork
from threespires.thread.actions.permissions import may_raise_action, visible_work

FEWEST_PARTS, FEWEST_ROWS, MOST_PARTS = 2, 3, 20


class WhichWorkForm(Form):
    """For which work? Asked only of whoever does not come from it."""

    heading = "work"
    names = {"work": "the work that it is for"}

    work = forms.ModelChoiceField(
        label="Which work is the action for?",
        queryset=TaskedWork.objects.none(),
        to_field_name="ref",
        widget=Radios,
        empty_label=None,
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        under_way = visible_work(person).under_way().select_related("group")
        may = [work.pk for work in under_way if may_raise_action(person, work)]
        self.fields["work"].queryset = TaskedWork.objects.filter(pk__in=may)


class ActionForm(Form):
    """What will be done, by whom and when."""

    names = {"agency": "the owner’s agency", "due_on": DONE_BY}

    title = forms.CharField(label="What will be done?", max_length=200)
    description = forms.CharField(
        label="Anything that helps to do it",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    owner = PersonField(label="Who owns it?")
    agency = AgencyField(label="For which agency?")
    due_on = DateField(label="Done by", earliest=today, help_text=DAY_HINT)

    def __init__(self, *args: Any, parts: "PartForms | None" = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, *(parts.forms if parts else ()))


class ChangeActionForm(ActionForm):
    """An action's words, owner and date. A day that has gone by may stand; only a new one must lie ahead."""

    def __init__(self, *args: Any, action: Any, **options: Any) -> None:
        facts = {name: getattr(action, name) for name in ("title", "description", "owner", "agency", "due_on")}
        super().__init__(*args, initial=facts, version=action.version, **options)
        self.fields["due_on"].earliest = None
        self.was_due = action.due_on

    def clean_due_on(self) -> Any:
        return _ahead_or_as_it_was(self.cleaned_data["due_on"], self.was_due)


def _ahead_or_as_it_was(due_on: Any, was_due: Any) -> Any:
    if due_on and due_on != was_due and due_on < today():
        raise forms.ValidationError("The day by which it is done must be today or later")
    return due_on


class PartForm(Form):
    """One agency's part in a joint action. A row in which nothing is typed counts for nothing."""

    names = {"due_on": DONE_BY}

    title = forms.CharField(label="What this agency does", max_length=200, required=False)
    agency = AgencyField(label="Agency", required=False)
    owner = PersonField(label="Owner", required=False)
    due_on = DateField(label="Done by", one_box=True, required=False, earliest=today, help_text=DAY_HINT)

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if any(facts.get(name) for name in self.fields):
            missing = {
                "title": "Enter what this agency does",
                "agency": "Choose the agency of this part",
                "owner": "Choose who owns this part",
                "due_on": "Enter the day by which this part is done",
            }
            for name, sentence in missing.items():
                if not facts.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return facts

    @property
    def is_blank(self) -> bool:
        return not self.errors and not any(self.cleaned_data.values())


class PartForms:
    """The rows for agencies' parts: three to begin with, more when asked."""

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        self.rows = rows_asked(data, fewest=FEWEST_ROWS, most=MOST_PARTS, more=2)
        self.forms = [PartForm(data, prefix=f"part-{number}") for number in range(self.rows)]

    def are_enough(self) -> bool:
        """Whether there are none or several, once each is valid in itself."""
        if 0 < len(self.facts()) < FEWEST_PARTS:
            self.forms[0].add_error(None, "A joint action has parts for at least two agencies, or none")
            return False
        return True

    def facts(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if not form.is_blank]

    @property
    def may_add(self) -> bool:
        return self.rows < MOST_PARTS

    @property
    def any_typed(self) -> bool:
        return any(
            value for form in self.forms for name, value in form.data.items() if name.startswith(f"{form.prefix}-")
        )


class RaiseForms(FormsTogether):
    """An action and agencies' parts in it."""

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        self.parts = PartForms(data)
        self.whole = ActionForm(data, parts=self.parts)
        super().__init__(data, [self.whole, *self.parts.forms])

    def is_valid(self) -> bool:
        return super().is_valid() and self.parts.are_enough()

    def facts(self) -> dict[str, Any]:
        """What the operation takes."""
        return {**self.whole.cleaned_data, "parts": self.parts.facts()}

    @property
    def shows_parts(self) -> bool:
        """Whether the rows for parts stand open: more were asked for, or something is typed in them."""
        return self.parts.any_typed or self.parts.rows > FEWEST_ROWS


class ChangePartForm(Form):
    """The words, agency, owner and date of an agency's part."""

    names = {"due_on": DONE_BY}

    title = forms.CharField(label="What this agency does", max_length=200)
    agency = AgencyField(label="Agency")
    owner = PersonField(label="Owner")
    due_on = DateField(label="Done by", help_text=DAY_HINT)

    def __init__(self, *args: Any, part: Any, **options: Any) -> None:
        facts = {name: getattr(part, name) for name in self.base_fields}
        super().__init__(*args, initial=facts, version=part.version, **options)
        self.was_due = part.due_on
        offer(self)

    def clean_due_on(self) -> Any:
        return _ahead_or_as_it_was(self.cleaned_data["due_on"], self.was_due)


class ManyDatesForm(Form):
    names = {"due_on": "the new date"}

    due_on = DateField(label="New date for all of them", earliest=today, help_text=DAY_HINT)


class ManyOwnersForm(Form):
    names = {"owner": "the new owner", "agency": "the owner’s agency"}

    owner = PersonField(label="New owner of all of them")
    agency = AgencyField(label="For which agency?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self)
