"""What people type who propose what takes two. Each says why: the second person judges by it."""

from typing import Any

from django import forms

from threespires.accounts.models import Person
from threespires.design.forms import DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.partnership.forms.arranging import HoldPostForm, SeatForm
from threespires.partnership.membership import roles_in
from threespires.partnership.models import Group, Place, Post, Seat
from threespires.partnership.pairs import leads_today
from threespires.partnership.permissions import may_propose_seat
from threespires.partnership.resets import Reset

_WHY = "Whoever approves it reads this"


def _why() -> forms.CharField:
    return forms.CharField(label="Why", help_text=_WHY, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ProposedSeatForm(SeatForm):
    """Somebody is to sit on a case group. A lead representative may say that it is an emergency."""

    why = _why()
    emergency = forms.BooleanField(
        label="This is an emergency",
        required=False,
        help_text="The seat begins with the approval and ends 24 hours later. The group’s chair is told.",
    )

    def __init__(self, *args: Any, group: Group, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, group=group, **kwargs)
        others = self.fields["person"].queryset.exclude(pk=by.pk)
        if may_propose_seat(by, group, emergency=True):
            others = others.exclude(pk__in=[held.person_id for held in leads_today()])
        else:
            del self.fields["emergency"]
        self.fields["person"].queryset = others


class ChangeSeatForm(Form):
    """Somebody who sits on a case group is to have another role or last day."""

    names = {"role": "the role", "ends": "the last day", "why": "the reason"}

    role = forms.ChoiceField(label="Role", widget=Radios())
    ends = DateField(label="Last day, if it is known", required=False)
    why = _why()

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, initial={"role": seat.role, "ends": seat.ends}, **kwargs)
        kept = (seat.role, *(roles_in(seat.place, today()) if seat.place else _ROLES))
        self.fields["role"].choices = [(role.value, role.label.capitalize()) for role in Place.Role if role in kept]


_ROLES = tuple(role for role in Place.Role if role != Place.Role.DELEGATE)


class ProposedLeadForm(HoldPostForm):
    """Somebody is to lead for a statutory partner."""

    names = {"why": "the reason"}

    why = _why()

    def __init__(self, *args: Any, post: Post, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, post=post, **kwargs)
        self.fields["person"].queryset = self.fields["person"].queryset.exclude(pk=by.pk)


class ResetForm(Form):
    """What lets somebody sign in is to be renewed."""

    names = {"what": "what is to be renewed", "email": "the new email address", "why": "the reason"}

    what = forms.ChoiceField(label="What is to be renewed", choices=Reset.choices, widget=Radios())
    email = forms.EmailField(label="The new address, if it is that", max_length=254, required=False)
    why = _why()

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("what") == Reset.ADDRESS and not facts.get("email"):
            self.add_error("email", "Enter the new email address")
        return facts
