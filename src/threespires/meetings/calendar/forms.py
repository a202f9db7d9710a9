"""What people choose about their own calendar."""

from django import forms

from threespires.design.forms import Form
from threespires.meetings.models import Calendar


class InvitationsForm(Form):
    """For which meetings invitations come."""

    names = {"invitations": "which meetings you are invited to"}

    invitations = forms.ChoiceField(
        label="Send me invitations by email", choices=Calendar.Invitations, widget=forms.RadioSelect
    )
