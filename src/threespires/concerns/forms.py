"""What people type about possible concerns."""

from django import forms

from threespires.design.forms import DateField, Form
from threespires.kernel.clock import today


class ReferForm(Form):
    """To whom it was referred, when, by whom."""

    names = {
        "referred_to": "who it was referred to",
        "referred_on": "the day it was referred",
        "referred_by": "who made the referral",
    }
    widths = {"reference": 20}

    referred_to = forms.CharField(
        label="Who was it referred to?",
        max_length=200,
        help_text="The team or agency, such as the front door of children’s social care, or the police.",
    )
    referred_on = DateField(
        label="When was it referred?", initial=today, latest=today, help_text="For example, 27 3 2026"
    )
    referred_by = forms.CharField(label="Who made the referral?", max_length=200, help_text="By name and post.")
    reference = forms.CharField(
        label="Their reference",
        max_length=100,
        required=False,
        help_text="As they gave it. Where they gave none, leave it empty.",
    )


class DoubtForm(Form):
    """Why no referral is needed."""

    names = {"because": "why no referral is needed"}

    because = forms.CharField(
        label="Why is no referral needed?",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Whoever holds the duty post reads this and must agree. Until then the concern stays open.",
    )
