"""What people type to be registered."""

from django import forms

from threespires.design.forms import Form


class RegisterForm(Form):
    names = {"name": "your name", "email": "your work email address"}
    widths = {"email": 30}
    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Work email address",
        max_length=254,
        help_text="It must be one that your agency gave you.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AddForm(Form):
    names = {"name": "their name", "email": "their email address"}
    widths = {"email": 30}
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="Email address", max_length=254, help_text="The link goes there.")
