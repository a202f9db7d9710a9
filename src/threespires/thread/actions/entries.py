"""What search may find of tasked work, actions and tests of effect."""

from threespires.thread.actions.models import Action, TaskedWork, TestOfEffect


def work_entry(work: TaskedWork) -> tuple[str, str, str]:
    return work.title, work.done_means, work.get_absolute_url()


def action_entry(action: Action) -> tuple[str, str, str]:
    """An action's words, those of its parts and updates, and what its evidence is called."""
    words = [
        action.description,
        *action.parts.values_list("title", flat=True),
        *action.updates.values_list("text", flat=True),
        *action.evidence.values_list("title", flat=True),
    ]
    return action.title, "\n".join(filter(None, words)), action.get_absolute_url()


def test_entry(test: TestOfEffect) -> tuple[str, str, str]:
    return test.title, "\n".join(filter(None, [test.how_known, test.found])), test.get_absolute_url()
