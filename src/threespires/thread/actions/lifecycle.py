"""The states of tasked work, actions, their parts, escalations and tests, and the steps between them."""

from django.db.models import TextChoices

from threespires.kernel.lifecycle import Lifecycle


class WorkStatus(TextChoices):
    TASKED = "tasked", "Tasked"
    TAKEN_UP = "taken_up", "Taken up"
    DONE = "done", "Done"
    WITHDRAWN = "withdrawn", "Withdrawn"


class State(TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    BLOCKED = "blocked", "Blocked"
    PROPOSED = "proposed", "Proposed complete"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class EscalationStatus(TextChoices):
    OPEN = "open", "Waiting for an answer"
    ANSWERED = "answered", "Answered"


class TestStatus(TextChoices):
    __test__ = False

    PLANNED = "planned", "Planned"
    REPORTED = "reported", "Reported"
    WITHDRAWN = "withdrawn", "Withdrawn"


FINISHED = (State.ACCEPTED, State.WITHDRAWN)
# While it is with its owner an action can be late; once proposed complete it is the group's turn.
WITH_OWNER = (State.NOT_STARTED, State.IN_PROGRESS, State.BLOCKED, State.RETURNED)
PART_WITH_OWNER = (State.NOT_STARTED, State.IN_PROGRESS, State.BLOCKED)

WORK = Lifecycle(
    start=WorkStatus.TASKED,
    take_up=([WorkStatus.TASKED], WorkStatus.TAKEN_UP),
    finish=([WorkStatus.TAKEN_UP], WorkStatus.DONE),
    withdraw=([WorkStatus.TASKED, WorkStatus.TAKEN_UP], WorkStatus.WITHDRAWN),
)

ACTION = Lifecycle(
    start=State.NOT_STARTED,
    begin=([State.NOT_STARTED], State.IN_PROGRESS),
    block=([State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED], State.BLOCKED),
    resume=([State.BLOCKED, State.RETURNED], State.IN_PROGRESS),
    propose=([State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED], State.PROPOSED),
    accept=([State.PROPOSED], State.ACCEPTED),
    send_back=([State.PROPOSED], State.RETURNED),
    withdraw=([*WITH_OWNER, State.PROPOSED], State.WITHDRAWN),
)

# An agency says of its own part that it is done, and may think better of it until the whole is accepted.
PART = Lifecycle(
    start=State.NOT_STARTED,
    begin=([State.NOT_STARTED], State.IN_PROGRESS),
    block=([State.NOT_STARTED, State.IN_PROGRESS], State.BLOCKED),
    resume=([State.BLOCKED, State.PROPOSED], State.IN_PROGRESS),
    propose=([State.NOT_STARTED, State.IN_PROGRESS], State.PROPOSED),
    accept=([State.PROPOSED], State.ACCEPTED),
)

ESCALATION = Lifecycle(
    start=EscalationStatus.OPEN,
    answer=([EscalationStatus.OPEN], EscalationStatus.ANSWERED),
)

TEST = Lifecycle(
    start=TestStatus.PLANNED,
    report=([TestStatus.PLANNED], TestStatus.REPORTED),
    withdraw=([TestStatus.PLANNED], TestStatus.WITHDRAWN),
)


def step_towards(lifecycle: Lifecycle, status: str, wanted: str) -> str | None:
    """The step that a report of the state `wanted` takes from `status`; none where nothing changes.

    Raises:
        LookupError: where no step leads there.
    """
    if status == wanted:
        return None
    for step in lifecycle:
        if status in step.sources and step.target == wanted:
            return step.name
    raise LookupError(f"no step from {status} to {wanted}")
