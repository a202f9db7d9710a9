from django import forms

from threespires.design.forms import Form


class AnswerForm(Form):
    names = {"answer": "what you found"}

    answer = forms.CharField(
        label="What did you find?",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="For example, that they were on call; or whom you told, and what was done. Name no child.",
    )
