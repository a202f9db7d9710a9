from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import transaction

from threespires.kernel import clock
from threespires.mail.models import MOST_TRIES, STALE_AFTER, Letter
from threespires.mail.operations import write_letter
from threespires.mail.reminders import KEPT, forget_letters, send_letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_host(monkeypatch):
    def fail(*args, **facts):
        raise SMTPServerDisconnected("gone away")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)


def later(**time):
    return clock.at(clock.now() + timedelta(**time))


def test_write_letter_sends_it_after_the_change(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_letter("a@example.test", "Two\nlines", "Words", html="<p>Words</p>")
        assert mail.outbox == []
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["a@example.test"], "Two lines", "Words")
    assert sent.alternatives[0][:2] == ("<p>Words</p>", "text/html")
    assert Letter.objects.get().sent_at


@pytest.mark.django_db(transaction=True)
def test_a_letter_goes_with_the_change_it_tells_of():
    with transaction.atomic():
        write_letter("a@example.test", "Subject", "Words")
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert mail.outbox == []


def test_send_letters_sends_each_once():
    write_letter("a@example.test", "Subject", "Words")
    assert (send_letters(), send_letters()) == (1, 0)
    assert len(mail.outbox) == 1


def test_send_letters_leaves_alone_what_another_sender_took(monkeypatch):
    letter = write_letter("a@example.test", "Subject", "Words")
    taken = list(Letter.objects.to_send(clock.now()))
    monkeypatch.setattr("threespires.mail.models.LetterQuerySet.to_send", lambda self, moment: taken)
    Letter.objects.filter(pk=letter.pk).update(tries=1)
    assert send_letters() == 0
    assert mail.outbox == []


def test_send_letters_tries_again_later_five_times_and_keeps_the_problem(broken_host):
    write_letter("a@example.test", "Subject", "Words")
    waits = [1, 5, 30, 120]
    assert send_letters() == 0
    for tries, minutes in enumerate(waits, start=1):
        assert Letter.objects.get().tries == tries
        assert Letter.objects.get().problem == "SMTPServerDisconnected: gone away"
        send_letters()
        assert Letter.objects.get().tries == tries, "not before its time"
        Letter.objects.update(next_try_at=clock.now() + timedelta(minutes=minutes))
        with later(minutes=minutes, seconds=1):
            send_letters()
    assert Letter.objects.get().tries == MOST_TRIES
    with later(days=1):
        send_letters()
    letter = Letter.objects.get()
    assert (letter.tries, letter.sent_at) == (MOST_TRIES, None)


def test_each_wait_is_longer_than_the_last(broken_host):
    write_letter("a@example.test", "Subject", "Words")
    waits = []
    moment = clock.now()
    for _ in range(MOST_TRIES):
        with clock.at(moment):
            send_letters()
        due = Letter.objects.get().next_try_at
        waits.append(due - moment)
        moment = due
    assert waits == sorted(set(waits))


def test_send_letters_succeeds_after_a_problem(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", _refuse)
        write_letter("a@example.test", "Subject", "Words")
        send_letters()
    with later(minutes=2):
        assert send_letters() == 1
    assert Letter.objects.get().problem == ""


def _refuse(self):
    raise ConnectionRefusedError("nobody there")


def test_letters_wait_without_a_mail_host_and_go_stale(settings):
    letter = write_letter("a@example.test", "Subject", "Words")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert send_letters() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Letter.objects.filter(pk=letter.pk).update(written_at=clock.now() - STALE_AFTER)
    assert send_letters() == 0
    assert Letter.objects.get().tries == 0


def test_forget_letters_forgets_those_a_month_old():
    old, new = write_letter("a@example.test", "Old", ""), write_letter("a@example.test", "New", "")
    Letter.objects.filter(pk=old.pk).update(written_at=clock.now() - KEPT - timedelta(seconds=1))
    assert forget_letters() == 1
    assert Letter.objects.get() == new
