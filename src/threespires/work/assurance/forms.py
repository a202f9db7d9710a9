"""What people type about duties and mirrors."""

from typing import Any

from django import forms

from threespires.design.forms import DateField, Form
from threespires.kernel.clock import today
from threespires.partnership.models import Agency, Post
from threespires.work.assurance.models import Duty


class AssessForm(Form):
    """How a duty stands, and why."""

    names = {"why": "the reason"}

    state = forms.ChoiceField(
        label="How it stands",
        choices=[choice for choice in Duty.State.choices if choice[0] != Duty.State.NOT_ASSESSED],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="Why",
        help_text="One or two sentences that somebody outside could check",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    next_date = DateField(label="Next date", required=False, help_text="When it next falls due, if it does")


class EvidenceForm(Form):
    """Evidence for a duty."""

    title = forms.CharField(label="What it is", max_length=200)
    dated = DateField(label="Date of the evidence", initial=today, latest=today)
    link = forms.URLField(label="Where it is published or kept", required=False, max_length=500, assume_scheme="https")


class AssignForm(Form):
    """Who owes the duty here."""

    names = {"owner_post": "the post that owes it"}

    owner_post = forms.ModelChoiceField(
        Post.objects.none(), label="Post that owes it", required=False, empty_label="No post yet"
    )
    is_report = forms.BooleanField(label="It is a report that comes to a meeting", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.initial.get("owner_post")
        still = Post.objects.filter(pk=owner.pk if owner else None)
        self.fields["owner_post"].queryset = (Post.objects.now() | still).select_related("agency")


class MirrorForm(Form):
    """Whose mirror, looking back to which day."""

    names = {"since": "the day to look back to"}

    agency = forms.ModelChoiceField(Agency.objects.none(), label="Agency", empty_label="Choose an agency")
    since = DateField(label="Looking back to", help_text="For example, the first day of the quarter")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.now()


class AnswerForm(Form):
    """The lead's own words about their agency's figures."""

    answer = forms.CharField(
        label="What the Executive should know",
        help_text="What stands behind these figures, and what you are doing",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
    )
