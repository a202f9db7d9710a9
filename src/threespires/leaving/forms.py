"""Bringing a half of a key."""

from django import forms

from threespires.design.forms import Form
from threespires.leaving.parts import read_half


class HalfForm(Form):
    names = {"half": "your half of the key"}

    half = forms.CharField(
        label="Your half of the key",
        help_text="64 letters and digits, four together, as you were given them where the export was made",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_half(self) -> bytes:
        half = read_half(self.cleaned_data["half"])
        if half is None:
            raise forms.ValidationError("Enter all 64 letters and digits of your half. Letters go from a to f")
        return half
