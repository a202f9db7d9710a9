"""What the file leaves open is shown so, and confirmed once by who may."""

import pytest
from django.urls import reverse

from tests import make
from tests.verdicts import allowed, posts_allowed, roles_allowed
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date
from threespires.kernel.verdict import Refused
from threespires.partnership import chart, operations
from threespires.partnership.models import Agency, Group, Place, Post, PostDelegation, Term
from threespires.partnership.permissions import may_confirm

pytestmark = pytest.mark.django_db

TO_BE_CONFIRMED = "To be confirmed by the partnership"
LEADS = {"chief_executive", "health_lead", "police_lead"}
OF_A_GROUP, OF_NONE = ("term", "place"), ("post", "delegation", "agency")


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def open_facts(p):
    """One of each that the file may leave open, those of a group on Early Help."""
    manager, director = Post.objects.get(key="manager"), Post.objects.get(key="director")
    return {
        "term": Term.objects.create(group=p.early_help, name="approval", words="Both", confirmed=False),
        "place": Place.objects.create(group=p.early_help, key="open", agency=p.housing, confirmed=False),
        "post": Post.objects.create(key="open", name="A new post", confirmed=False),
        "delegation": PostDelegation.objects.create(from_post=director, to_post=manager, confirmed=False),
        "agency": Agency.objects.create(key="open", name="A new agency", confirmed=False),
    }


@pytest.mark.parametrize("what", OF_A_GROUP)
def test_what_a_group_has_is_confirmed_by_its_chair_or_a_lead_representative(p, open_facts, what):
    thing = open_facts[what]
    assert allowed(p, may_confirm, thing) == LEADS | {"early_help_chair"}
    assert roles_allowed(p.early_help, may_confirm, thing) == {"chair", "vice_chair"}
    assert roles_allowed(p.executive, may_confirm, thing) == set()
    assert posts_allowed(may_confirm, thing) == {"lead_representative"}


@pytest.mark.parametrize("what", OF_NONE)
def test_what_belongs_to_no_group_is_confirmed_by_a_lead_representative(p, open_facts, what):
    thing = open_facts[what]
    assert allowed(p, may_confirm, thing) == LEADS
    assert roles_allowed(p.executive, may_confirm, thing) == set()
    assert posts_allowed(may_confirm, thing) == {"lead_representative"}


@pytest.mark.parametrize("what", [*OF_A_GROUP, *OF_NONE])
def test_a_fact_is_confirmed_once_and_it_stands_who_did(p, open_facts, what):
    thing = open_facts[what]
    assert (thing.is_confirmed, thing.confirmation) == (False, TO_BE_CONFIRMED)
    with pytest.raises(Refused, match="Only a lead representative"):
        operations.confirm(thing, by=p.manager)
    operations.confirm(thing, by=p.police_lead)
    thing.refresh_from_db()
    assert thing.is_confirmed
    assert thing.confirmation.startswith("Confirmed by Police lead, ")
    assert thing.confirmation.endswith(say_date(today()))
    assert allowed(p, may_confirm, thing) == set()
    with pytest.raises(Refused, match="confirmed already"):
        operations.confirm(thing, by=p.health_lead)
    event = Event.objects.about(thing).get()
    assert (event.verb.split(".")[1], event.person) == ("confirmed", "Police lead")


def test_what_its_source_says_needs_nobody_to_confirm_it(p):
    post = Post.objects.get(key="manager")
    assert (post.is_confirmed, post.confirmation) == (True, "")
    assert allowed(p, may_confirm, post) == set()


WHERE = {
    "term": ("terms", "early-help"),
    "place": ("people", "early-help"),
    "post": ("posts",),
    "delegation": ("posts",),
    "agency": ("agencies",),
}


@pytest.mark.parametrize("what", WHERE)
def test_a_page_says_what_is_to_be_confirmed_and_lets_it_be_by_who_may(p, open_facts, client, what):
    for kind, fact in open_facts.items():
        if kind != what:
            type(fact).objects.filter(pk=fact.pk).update(confirmed=True)
    p.early_help.terms.exclude(pk=open_facts["term"].pk).update(confirmed=True)
    name, *keys = WHERE[what]
    page = reverse(f"partnership:{name}", args=keys)
    confirm = reverse("partnership:confirm", args=[what, open_facts[what].pk])

    def shown(who):
        client.force_login(who)
        return client.get(page).content.decode()

    assert TO_BE_CONFIRMED in shown(p.housing_officer)
    assert confirm not in shown(p.housing_officer)
    assert client.post(confirm).status_code == 403
    assert confirm in shown(p.police_lead)
    assert client.post(confirm, follow=True).redirect_chain == [(page, 302)]
    assert TO_BE_CONFIRMED not in shown(p.housing_officer)
    assert "Police lead" in shown(p.housing_officer)


def test_nothing_is_confirmed_on_another_day_or_by_whoever_holds_nothing(p, open_facts, client):
    client.force_login(p.police_lead)
    client.post(reverse("partnership:as_of"), {"on": "3 March 2026"})
    for what, thing in open_facts.items():
        name, *keys = WHERE[what]
        confirm = reverse("partnership:confirm", args=[what, thing.pk])
        assert confirm not in client.get(reverse(f"partnership:{name}", args=keys)).content.decode()
        assert client.post(confirm).status_code == 403
    client.force_login(p.outsider)
    assert client.post(confirm).status_code == 404
    client.force_login(p.health_lead)
    assert client.post(reverse("partnership:confirm", args=["board", p.board.pk])).status_code == 404


def test_a_room_says_how_many_of_its_places_are_to_be_confirmed(p, open_facts, client):
    client.force_login(p.manager)
    room = reverse("partnership:room", args=["early-help"])
    assert "1 of 2 places are to be confirmed" in client.get(room).content.decode()
    Place.objects.filter(group=p.early_help).update(confirmed=False)
    assert "All 2 places are to be confirmed" in client.get(room).content.decode()
    Place.objects.filter(group=p.early_help).update(confirmed=True)
    assert "to be confirmed" not in client.get(room).content.decode()


def test_the_chart_says_which_rhythms_chairs_and_posts_are_to_be_confirmed(p):
    Term.objects.filter(group=p.early_help, name="rhythm").update(confirmed=False)
    Term.objects.create(group=p.executive, name="chair", confirmed=False)
    Group.objects.filter(pk=p.executive.pk).update(chair_post=Post.objects.get(key="scrutineer"))
    Post.objects.filter(key__in=["health-lead", "manager"]).update(confirmed=False)
    lines = {group.key: chart.second_line(group, today()) for group in chart.groups_on(today())}
    assert lines["early-help"] == "every 2 months (to be confirmed)"
    assert lines["executive"] == "Chair: independent scrutineer (to be confirmed) · quarterly"
    assert lines["implementation"] == "every 2 months"
    partners = {row["title"]: row["detail"] for row in chart.partner_rows(chart.partners_on(today()), today())}
    assert partners["NHS Northmere Integrated Care Board"] == "Chief Executive (to be confirmed)"
    assert partners["Northmere Council"] == "Chief Executive"
    (team,) = chart.teams(chart.groups_on(today()), today())
    assert "Board Manager (to be confirmed)" in [post["title"] for post in team["below"]]


@pytest.mark.parametrize(("page", "keys"), [("posts", ()), ("people", ("early-help",)), ("agencies", ())])
def test_queries_do_not_grow_with_what_is_to_be_confirmed(p, client, page, keys, django_assert_max_num_queries):
    for number in range(12):
        agency = Agency.objects.create(key=f"agency-{number}", name=f"Agency {number}", confirmed=False)
        post = Post.objects.create(key=f"post-{number}", name=f"Post {number}", agency=agency, confirmed=False)
        Place.objects.create(group=p.early_help, key=str(number), post=post, agency=agency, confirmed=False)
        PostDelegation.objects.create(from_post=post, to_post=Post.objects.get(key="manager"), confirmed=False)
    client.force_login(p.police_lead)
    address = reverse(f"partnership:{page}", args=keys)
    client.get(address)
    with django_assert_max_num_queries(16):
        client.get(address)
