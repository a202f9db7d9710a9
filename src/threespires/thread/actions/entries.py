"""What search may find of tasked work, actions, escalations and tests of effect."""

from threespires.thread.actions.models import Action, ActionPart, Escalation, TaskedWork, TestOfEffect


def work_entry(work: TaskedWork) -> tuple[str, str, str]:
    return work.title, work.done_means, work.get_absolute_url()


def action_entry(action: Action) -> tuple[str, str, str]:
    """An action's words and those of its parts: whose they are, and what blocks them; its updates, and what its
    evidence is called."""
    parts = list(action.parts.select_related("owner", "agency"))
    each_of_them: list[Action | ActionPart] = [action, *parts]
    words = [
        action.description,
        *(part.title for part in parts),
        *(f"{each.owner}, {each.agency}" for each in each_of_them),
        *(each.blocked_because for each in each_of_them),
        *action.updates.values_list("text", flat=True),
        *action.evidence.values_list("title", flat=True),
    ]
    return action.title, "\n".join(filter(None, words)), action.get_absolute_url()


def escalation_entry(escalation: Escalation) -> tuple[str, str, str]:
    words = "\n".join(filter(None, [escalation.reason, escalation.answer]))
    return escalation.action.title, words, escalation.get_absolute_url()


def test_entry(test: TestOfEffect) -> tuple[str, str, str]:
    return test.title, "\n".join(filter(None, [test.how_known, test.found])), test.get_absolute_url()
