"""An agency and a post each have a page: what it is and was, who stands for it, and what the rooms above know of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from threespires.kernel.clock import today
from threespires.partnership import operations
from threespires.partnership.models import Agency, Post
from threespires.partnership.standing import sits_on
from threespires.work.assurance.models import Duty, MirrorOpening

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def look(client):
    def page(person, thing):
        client.force_login(person)
        answer = client.get(thing.get_absolute_url())
        return answer.content.decode() if answer.status_code == 200 else ""

    return page


def succeed(thing, key, name):
    """The thing ended a week ago, and another followed it."""
    thing.ends = today() - 7 * DAY
    thing.save()
    facts = {"function": thing.function} if isinstance(thing, Post) else {"statutory": thing.statutory}
    return type(thing).objects.create(key=key, name=name, starts=today() - 6 * DAY, succeeds=thing, **facts)


def test_an_agency_says_what_it_is_and_who_sits_for_it_where(p, look):
    page = look(p.schools_officer, p.housing)
    for words in (p.housing.name, "Implementation Group", "Housing officer", "Its posts", "Safeguarding lead"):
        assert words in page
    assert f'href="{p.implementation.get_absolute_url()}"' in page


@pytest.mark.parametrize("kind", ["agency", "post"])
def test_what_ended_and_what_followed_it_lead_to_one_another(p, look, kind):
    before = p.police if kind == "agency" else Post.objects.get(key="manager")
    after = succeed(before, "after", "What came after")
    old, new = look(p.schools_officer, before), look(p.schools_officer, after)
    assert "Followed by" in old
    assert f'href="{after.get_absolute_url()}">What came after' in old
    assert f'href="{before.get_absolute_url()}">{before.name}' in new
    assert "Since" in new


def test_a_post_says_who_holds_it_and_held_it_and_where_it_sits(p, look):
    post = Post.objects.get(key="quality")
    first = post.holdings.get().person
    operations.hold_post(by=p.manager, post=post, person=p.outsider)
    page = look(p.schools_officer, post)
    assert page.index(">Outsider<") < page.index(f">{first}<")
    assert "Holds it" in page
    assert "Held it" in page
    assert "Change who holds it" not in page
    assert "Change who holds it" in look(p.manager, post)


def test_an_agencys_open_actions_are_on_its_page_with_its_parts_in_others(p, look):
    make.action(p, title="Ring every family")
    make.action(p, status="accepted", title="Already done")
    joint = make.joint_action(p)
    page = look(p.schools_officer, p.housing)
    assert "Ring every family" in page
    assert "Already done" not in page
    parts = {part.agency for part in joint.parts.all()}
    for agency in Agency.objects.all():
        assert (joint.title in look(p.schools_officer, agency)) == (agency in parts or agency == joint.agency)


def test_an_agencys_mirror_is_linked_for_whoever_may_look_into_it(p, look):
    mirror = MirrorOpening.objects.create(
        agency=p.housing,
        since=today() - DAY,
        shown_to_lead_on=today(),
        opens_to_executive_on=today() + 7 * DAY,
        prepared_by=p.manager,
    )
    linked = {who: mirror.get_absolute_url() in look(getattr(p, who), p.housing) for who in (
        "housing_officer", "manager", "police_lead", "schools_officer",
    )}  # fmt: skip
    assert linked == {"housing_officer": True, "manager": True, "police_lead": False, "schools_officer": False}


def test_a_posts_duties_are_on_its_page_and_those_of_the_post_before_it(p, look):
    before = Post.objects.get(key="quality")
    duty = Duty.objects.create(
        key="report.yearly", rule="std", label="The report", source="s", force="must", order=1, owner_post=before
    )
    after = succeed(before, "after", "Quality lead")
    for post in (before, after):
        assert duty.get_absolute_url() in look(p.schools_officer, post)


def test_another_day_shows_who_sat_then_and_nothing_of_the_work(p, look, client):
    seat = sits_on(p.housing_officer, p.implementation)
    operations.end_seat(seat, by=p.manager, ends=today() - 3 * DAY, why="Left")
    assert "Housing officer" not in look(p.schools_officer, p.housing).partition("Its posts")[0]
    client.post(reverse("partnership:as_of"), {"on": (today() - 5 * DAY).isoformat()})
    page = look(p.schools_officer, p.housing)
    assert "Housing officer" in page.partition("Its posts")[0]
    assert "is shown for today alone" in page
    assert "Its open actions" not in page


def test_lists_lead_to_the_pages(p, client):
    client.force_login(p.schools_officer)
    agencies = client.get(reverse("partnership:agencies")).content.decode()
    posts = client.get(reverse("partnership:posts")).content.decode()
    arranged = client.get(reverse("partnership:arrangement")).content.decode()
    assert f'href="{p.housing.get_absolute_url()}"' in agencies
    assert f'href="{Post.objects.get(key="quality").get_absolute_url()}"' in posts
    assert f'href="{p.police.get_absolute_url()}"' in arranged


def test_the_queries_do_not_grow_with_the_rows(p, look):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert look(p.manager, p.housing)
        return len(queries)

    make.joint_action(p)
    asked()
    once = asked()
    for number in range(3):
        make.joint_action(p)
        operations.seat(
            by=p.manager, group=p.executive, person=make.person(f"M{number}"), role="adviser", agency=p.housing
        )
    assert asked() == once
