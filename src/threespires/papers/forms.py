"""What people type about papers."""

from typing import Any

from django import forms

from threespires.binding.turning import CannotTurn, count_pages
from threespires.design.forms import Form, Radios
from threespires.documents.forms import DocumentField
from threespires.meetings.agenda import read_agenda
from threespires.meetings.models import Meeting
from threespires.meetings.recusal import withheld_of
from threespires.papers.models import Paper

ASKED = {
    Paper.Asked.DECIDE: "Decide something",
    Paper.Asked.ASSURE: "Be assured of something",
    Paper.Asked.SHAPE: "Shape something that is still open",
    Paper.Asked.NOTE: "Note something",
}


class PaperField(DocumentField):
    """A file of which pages can be made: what is wrong with a PDF is said at once."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.read(5) == b"%PDF-":
            file.seek(0)
            try:
                count_pages(file.read())
            except CannotTurn as problem:
                raise forms.ValidationError(f"This PDF can’t go into a pack. {problem}", "not_kept") from problem
        if file:
            file.seek(0)
        return file


class AboutPaperForm(Form):
    """What a paper is called, where it stands on the agenda, what is asked, and who may read it."""

    names = {"title": "what the paper is called", "asked": "what the group is asked to do"}

    title = forms.CharField(
        label="What is it called?", max_length=200, help_text="As it stands in the contents of the pack."
    )
    item = forms.ChoiceField(label="Under which item of the agenda?", required=False)
    asked = forms.ChoiceField(
        label="What is the group asked to do?", choices=list(ASKED.items()), widget=Radios, initial=Paper.Asked.NOTE
    )
    written_by = forms.CharField(
        label="Who wrote it?", max_length=200, required=False, help_text="By name and post, or by agency."
    )
    audience = forms.ChoiceField(
        label="Who may read it?", choices=Paper.Audience.choices, widget=Radios, initial=Paper.Audience.OPEN
    )

    def __init__(self, *args: Any, meeting: Meeting, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kept = withheld_of(person, meeting)
        lines = [line for line in read_agenda(meeting).lines if line.item.pk not in kept]
        self._items = {str(line.item.pk): line.item for line in lines}
        choices = [("", "Beside them all"), *((str(line.item.pk), f"{line.number}. {line.title}") for line in lines)]
        self.fields["item"].choices = choices
        if meeting.group.is_case_group:
            del self.fields["audience"]

    def clean_item(self) -> Any:
        return self._items.get(self.cleaned_data["item"])


class HandInForm(AboutPaperForm):
    """A paper and what is to be known of it."""

    names = {**AboutPaperForm.names, "file": "the paper"}

    file = PaperField(label="The paper")


class ReplaceForm(Form):
    """A later version, and what is new in it."""

    names = {"file": "the new version", "changes": "what is new in it"}

    file = PaperField(label="The new version")
    changes = forms.CharField(
        label="What is new in it?",
        max_length=300,
        required=False,
        help_text="Readers see this beside the paper.",
    )


class WithdrawForm(Form):
    """Why a paper is withdrawn."""

    names = {"because": "why it is withdrawn"}

    because = forms.CharField(
        label="Why is it withdrawn?", max_length=300, help_text="Readers of the meeting see this."
    )
