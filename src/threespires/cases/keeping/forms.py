"""What is asked of whoever puts a legal hold on a case, ends one, or asks that a case be disposed of."""

from django import forms

from threespires.design.forms import Form


class HoldForm(Form):
    names = {"why": "why it must be kept"}

    why = forms.CharField(
        label="Why must it be kept?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example, that a court or an inquiry has asked for it. Only those who see the case read this.",
    )


class EndHoldForm(Form):
    names = {"because": "why it need not be kept any longer"}

    because = forms.CharField(label="Why need it not be kept any longer?", widget=forms.Textarea(attrs={"rows": 4}))
