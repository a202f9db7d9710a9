"""The pages of what takes two: proposing, approving, refusing, taking back; and what they keep to themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.kernel.clock import today
from threespires.partnership import operations
from threespires.partnership.forms import ProposedSeatForm
from threespires.partnership.models import Post, Seat

pytestmark = pytest.mark.django_db

WHY = "Knows the work"


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def as_(p):
    """The browser of one of the partnership's people."""

    def browser(name: str) -> Client:
        client = Client()
        client.force_login(p.people[name])
        return client

    return browser


@pytest.fixture
def asked(p) -> Proposal:
    return operations.propose_seat(by=p.reviewer, group=p.practice_review, person=p.outsider, role="member", why=WHY)


def typed(who: Person, **facts) -> dict:
    day = today()
    first = {"starts_day": day.day, "starts_month": day.month, "starts_year": day.year}
    return {"person": who.pk, "role": "member", "why": WHY} | first | facts


def take_seat(p) -> str:
    return reverse("partnership:take_seat", args=[p.practice_review.key])


def test_a_seat_is_proposed_on_the_page_and_approved_on_another(p, as_):
    answer = as_("reviewer").post(take_seat(p), typed(p.outsider))
    proposal = Proposal.objects.get()
    assert answer["Location"] == proposal.get_absolute_url()
    page = as_("second_reviewer").get(proposal.get_absolute_url()).content.decode()
    for said in ("Approve</button>", WHY, p.outsider.email, "Practice Review Group", "Reviewer, chair"):
        assert said in page
    as_("second_reviewer").post(proposal.get_absolute_url())
    assert Seat.objects.get(person=p.outsider).approved_by == p.second_reviewer
    assert "Approved" in as_("reviewer").get(reverse("approvals:proposals")).content.decode()


def test_what_is_wrong_is_said_beside_what_was_typed(p, as_):
    place = p.practice_review.places.get(role="member")
    for wrong, said in (
        ({"why": ""}, "Enter the reason"),
        ({"person": ""}, "Select who takes the seat"),
        ({"role": "chair"}, "choose that place"),
        ({"place": place.pk}, "Select a valid choice"),
    ):
        page = as_("reviewer").post(take_seat(p), typed(p.outsider, **wrong)).content.decode()
        assert "There is a problem" in page, said
    assert not Proposal.objects.exists()
    assert WHY in page


def test_a_refusal_of_the_rule_stands_on_the_form(p, as_):
    page = as_("health_lead").post(take_seat(p), typed(p.outsider)).content.decode()
    assert "Two of this group can act" in page
    as_("health_lead").post(take_seat(p), typed(p.outsider, emergency="on"))
    assert Proposal.objects.get().circle == "leads"


def test_nobody_chooses_themself_nor_a_lead_another_lead(p):
    of_chair, of_lead = (ProposedSeatForm(group=p.practice_review, by=by) for by in (p.reviewer, p.health_lead))
    assert p.reviewer not in of_chair.fields["person"].queryset
    assert set(of_lead.fields["person"].queryset).isdisjoint({p.health_lead, p.police_lead, p.chief_executive})
    assert "emergency" in of_lead.fields
    assert "emergency" not in of_chair.fields


@pytest.mark.parametrize("name", ["manager", "second_reviewer", "scrutineer", "outsider"])
def test_others_cannot_propose(p, as_, name):
    for send in ("get", "post"):
        assert getattr(as_(name), send)(take_seat(p), typed(p.outsider)).status_code in (403, 404)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("name", ["manager", "scrutineer", "health_lead", "outsider"])
@pytest.mark.parametrize("page", ["proposal", "refuse", "withdraw"])
def test_to_others_a_proposal_isnt_there(p, asked, as_, name, page):
    address = reverse(f"approvals:{page}", args=[asked.ref])
    assert as_(name).get(address).status_code == as_(name).post(address).status_code == 404
    assert as_(name).get(reverse(f"approvals:{page}", args=["AP-99"])).status_code == 404
    asked.refresh_from_db()
    assert asked.status == Proposal.Status.WAITING


def test_who_waits_for_approval_is_told_to_the_group_alone(p, asked, as_):
    people = reverse("partnership:people", args=[p.practice_review.key])
    for name, sees in (("reviewer", True), ("second_reviewer", True), ("manager", False), ("health_lead", False)):
        assert ("Waiting for approval" in as_(name).get(people).content.decode()) is sees
        assert (p.outsider.name in as_(name).get(people).content.decode()) is sees


def test_whoever_asked_cannot_approve_and_is_told_why(asked, as_):
    answer = as_("reviewer").post(asked.get_absolute_url())
    assert answer.status_code == 403
    page = as_("reviewer").get(asked.get_absolute_url()).content.decode()
    assert "You asked for this, so a second person decides it" in page
    assert "Approve</button>" not in page


@pytest.mark.parametrize(
    ("page", "name", "status"), [("refuse", "second_reviewer", "refused"), ("withdraw", "reviewer", "withdrawn")]
)
def test_it_is_refused_or_taken_back_with_a_reason(asked, as_, page, name, status):
    address = reverse(f"approvals:{page}", args=[asked.ref])
    assert "Enter the reason" in as_(name).post(address, {"because": ""}).content.decode()
    as_(name).post(address, {"because": "She moves to <another> area"})
    asked.refresh_from_db()
    assert asked.status == status
    assert "&lt;another&gt; area" in as_("second_reviewer").get(asked.get_absolute_url()).content.decode()


def test_a_delegate_a_change_and_who_leads_are_proposed(p, as_):
    seat = p.practice_review.seats.get(person=p.second_reviewer)
    make.seated(p.practice_review, make.person("Third"))
    group, day = p.practice_review.key, today()
    last = {"ends_day": day.day, "ends_month": day.month, "ends_year": day.year + 1}
    as_("reviewer").post(reverse("partnership:lend_seat", args=[group, seat.pk]), typed(p.outsider, **last))
    as_("reviewer").post(
        reverse("partnership:change_seat", args=[group, seat.pk]), {"role": "member", "why": WHY, **last}
    )
    post = Post.objects.get(key="police-lead")
    as_("health_lead").post(reverse("partnership:hold_post", args=[post.key]), typed(p.outsider))
    as_("manager").post(reverse("partnership:ask_reset", args=[p.reviewer.pk]), {"what": "link", "why": WHY})
    made = list(Proposal.objects.order_by("pk"))
    assert [each.kind for each in made] == ["seat", "seat_change", "lead", "reset"]
    assert [each.facts.get("role") for each in made[:2]] == ["delegate", "member"]
    for proposal in made:
        reader = p.people["chief_executive"] if proposal.kind == "lead" else p.reviewer
        client = Client()
        client.force_login(reader if proposal.concerns != reader else p.second_reviewer)
        page = client.get(proposal.get_absolute_url())
        assert page.status_code == 200
        assert WHY in page.content.decode()


def test_the_system_administrator_asks_for_a_reset_and_approves_none(p, as_):
    p.people["system"] = make.person("System")
    p.people["system"].runs_the_system = True
    p.people["system"].save()
    address = reverse("partnership:ask_reset", args=[p.second_reviewer.pk])
    assert address in as_("system").get(reverse("accounts:people")).content.decode()
    as_("system").post(address, {"what": "address", "email": "", "why": WHY})
    assert not Proposal.objects.exists()
    answer = as_("system").post(address, {"what": "link", "why": WHY})
    proposal = Proposal.objects.get()
    assert answer["Location"] == proposal.get_absolute_url()
    assert as_("system").post(proposal.get_absolute_url()).status_code == 403
    assert as_("outsider").get(address).status_code == 404


def test_with_nothing_to_show_it_says_what_will_be_here(as_):
    page = as_("manager").get(reverse("approvals:proposals")).content.decode()
    assert "Nothing that you may see waits for a second person" in page


@pytest.mark.parametrize("name", ["second_reviewer", "health_lead"])
def test_of_somebody_who_sits_nowhere_the_page_says_no_more_than_of_nobody(p, as_, name):
    nobody = Person.objects.latest("pk").pk + 1
    for number in (p.outsider.pk, nobody):
        address = reverse("partnership:ask_reset", args=[number])
        assert as_(name).get(address).status_code == as_(name).post(address).status_code == 404
    answer = as_(name).get(reverse("partnership:ask_reset", args=[p.quality.pk]))
    assert "Quality is on no case group" in answer.content.decode(), "whom everybody sees in their post"
    answer = as_("manager").get(reverse("partnership:ask_reset", args=[p.outsider.pk]))
    assert "Outsider is on no case group" in answer.content.decode(), "whoever manages accounts knows everybody"
