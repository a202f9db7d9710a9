"""No sequence of operations gives a seat on a case group, or a lead representative's post, by one pair of hands."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests import make
from threespires.accounts.models import Person
from threespires.accounts.operations import invite
from threespires.approvals.models import Proposal
from threespires.approvals.operations import approve, refuse
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership import operations
from threespires.partnership.models import Group, Post, PostHolding, Seat

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CAST = ("reviewer", "second_reviewer", "chief_executive", "health_lead", "health_deputy", "manager", "outsider")
"""The case group's chair and its second member, two lead representatives and a second one of the same partner, …"""
who = st.sampled_from(CAST)
role = st.sampled_from(["vice_chair", "member", "administrator", "adviser", "chair"])
those = st.lists(who, min_size=1, max_size=len(CAST), unique=True)


class Hands(RuleBasedStateMachine):
    """Anybody tries anything. What is let through is judged by plain facts that ask none of the product's rules."""

    p: make.Partnership

    def __init__(self) -> None:
        super().__init__()
        self.kept = transaction.atomic()
        self.kept.__enter__()
        self.group = self.p.practice_review.pk
        self.seated, self.leading = self._seats(), self._leads()

    @initialize(alone=st.booleans(), days=st.integers(0, 3))
    def begin(self, alone: bool, days: int) -> None:
        """The second member's seat ends today or soon; or ended, so that the chair is alone."""
        ends = today() + timedelta(days=-1 if alone else days)
        Seat.objects.filter(group=self.group, person=self.p.second_reviewer).update(ends=ends)
        self.seated = self._seats()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.kept.__exit__(None, None, None)

    def someone(self, name: str) -> Person:
        """Read anew, as each request reads who asks."""
        return Person.objects.get(pk=self.p.people[name].pk)

    def facts(self) -> Group:
        return Group.objects.get(pk=self.group)

    def attempt(self, does: Any, *about: Any, **named: Any) -> Any:
        try:
            with transaction.atomic():
                return does(*about, **named)
        except Refused:
            return None

    # ---- plain facts

    def _seats(self) -> dict[int, tuple[int, str, date]]:
        """Every seat on the case group that counts today: by its key, who, in which role, until when."""
        seats = Seat.objects.now().filter(group=self.group)
        return {seat.pk: (seat.person_id, seat.role, seat.ends or date.max) for seat in seats}

    def _leads(self) -> dict[int, tuple[int, int]]:
        held = PostHolding.objects.now().filter(post__function="lead_representative")
        return {each.pk: (each.person_id, each.post.agency_id) for each in held.select_related("post")}

    def _may_act(self, one: int, other: int, whom: int | None) -> tuple[bool, bool, bool]:
        """Whether these two are members of the group who sit there for good; lead for two partners; `whom` leads."""
        members = {
            seat.person_id: seat.role
            for seat in Seat.objects.now().filter(group=self.group, ends_at=None).exclude(role="adviser")
        }
        leads: dict[int, set[int]] = {}
        for person, agency in self._leads().values():
            leads.setdefault(person, set()).add(agency)
        group = {one, other} <= set(members) and members[one] in ("chair", "vice_chair")
        partners = {one, other} <= set(leads) and len(leads[one] | leads[other]) > 1
        return group, partners, whom in leads

    # ---- what anybody may try

    @rule(by=who, whom=who, as_role=role)
    def take_a_seat_alone(self, by: str, whom: str, as_role: str) -> None:
        facts = {"group": self.facts(), "person": self.someone(whom), "role": as_role}
        self.attempt(operations.seat, by=self.someone(by), **facts)

    @rule(by=who, whom=who, as_role=role, emergency=st.booleans(), those=those)
    def propose(self, by: str, whom: str, as_role: str, emergency: bool, those: list[str]) -> None:
        facts = {"group": self.facts(), "person": self.someone(whom), "role": as_role, "emergency": emergency}
        self.attempt(operations.propose_seat, by=self.someone(by), why="Because", **facts)
        self.approve_by(those)

    @rule(by=who, days=st.integers(0, 9), as_role=role, number=st.integers(0, 3), those=those)
    def propose_a_change(self, by: str, days: int, as_role: str, number: int, those: list[str]) -> None:
        ends = today() + timedelta(days=days) if days else None
        facts = {"role": as_role, "ends": ends, "why": "Because"}
        self.attempt(operations.propose_change, self.one_of_the_seats(number), by=self.someone(by), **facts)
        self.approve_by(those)

    @rule(by=st.sampled_from(["reviewer", "manager"]), number=st.integers(0, 3), days=st.integers(-1, 9))
    def end(self, by: str, number: int, days: int) -> None:
        ends = today() + timedelta(days=days)
        self.attempt(operations.end_seat, self.one_of_the_seats(number), by=self.someone(by), ends=ends, why="Because")

    @rule(by=who, whom=who, key=st.sampled_from(["health-lead", "chief-executive"]), those=those)
    def propose_who_leads(self, by: str, whom: str, key: str, those: list[str]) -> None:
        post = Post.objects.select_related("agency").get(key=key)
        self.attempt(operations.propose_lead, post, by=self.someone(by), person=self.someone(whom), why="Because")
        self.attempt(operations.hold_post, by=self.someone(by), post=post, person=self.someone(whom))
        self.approve_by(those)

    @rule(by=st.sampled_from(["manager", "reviewer", "chief_executive"]), whom=who, those=those)
    def let_in(self, by: str, whom: str, those: list[str]) -> None:
        if self.attempt(invite, by=self.someone(by), email=self.someone(whom).email):
            assert self.p.people[whom].pk not in {person for person, *_ in self._seats().values()}
        self.attempt(operations.ask_reset, self.someone(whom), by=self.someone(by), what="link", why="Because")
        self.approve_by(those)

    def one_of_the_seats(self, number: int) -> Seat:
        seats = Seat.objects.filter(group=self.group).select_related("person", "group", "place").order_by("-pk")
        return seats[number % len(seats)]

    @rule(those=those)
    def approve_by(self, those: list[str]) -> None:
        """Each of them tries in turn to approve what was asked last."""
        for each in those:
            proposal, by = Proposal.objects.filter(status="waiting").order_by("-pk").first(), self.someone(each)
            if proposal is None:
                return
            group, partners, of_a_lead = self._may_act(proposal.asked_by_id, by.pk, proposal.concerns_id)
            if self.attempt(approve, proposal, by=by):
                assert len({proposal.asked_by_id, by.pk, proposal.concerns_id}) == 3
                assert (group and proposal.kind != "lead") or partners or proposal.kind == "reset", proposal
                assert proposal.circle != "leads" or proposal.kind in ("lead", "reset") or not of_a_lead, proposal
                self.seated |= self._seats()
                self.leading |= self._leads()

    @rule(by=who)
    def refuse(self, by: str) -> None:
        if proposal := Proposal.objects.filter(status="waiting").first():
            self.attempt(refuse, proposal, by=self.someone(by), because="No")

    @invariant()
    def nobody_sits_or_leads_whom_two_have_not_let(self) -> None:
        for key, (person, as_role, ends) in self._seats().items():
            known_person, known_role, known_ends = self.seated[key]
            assert (person, as_role) == (known_person, known_role)
            assert ends <= known_ends
        assert self._leads().items() <= self.leading.items()


def test_no_sequence_of_operations_gives_a_case_seat_by_one_pair_of_hands():
    Hands.p = make.partnership()
    deputy = Hands.p.people["health_deputy"] = make.person("Health deputy")
    post = Post.objects.create(key="deputy", name="Deputy", function="lead_representative", agency=Hands.p.health)
    PostHolding.objects.create(post=post, person=deputy)
    run_state_machine_as_test(
        Hands, settings=settings(max_examples=20, stateful_step_count=12, phases=[Phase.generate])
    )
