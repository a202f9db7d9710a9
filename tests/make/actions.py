"""Tasked work, actions, escalations and tests of effect for tests. Each walks the operations to its state."""

from datetime import date, timedelta
from typing import Any

from tests.make.partnership import Partnership
from tests.make.thread import priority
from threespires.kernel.clock import today
from threespires.thread.actions import operations
from threespires.thread.actions.lifecycle import EscalationStatus, State, TestStatus, WorkStatus
from threespires.thread.actions.models import Action, Escalation, TaskedWork, TestOfEffect, UpdateRound


def soon(days: int = 30) -> date:
    return today() + timedelta(days=days)


def work(p: Partnership, status: str = WorkStatus.TASKED, **facts: Any) -> TaskedWork:
    """Work tasked to the early help group by an executive member, walked to `status`."""
    facts = {
        "by": p.chief_executive,
        "title": "One follow-up route",
        "level": p.levels[2],
        "group": p.early_help,
        "due_on": soon(90),
        "done_means": "Every service uses the same route within the week.",
    } | facts
    if "priority" not in facts:
        facts["priority"] = priority(p)
    made = operations.task(**facts)
    if status in (WorkStatus.TAKEN_UP, WorkStatus.DONE):
        operations.take_up_work(made, by=p.council_officer)
    if status == WorkStatus.DONE:
        operations.finish_work(made, by=p.council_officer, because="All six services use it.")
    if status == WorkStatus.WITHDRAWN:
        operations.withdraw_work(made, by=p.chief_executive, because="Another board does this already.")
    return made


def action(p: Partnership, status: str = State.NOT_STARTED, **facts: Any) -> Action:
    """An action of Housing, raised by a member of the implementation group, walked to `status`."""
    facts = {
        "by": p.council_officer,
        "title": "Share tenancy moves with the front door",
        "owner": p.housing_officer,
        "agency": p.housing,
        "due_on": soon(),
        "description": "A weekly list of families who move.",
    } | facts
    if "work" not in facts:
        facts["work"] = work(p)
    made = operations.raise_action(**facts)
    _walk(p, made, status)
    return made


def _walk(p: Partnership, made: Action, status: str) -> None:
    owner = made.owner
    if status == State.NOT_STARTED:
        return
    if status == State.WITHDRAWN:
        operations.withdraw(made, by=p.manager, because="No longer needed.")
        return
    if status == State.BLOCKED:
        operations.update(
            made,
            by=owner,
            text="We can’t send the list.",
            status=State.BLOCKED,
            blocked_because="No lawful basis agreed.",
        )
        return
    operations.update(made, by=owner, text="We have begun.", status=State.IN_PROGRESS)
    if status == State.IN_PROGRESS:
        return
    for part in made.parts.all():
        operations.update(made, part=part, by=part.owner, text="Our part is done.", status=State.PROPOSED)
    evidence(made)
    operations.propose(made, by=owner, note="The list goes out each Monday.")
    if status == State.ACCEPTED:
        operations.accept(made, by=_another_member(p, owner))
    elif status == State.RETURNED:
        operations.send_back(made, by=_another_member(p, owner), wanted="Show it in use.")
    else:
        assert status == State.PROPOSED, status


def _another_member(p: Partnership, owner: Any) -> Any:
    return p.police_officer if owner != p.police_officer else p.health_officer


def evidence(of: Action, **facts: Any) -> Any:
    """Words beside an action, put there by its owner."""
    facts = {"by": of.owner, "kind": "text", "title": "The first list", "text": "31 families."} | facts
    return operations.add_evidence(of, **facts)


def joint_action(p: Partnership, status: str = State.NOT_STARTED, **facts: Any) -> Action:
    """An action of three agencies: health holds the whole, and has a part beside schools and housing."""
    facts = {
        "title": "Train receptionists and school offices to ask why",
        "owner": p.health_officer,
        "agency": p.health,
        "parts": [
            {"title": "Receptionists", "agency": p.health, "owner": p.health_officer, "due_on": soon(30)},
            {"title": "School offices", "agency": p.schools, "owner": p.schools_officer, "due_on": soon(20)},
            {"title": "Housing desks", "agency": p.housing, "owner": p.housing_officer, "due_on": soon(25)},
        ],
    } | facts
    return action(p, status, **facts)


def escalation(p: Partnership, status: str = EscalationStatus.OPEN, **facts: Any) -> Escalation:
    """A blocked action taken to the executive by its owner, perhaps answered there by the scrutineer."""
    of = facts.pop("action", None) or action(p, State.BLOCKED)
    made = operations.escalate(of, by=of.owner, **({"reason": "Nobody can agree the lawful basis."} | facts))
    if status == EscalationStatus.ANSWERED:
        said = "Share it for three months."
        operations.answer(made, by=p.scrutineer, answer=said, occasion="Executive Board")
    return made


def update_round(p: Partnership, actions: list[Action], **facts: Any) -> UpdateRound:
    """A round of updates asked by the Board manager."""
    facts = {"by": p.manager, "words": "Where does this stand?", "due_on": soon(7)} | facts
    return operations.ask_round(actions=actions, **facts)


def effect_test(p: Partnership, status: str = TestStatus.PLANNED, **facts: Any) -> TestOfEffect:
    """A re-audit planned by quality assurance, its tester; walked to `status`."""
    facts = {
        "by": p.quality,
        "title": "Re-audit of 20 cases",
        "method": TestOfEffect.Method.AUDIT,
        "how_known": "In 15 of 20 cases more than one agency knew.",
        "due_on": soon(120),
        "tester": p.quality,
    } | facts
    if "actions" not in facts:
        facts["actions"] = [action(p, State.ACCEPTED)] if "priority" not in facts else []
    if "priority" not in facts:
        facts["priority"] = facts["actions"][0].work.priority
    made = operations.plan_test(**facts)
    if status == TestStatus.REPORTED:
        operations.report_test(
            made, by=p.quality, result=TestOfEffect.Result.PARTLY, found="In 12 of 20 cases they did."
        )
    elif status == TestStatus.WITHDRAWN:
        operations.withdraw_test(made, by=p.quality, because="A wider audit covers it.")
    return made
