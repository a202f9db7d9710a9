"""How often one may ask for what costs much: each person for themself, each place where nobody is signed in."""

from datetime import timedelta

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from tests import make
from tests.architecture.test_rooms import PAGES, converter_example
from threespires.accounts import limits
from threespires.accounts.limits import forget_tallies, seconds_to_wait
from threespires.accounts.models import Tally
from threespires.config import served
from threespires.kernel import clock, plates
from threespires.kernel.plates import Limit
from threespires.kernel.rules import anyone

pytestmark = pytest.mark.django_db

SIGN_IN, SEARCH = "accounts:sign_in", "search:search"


@pytest.fixture
def strict(monkeypatch):
    """Three times a minute, for what is asked for here."""
    monkeypatch.setattr(limits, "_limits", lambda: {SEARCH: Limit(3), SIGN_IN: Limit(3, sending_only=True)})


def test_whatever_is_limited_is_there():
    named = {page for room in plates.rooms() for page in room.costly}
    assert named
    assert named <= {name for name, _ in PAGES}


def test_whatever_anyone_may_send_is_limited():
    """By the page that an address leads to: two names may stand for one. The demonstration defends nothing."""
    limited = {page for room in plates.rooms() for page in room.costly}
    found = set()
    for page in served.pages():
        if page.goes_by and anyone in page.goes_by.sending and not page.name.startswith("demo:"):
            examples = {name: converter_example(kind) for name, kind in page.pattern.pattern.converters.items()}
            found.add(resolve(reverse(page.name, kwargs=examples)).view_name)
    assert {"accounts:sign_in", "practitioners:register"} <= found
    assert found - limited == set()


def test_whoever_turned_back_at_their_organisation_is_led_to_signing_in_and_sends_nothing_there(client):
    address = reverse("socialaccount_login_cancelled")
    assert client.get(address).url == reverse(SIGN_IN)
    assert client.post(address, {"email": "x@example.test", "password": "x"}).status_code == 405


def test_it_is_counted_until_it_is_too_often_and_begins_anew_with_the_next_stretch():
    began = timezone.now().replace(minute=0, second=0, microsecond=0)
    with clock.at(began + timedelta(seconds=50)):
        assert [seconds_to_wait("page", "one", Limit(2)) for _ in range(4)] == [0, 0, 10, 10]
        assert seconds_to_wait("page", "another", Limit(2)) == 0
        assert seconds_to_wait("another", "one", Limit(2)) == 0
    with clock.at(began + timedelta(seconds=61)):
        assert seconds_to_wait("page", "one", Limit(2)) == 0
    with clock.at(began + timedelta(minutes=9)):
        assert [seconds_to_wait("page", "one", Limit(1, minutes=10)) for _ in range(2)] == [0, 60]
        assert seconds_to_wait("page", "another", Limit(0, minutes=10)) == 60


def test_of_two_who_ask_first_at_once_neither_is_told_to_wait(monkeypatch):
    plain = Tally.objects.get_or_create

    def after_another(*, key, defaults):
        Tally.objects.create(key=key, count=1, ends=defaults["ends"])
        return plain(key=key, defaults=defaults)

    monkeypatch.setattr(Tally.objects, "get_or_create", after_another)
    assert seconds_to_wait("page", "one", Limit(2)) == 0
    assert Tally.objects.get().count == 2


def test_an_installation_may_allow_more(settings):
    settings.LIMITS = 2
    assert [bool(seconds_to_wait("page", "one", Limit(2))) for _ in range(5)] == [False] * 4 + [True]


def test_one_person_who_asks_too_often_keeps_nobody_else_from_asking(strict, client):
    p = make.partnership()
    client.force_login(p.manager)
    answers = [client.get(reverse(SEARCH), {"q": "sleep & <b>"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert "That was too often" in page
    assert 'href="/search/?q=sleep+%26+%3Cb%3E"' in page
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert client.get("/").status_code == 200
    client.force_login(p.reviewer)
    assert client.get(reverse(SEARCH)).status_code == 200


def test_whoever_has_not_signed_in_is_counted_by_place_and_what_they_typed_is_kept(strict, client):
    def send(place):
        typed = {"email": "somebody@example.org", "password": "a secret", "next": '/"><script>'}
        return client.post(reverse(SIGN_IN), typed, REMOTE_ADDR=place)

    answers = [send("192.0.2.1") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    page = answers[-1].content.decode()
    assert 'name="email" value="somebody@example.org"' in page
    assert "&#34;&gt;&lt;script&gt;" in page
    assert "a secret" not in page
    assert '"><script>' not in page
    assert client.get(reverse(SIGN_IN), REMOTE_ADDR="192.0.2.1").status_code == 200
    assert send("192.0.2.2").status_code == 200


def test_counts_of_what_is_over_are_forgotten():
    seconds_to_wait("page", "one", Limit(2))
    assert forget_tallies() == 0
    with clock.at(timezone.now() + timedelta(minutes=2)):
        assert forget_tallies() == 1
    assert not Tally.objects.exists()
