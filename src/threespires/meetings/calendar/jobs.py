"""What is done in the background: keeping invitations in step. Safe to repeat."""

from threespires.kernel.rules import goes_by, the_clock
from threespires.meetings.calendar import operations
from threespires.meetings.calendar.invitations import keep_in_step, those_concerned
from threespires.meetings.models import Meeting


@goes_by(the_clock)
def invite_to(meeting: int) -> int:
    """A meeting was arranged, moved or cancelled: whoever it concerns is told. Gives the number of messages."""
    found = Meeting.objects.select_related("group").get(pk=meeting)
    return sum(keep_in_step(person) for person in those_concerned(found))


@goes_by(the_clock)
def keep_everyone_in_step() -> int:
    """Tells everyone what their calendar doesn't hold yet, whatever changed it: seats, delegates, accounts, days gone
    by. Ends the feeds of those who can't sign in any more. Gives the number of messages."""
    operations.end_addresses_of_the_stopped()
    return sum(keep_in_step(person) for person in those_concerned())
