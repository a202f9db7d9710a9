"""What people type about emerging issues."""

from typing import Any

from django import forms
from django.db.models import Q

from threespires.design.forms import Checkboxes, Form
from threespires.partnership.models import Agency
from threespires.partnership.standing import standing
from threespires.practitioners.models import Practitioner
from threespires.thread.learning.models import Theme
from threespires.thread.learning.permissions import visible_themes


class IssueForm(Form):
    """What one sees in practice, and where."""

    names = {"seen": "what you see", "setting": "where you see it", "agency": "your agency"}

    seen = forms.CharField(
        label="What do you see in practice?",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text="Something you see again and again, or see changing. Never name a child or a family.",
    )
    setting = forms.CharField(
        label="Where do you see it?",
        max_length=200,
        help_text="The kind of place, such as “primary schools” or “the ward at night”.",
    )
    agency = forms.ModelChoiceField(
        label="Your agency", queryset=Agency.objects.none(), empty_label="Choose your agency"
    )
    theme = forms.ModelChoiceField(
        label="Theme", queryset=Theme.objects.none(), required=False, empty_label="None of these"
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].queryset = Agency.objects.now()
        practising = Practitioner.objects.now().filter(person=person).values("agency")
        at = Q(pk__in=standing(person).agency_ids) | Q(pk__in=practising)
        own = list(Agency.objects.now().filter(at)[:2])
        if len(own) == 1:
            self.fields["agency"].initial = own[0].pk
        self.fields["theme"].queryset = themes = visible_themes(person)
        if not themes.exists():
            del self.fields["theme"]

    def facts(self) -> dict[str, Any]:
        """What the operations take."""
        return {"theme": None} | self.cleaned_data


class LearnForm(Form):
    """What the partnership should learn from an issue."""

    names = {"summary": "what we learned"}

    title = forms.CharField(
        label="Title", max_length=200, help_text="What we learned, in one line, as everyone will read it."
    )
    summary = forms.CharField(
        label="What did we learn?",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        help_text="In your own words. Leave out who raised it, where, and whatever could tell which child it was.",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes", queryset=Theme.objects.none(), widget=Checkboxes, required=False
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["themes"].queryset = themes = visible_themes(person)
        if not themes.exists():
            del self.fields["themes"]


class BecauseForm(Form):
    """A moderator's answer."""

    names = {"because": "what you answer"}

    because = forms.CharField(
        label="What do you answer?",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Only whoever raised it and the forum’s moderators read this.",
    )
