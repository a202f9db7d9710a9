"""What people type about seats, posts, reviews and dates."""

from datetime import date
from typing import Any

from django import forms

from threespires.accounts.models import Person
from threespires.design.forms import DateField, Form, say_plainly
from threespires.kernel.clock import today
from threespires.partnership.membership import roles_in, say_role_of, sittings
from threespires.partnership.models import Agency, Group, Place, Post, ReviewLine, Seat

_AS_PLACE = "as_place"
_ROLES = [(role.value, role.label.capitalize()) for role in Place.Role if role is not Place.Role.DELEGATE]


class PlaceField(forms.ModelChoiceField):
    """One of a group's places, with its role where that is more than member."""

    def label_from_instance(self, obj: Place) -> str:
        return str(obj) if obj.role == Place.Role.MEMBER else f"{obj} ({obj.get_role_display()})"


class DayForm(Form):
    """The day to look at."""

    on = DateField(label="Day", help_text="For example, 3 3 2026")


class SeatForm(Form):
    """Somebody takes a seat."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="Choose a person")
    place = PlaceField(
        Place.objects.none(),
        label="In which place",
        required=False,
        empty_label="No set place",
        help_text="Vacant places of this group. Delegates’ places are filled when a delegate is named.",
    )
    role = forms.ChoiceField(
        choices=[(_AS_PLACE, "As the place says"), *_ROLES],
        label="Role",
        help_text="A member may chair where no place is set aside for the chair",
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="For which agency",
        required=False,
        empty_label="The agency of the place, or none",
    )
    starts = DateField(label="First day", initial=today)
    ends = DateField(label="Last day, if it is known", required=False)
    why = forms.CharField(label="Why", required=False, max_length=300)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)
        vacant = [sitting.place.pk for sitting in sittings(group, today()) if sitting.is_vacant and sitting.place]
        places = Place.objects.filter(pk__in=vacant).exclude(role=Place.Role.DELEGATE)
        self.fields["place"].queryset = places.select_related("post", "agency")
        self.fields["agency"].queryset = Agency.objects.on(today())

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        starts, ends = facts.get("starts"), facts.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Last day must be on or after the first day")
        self._settle_role(self.cleaned_data)
        return facts

    def _settle_role(self, facts: dict[str, Any]) -> None:
        """The role follows from the place."""
        place, role = facts.get("place"), facts.get("role")
        if place and role == _AS_PLACE:
            facts["role"] = place.role
        elif role == _AS_PLACE:
            self.add_error("role", "Choose a role, or a place that has one")
        elif place and role and role not in roles_in(place, facts.get("starts") or today()):
            self.add_error("role", say_role_of(place))


class DelegateForm(Form):
    """Somebody sits for another, from a day to a day."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who will sit instead", empty_label="Choose a person")
    starts = DateField(label="First day")
    ends = DateField(label="Last day")
    why = forms.CharField(label="Why", max_length=300)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True).exclude(pk=seat.person_id)
        places = seat.group.places.now().filter(role=Place.Role.DELEGATE, agency=seat.agency)
        posts = [str(place.post) for place in places.exclude(post=None).select_related("post")]
        if posts:
            self.fields["person"].help_text = f"Whoever holds this post takes its place here: {', '.join(posts)}"

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        starts, ends = facts.get("starts"), facts.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Last day must be on or after the first day")
        return facts


class EndSeatForm(Form):
    """A seat ends."""

    ends = DateField(label="Last day", initial=today)
    why = forms.CharField(label="Why it ends", max_length=300)


class HoldPostForm(Form):
    """Somebody holds a post from a day."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who holds it", empty_label="Choose a person")
    starts = DateField(label="First day", initial=today)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True)


class ReviewForm(Form):
    """A review of membership: one outcome and one reason for each seat held on the day."""

    held_on = DateField(label="Day of the review", initial=today)
    note = forms.CharField(
        label="What the group noted", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            agency = f", {seat.agency}" if seat.agency else ""
            self.fields[f"outcome_{seat.pk}"] = forms.ChoiceField(
                label=f"{seat.person}{agency}",
                choices=ReviewLine.Outcome.choices,
                widget=forms.RadioSelect,
                initial=ReviewLine.Outcome.STAYS,
            )
            why = forms.CharField(label=f"Why, for {seat.person}", max_length=300)
            say_plainly(why, str(why.label))
            self.fields[f"why_{seat.pk}"] = why

    def lines(self) -> list[tuple[Seat, str, str]]:
        """Each seat with its outcome and reason."""
        facts = self.cleaned_data
        return [(seat, facts[f"outcome_{seat.pk}"], facts[f"why_{seat.pk}"]) for seat in self.seats]


def day_asked(text: str) -> date | None:
    """The day in an address (2026-03-03), or None for anything that isn't one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
