"""Going along: a record opened from a meeting knows at which, and leads back there.

The record's address says it, in `?meeting=implementation-2026-03-05.41`: the meeting and the item under which
stands what is decided on the record's page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from threespires.kernel.addresses import address, asking
from threespires.meetings.models import AgendaItem, Meeting
from threespires.meetings.permissions import may_read_notes, visible_meetings


def named(meeting: Meeting, item: AgendaItem) -> str:
    """How an address names a meeting and one of its lines, for a line itself or a point under it."""
    return f"{meeting.ref}.{item.under_id or item.pk}"


def meeting_at(request: HttpRequest) -> tuple[Meeting, AgendaItem | None] | None:
    """The meeting that the address names, where the person may see it, and its line."""
    ref, _, key = request.GET.get("meeting", "").partition(".")
    meeting = visible_meetings(request.user).filter(ref=ref).select_related("group").first() if ref else None
    if meeting is None:
        return None
    known = key.isascii() and key.isdecimal() and len(key) < 15
    return meeting, meeting.items.filter(pk=key, under=None).first() if known else None


def way_back(request: HttpRequest) -> tuple[str, str] | None:
    """The meeting from which the page was opened, and where it is just now."""
    found = meeting_at(request)
    if found is None:
        return None
    meeting, item = found
    if not (meeting.is_open and may_read_notes(request.user, meeting.group)):
        href = f"{meeting.get_absolute_url()}#item-{item.pk}" if item else meeting.get_absolute_url()
    else:
        href = address("meetings:item", meeting.ref, item.pk) if item else address("meetings:run", meeting.ref)
    return str(meeting), href


class AlongMiddleware:
    """Where a form that was opened from a meeting sends one on to another record, the meeting goes along."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        meeting = request.GET.get("meeting")
        if meeting and request.method == "POST" and isinstance(answer, HttpResponseRedirect):
            answer["Location"] = _onward(request, answer.url, meeting)
        return answer


def _onward(request: HttpRequest, where: str, meeting: str) -> str:
    """To the record with the meeting; where a page leads back to the meeting, to where it is just now."""
    if not where.startswith(address("meetings:meetings")):
        return asking(where, meeting=meeting)
    found = way_back(request)
    return found[1] if found else where
