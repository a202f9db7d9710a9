"""Letters about packs. They name the group and the day, and no paper."""

from django.conf import settings

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.dates import say_date
from threespires.papers.models import Pack
from threespires.partnership.models import Seat
from threespires.partnership.standing import BELONGING


def sent_out(pack: Pack) -> None:
    """To each who sits on the group on the day of the meeting: the pack, or a supplement to it, is there."""
    meeting = pack.meeting
    what = "A supplement to the pack" if pack.is_supplement else "The pack"
    subject = f"{what} for {meeting.group.in_a_sentence} on {say_date(meeting.day)}"
    for person in readers(pack):
        body = (
            f"Hello {person},\n\n{subject} can be read and fetched here, when you have signed in:\n\n"
            f"{settings.ADDRESS}{pack.get_absolute_url()}\n"
        )
        plates.answer("write_letter", person.email, subject, body, otherwise=None)


def readers(pack: Pack) -> list[Person]:
    """Those who sit on the group on the day, each once."""
    meeting = pack.meeting
    seats = Seat.objects.on(meeting.day).filter(group=meeting.group, role__in=BELONGING, person__is_active=True)
    return list({seat.person_id: seat.person for seat in seats.select_related("person")}.values())
