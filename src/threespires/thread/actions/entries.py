"""What search may find of tasked work, actions, escalations and tests of effect."""

from django.db.models import Prefetch, QuerySet

from threespires.thread.actions.models import Action, ActionPart, Escalation, Evidence, TaskedWork, TestOfEffect, Update


def work_entry(work: TaskedWork) -> tuple[str, str, str]:
    return work.title, work.done_means, work.get_absolute_url()


def with_words(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Actions with all that their entries hold: four statements, however many they are."""
    return actions.select_related("owner", "agency").prefetch_related(
        Prefetch("parts", ActionPart.objects.select_related("owner", "agency")),
        Prefetch("updates", Update.objects.only("action", "text", "written_at")),
        Prefetch("evidence", Evidence.objects.only("action", "title", "added_at")),
    )


def action_entry(action: Action) -> tuple[str, str, str]:
    """An action's words and those of its parts: whose they are, and what blocks them; its updates, and what its
    evidence is called."""
    parts = list(action.parts.all())
    each_of_them: list[Action | ActionPart] = [action, *parts]
    words = [
        action.description,
        *(part.title for part in parts),
        *(f"{each.owner}, {each.agency}" for each in each_of_them),
        *(each.blocked_because for each in each_of_them),
        *(update.text for update in action.updates.all()),
        *(piece.title for piece in action.evidence.all()),
    ]
    return action.title, "\n".join(filter(None, words)), action.get_absolute_url()


def escalation_entry(escalation: Escalation) -> tuple[str, str, str]:
    words = "\n".join(filter(None, [escalation.reason, escalation.answer]))
    return escalation.action.title, words, escalation.get_absolute_url()


def test_entry(test: TestOfEffect) -> tuple[str, str, str]:
    return test.title, "\n".join(filter(None, [test.how_known, test.found])), test.get_absolute_url()
