import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests import make
from threespires.accounts import guessing
from threespires.accounts.links import FORGOTTEN, INVITATION, link_for
from threespires.accounts.models import Guess, Person
from threespires.accounts.operations import set_password, stop_signing_in
from threespires.accounts.reminders import forget_guesses
from threespires.accounts.views.signing_in import TOO_MANY, WRONG
from threespires.kernel import clock

pytestmark = pytest.mark.django_db
PASSWORD = "three unlikely spires"
ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def ann():
    person = Person.objects.create_person(email="ann@example.test", name="Ann Example")
    return set_password(person, password=PASSWORD)


@pytest.fixture
def sign_in(client, ann):
    def tried(password=PASSWORD, email="ann@example.test", onward="", **facts):
        return client.post(reverse("accounts:sign_in"), {"email": email, "password": password, "next": onward}, **facts)

    return tried


def page(response):
    assert response.status_code == 200
    return response.content.decode()


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link)


def test_sign_in_leads_home(sign_in, client, ann):
    response = sign_in()
    assert (response.status_code, response.url) == (302, reverse("home:home"))
    assert client.session["_auth_user_id"] == str(ann.pk)


def test_sign_in_takes_the_address_in_any_letters(sign_in):
    assert sign_in(email="ANN@Example.TEST").status_code == 302


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/groups/", "/groups/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_sign_in_leads_where_one_was_going_and_never_away(sign_in, asked, led):
    assert sign_in(onward=asked).url == led


def test_a_page_that_needs_signing_in_leads_back_to_itself(client, ann):
    response = client.get("/account/")
    assert response.url == "/account/sign-in/?next=/account/"
    assert 'name="next" value="/account/"' in page(client.get(response.url))


@pytest.mark.parametrize(
    ("email", "password"),
    [("ann@example.test", "wrong"), ("nobody@example.test", PASSWORD)],
)
def test_a_wrong_password_and_a_wrong_address_read_the_same(sign_in, email, password):
    shown = page(sign_in(password, email))
    assert WRONG in shown
    assert "Error: Sign in" in shown


def test_someone_never_invited_or_stopped_cannot_sign_in(sign_in, client, ann):
    assert WRONG in page(sign_in("!", make.person().email))
    ann.is_active = False
    ann.save()
    assert WRONG in page(sign_in())


def test_a_stopped_person_is_out_at_once(sign_in, client, ann):
    sign_in()
    administrator = make.person()
    administrator.runs_the_system = True
    administrator.save()
    stop_signing_in(ann, by=administrator)
    assert client.get("/account/").status_code == 302


def test_sign_in_refuses_the_right_password_after_too_many_guesses(sign_in):
    for _ in range(guessing.GUESSES_AT_ONE):
        assert WRONG in page(sign_in("wrong"))
    assert TOO_MANY in page(sign_in())
    with clock.at(clock.now() + timedelta(minutes=guessing.MINUTES, seconds=1)):
        assert sign_in().status_code == 302


def test_a_stranger_elsewhere_cannot_lock_a_colleague_out(sign_in):
    for _ in range(guessing.GUESSES_AT_ONE + 3):
        sign_in("wrong", **ELSEWHERE)
    assert TOO_MANY in page(sign_in(**ELSEWHERE))
    assert sign_in().status_code == 302


def test_guesses_at_many_addresses_from_one_place_are_slowed(sign_in, monkeypatch):
    monkeypatch.setattr(guessing, "GUESSES_FROM_ONE_PLACE", 3)
    for number in range(3):
        sign_in("wrong", f"person-{number}@elsewhere.test", **ELSEWHERE)
    assert TOO_MANY in page(sign_in(**ELSEWHERE))
    assert sign_in().status_code == 302


def test_signing_in_forgives_earlier_guesses(sign_in):
    for _ in range(guessing.GUESSES_AT_ONE - 1):
        sign_in("wrong")
    sign_in()
    assert not Guess.objects.exists()


def test_the_place_is_named_by_proxies_that_we_trust_and_no_other(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.7", REMOTE_ADDR="10.0.0.1")
    settings.PROXIES = 0
    assert guessing.place_of(request) == "10.0.0.1"
    settings.PROXIES = 1
    assert guessing.place_of(request) == "192.0.2.7"
    settings.PROXIES = 3
    assert guessing.place_of(request) == "10.0.0.1"


def test_forget_guesses_keeps_a_day(ann):
    guessing.note_guess("a@example.test", "192.0.2.7")
    assert forget_guesses() == 0
    with clock.at(clock.now() + timedelta(days=1, seconds=1)):
        assert forget_guesses() == 1


def test_sign_out_is_a_button_not_a_link(sign_in, client):
    sign_in()
    assert client.get(reverse("accounts:sign_out")).url == reverse("accounts:account")
    assert client.post(reverse("accounts:sign_out")).url == reverse("accounts:sign_in")
    assert client.get("/account/").status_code == 302


def test_who_is_signed_in_already_goes_on(sign_in, client):
    sign_in()
    assert client.get(reverse("accounts:sign_in")).url == "/"


# ------------------------------------------------------------------------------------- forgotten, invited


@pytest.mark.parametrize("address", ["ann@example.test", "nobody@example.test", "stopped@example.test"])
def test_forgotten_answers_the_same_whether_anybody_has_the_address(client, ann, address):
    Person.objects.create_person(email="stopped@example.test", name="Never invited")
    shown = page(client.post(reverse("accounts:forgotten"), {"email": address}))
    assert f"If somebody with an account has the address {address}" in shown


def test_forgotten_sends_a_link_to_whoever_has_an_account_and_nobody_else(
    client, ann, django_capture_on_commit_callbacks
):
    Person.objects.create_person(email="never@example.test", name="Never invited")
    with django_capture_on_commit_callbacks(execute=True):
        for address in ("ann@example.test", "never@example.test", "nobody@example.test"):
            client.post(reverse("accounts:forgotten"), {"email": address})
    [letter] = [letter for letter in mail.outbox if "Choose a new" in letter.subject]
    assert letter.to == ["ann@example.test"]
    [link] = re.findall(r"http\S+", letter.body)
    assert client.get(path_of(link)).status_code == 200


def test_forgotten_sends_few_letters_however_often_it_is_asked(client, ann, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(guessing.LINKS_AN_HOUR + 3):
            page(client.post(reverse("accounts:forgotten"), {"email": "ann@example.test"}))
    assert len(mail.outbox) == guessing.LINKS_AN_HOUR


@pytest.mark.parametrize("token", [INVITATION, FORGOTTEN])
def test_a_link_sets_a_password_once_and_signs_in(client, token):
    person = make.person()
    address = path_of(link_for(person, token))
    assert person.name in page(client.get(address))
    response = client.post(address, {"password": PASSWORD})
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(person.pk)
    client.logout()
    assert client.get(address).status_code == 410
    assert client.post(address, {"password": "another long password"}).status_code == 410
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize(("token", "days"), [(INVITATION, 7), (FORGOTTEN, 1)])
def test_a_link_is_over_after_its_time(client, monkeypatch, token, days):
    address = path_of(link_for(make.person(), token))
    begun = token._now()
    monkeypatch.setattr(type(token), "_now", lambda self: begun + timedelta(days=days))
    assert client.get(address).status_code == 200
    monkeypatch.setattr(type(token), "_now", lambda self: begun + timedelta(days=days, seconds=1))
    assert client.get(address).status_code == 410


def test_a_link_is_void_once_a_password_is_set_otherwise(client, ann):
    address = path_of(link_for(ann, FORGOTTEN))
    set_password(ann, password="something else entirely")
    assert client.get(address).status_code == 410


def test_a_link_opens_nothing_for_somebody_who_was_stopped(client, ann):
    address = path_of(link_for(ann, FORGOTTEN))
    Person.objects.update(is_active=False)
    assert client.get(address).status_code == 410


@pytest.mark.parametrize(
    ("key", "token"), [("MQ", "abc-def"), ("!!!!", "x"), ("OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "x-y"), ("YWJj", "-")]
)
def test_a_made_up_link_is_over_too(client, key, token):
    assert client.get(reverse("accounts:set_password", args=[key, token])).status_code == 410


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Enter your new password"),
        ("short", "Your new password must be 12 characters or more"),
        ("password1234", "Your new password must be one that others don’t use"),
        ("Ann Example 1", "Your new password must be less like your name or address"),
    ],
)
def test_a_weak_password_is_refused_in_plain_words(client, ann, password, said):
    shown = page(client.post(path_of(link_for(ann, FORGOTTEN)), {"password": password}))
    assert said in shown
    assert not password or f'value="{password}"' not in shown


def test_whoever_had_a_password_is_told_that_it_changed(ann, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_password(ann, password="something else entirely")
        set_password(make.person(), password="a first password")
    assert [letter.to for letter in mail.outbox] == [["ann@example.test"]]


def test_the_demonstration_asks_for_no_password(client, settings):
    assert "without a password" in page(client.get(reverse("accounts:sign_in")))
    settings.DEMO = True
    assert client.get(reverse("accounts:sign_in")).url == reverse("demo:people")
