"""What people type about seats, posts, reviews and dates."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from threespires.accounts.models import Person
from threespires.design.forms import DateField, Form
from threespires.kernel.clock import today
from threespires.partnership.membership import roles_in, say_role_of, say_set_aside, sittings
from threespires.partnership.models import Agency, Group, Place, Post, ReviewLine, Seat

_AS_PLACE = "as_place"
_JOINING = ("joins", "joins_place", "joins_role", "joins_why")
_ROLES = [(role.value, role.label.capitalize()) for role in Place.Role if role is not Place.Role.DELEGATE]


_ROLE_OF_PLACE = [(_AS_PLACE, "As the place says"), *_ROLES]


class PlaceField(forms.ModelChoiceField):
    """One of a group's places, with its role where that is more than member."""

    def label_from_instance(self, obj: Place) -> str:
        return str(obj) if obj.role == Place.Role.MEMBER else f"{obj} ({obj.get_role_display()})"


class DayForm(Form):
    """The day to look at."""

    on = DateField(label="Day", help_text="For example, 3 3 2026")


class SeatForm(Form):
    """Somebody takes a seat."""

    names = {
        "person": "who takes the seat",
        "place": "the place",
        "agency": "the agency",
        "ends": "the last day",
        "why": "the reason",
    }

    person = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="Choose a person")
    place = PlaceField(
        Place.objects.none(),
        label="In which place",
        required=False,
        empty_label="No set place",
        help_text="Vacant places of this group. Delegates’ places are filled when a delegate is named.",
    )
    role = forms.ChoiceField(
        choices=_ROLE_OF_PLACE,
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
        self.group = group
        self.fields["person"].queryset = Person.objects.filter(is_active=True)
        vacant = [sitting.place.pk for sitting in sittings(group, today()) if sitting.is_vacant and sitting.place]
        self.fields["place"].queryset = _places_to_fill(group).filter(pk__in=vacant)
        self.fields["agency"].queryset = Agency.objects.on(today())

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        starts, ends = facts.get("starts"), facts.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "The last day must be on or after the first day")
        _settle_role(self, "role", place=self.cleaned_data.get("place"), day=starts)
        _keep_set_aside(self, "place", self.group, self.cleaned_data.get("role"), starts)
        return facts


def _settle_role(form: Form, name: str, *, place: Place | None, day: date | None) -> None:
    """The role follows from the place."""
    role = form.cleaned_data.get(name)
    if role == _AS_PLACE and place:
        form.cleaned_data[name] = place.role
    elif role == _AS_PLACE:
        form.add_error(name, "Choose a role, or a place that has one")
    elif role and place and role not in roles_in(place, day or today()):
        form.add_error(name, say_role_of(place))


def _keep_set_aside(form: Form, name: str, group: Group, role: str | None, day: date | None) -> None:
    """A chair takes the place that is set aside for the chair."""
    aside = say_set_aside(group, role, day or today()) if role and not form.cleaned_data.get(name) else ""
    if aside:
        form.add_error(name, aside)


def _places_to_fill(group: Group) -> QuerySet[Place]:
    """The group's places of today, but for delegates': they fill theirs when they are named."""
    return group.places.now().exclude(role=Place.Role.DELEGATE).select_related("post", "agency")


class DelegateForm(Form):
    """Somebody sits for another, from a day to a day."""

    names = {"why": "the reason"}

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
            self.add_error("ends", "The last day must be on or after the first day")
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
    """A review of membership: one outcome and one reason for each seat held on the day, and somebody who joins."""

    names = {"joins_place": "the place they take", "joins_role": "the role they take"}

    held_on = DateField(label="Day of the review", initial=today)
    note = forms.CharField(
        label="What the group noted", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    joins = forms.ModelChoiceField(Person.objects.none(), label="Who joins", required=False, empty_label="Nobody")
    joins_place = PlaceField(
        Place.objects.none(),
        label="In which place they join",
        required=False,
        empty_label="No set place",
        help_text="Vacant, or that of somebody who leaves",
    )
    joins_role = forms.ChoiceField(choices=_ROLE_OF_PLACE, label="In which role they join", required=False)
    joins_why = forms.CharField(label="Why they join", required=False, max_length=300)

    def __init__(self, *args: Any, group: Group, seats: list[Seat], may_seat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        joining = {name: self.fields.pop(name) for name in _JOINING}
        for seat in seats:
            agency = f", {seat.agency}" if seat.agency else ""
            self.fields[f"outcome_{seat.pk}"] = forms.ChoiceField(
                label=f"{seat.person}{agency}",
                choices=ReviewLine.Outcome.choices,
                widget=forms.RadioSelect,
                initial=ReviewLine.Outcome.STAYS,
            )
            why = forms.CharField(label=f"Why, for {seat.person}", max_length=300)
            self.fields[f"why_{seat.pk}"] = why
        if may_seat:
            self.fields |= joining
            sitting = [seat.person_id for seat in seats]
            self.fields["joins"].queryset = Person.objects.filter(is_active=True).exclude(pk__in=sitting)
            self.fields["joins_place"].queryset = _places_to_fill(group)

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if self.cleaned_data.get("joins"):
            self._check_joining(self.cleaned_data)
        return facts

    def _check_joining(self, facts: dict[str, Any]) -> None:
        place = facts.get("joins_place")
        facts["joins_role"] = facts.get("joins_role") or _AS_PLACE
        _settle_role(self, "joins_role", place=place, day=facts.get("held_on"))
        stays = [seat for seat in self.seats if facts.get(f"outcome_{seat.pk}") != ReviewLine.Outcome.LEAVES]
        holder = next((seat for seat in stays if place and seat.place_id == place.pk), None)
        if holder:
            self.add_error("joins_place", f"{holder.person} sits in this place and doesn’t leave")
        if not facts.get("joins_why"):
            self.add_error("joins_why", "Enter why they join")

    def joining(self) -> dict[str, Any] | None:
        """Who joins, in which place and role, and why; none if nobody does."""
        facts = self.cleaned_data
        if not facts.get("joins"):
            return None
        return {
            "person": facts["joins"],
            "place": facts["joins_place"],
            "role": facts["joins_role"],
            "why": facts["joins_why"],
        }

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
