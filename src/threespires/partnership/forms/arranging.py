"""What people type about seats, posts, reviews and dates."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from threespires.accounts.models import Person
from threespires.design.forms import DateField, Form
from threespires.design.together import FormsTogether, rows_asked
from threespires.kernel.clock import today
from threespires.partnership.membership import roles_in, say_role_of, say_set_aside, sittings
from threespires.partnership.models import Agency, Group, Place, Post, ReviewLine, Seat

_AS_PLACE = "as_place"
MOST_JOINING = 20
_Outcome = ReviewLine.Outcome
_ROLES = [(role.value, role.label.capitalize()) for role in Place.Role if role is not Place.Role.DELEGATE]


_ROLE_OF_PLACE = [(_AS_PLACE, "As the place says"), *_ROLES]


def say_place(place: Place) -> str:
    """A place, with its role where that is more than member."""
    return str(place) if place.role == Place.Role.MEMBER else f"{place} ({place.get_role_display()})"


class PlaceField(forms.ModelChoiceField):
    """One of a group's places."""

    def label_from_instance(self, obj: Place) -> str:
        return say_place(obj)


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
    """A review of membership: the day, what was noted, and of each seat whether it stays, or leaves and why."""

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
                choices=[(each.value, each.label) for each in (_Outcome.STAYS, _Outcome.LEAVES)],
                widget=forms.RadioSelect,
                initial=_Outcome.STAYS,
            )
            why = forms.CharField(label=f"Why, if {seat.person} leaves", required=False, max_length=300)
            self.fields[f"why_{seat.pk}"] = why

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        for seat in self.seats:
            if facts.get(f"outcome_{seat.pk}") == _Outcome.LEAVES and not facts.get(f"why_{seat.pk}"):
                self.add_error(f"why_{seat.pk}", f"Enter why {seat.person} leaves")
        return facts

    def lines(self) -> list[tuple[Seat, str, str]]:
        """Each seat with its outcome and reason."""
        facts = self.cleaned_data
        return [(seat, facts[f"outcome_{seat.pk}"], facts[f"why_{seat.pk}"]) for seat in self.seats]


class JoiningForm(Form):
    """Somebody who joins by a review. A row that names nobody counts for nothing."""

    names = {"person": "who joins", "place": "the place they take", "role": "the role they take"}

    person = forms.ModelChoiceField(Person.objects.none(), label="Who joins", required=False, empty_label="Nobody")
    place = PlaceField(
        Place.objects.none(),
        label="In which place they join",
        required=False,
        empty_label="No set place",
        help_text="Vacant, or that of somebody who leaves",
    )
    role = forms.ChoiceField(choices=_ROLE_OF_PLACE, label="In which role they join", required=False)
    why = forms.CharField(label="Why they join", required=False, max_length=300)

    def __init__(self, *args: Any, among: dict[str, "Among"], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, chosen in among.items():
            field = self.fields[name]
            field.queryset = chosen.queryset
            field.choices = [("", field.empty_label), *chosen.choices]

    @property
    def joins(self) -> bool:
        return bool(self.cleaned_data.get("person"))

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("person") and not facts.get("why"):
            self.add_error("why", "Enter why they join")
        return facts


class Among:
    """What a chooser offers, read once for all rows."""

    def __init__(self, queryset: QuerySet, say: Callable[[Any], str]) -> None:
        self.queryset = queryset
        self.choices = [(each.pk, say(each)) for each in queryset]


class ReviewForms(FormsTogether):
    """A review, and a row for each who joins; none for whoever arranges no seats."""

    def __init__(self, data: Any, *, group: Group, seats: list[Seat], may_seat: bool) -> None:
        self.group = group
        self.rows = rows_asked(data, fewest=1, most=MOST_JOINING, more=1) if may_seat else 0
        sitting = [seat.person_id for seat in seats]
        among = {
            "person": Among(Person.objects.filter(is_active=True).exclude(pk__in=sitting), str),
            "place": Among(_places_to_fill(group), say_place),
        }
        self.review = ReviewForm(data, seats=seats)
        self.rows_to_join = [JoiningForm(data, prefix=f"joins-{number}", among=among) for number in range(self.rows)]
        super().__init__(data, [self.review, *self.rows_to_join])

    @property
    def may_add(self) -> bool:
        return 0 < self.rows < MOST_JOINING

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        kept = {seat.place_id: seat for seat, outcome, _ in self.review.lines() if outcome != _Outcome.LEAVES}
        before: list[JoiningForm] = []
        for form in self._joining():
            self._check(form, kept, before)
            before.append(form)
        return not self.errors

    def _check(self, form: JoiningForm, kept: dict[int | None, Seat], before: list[JoiningForm]) -> None:
        """What follows from the places, from whoever stays in one, and from those who join besides."""
        facts = form.cleaned_data
        place, day = facts["place"], self.review.cleaned_data["held_on"]
        facts["role"] = facts["role"] or _AS_PLACE
        _settle_role(form, "role", place=place, day=day)
        _keep_set_aside(form, "place", self.group, facts.get("role"), day)
        if place and place.pk in kept:
            form.add_error("place", f"{kept[place.pk].person} sits in this place and doesn’t leave")
        for other in before:
            if other.cleaned_data["person"] == facts["person"]:
                form.add_error("person", f"{facts['person']} joins above already")
            if place and other.cleaned_data.get("place") == place:
                form.add_error("place", f"{other.cleaned_data['person']} joins in this place already")

    def _joining(self) -> list[JoiningForm]:
        return [form for form in self.rows_to_join if form.joins]

    def joining(self) -> list[dict[str, Any]]:
        """Who joins, each in which place and role, and why."""
        return [form.cleaned_data for form in self._joining()]


def day_asked(text: str) -> date | None:
    """The day in an address (2026-03-03), or None for anything that isn't one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
