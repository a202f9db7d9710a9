"""What search may find of the arrangement: groups, agencies, posts, and the people who hold a seat or post."""

from django.urls import reverse

from threespires.accounts.models import Person
from threespires.partnership.models import Agency, Group, Post
from threespires.partnership.standing import held_by, standing


def group_entry(group: Group) -> tuple[str, str, str]:
    purposes = group.purposes.now().values_list("heading", "words")
    words = [group.short_name, group.summary, *(each for purpose in purposes for each in purpose), group.background]
    return group.name, "\n".join(filter(None, words)), group.get_absolute_url()


def agency_entry(agency: Agency) -> tuple[str, str, str]:
    words = [agency.short_name, agency.get_statutory_display() if agency.statutory else "", agency.sector]
    return agency.name, "\n".join(filter(None, words)), agency.get_absolute_url()


def post_entry(post: Post) -> tuple[str, str, str]:
    return post.full_name, str(post.team or ""), post.get_absolute_url()


def person_entry(person: Person) -> tuple[str, str, str] | None:
    """Somebody's name, with the seats and posts held today; it leads to where they sit, else to the post they hold."""
    held = held_by([person]).get(person.pk)
    if not held:
        return None
    seat = min(standing(person).seats, key=lambda seat: seat.group.order, default=None)
    if seat:
        return person.name, "\n".join(held), reverse("partnership:people", args=[seat.group.key])
    return person.name, "\n".join(held), standing(person).holdings[0].post.get_absolute_url()
