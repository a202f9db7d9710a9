"""How issues are shown in lists: never their words, which are opened one by one."""

from typing import Any

from django.db.models import QuerySet

from threespires.kernel.dates import say_moment
from threespires.work.forum.models import Issue

MARKED = "Possible concern"
PASSED_ON = "Passed on as a possible concern"


def waiting(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Those that wait for a moderator's answer, the first raised first."""
    found = issues.filter(status=Issue.Status.RAISED, concern__isnull=True)
    return found.select_related("agency", "theme", "raised_by").order_by("raised_at")


def tag_for(issue: Issue, *, to_writer: bool) -> dict[str, str]:
    """Its state as a tag: a tint only where somebody is needed."""
    if issue.is_marked:
        return {"text": PASSED_ON if to_writer else MARKED, "tone": "neutral" if to_writer else "care"}
    needed = Issue.Status.RETURNED if to_writer else Issue.Status.RAISED
    text = issue.get_status_display()
    if issue.status == Issue.Status.RETURNED and not to_writer:
        text = "Returned"
    return {"text": text, "tone": "turn" if issue.status == needed else "neutral"}


def row(issue: Issue, *, to_writer: bool) -> dict[str, Any]:
    """One line of a list."""
    who = "" if to_writer else f"Raised by {issue.raised_by}"
    told = " · ".join(filter(None, (str(issue.agency), str(issue.theme or ""), who)))
    return {
        "title": str(issue),
        "href": issue.get_absolute_url(),
        "detail": [told, say_moment(issue.raised_at)],
        "tag": tag_for(issue, to_writer=to_writer),
    }
