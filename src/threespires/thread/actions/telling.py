"""What history's verbs and fields are called where actions, work, escalations and tests tell theirs."""

from django.db.models import QuerySet

from threespires.history.models import Event
from threespires.history.telling import Words, events_about
from threespires.thread.actions.models import Action

WORDS = Words(
    verbs={
        "work.finished": "Said to be done",
        "action.updated": "Update",
        "action.proposed": "Proposed complete",
        "part.updated": "Update of a part: {title}",
        "part.changed": "Part changed: {title}",
        "part.put_back": "Part put back: {title}",
        "evidence.added": "Evidence added: {title}",
        "escalation.raised": "Escalated",
        "escalation.answered": "Escalation answered",
    },
    fields={
        "title": "Title",
        "description": "Description",
        "owner": "Owner",
        "agency": "Agency",
        "due_on": "Done by",
        "status": "State",
        "blocked_because": "What blocks it",
        "how_known": "How we’ll know",
        "tester": "Tester",
        "actions": "Whose effect it tests",
    },
)


def events_of_action(action: Action) -> QuerySet[Event]:
    """What happened to an action, its parts, its evidence and its escalations."""
    return events_about(action, *action.parts.all(), *action.evidence.all(), *action.escalations.all())
