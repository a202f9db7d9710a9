"""What people type who answer a proposal."""

from django import forms

from threespires.design.forms import Form


class BecauseForm(Form):
    names = {"because": "the reason"}
    because = forms.CharField(label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
