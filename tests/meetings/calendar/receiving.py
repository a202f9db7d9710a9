"""A calendar program as it takes messages: a request further on replaces the entry, a cancellation takes it out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from icalendar import Calendar

from threespires.mail.models import Letter

Said = tuple[str, datetime, datetime, str]


@dataclass
class Program:
    """What one mailbox's calendar holds, and how far each entry has got."""

    email: str
    entries: dict[str, Said] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    read: int = 0

    def take(self) -> list[tuple[str, Any]]:
        """Reads the letters that have come since, in their order; gives each with its method."""
        taken = []
        for letter in Letter.objects.filter(to=self.email, pk__gt=self.read).exclude(calendar="").order_by("pk"):
            self.read = letter.pk
            calendar = Calendar.from_ical(letter.calendar)
            [event] = calendar.walk("VEVENT")
            uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
            assert str(event["ATTENDEE"]) == f"mailto:{self.email}"
            assert sequence > self.sequences.get(uid, -1), "a program leaves out what isn't further on"
            self.sequences[uid] = sequence
            if str(calendar["METHOD"]) == "CANCEL":
                assert uid in self.entries, "what was never asked isn't taken out"
                del self.entries[uid]
            else:
                place = str(event.get("LOCATION", ""))
                self.entries[uid] = (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt, place)
            taken.append((str(calendar["METHOD"]), letter))
        return taken


def holds(meetings: list) -> dict[str, Said]:
    """What a calendar that holds these meetings says."""
    return {
        str(each.calendar_id): (f"{each.group} meeting", each.starts_at, each.ends_at, each.place) for each in meetings
    }
