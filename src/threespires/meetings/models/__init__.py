"""Meetings and what happens at them, one file for each family of nouns."""

from threespires.meetings.calendar.models import Calendar, Invitation
from threespires.meetings.models.decisions import Decision
from threespires.meetings.models.interests import Declaration, Touch
from threespires.meetings.models.meetings import (
    PRIVATE,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingQuerySet,
    Typing,
)
from threespires.meetings.models.minutes import Correction, Minutes

__all__ = [
    "PRIVATE",
    "AgendaItem",
    "Attendance",
    "Calendar",
    "Correction",
    "Decision",
    "Declaration",
    "Invitation",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "Touch",
    "Typing",
]
