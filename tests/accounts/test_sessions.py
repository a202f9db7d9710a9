"""Where somebody is signed in, how long it lasts, and how it ends."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import make
from tests.accounts.proving import PASSWORD, give_password
from threespires.accounts import browsers, sessions
from threespires.accounts.links import FORGOTTEN, link_for
from threespires.accounts.models import Device, SignIn
from threespires.accounts.operations import (
    change_address,
    note_factor_change,
    reset_factors,
    set_password,
    stop_signing_in,
)
from threespires.accounts.reminders import forget_sessions
from threespires.accounts.words import FACTOR_CHANGES
from threespires.kernel import clock

pytestmark = pytest.mark.django_db

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 "
    "Edg/130.0.0.0"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 "
    "Mobile/15E148 Safari/604.1"
)
OUT = "/account/sign-in/?next=/account/"


@pytest.fixture
def p():
    made = make.partnership()
    set_password(made.quality, password=PASSWORD)
    set_password(made.manager, password=PASSWORD)
    return made


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=31)`: so much later by the machine's own clock."""
    begun, moved = sessions.seconds(), [0.0]
    monkeypatch.setattr(sessions, "seconds", lambda: begun + moved[0])

    def go_on(**by):
        moved[0] += timedelta(**by).total_seconds()

    return go_on


def come(client, person, browser=EDGE):
    """The person signs in, and opens a page."""
    client.defaults["HTTP_USER_AGENT"] = browser
    give_password(client, person)
    return client.get("/account/")


# ---------------------------------------------------------------------------------------------- limits


def test_whoever_does_nothing_for_half_an_hour_is_signed_out(p, client, later):
    come(client, p.quality)
    later(minutes=30)
    assert client.get("/account/").status_code == 200
    later(minutes=30, seconds=1)
    assert client.get("/account/").url == OUT
    assert "Nothing had happened for 30 minutes, so you were signed out" in client.get(OUT).content.decode()


def test_after_twelve_hours_everybody_is_signed_out(p, client, later):
    come(client, p.quality)
    for _ in range(36):
        later(minutes=20)
        assert client.get("/account/").status_code == 200
    later(seconds=1)
    assert client.get("/account/").url == OUT
    assert "You had been signed in for 12 hours, so you were signed out" in client.get(OUT).content.decode()


def test_the_limits_are_settings(p, client, later, settings):
    settings.IDLE_LIMIT, settings.SESSION_LIMIT = timedelta(minutes=1), timedelta(hours=1)
    come(client, p.quality)
    page = client.get(reverse("accounts:sign_ins")).content.decode()
    assert "nothing happens for 1 minute, and after 1 hour at the latest" in page
    later(minutes=1, seconds=1)
    assert client.get("/account/").url == OUT


def test_a_page_open_to_all_stays_open_to_whoever_was_away(p, client, later):
    come(client, p.quality)
    later(minutes=31)
    assert client.get(reverse("help")).status_code == 200
    later(minutes=-31)
    assert client.get("/account/").status_code == 302, "signed out is signed out"


def test_activity_is_noted_once_a_minute_at_most(p, client, later, django_assert_num_queries):
    come(client, p.quality)
    before = client.session["active"]
    later(seconds=59)
    client.get("/account/")
    assert client.session["active"] == before
    later(seconds=2)
    client.get("/account/")
    assert client.session["active"] > before


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(p, client, later):
    come(client, p.quality)
    for _ in range(3):
        later(minutes=10)
        client.get("/account/", headers={"Sec-Fetch-Dest": "empty"})
    later(seconds=1)
    assert client.get("/account/").url == OUT


# ---------------------------------------------------------------------------------------------- where


def test_one_sees_where_one_is_signed_in_and_nobody_else_does(p, client):
    phone, others = Client(), Client()
    come(client, p.quality)
    come(phone, p.quality, PHONE)
    come(others, p.manager, PHONE)
    page = client.get(reverse("accounts:sign_ins")).content.decode()
    assert "Edge on Windows" in page
    assert "Safari on an iPhone" in page
    assert "This is where you are now" in page
    assert sessions.sign_ins(p.quality).count() == 2
    assert "In 2 browsers" in client.get("/account/").content.decode()


def test_one_of_them_is_ended_and_the_others_go_on(p, client):
    phone = Client()
    come(client, p.quality)
    come(phone, p.quality, PHONE)
    there = sessions.sign_ins(p.quality).get(device__words="Safari on an iPhone")
    assert client.get(reverse("accounts:end_sign_in", args=[there.pk])).status_code == 302, "a button, not a link"
    assert phone.get("/account/").status_code == 200
    client.post(reverse("accounts:end_sign_in", args=[there.pk]))
    assert phone.get("/account/").url == OUT
    assert client.get("/account/").status_code == 200


def test_nobody_ends_where_another_is_signed_in(p, client):
    other = Client()
    come(client, p.quality)
    come(other, p.manager)
    theirs = sessions.sign_ins(p.manager).get()
    assert client.post(reverse("accounts:end_sign_in", args=[theirs.pk])).status_code == 404
    assert other.get("/account/").status_code == 200


def test_signing_out_everywhere_else_leaves_this_one(p, client):
    others = [Client(), Client()]
    for each in (client, *others):
        come(each, p.quality)
    client.post(reverse("accounts:end_others"))
    assert [each.get("/account/").status_code for each in others] == [302, 302]
    assert client.get("/account/").status_code == 200
    assert "You are signed in nowhere else" in client.get(reverse("accounts:sign_ins")).content.decode()


def test_a_new_password_signs_out_everywhere_else(p, client):
    other = Client()
    come(client, p.quality)
    come(other, p.quality)
    client.post(reverse("accounts:change_password"), {"current": PASSWORD, "password": "something else entirely"})
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert sessions.sign_ins(p.quality).count() == 1
    assert "This is where you are now" in client.get(reverse("accounts:sign_ins")).content.decode()


def test_whoever_is_stopped_is_signed_in_nowhere(p, client):
    come(client, p.quality)
    stop_signing_in(p.quality, by=p.manager)
    assert not SignIn.objects.exists()
    assert client.get("/account/").url == OUT


def test_signing_out_leaves_nothing_to_see(p, client):
    come(client, p.quality)
    client.post(reverse("accounts:sign_out"))
    assert not sessions.sign_ins(p.quality).exists()


def test_what_is_over_is_forgotten_by_night(p, client):
    come(client, p.quality)
    assert forget_sessions() == 0
    client.post(reverse("accounts:sign_out"))
    assert forget_sessions() == 1
    assert Device.objects.filter(person=p.quality).exists(), "the browser is known again"


def test_a_browser_is_forgotten_once_its_cookie_is_over(p, client):
    come(client, p.quality)
    client.post(reverse("accounts:sign_out"))
    assert forget_sessions() == 1
    with clock.at(clock.now() + timedelta(days=399)):
        assert forget_sessions() == 0
    with clock.at(clock.now() + timedelta(days=401)):
        assert forget_sessions() == 1
    assert not Device.objects.exists()


# ---------------------------------------------------------------------------------------------- no page opened yet


def add_a_second_step(person, p):
    note_factor_change(person, FACTOR_CHANGES["totp_activated"], here=None)


ENDINGS = [
    lambda person, p: sessions.end_all(person),
    add_a_second_step,
    lambda person, p: reset_factors(person, by=p.manager),
    lambda person, p: change_address(person, email="new@example.test", by=p.manager),
]


@pytest.mark.parametrize("end", ENDINGS, ids=["all", "second step set up", "second step reset", "address"])
def test_whoever_signed_in_and_opened_nothing_is_signed_out_like_everybody(p, client, end):
    give_password(client, p.quality)
    assert sessions.sign_ins(p.quality).count() == 1
    assert client.cookies["device"].value
    end(p.quality, p)
    assert not Session.objects.exists()
    assert client.get("/account/").url == OUT


def test_time_runs_from_signing_in_and_not_from_the_first_page(p, client, later):
    give_password(client, p.quality)
    later(minutes=30, seconds=1)
    assert client.get("/account/").url == OUT


def test_whoever_comes_in_as_another_has_a_session_of_their_own(p, client):
    give_password(client, p.quality)
    link = link_for(p.manager, FORGOTTEN).removeprefix(settings.ADDRESS)
    client.post(link, {"password": PASSWORD})
    assert client.session["_auth_user_id"] == str(p.manager.pk)
    assert sessions.sign_ins(p.manager).get().session_key == client.session.session_key
    assert Device.objects.count() == 2, "each person’s own, in one browser"
    sessions.end_all(p.manager)
    assert client.get("/account/").url == OUT


# ---------------------------------------------------------------------------------------------- browsers


def test_a_new_browser_is_told_by_letter_but_the_first_is_not(p, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        come(client, p.quality)
        come(client, p.quality)
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        come(Client(), p.quality, PHONE)
    [letter] = mail.outbox
    assert letter.to == [p.quality.email]
    assert "Safari on an iPhone" in letter.body
    assert reverse("accounts:sign_ins") in letter.body


def test_a_browser_known_from_before_is_no_news(p, client, django_capture_on_commit_callbacks):
    come(Client(), p.quality, PHONE)
    come(client, p.quality)
    client.post(reverse("accounts:sign_out"))
    with django_capture_on_commit_callbacks(execute=True):
        come(client, p.quality)
    assert mail.outbox == []
    assert Device.objects.filter(person=p.quality).count() == 2


def test_a_browser_is_known_by_a_secret_that_is_not_in_the_database(p, client):
    come(client, p.quality)
    cookie = client.cookies["device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert Device.objects.get().digest not in cookie.value
    assert Device.objects.get().digest == sessions.digest_of(cookie.value)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/130.0 Safari/537.36", "Chrome on a Mac"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/26.0 Chrome/122.0", "Samsung Internet on Android"),
        ("curl/8.0 (Windows)", "A browser on Windows"),
        ("", "A browser that doesn’t say which it is"),
        ("<script>", "A browser that doesn’t say which it is"),
    ],
)
def test_a_browser_is_named_in_words(named, words):
    assert browsers.in_words(named) == words
