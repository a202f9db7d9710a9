"""What people type about learning."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from threespires.accounts.models import Person
from threespires.design.forms import Checkboxes, DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.partnership.models import Agency, Group, Post
from threespires.partnership.standing import holds, standing
from threespires.thread.learning.afresh import copied
from threespires.thread.learning.models import CaseLearning, Kind, Learning, Theme
from threespires.thread.learning.permissions import may_follow_origin, visible_themes

FROM_CASES = (Kind.PRACTICE_REVIEW, Kind.CHILD_DEATH, Kind.INTELLIGENCE)
_OFFERED = [(kind.value, kind.label) for kind in Kind if kind != Kind.TEST_OF_EFFECT]
_HINTS = {
    Kind.AUDIT: "what an audit of cases or of practice showed",
    Kind.DATA: "what an indicator or a set of figures showed",
    Kind.NATIONAL_LEARNING: "a national panel, review or study, and what it means here",
    Kind.LOCAL_LEARNING: "something that happened here",
    Kind.CHILDS_VOICE: "a child’s own words, used with the child’s agreement",
    Kind.PRACTICE_REVIEW: "from a review that is published; otherwise its group releases it",
    Kind.CHILD_DEATH: "from what is published; otherwise its group releases it",
    Kind.INTELLIGENCE: "from what is published; otherwise its group releases it",
    Kind.FORUM: "what practitioners told the forum",
    Kind.TRAINING_NEED: "something that people need to learn",
}


_ORIGIN = ("origin", "origin_title", "origin_address", "origin_group")
PARTS = {
    "Where the rest can be read": _ORIGIN,
    "Themes": ("themes", "new_theme"),
    "Show it to some groups only": ("groups",),
}
_FOLDED = {name for names in PARTS.values() for name in names}


class KindForm(Form):
    """The first question: what kind of learning is it?"""

    heading = "kind"
    names = {"kind": "what kind of learning it is"}

    kind = forms.ChoiceField(
        label="What kind of learning is it?",
        choices=_OFFERED,
        widget=Radios(hints={kind.value: hint.capitalize() for kind, hint in _HINTS.items()}),
    )


class LearningForm(Form):
    """What was learned, from where, and who may see it. A child's voice asks for the words instead."""

    names = {
        "words": "the child’s words",
        "summary": "what we learned",
        "learned_on": "the day it was learned",
        "group": "the group it comes from",
        "origin_title": "what it is called",
    }
    widths = {"said_by": 20, "new_theme": 20}

    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="What we learned, in one line. No child’s name, and no case’s.",
    )
    words = forms.CharField(
        label="The child’s words, as they were said",
        widget=forms.Textarea,
        max_length=4000,
        help_text="Write them as you heard them. They are never put into better words, here or later.",
    )
    said_by = forms.CharField(
        label="Who said it?",
        max_length=120,
        help_text="By what they are to us, such as “a young person in care”. Never a name.",
    )
    agreed_to_use = forms.BooleanField(
        label="The child agreed that these words may be used in this way",
        error_messages={"required": "Confirm that the child agreed. Without it the words can’t be used"},
    )
    summary = forms.CharField(
        label="What did we learn?",
        widget=forms.Textarea,
        max_length=4000,
        help_text="In plain words, so that somebody from another agency can act on it.",
    )
    learned_on = DateField(label="When was it learned?", latest=today, help_text="For example, 27 3 2026")
    agency = forms.ModelChoiceField(
        label="Which agency learned it?",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency",
    )
    group = forms.ModelChoiceField(
        label="Which group does it come from?",
        queryset=Group.objects.none(),
        required=False,
        empty_label="No group",
    )
    origin = forms.ChoiceField(
        label="Where can the rest be read?", choices=Learning.Origin.choices, widget=Radios, required=False
    )
    origin_title = forms.CharField(label="What is it called?", max_length=200, required=False)
    origin_address = forms.CharField(
        label="Its address",
        max_length=500,
        required=False,
        help_text="A web address, or the address of a page here.",
    )
    origin_group = forms.ModelChoiceField(
        label="Who may follow it to there?",
        queryset=Group.objects.none(),
        required=False,
        empty_label="Everyone who may see this learning",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes", queryset=Theme.objects.none(), widget=Checkboxes, required=False
    )
    new_theme = forms.CharField(label="Another theme", max_length=80, required=False)
    groups = forms.ModelMultipleChoiceField(
        label="Which groups may see it?",
        queryset=Group.objects.none(),
        widget=Checkboxes,
        required=False,
        help_text="When none is chosen, everyone who holds a seat or post may see it.",
    )

    def __init__(self, *args: Any, person: Person, kind: str, learning: Learning | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        officer = holds(person, Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE)
        here = standing(person)
        open_groups = Group.objects.now().filter(is_case_group=False)
        agencies = Agency.objects.now() if officer else Agency.objects.now().filter(pk__in=here.agency_ids)
        own = list(agencies[:2])
        own_groups = open_groups if officer else open_groups.filter(pk__in=here.group_ids)
        if learning:
            agencies |= Agency.objects.filter(pk=learning.agency_id)
            own_groups |= Group.objects.filter(pk=learning.group_id)
            own_groups |= Group.objects.filter(pk=learning.origin_group_id)
        self.fields["agency"].queryset = agencies
        self.fields["group"].queryset = self.fields["origin_group"].queryset = own_groups
        self.fields["groups"].queryset = Group.objects.now()
        if not learning and len(own) == 1 and not officer:
            self.fields["agency"].initial = own[0].pk
        if kind == Kind.CHILDS_VOICE:
            self.fields["title"].help_text = "A few of the child’s own words, in quotation marks. No names."
            self.fields["summary"].label = "What should people know beside the words?"
            self.fields["summary"].required = False
            self.fields["learned_on"].label = "When was it said?"
            self.names = self.names | {"summary": "what people should know", "learned_on": "the day it was said"}
        else:
            for name in ("words", "said_by", "agreed_to_use"):
                del self.fields[name]
        if learning and not may_follow_origin(person, learning):
            for name in _ORIGIN:
                del self.fields[name]
        themes = visible_themes(person)
        self.fields["themes"].queryset = themes
        if not themes.exists():
            del self.fields["themes"]
            self.fields["new_theme"].label = "Theme"

    def main_fields(self) -> list[Any]:
        """What everyone is asked."""
        return [self[name] for name in self.fields if name not in _FOLDED]

    def parts(self) -> list[dict[str, Any]]:
        """What few need, folded unless something was given there or is wrong there."""
        return [
            {
                "title": title,
                "open": any(name in self.errors or self[name].value() for name in names),
                "fields": [self[name] for name in names],
            }
            for title, given in PARTS.items()
            for names in [[name for name in given if name in self.fields]]
            if names
        ]

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("origin") and not facts.get("origin_title"):
            self.add_error("origin_title", "Enter what it is called, or choose “No origin given”")
        address = facts.get("origin_address") or ""
        if address and not address.startswith(("https://", "http://")) and not _is_here(address):
            self.add_error("origin_address", "Its address must begin with https://, or with / for a page here")
        return facts

    def facts(self) -> dict[str, Any]:
        """What the operations take."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "new_theme"}
        themes = list(facts.pop("themes", ()))
        new = self.cleaned_data["new_theme"]
        everyone = not facts["groups"]
        return facts | {
            "kind": self.kind,
            "themes": [*themes, *([new] if new else [])],
            "audience": Learning.Audience.PARTNERSHIP if everyone else Learning.Audience.GROUPS,
        }


def _is_here(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//") and "\\" not in address


class SetAsideForm(Form):
    names = {"because": "why it is set aside"}

    because = forms.CharField(
        label="Why is it set aside?",
        widget=forms.Textarea,
        help_text="Everyone who may see this learning reads the reason. It can still be taken up later.",
    )


class CaseLearningForm(Form):
    """What a case group learned, for the group alone."""

    names = {"text": "what we learned", "learned_on": "the day it was learned"}

    kind = forms.ChoiceField(label="Kind", choices=_OFFERED)
    title = forms.CharField(
        label="Title", max_length=200, help_text="As your group names the case. Never a child’s name."
    )
    text = forms.CharField(label="What did we learn?", widget=forms.Textarea(attrs={"rows": 8}))
    learned_on = DateField(label="When was it learned?", latest=today, help_text="For example, 27 3 2026")


class ReleaseForm(Form):
    """Case learning written afresh, to leave the group as protected learning."""

    names = {
        "sources": "the case learning that it comes from",
        "title": "the title",
        "not_before": "the day before which it stays",
    }

    sources = forms.ModelMultipleChoiceField(
        label="Which case learning does it come from?",
        queryset=CaseLearning.objects.none(),
        widget=Checkboxes,
        help_text="Choose several to pool them. Nobody outside the group learns which, or how many.",
    )
    title = forms.CharField(label="Title, as everyone will read it", max_length=200)
    summary = forms.CharField(
        label="What everyone should learn",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Write it afresh. Leave out dates, places, ages and whatever is rare.",
    )
    not_before = DateField(
        label="Not before",
        required=False,
        help_text="To delay it, the first day on which it may leave the group. For example, 1 9 2026",
    )

    def __init__(self, *args: Any, sources: QuerySet[CaseLearning], **options: Any) -> None:
        super().__init__(*args, **options)
        kept, sources = sources, self.fields["sources"]
        sources.queryset = kept
        sources.label_from_instance = lambda source: source.title
        sources.widget.hints = {source.pk: source.text for source in sources.queryset}

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        sources = list(facts.get("sources") or ())
        for name in ("title", "summary"):
            words = copied(facts.get(name) or "", sources)
            if words:
                self.add_error(name, f"Write it afresh: “{words}” stands in the case learning")
        return facts


class ReturnForm(Form):
    because = forms.CharField(
        label="What is still wanted?", widget=forms.Textarea, help_text="Only your group reads this."
    )
