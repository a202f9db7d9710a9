"""What people type about what a meeting leaves behind, and about who takes part: ratifying, correcting, interests."""

from typing import Any

from django import forms

from threespires.accounts.models import Person
from threespires.design.forms import Form
from threespires.meetings.forms import LONGEST_TEXT, multiline
from threespires.meetings.models import AgendaItem, Declaration, Meeting
from threespires.meetings.recusal import withheld_of
from threespires.partnership.models import Seat


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

    def __init__(self, *args: Any, meeting: Meeting, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        told = meeting.items.filter(under=None).exclude(status=AgendaItem.Status.REMOVED)
        self.fields["item"].queryset = told.exclude(pk__in=withheld_of(person, meeting))
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


class InterestForm(Form):
    """An interest: whose, what it is, which items it touches, and whether they stand back from them."""

    names = {
        "person": "whose interest it is",
        "declared": "the interest",
        "what": "what the interest is",
        "items": "the items",
        "stands_back": "whether they stand back",
    }

    person = forms.ModelChoiceField(Person.objects.none(), label="Whose interest", empty_label=None)
    declared = forms.ModelChoiceField(
        Declaration.objects.none(), label="Declared before", required=False, empty_label="No, it is new"
    )
    what = forms.CharField(
        label="What the interest is",
        required=False,
        max_length=300,
        help_text="For example, a member of the housing association’s board. Leave it empty if it was declared before.",
    )
    items = forms.ModelMultipleChoiceField(
        AgendaItem.objects.none(), label="Which items it touches", required=False, widget=forms.CheckboxSelectMultiple
    )
    stands_back = forms.BooleanField(label="They stand back from these items, and take no part in them", required=False)

    def __init__(
        self, *args: Any, people: list[Person], declared: Any, lines: list[tuple[AgendaItem, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        titles = {item.pk: title for item, title in lines}
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in people])
        self.fields["declared"].queryset = declared
        self.fields["declared"].label_from_instance = lambda each: f"{each.person}: {each.what}"
        self.fields["items"].queryset = AgendaItem.objects.filter(pk__in=titles)
        self.fields["items"].label_from_instance = lambda item: titles[item.pk]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        declared = facts.get("declared")
        if not declared and not facts.get("what"):
            self.add_error("what", "Enter what the interest is")
        if declared and declared.person != facts.get("person"):
            self.add_error("declared", f"That was declared by {declared.person}")
        return facts


class PrivateForm(Form):
    """Whether an item is taken in private."""

    names = {
        "private": "it is taken in private",
        "because": "why it is taken in private",
        "seats": "who is in the room",
    }

    private = forms.BooleanField(label="This item is taken in private", required=False)
    because = forms.CharField(label="Why it is taken in private", required=False, max_length=300)
    seats = forms.ModelMultipleChoiceField(
        Seat.objects.none(),
        label="Who is in the room",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Everybody with a voice and the administrator, if you tick nobody. The chair always is.",
    )

    def __init__(self, *args: Any, seats: list[Seat], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seats"].queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("person")
        self.fields["seats"].label_from_instance = lambda seat: str(seat.person)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("private") and not facts.get("because"):
            self.add_error("because", "Enter why it is taken in private")
        return facts
