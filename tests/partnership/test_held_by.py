import pytest

from tests import make
from threespires.partnership.models import Post, PostHolding, Seat
from threespires.partnership.permissions import may_invite
from threespires.partnership.standing import held_by

pytestmark = pytest.mark.django_db


def test_held_by_says_what_each_holds_posts_and_chairs_first(django_assert_num_queries):
    p = make.partnership()
    people = list(p.people.values())
    with django_assert_num_queries(2):
        held = held_by(people)
    assert held[p.scrutineer.pk] == [
        "Independent scrutineer",
        "Chair, Executive Board",
        "Chair, Implementation Group",
    ]
    assert held[p.council_officer.pk] == ["Safeguarding lead, Northmere Council", "Member, Implementation Group"]
    assert held[p.early_help_chair.pk] == ["Chair, Multi-agency Early Help"]
    assert p.outsider.pk not in held


def test_held_by_says_chairs_first_and_names_no_agency_twice():
    p = make.partnership()
    for group, role in ((p.executive, "member"), (p.early_help, "vice_chair"), (p.forum, "member")):
        Seat.objects.create(group=group, person=p.outsider, role=role)
    lead = Post.objects.create(key="lead", name="Housing lead", agency=p.housing)
    PostHolding.objects.create(post=lead, person=p.outsider)
    assert held_by([p.outsider])[p.outsider.pk] == [
        "Housing lead",
        "Vice-chair, Multi-agency Early Help",
        "Member, Executive Board",
        "Member, Relevant agency forum",
    ]


@pytest.mark.parametrize("role", Seat.Role.values)
def test_held_by_puts_seats_in_the_order_of_groups_but_those_of_chairs_first(role):
    p = make.partnership()
    for group, held in ((p.executive, "member"), (p.forum, role)):
        Seat.objects.create(group=group, person=p.outsider, role=held)
    first = held_by([p.outsider])[p.outsider.pk][0]
    assert first.endswith("Relevant agency forum" if role in ("chair", "vice_chair") else "Executive Board")


def test_only_the_board_manager_may_invite_by_their_post():
    p = make.partnership()
    assert {name for name, person in p.people.items() if may_invite(person)} == {"manager"}
