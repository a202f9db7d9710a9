"""What a member says who gives somebody a role on a case."""

from typing import Any

from django import forms

from threespires.accounts.models import Person
from threespires.cases.models import Case
from threespires.design.forms import DateField, Form, Radios
from threespires.kernel.clock import today
from threespires.law.case_roles import RoleKind, role_kinds_on
from threespires.partnership.models import Agency, Seat
from threespires.partnership.standing import BELONGING


def _say(kind: RoleKind) -> str:
    return " ".join(f"{words}." for words in (kind.sight, kind.note.rstrip("."), kind.confirmation) if words)


class GiveRoleForm(Form):
    names = {
        "person": "who is to hold the role",
        "kind": "the role",
        "agency": "the agency",
        "starts": "the first day",
        "ends": "the last day",
    }

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose a person",
        help_text="Somebody from outside the group who can sign in. Whoever isn’t listed must be invited first.",
    )
    kind = forms.ChoiceField(label="Which role", widget=Radios())
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="For which agency", required=False, empty_label="For none: they are independent"
    )
    starts = DateField(label="First day", initial=today)
    ends = DateField(label="Last day", help_text="A role on a case always has one. It can be ended before.")

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        seated = Seat.objects.now().filter(group=case.group, role__in=BELONGING).values("person")
        self.fields["person"].queryset = Person.objects.filter(is_active=True).exclude(pk__in=seated)
        self.fields["agency"].queryset = Agency.objects.on(today())
        kinds = role_kinds_on(today())
        self.fields["kind"].choices = [(kind.role, kind.label) for kind in kinds]
        self.fields["kind"].widget.hints = {kind.role: _say(kind) for kind in kinds}

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        starts, ends = facts.get("starts"), facts.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "The last day must be on or after the first day")
        return facts
