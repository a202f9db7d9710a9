"""What the clock calls: sending what waits, and forgetting what was sent. Safe to repeat."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from threespires.kernel.clock import now
from threespires.kernel.rules import goes_by, the_clock
from threespires.mail.models import Letter

KEPT = timedelta(days=30)
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
_SECONDS = 20


@goes_by(the_clock)
def send_letters() -> int:
    """Sends every letter whose turn it is; what fails is tried again later, five times in all.

    Gives the number sent. Without a mail host the letters wait, and go stale.
    """
    if not can_send():
        return 0
    waiting = list(Letter.objects.to_send(now()))
    if not waiting:
        return 0
    connection = get_connection(timeout=_SECONDS)
    return sum(_send(letter, connection) for letter in waiting if _claim(letter))


def can_send() -> bool:
    """Whether a mail host is set."""
    return settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"


def _claim(letter: Letter) -> bool:
    """Counts the try before it is made, so that two senders never both send, nor one for ever."""
    mine = Letter.objects.filter(pk=letter.pk, tries=letter.tries, sent_at__isnull=True)
    return bool(mine.update(tries=F("tries") + 1, next_try_at=now() + _WAITS[letter.tries]))


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    message = EmailMultiAlternatives(letter.subject, letter.body, to=[letter.to], connection=connection)
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        _invite(message, letter)
    try:
        message.send()
    except (SMTPException, OSError) as problem:
        Letter.objects.filter(pk=letter.pk).update(problem=f"{type(problem).__name__}: {problem}"[:300])
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=now(), problem="")
    return True


def _invite(message: EmailMultiAlternatives, letter: Letter) -> None:
    """The calendar stands beside the words as another way to read them, which programs with a calendar take, and once
    more as a file for those that don't. Outlook asks for the method in both places, and for the class of content."""
    message.extra_headers["Content-Class"] = "urn:content-classes:calendarmessage"
    message.attach_alternative(letter.calendar, f"text/calendar; method={letter.calendar_method}")
    message.attach("invite.ics", letter.calendar.encode(), "application/ics")


@goes_by(the_clock)
def forget_letters() -> int:
    """Letters hold names and one-time links: a month after they were written they go."""
    return Letter.objects.filter(written_at__lt=now() - KEPT).delete()[0]
