"""What is asked of whoever declares an interest, or has another member shut out."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from threespires.accounts.models import Person
from threespires.design.forms import Form


class DeclareForm(Form):
    names = {"why": "what your interest is"}

    why = forms.CharField(
        label="What is your interest?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example, that you know the family or worked with them. Members of the group who see this case "
        "read it.",
    )


class ShutOutForm(Form):
    names = {"other": "who is named in it", "why": "the reason"}

    other = forms.ModelChoiceField(Person.objects.none(), label="Who is it?", empty_label="Choose a member")
    why = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example, that they are named in the case. They will find nothing of it, nor that they are shut "
        "out.",
    )

    def __init__(self, *args: Any, others: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].queryset = others
