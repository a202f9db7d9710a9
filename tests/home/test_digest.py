from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from tests import make
from threespires.accounts.operations import choose_digest, set_password, stop_signing_in
from threespires.home.digest import daily_letter
from threespires.home.reminders import digest
from threespires.kernel import clock, plates
from threespires.kernel.plates import Owed
from threespires.mail.models import Letter

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)


@pytest.fixture
def owed(monkeypatch):
    """What everybody owes and is to decide, as the test says."""
    kept = {"owed": [Owed("Send <the> report", "/duties/5/", due=date(2026, 3, 2), detail="Jo Child’s case")]}
    monkeypatch.setattr(plates, "gathered", lambda name: [lambda person, today: list(kept.get(name, []))])
    return kept


@pytest.fixture
def ann():
    person = make.person("Ann Example")
    return set_password(person, password="three unlikely spires")


def on(day):
    return clock.at(datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=7))


def test_the_letter_says_what_is_late_due_and_waiting(owed, ann, settings):
    owed["owed"] += [
        Owed("Draft agenda", "/a/", due=date(2026, 3, 4)),
        Owed("Answer today", "/b/", due=TUESDAY),
        Owed("Much later", "/c/", due=date(2026, 6, 1)),
    ]
    owed["decisions"] = [Owed("Move the forum?", "/d/", since=date(2026, 2, 24), detail="A paper’s name")]
    letter = daily_letter(ann, TUESDAY)
    assert letter.subject == "1 late, 2 due this week – Tuesday 3 March 2026"
    assert letter.text.startswith("One thing is late. Two are due this week.\n")
    for said in ("Send <the> report (2 March, 1 day late)", "Draft agenda (Wednesday)", "Answer today (Today)"):
        assert said in letter.text
    assert "Move the forum? (24 February)" in letter.text
    assert f"{settings.ADDRESS}/duties/5/" in letter.text
    assert "Send &lt;the&gt; report" in letter.html
    assert f'href="{settings.ADDRESS}/account/"' in letter.html
    for words in (letter.subject, letter.text, letter.html):
        assert "Much later" not in words
        assert "Jo Child" not in words, "what stands behind a link stays there"
        assert "A paper’s name" not in words


@pytest.mark.parametrize("things", [[], [Owed("Much later", "/c/", due=date(2026, 6, 1))], [Owed("Undated", "/c/")]])
def test_there_is_no_letter_when_there_is_nothing_to_do_now(owed, ann, things):
    owed["owed"] = things
    assert daily_letter(ann, TUESDAY) is None
    with on(TUESDAY):
        assert digest() == 0
    assert not Letter.objects.exists()


def test_there_is_a_letter_for_a_decision_alone(owed, ann):
    owed.clear()
    owed["decisions"] = [Owed("Move the forum?", "/d/")]
    assert daily_letter(ann, TUESDAY).subject == "1 to decide – Tuesday 3 March 2026"


def test_digest_goes_once_a_day_however_often_the_clock_calls(owed, ann, django_capture_on_commit_callbacks):
    with on(TUESDAY), django_capture_on_commit_callbacks(execute=True):
        assert (digest(), digest()) == (1, 0)
    with on(TUESDAY + timedelta(days=1)):
        assert digest() == 1
    assert mail.outbox[0].to == [ann.email]


def test_digest_passes_over_people_without_an_account_stopped_or_who_want_none(owed, ann):
    make.person()
    stopped = set_password(make.person(), password="three unlikely spires")
    system = make.person()
    system.runs_the_system = True
    system.save()
    stop_signing_in(stopped, by=system)
    choose_digest(ann, digest="off")
    with on(TUESDAY):
        assert digest() == 0


def test_digest_goes_weekly_to_those_who_chose_so(owed, ann):
    choose_digest(ann, digest="weekly")
    sent = []
    for day in range(14):
        with on(date(2026, 3, 2) + timedelta(days=day)):
            sent.append(digest())
    assert [day for day, count in enumerate(sent) if count] == [0, 7]


def test_digest_rests_on_a_bank_holiday_and_the_weekly_one_comes_the_day_after(owed, ann):
    choose_digest(ann, digest="weekly")
    easter_monday = date(2026, 4, 6)
    with on(easter_monday):
        assert digest() == 0
    with on(easter_monday + timedelta(days=1)):
        assert digest() == 1


def test_what_is_owed_at_once_leads_the_letter_and_says_how_late_it_is(owed, ann):
    owed["owed"].append(Owed("A possible concern waits", "/concerns/PC-1/", due=date(2026, 3, 2), at_once=True))
    letter = daily_letter(ann, TUESDAY)
    assert letter.subject.startswith("1 at once, 1 late")
    assert letter.text.index("AT ONCE") < letter.text.index("LATE")
    assert "A possible concern waits (2 March, 1 day late)" in letter.text
