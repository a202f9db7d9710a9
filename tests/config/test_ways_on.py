"""Whatever is refused says so in whole sentences, and leads on."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from threespires.kernel.addresses import page_above

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


def read(answer):
    """The refusal's own words and ways."""
    said = answer.content.decode().split('<div class="ts-refusal">')[1].split("</div>")[0]
    ways = dict(re.findall(r'href="([^"]*)">([^<]*)</a>', said))
    return re.sub(r"<[^>]*>", "", said.split("</p>")[0]), ways, said


def test_a_refusal_is_whole_sentences_and_leads_to_the_page_above(p, client):
    client.force_login(p.police_officer)
    answer = client.get(reverse("accounts:invite"))
    words, ways, said = read(answer)
    assert answer.status_code == 403
    assert words == "Only the Board manager or a system administrator invites people. Nothing has happened."
    assert ways == {reverse("accounts:people"): "Go back", "/": "Go home"}
    assert "<strong></strong>" not in said


@pytest.mark.parametrize("ref", ["A-1", "A-999"])
def test_the_address_of_a_button_leads_to_the_page_that_has_it(p, client, ref):
    client.force_login(p.manager)
    address = reverse("actions:accept", args=[ref])
    answer = client.get(address)
    assert answer.url == reverse("actions:action", args=[ref])
    shown = client.get("/").content.decode()
    assert "Nothing has happened yet. Choose again" in shown
    assert "notification-banner--success" not in shown
    assert client.put(address).status_code == 405


def test_a_session_lost_before_a_button_ends_on_the_page_that_has_it(p, client):
    address = reverse("actions:accept", args=["A-1"])
    lost = client.post(address)
    assert lost.url == f"{reverse('accounts:sign_in')}?next={address}"
    client.force_login(p.manager)
    assert client.get(address).url == reverse("actions:action", args=["A-1"])


def test_a_form_that_expired_is_opened_again(p):
    client = Client(enforce_csrf_checks=True)
    client.force_login(p.manager)
    address = reverse("accounts:invite")
    answer = client.post(address)
    assert answer.status_code == 403
    assert read(answer)[1] == {address: "Open it again", "/": "Go home"}


def test_whoever_was_signed_out_before_sending_a_form_may_sign_in_and_open_it_again():
    client = Client(enforce_csrf_checks=True)
    address = reverse("accounts:invite")
    words, ways, _ = read(client.post(address))
    assert "You are signed out." in words
    assert ways[f"{reverse('accounts:sign_in')}?next=%2Faccount%2Fpeople%2Finvite%2F"] == "Sign in and open it again"


def test_a_sign_in_form_that_expired_is_opened_again():
    address = reverse("accounts:sign_in")
    words, ways, _ = read(Client(enforce_csrf_checks=True).post(address))
    assert "signed out" not in words
    assert ways[address] == "Open it again"


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/actions/A-1/accept/", "/actions/A-1/"),
        ("/account/people/invite/", "/account/people/"),
        ("/nothing/of/the/kind/", "/"),
        ("/", "/"),
    ],
)
def test_the_page_above_an_address_is_the_nearest_there_is(path, above):
    assert page_above(path) == above
