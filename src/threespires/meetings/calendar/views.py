"""Pages about one's own calendar, and the feed that calendar programs read."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from threespires.kernel.addresses import address
from threespires.kernel.clock import now
from threespires.kernel.rules import anyone, goes_by
from threespires.meetings.calendar import operations
from threespires.meetings.calendar.entry import Entry, alone, feed
from threespires.meetings.calendar.forms import InvitationsForm
from threespires.meetings.calendar.whose import known_calendar, own_meetings
from threespires.meetings.permissions import calendar_at, visible_meetings
from threespires.partnership.models import Board
from threespires.partnership.permissions import takes_part

KEPT_BEHIND = timedelta(days=365)
"""How long a meeting that took place stays in the feed."""
_TYPE = "text/calendar; charset=utf-8"
_SHOWN = 6


@goes_by(takes_part, sending=takes_part)
def calendar(request: HttpRequest) -> HttpResponse:
    """How my meetings come into my own calendar: the feed's address, and invitations."""
    known = known_calendar(request.user)
    form = InvitationsForm(request.POST or None, initial={"invitations": known.invitations})
    if form.is_valid():
        operations.choose_invitations(request.user, invitations=form.cleaned_data["invitations"])
        messages.success(request, "Saved for which meetings invitations come")
        return redirect("meetings:calendar")
    coming = own_meetings(request.user, now())
    facts = {"calendar": known, "form": form, "coming": coming[:_SHOWN], "more": len(coming) - _SHOWN}
    return render(request, "meetings/calendar/calendar.html", facts)


@goes_by(sending=takes_part)
def make_address(request: HttpRequest) -> HttpResponse:
    """Makes the feed's secret address and shows it, this once."""
    secret = operations.make_address(request.user)
    where = settings.ADDRESS + address("meetings:feed", secret)
    facts = {"where": where, "opens": f"webcal://{where.partition('://')[2]}"}
    return render(request, "meetings/calendar/address.html", facts)


@goes_by(sending=takes_part)
def end_address(request: HttpRequest) -> HttpResponse:
    """The address reads nothing any more."""
    operations.end_address(request.user)
    messages.success(request, "The address of your feed has ended. Your calendar program will show nothing new.")
    return redirect("meetings:calendar")


@goes_by(anyone, calendar_at)
def read_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed, for a calendar program. One that has read it before is told whether it changed."""
    found = get_object_or_404(calendar_at(request.user, secret).select_related("person"))
    home = Board.objects.filter(is_home=True).first()
    entries = [Entry.of(meeting) for meeting in own_meetings(found.person, now() - KEPT_BEHIND)]
    content = feed(entries, name=f"{home.short_name or home.name} meetings" if home else "Meetings")
    operations.note_read(found, hashlib.sha256(content).hexdigest())
    etag, changed = quote_etag(found.etag), int(found.changed_at.timestamp())
    answer = HttpResponse(content, content_type=_TYPE)
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed)
    answer["Content-Disposition"] = 'inline; filename="meetings.ics"'
    told = get_conditional_response(request, etag=etag, last_modified=changed, response=answer) or answer
    told.kept_for = "private, no-cache"
    return told


@goes_by(visible_meetings)
def entry(request: HttpRequest, ref: str) -> HttpResponse:
    """One meeting, to be put into a calendar by hand."""
    meeting = get_object_or_404(visible_meetings(request.user).select_related("group"), ref=ref)
    answer = HttpResponse(alone(Entry.of(meeting)), content_type=_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer
