"""What was typed when the session was over is there again, for whoever typed it."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.accounts.proving import PASSWORD, give_password
from threespires.accounts import keeping
from threespires.accounts.models import Device, KeptForm
from threespires.accounts.operations import set_password, stop_signing_in
from threespires.accounts.reminders import forget_sessions
from threespires.kernel import clock
from threespires.thread.actions.lifecycle import State

pytestmark = pytest.mark.django_db

WORDS = "What the young people said about the bus home"


@pytest.fixture
def p():
    made = make.partnership()
    for who in (made.housing_officer, made.quality):
        set_password(who, password=PASSWORD)
    return made


def signed_out(client):
    """The session is over; the browser keeps its other cookies."""
    del client.cookies["sessionid"]


@pytest.fixture
def form(p):
    """A form of the product, and what a person types into it."""
    action = make.action(p, State.IN_PROGRESS)
    return action.get_absolute_url(), {
        "text": WORDS,
        "status": "blocked",
        "blocked_because": "No bus",
        "once": "once-token",
    }


@pytest.fixture
def lost(p, client, form):
    """The form was sent when the session was over."""
    give_password(client, p.housing_officer)
    client.get("/account/")
    signed_out(client)
    return client.post(*form)


def test_what_was_typed_leads_to_signing_in_and_is_there_again(p, client, form, lost):
    address, _ = form
    assert lost.url == f"{reverse('accounts:sign_in')}?next={address}"
    assert "What you typed was not sent, but it is kept" in client.get(lost.url).content.decode()
    assert give_password(client, p.housing_officer, address).url == address
    page = client.get(address, follow=True).content.decode()
    assert WORDS in page
    assert "No bus" in page
    assert page.count("What you typed before you were signed out was kept") == 1


def test_it_is_sealed_in_the_database(lost):
    row = KeptForm.objects.get()
    assert WORDS.encode() not in bytes(row.sealed)
    assert "device" not in str(row.sealed)


def test_another_person_in_the_same_browser_sees_nothing_of_it(p, client, form, lost):
    give_password(client, p.quality, form[0])
    page = client.get(form[0], follow=True).content.decode()
    assert WORDS not in page
    assert WORDS not in client.get(reverse("accounts:kept")).content.decode()
    client.post(reverse("accounts:kept"))
    assert KeptForm.objects.exists(), "nor do they throw it away"


def test_the_same_person_in_another_browser_sees_nothing_of_it(p, form, lost):
    other = Client()
    give_password(other, p.housing_officer)
    assert WORDS not in other.get(form[0], follow=True).content.decode()
    assert WORDS not in other.get(reverse("accounts:kept")).content.decode()


def test_it_opens_neither_for_another_person_nor_at_another_address(p, client, lost):
    row, secret = KeptForm.objects.select_related("device").get(), client.cookies["device"].value
    assert keeping._opened(row, secret)
    assert keeping._opened(row, "another secret") is None
    row.address = "/elsewhere/"
    assert keeping._opened(row, secret) is None
    row.refresh_from_db()
    row.device.person = p.quality
    assert keeping._opened(row, secret) is None


def test_all_of_it_can_be_read_and_thrown_away(p, client, lost):
    give_password(client, p.housing_officer)
    page = client.get(reverse("accounts:kept")).content.decode()
    assert WORDS in page
    assert "once-token" not in page
    client.post(reverse("accounts:kept"))
    assert not KeptForm.objects.exists()
    assert "Nothing is kept" in client.get(reverse("accounts:kept")).content.decode()


def test_once_it_is_sent_it_is_kept_no_more(p, client, form, lost):
    give_password(client, p.housing_officer)
    client.get("/account/")
    assert client.post(*form).status_code == 302
    assert not KeptForm.objects.exists()
    assert WORDS in client.get(form[0], follow=True).content.decode(), "as an update"


def test_sent_twice_after_the_end_the_latest_is_kept(p, client, form, lost):
    client.post(form[0], form[1] | {"text": "Later words"})
    assert KeptForm.objects.count() == 1
    give_password(client, p.housing_officer)
    assert "Later words" in client.get(reverse("accounts:kept")).content.decode()


def test_it_is_kept_too_when_the_time_was_over(p, client, form, monkeypatch):
    give_password(client, p.housing_officer)
    client.get("/account/")
    began = time.time()
    monkeypatch.setattr("threespires.accounts.sessions.seconds", lambda: began + 31 * 60)
    client.post(*form)
    page = client.get(reverse("accounts:sign_in")).content.decode()
    assert "Nothing had happened for 30 minutes" in page
    assert "it is kept" in page
    assert KeptForm.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"password": "three unlikely spires", "current": "x"},
        {"code": "123456"},
        {"once": "once-token"},
        {"text": "x" * (keeping.LONGEST + 1)},
    ],
)
def test_nothing_that_proves_who_one_is_is_kept_nor_nothing_nor_far_too_much(p, client, form, typed):
    give_password(client, p.housing_officer)
    client.get("/account/")
    signed_out(client)
    assert client.post(form[0], typed).status_code == 302
    assert not KeptForm.objects.exists()


def test_nothing_is_kept_for_whoever_was_stopped(p, client, form):
    give_password(client, p.housing_officer)
    stop_signing_in(p.housing_officer, by=p.manager)
    assert client.post(*form).status_code == 302
    assert not KeptForm.objects.exists()


def test_the_latest_ten_are_kept_in_each_browser(p, client, form):
    others = Client()
    for each in (client, others):
        give_password(each, p.housing_officer)
        signed_out(each)
    others.post(*form)
    for number in range(12):
        client.post(f"{form[0]}?number={number}", form[1])
    here = KeptForm.objects.exclude(address=form[0])
    assert [row.address for row in here] == [f"{form[0]}?number={number}" for number in range(11, 1, -1)]
    assert KeptForm.objects.filter(address=form[0]).exists(), "another browser’s own stay"


def test_nothing_is_kept_for_a_stranger(client, form):
    client.post(*form)
    client.cookies["device"] = "made up"
    client.post(*form)
    assert not KeptForm.objects.exists()
    assert not Device.objects.exists()


def test_it_is_kept_a_day(p, client, lost):
    with clock.at(clock.now() + timedelta(hours=23)):
        assert forget_sessions() >= 0
        assert KeptForm.objects.exists()
    with clock.at(clock.now() + timedelta(hours=25)):
        forget_sessions()
        assert not KeptForm.objects.exists()


def test_a_form_that_was_open_too_long_is_filled_in_again(p, form):
    client = Client(enforce_csrf_checks=True)
    client.force_login(p.housing_officer)
    client.get("/account/")
    here = {"headers": {"Origin": "http://testserver"}}
    assert client.post(*form, **here).url == form[0]
    page = client.get(form[0], follow=True).content.decode()
    assert "What you typed is there again" in page
    assert WORDS in page


def test_what_another_site_sends_is_never_filled_in(p, form):
    client = Client(enforce_csrf_checks=True)
    client.force_login(p.housing_officer)
    client.get("/account/")
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {}):
        assert client.post(*form, headers=headers).status_code == 403
    assert not KeptForm.objects.exists()
