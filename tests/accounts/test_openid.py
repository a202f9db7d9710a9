"""Signing in by one's organisation, at a real provider."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from tests import make
from tests.accounts import provider
from tests.accounts.proving import code_now, give_code, set_up_app
from threespires.accounts.models import Person
from threespires.accounts.operations import change_address, invite, person_of_openid, stop_signing_in
from threespires.config.signing_in import openid
from threespires.history.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAME, EMAIL = "anne", "anne@council.example.test"
BACK = "http://testserver/account/sign-in/openid/back/"


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    with provider.running(tmp_path_factory.mktemp("provider"), name=NAME, email=EMAIL, back=BACK) as running:
        yield running


@pytest.fixture
def p(settings, council):
    settings.SOCIALACCOUNT_PROVIDERS = council.settings()
    return make.partnership()


@pytest.fixture
def anne(p):
    return invite(by=p.manager, email=EMAIL, name="Anne Example").person


@pytest.fixture
def go(client, council):
    """Goes by the link on the sign-in page to the provider, signs in there, and comes back."""

    def come_back(onward=""):
        there = client.get(reverse("openid_connect_login", args=["openid"]), {"next": onward} if onward else {})
        return client.get(council.signs_in(there.url, NAME))

    return come_back


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_sign_in_page_offers_it_where_the_settings_name_a_provider(p, client, settings):
    assert "Sign in with the council" in client.get(reverse("accounts:sign_in")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with the council" not in client.get(reverse("accounts:sign_in")).content.decode()
    assert client.get(reverse("openid_connect_login", args=["openid"])).status_code == 404


def test_somebody_invited_comes_in_and_is_led_on(p, client, anne, go):
    assert go("/account/").url == "/account/"
    assert signed_in(client) == str(anne.pk)
    anne.refresh_from_db()
    assert anne.has_account
    assert not anne.has_usable_password()
    assert Event.objects.about(anne).filter(verb="person.openid_known").count() == 1


def test_what_the_provider_tells_of_people_is_not_kept(p, client, anne, go):
    for _ in range(2):
        go()
        client.logout()
    assert SocialAccount.objects.get().extra_data == {}


def test_the_request_keeps_to_the_protocol(p, client):
    there = client.get(reverse("openid_connect_login", args=["openid"])).url
    for part in ("response_type=code", "code_challenge=", "code_challenge_method=S256", "state="):
        assert part in there


def test_nobody_is_made_who_was_not_invited(p, client, go):
    people = Person.objects.count()
    answer = go()
    assert answer.status_code == 403
    assert "You have not been invited" in answer.content.decode()
    assert (signed_in(client), Person.objects.count()) == (None, people)
    make.person("Known by a seat alone")
    Person.objects.filter(name="Known by a seat alone").update(email=EMAIL)
    assert go().status_code == 403


def test_whoever_was_stopped_does_not_come_in(p, client, anne, go):
    go()
    client.logout()
    stop_signing_in(anne, by=p.manager)
    assert go().status_code == 403
    assert signed_in(client) is None


def test_a_second_factor_is_asked_for_all_the_same(p, client, anne, go):
    secret = set_up_app(anne)
    assert go().url == reverse("mfa_authenticate")
    assert signed_in(client) is None
    assert give_code(client, code_now(secret)).url == reverse("home:home")


def test_whoever_has_no_password_can_set_up_a_second_factor(p, client, anne, go, settings):
    go()
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    again = client.get(reverse("mfa_activate_totp")).url
    assert again.startswith(reverse("openid_connect_login", args=["openid"]))


def test_an_address_that_was_changed_lets_its_former_holder_in_no_more(p, client, anne, go):
    go()
    change_address(anne, email="anne@elsewhere.example.test", by=p.manager)
    assert go().status_code == 403


def test_a_wrong_secret_lets_nobody_in(p, client, anne, go, settings, council):
    settings.SOCIALACCOUNT_PROVIDERS = council.settings(secret="not this one")
    answer = go()
    assert answer.status_code == 401
    assert "You were not signed in" in answer.content.decode()


@pytest.mark.parametrize("asked", ["", "?code=made-up&state=made-up", "?error=access_denied", "?error=server_error"])
def test_whoever_comes_back_with_anything_else_is_told(p, client, asked):
    answer = client.get(reverse("openid_connect_callback", args=["openid"]) + asked)
    assert answer.status_code == 401
    assert "Nothing has happened" in answer.content.decode()


def test_somebody_elses_return_signs_nobody_in(p, client, anne, council):
    """An attacker's way back, opened in another browser, is not that browser's own."""
    there = client.get(reverse("openid_connect_login", args=["openid"]))
    back = council.signs_in(there.url, NAME)
    other = type(client)()
    assert other.get(back).status_code == 401
    assert signed_in(other) is None


def test_an_address_that_is_not_verified_is_nobodys(p, anne):
    assert person_of_openid(provider="openid", uid="1", verified=[]) is None
    assert person_of_openid(provider="openid", uid="1", verified=["other@council.example.test"]) is None
    assert person_of_openid(provider="openid", uid="1", verified=[EMAIL.upper()]) == anne
    assert person_of_openid(provider="openid", uid="1", verified=[]) == anne, "known by the provider's name from now on"
    assert person_of_openid(provider="other", uid="1", verified=[]) is None


def test_an_address_whose_holder_is_known_lets_in_no_second_identity(p, anne):
    assert person_of_openid(provider="openid", uid="1", verified=[EMAIL]) == anne
    assert person_of_openid(provider="openid", uid="2", verified=[EMAIL]) is None
    assert person_of_openid(provider="openid", uid="1", verified=[EMAIL]) == anne
    assert person_of_openid(provider="other", uid="2", verified=[EMAIL]) == anne, (
        "by another provider they may come too"
    )


def test_the_settings_name_all_of_it_or_nothing(monkeypatch):
    assert openid() == {}
    monkeypatch.setenv("THREESPIRES_OPENID_SERVER", "https://id.example.test")
    with pytest.raises(SystemExit, match="Missing: THREESPIRES_OPENID_CLIENT, THREESPIRES_OPENID_SECRET"):
        openid()
    monkeypatch.setenv("THREESPIRES_OPENID_CLIENT", "threespires")
    monkeypatch.setenv("THREESPIRES_OPENID_SECRET", "secret")
    monkeypatch.setenv("THREESPIRES_OPENID_DOMAINS", "council.example.test,nhs.example.test")
    app = openid()["openid_connect"]["APPS"][0]
    assert app["settings"]["verified_email"] == ["council.example.test", "nhs.example.test"]
    assert app["name"] == "your organisation"
