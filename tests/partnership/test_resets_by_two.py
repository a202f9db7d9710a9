"""Who leads for a statutory partner, and what lets somebody sign in, take two."""

from datetime import timedelta

import pytest

from tests import make
from tests.partnership.by_two import LEADS, alone, forget, propose
from tests.verdicts import allowed
from threespires.accounts.operations import change_address, invite, reset_factors, stop_signing_in
from threespires.approvals.operations import approve
from threespires.approvals.permissions import may_approve, visible_proposals
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership import operations, permissions
from threespires.partnership.models import Post, PostHolding
from threespires.partnership.pairs import admitted_by_two, circle_of, circles

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def p():
    return make.partnership()


# ----------------------------------------------------------------------------------------------------- who leads


@pytest.fixture
def post(p):
    return Post.objects.select_related("agency").get(key="police-lead")


def test_who_leads_is_said_by_two_lead_representatives(p, post):
    assert allowed(p, permissions.may_propose_lead, post) == LEADS
    assert allowed(p, permissions.may_change_holder, post) == LEADS
    other = Post.objects.get(key="quality")
    assert allowed(p, permissions.may_change_holder, other) == {"manager"}
    assert allowed(p, permissions.may_propose_lead, other) == set()
    with pytest.raises(Refused, match="Two lead representatives together"):
        operations.hold_post(by=p.manager, post=post, person=p.outsider)
    proposal = operations.propose_lead(post, by=p.chief_executive, person=p.outsider, why="Came to the post")
    assert allowed(p, may_approve, proposal) == {"health_lead", "police_lead"}
    approve(proposal, by=p.health_lead)
    assert post.holdings.now().get().person == p.outsider
    assert p.police_lead.email not in set(Letter.objects.values_list("to", flat=True))
    assert p.outsider.email in set(Letter.objects.values_list("to", flat=True))


def test_the_command_line_names_the_first_who_leads_and_nobody_once_two_can_act(p, post):
    with pytest.raises(Refused, match="Two lead representatives together"):
        operations.hold_post(by=None, post=post, person=p.outsider)
    PostHolding.objects.filter(post__key__in=["health-lead", "police-lead"]).update(ends=today() - DAY)
    assert operations.hold_post(by=None, post=post, person=p.outsider)


# -------------------------------------------------------------------------------------------------- being let in


def test_whom_nobody_alone_lets_in(p, django_assert_num_queries):
    make.seated(p.practice_review, p.housing_officer, "adviser", starts=today() + DAY)
    make.seated(p.practice_review, p.schools_officer, ends=today() - DAY)
    with django_assert_num_queries(3):
        found = admitted_by_two(p.people.values())
    assert {name for name, person in p.people.items() if person.pk in found} == {
        *LEADS, "reviewer", "second_reviewer", "housing_officer",
    }  # fmt: skip


@pytest.fixture(params=["stopped", "still to begin"])
def lead(request, p, post):
    """Somebody who leads for a statutory partner and was stopped from signing in, or leads from tomorrow."""
    if request.param == "stopped":
        return stop_signing_in(p.police_lead, by=p.manager)
    PostHolding.objects.create(post=post, person=p.outsider, starts=today() + DAY)
    return p.outsider


def test_whoever_leads_but_cannot_sign_in_or_has_not_begun_is_let_in_by_two_alone(p, lead):
    assert admitted_by_two([lead]) == {lead.pk}
    for does in (
        lambda: invite(by=p.manager, email=lead.email),
        lambda: invite(by=None, email=lead.email),
        lambda: change_address(lead, by=p.manager, email="another@example.test"),
        lambda: reset_factors(lead, by=p.manager),
    ):
        with pytest.raises(Refused, match="Nobody alone lets"):
            does()
    assert allowed(p, permissions.may_ask_reset, lead) == LEADS - {name for name in LEADS if p.people[name] == lead}
    proposal = operations.ask_reset(lead, by=p.chief_executive, what="link", why="Back at work")
    assert proposal.circle == "leads"
    approve(proposal, by=p.health_lead)
    lead.refresh_from_db()
    assert lead.is_active


def test_whoever_led_once_is_let_in_as_ever(p, post):
    post.holdings.update(ends=today() - DAY)
    assert admitted_by_two([p.police_lead]) == set()
    assert invite(by=p.manager, email=p.police_lead.email)


@pytest.mark.parametrize("by", ["manager", "system", None])
def test_nobody_alone_sends_a_link_to_a_member_of_a_case_group(p, by):
    p.people["system"] = make.person("System administrator")
    p.people["system"].runs_the_system = True
    p.people["system"].save()
    for name in ("reviewer", "police_lead"):
        with pytest.raises(Refused, match="Nobody alone lets"):
            invite(by=by and p.people[by], email=p.people[name].email)
    assert not Letter.objects.exists()


def reset(p, by, whom):
    return operations.ask_reset(p.people[whom], by=p.people[by], what="link", why="Lost the letter")


def test_a_link_for_a_member_is_asked_by_one_and_approved_by_a_second_of_the_group(p):
    third = p.people["third"] = make.person("Third")
    make.seated(p.practice_review, third)
    assert allowed(p, permissions.may_ask_reset, p.second_reviewer) == {"reviewer", "third", "manager"}
    proposal = reset(p, "manager", "second_reviewer")
    assert allowed(p, may_approve, proposal) == {"reviewer", "third"}
    approve(proposal, by=third)
    assert p.second_reviewer.email in set(Letter.objects.values_list("to", flat=True))


def test_whoever_comes_to_lead_meanwhile_is_not_let_in_by_their_group(p, post):
    make.seated(p.practice_review, p.police_lead)
    proposal = reset(p, "police_lead", "second_reviewer")
    assert allowed(p, may_approve, proposal) == {"reviewer"}
    PostHolding.objects.create(post=Post.objects.get(key="health-lead"), person=p.second_reviewer, starts=today())
    forget(p)
    assert permissions.may_ask_reset(p.police_lead, p.second_reviewer)
    assert "Others approve it now" in may_approve(p.reviewer, proposal).reason


def test_an_address_that_somebody_has_is_not_asked_for(p):
    facts = {"by": p.manager, "what": "address", "why": "Married"}
    with pytest.raises(Refused, match="Somebody has this address already"):
        operations.ask_reset(p.second_reviewer, email=p.reviewer.email.upper(), **facts)
    with pytest.raises(Refused, match="Say which address"):
        operations.ask_reset(p.second_reviewer, **facts)


def test_where_no_second_member_can_act_two_lead_representatives_let_somebody_in(p):
    assert allowed(p, permissions.may_ask_reset, p.second_reviewer) == {"manager", *LEADS} - LEADS
    alone(p)
    assert allowed(p, permissions.may_ask_reset, p.reviewer) == LEADS
    proposal = reset(p, "health_lead", "reviewer")
    assert allowed(p, may_approve, proposal) == LEADS - {"health_lead"}


def test_a_lead_representative_is_let_in_by_two_others(p):
    make.seated(p.practice_review, p.police_lead)
    forget(p)
    assert allowed(p, permissions.may_ask_reset, p.police_lead) == LEADS - {"police_lead"}
    proposal = reset(p, "health_lead", "police_lead")
    assert allowed(p, may_approve, proposal) == {"chief_executive"}


def test_somebody_on_no_case_group_is_let_in_as_ever(p):
    assert "does this alone" in permissions.may_ask_reset(p.manager, p.quality).reason
    assert invite(by=p.manager, email=p.quality.email)


@pytest.mark.parametrize(
    "ask", [propose, lambda p, why: operations.ask_reset(p.reviewer, by=p.manager, what="link", why=why)]
)
def test_the_second_person_is_told_why(p, ask):
    with pytest.raises(Refused, match="Say why"):
        ask(p, why=" ")


def test_circles_are_those_in_which_one_can_be_the_second(p):
    assert set(circles(p.second_reviewer)) == {circle_of(p.practice_review)}
    assert set(circles(p.police_lead)) == {"leads"}
    assert circles(p.manager) == circles(p.outsider) == {}
    assert not visible_proposals(p.manager).exists()
