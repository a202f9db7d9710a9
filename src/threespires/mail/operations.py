"""Writing a letter. It stands in the outbox with the change it tells of, and is sent after it."""

from threespires.kernel.background import have_done
from threespires.mail.models import Letter

_SEND = "threespires.mail.reminders.send_letters"


def write_letter(to: str, subject: str, body: str, html: str = "", calendar: str = "") -> Letter:
    """Puts a letter to one address in the outbox. If the change is undone, so is the letter.

    It must name no child, no case and no document: a letter leaves the house.

    Args:
        html: the same with headings and links.
        calendar: the same as iCalendar, with its method.
    """
    subject = " ".join(subject.split())[:200]
    letter = Letter.objects.create(to=to, subject=subject, body=body, html=html, calendar=calendar)
    have_done(_SEND)
    return letter
