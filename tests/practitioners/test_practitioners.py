"""Practitioners: how one becomes one, what opens, what doesn't, how it ends."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests import make
from tests.accounts.proving import PASSWORD
from threespires.accounts.models import Person
from threespires.accounts.operations import set_password
from threespires.config import middleware
from threespires.history.models import Event
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.partnership.models import Agency
from threespires.practitioners import links
from threespires.practitioners.models import Practitioner
from threespires.practitioners.operations import add, end
from threespires.practitioners.permissions import may_keep_practitioners, practises, visible_practitioners

pytestmark = pytest.mark.django_db

EMAIL = "noa@schools.example.test"


@pytest.fixture
def p():
    made = make.partnership()
    made.schools.email_domains = ["schools.example.test"]
    made.schools.save()
    made.people["lead"] = made.schools_officer
    return made


@pytest.fixture
def letter(django_capture_on_commit_callbacks):
    """What the last letter says, once this has been done."""

    def write(do):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return mail.outbox[-1] if mail.outbox else None

    return write


def ask(client, email=EMAIL):
    return client.post(reverse("practitioners:register"), {"name": "Noa Example", "email": email})


def path_in(letter):
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)


# ------------------------------------------------------------------------------------------- registering


def test_an_address_of_an_agency_is_confirmed_before_anybody_is_made(p, client, letter):
    sent = letter(lambda: ask(client))
    assert sent.to == [EMAIL]
    assert not Person.objects.filter(email=EMAIL).exists()
    path = path_in(sent)
    assert "Noa Example, a practitioner of" in client.get(path).content.decode()
    weak = client.post(path, {"password": "short"}).content.decode()
    assert "must be 12 characters or more" in weak
    assert client.post(path, {"password": PASSWORD}).url == reverse("home:home")
    noa = Person.objects.get(email=EMAIL)
    assert practises(noa).seat == f"Noa Example, practitioner, {p.schools}"
    assert client.session["_auth_user_id"] == str(noa.pk)
    assert Event.objects.filter(verb="practitioner.registered").count() == 1
    assert client.get(path).status_code == 410, "the link works once"


@pytest.mark.parametrize("email", [EMAIL, "noa@elsewhere.example.test", "known@schools.example.test"])
def test_the_answer_is_the_same_whatever_the_address(p, client, email):
    Person.objects.create_person(email="known@schools.example.test", name="Known Example")
    page = ask(client, email).content.decode()
    assert f"If {email} is an address of an agency that takes part" in page


def test_no_link_goes_elsewhere_nor_to_a_domain_that_only_looks_alike(p, client, letter):
    for email in ("noa@elsewhere.test", "noa@evil-schools.example.test", "noa@schools.example.test.evil.test"):
        assert letter(lambda email=email: ask(client, email)) is None


def test_somebody_known_is_told_so_and_no_link_is_made(p, client, letter):
    Person.objects.create_person(email=EMAIL, name="Noa Example")
    sent = letter(lambda: ask(client))
    assert "known already: ask the Board manager" in sent.body, "nobody sends them a link at their own asking"
    assert "/sign-in/" not in sent.body
    set_password(Person.objects.get(email=EMAIL), password=PASSWORD)
    sent = letter(lambda: ask(client))
    assert "known already: sign in with it" in sent.body
    assert "/practitioners/register/" not in sent.body


def test_few_letters_go_however_often_it_is_asked(p, client, letter):
    letter(lambda: [ask(client) for _ in range(6)])
    assert len(mail.outbox) == 3


def test_asking_to_register_keeps_nobody_from_a_link_to_choose_a_password(p, client, letter):
    set_password(p.quality, password=PASSWORD)
    letter(lambda: [ask(client, p.quality.email) for _ in range(6)])
    forgotten = letter(lambda: client.post(reverse("accounts:forgotten"), {"email": p.quality.email}))
    assert "Choose a new password" in forgotten.subject


def test_the_letter_says_nothing_that_a_stranger_typed(p, client, letter):
    typed = "Your account is shut, write to evil.example.test"
    sent = letter(lambda: client.post(reverse("practitioners:register"), {"name": typed, "email": EMAIL}))
    assert typed not in sent.body
    page = client.get(path_in(sent)).content.decode()
    assert typed in page
    assert "If that is not your name" in page


def test_an_agency_that_has_ended_registers_nobody_any_more(p, client, letter):
    path = path_in(letter(lambda: ask(client)))
    Agency.objects.filter(pk=p.schools.pk).update(ends=today() - timedelta(days=1))
    assert client.get(path).status_code == 410
    assert letter(lambda: ask(client, "other@schools.example.test")) is None


def test_a_link_is_over_after_a_day_and_a_made_up_one_at_once(p, client, letter, monkeypatch):
    path = path_in(letter(lambda: ask(client)))
    monkeypatch.setattr(links, "LASTS", timedelta(seconds=-1))
    assert client.get(path).status_code == 410
    assert client.get(reverse("practitioners:confirm", args=["made-up"])).status_code == 410


def test_the_sign_in_page_offers_it_where_an_agency_said_its_addresses(p, client):
    way = reverse("practitioners:register")
    assert way in client.get(reverse("accounts:sign_in")).content.decode()
    Agency.objects.update(email_domains=[])
    assert way not in client.get(reverse("accounts:sign_in")).content.decode()


# ------------------------------------------------------------------------------------------- what opens


@pytest.fixture
def noa(p):
    person = make.person("Noa Example")
    Practitioner.objects.create(person=person, agency=p.schools, starts=today())
    return person


def test_no_room_opens_to_a_practitioner_but_one_whose_plate_says_so(p, client, noa, monkeypatch):
    client.force_login(noa)
    account = client.get(reverse("accounts:account")).content.decode()
    assert "Noa Example, practitioner" in account
    assert client.get(reverse("partnership:groups")).status_code == 404
    monkeypatch.setattr(middleware, "_lets_practitioners_in", lambda view: True)
    assert client.get(reverse("actions:plan")).status_code == 200
    client.force_login(p.outsider)
    assert client.get(reverse("actions:plan")).status_code == 404


def test_whoever_practises_no_more_is_nobody_here(p, noa):
    Practitioner.objects.update(starts=today() - timedelta(days=9), ends=today() - timedelta(days=1))
    assert not practises(noa)
    Practitioner.objects.update(ends=None)
    assert practises(noa)
    Agency.objects.filter(pk=p.schools.pk).update(ends=today() - timedelta(days=1))
    assert not practises(noa)


# ------------------------------------------------------------------------------------------- the agency's lead


def test_only_the_agencys_lead_keeps_its_practitioners(p):
    allowed = {name for name, person in p.people.items() if may_keep_practitioners(person, p.schools)}
    assert allowed == {"lead", "schools_officer"}
    assert not may_keep_practitioners(p.lead, p.housing)


def test_the_lead_adds_somebody_who_is_sent_a_link(p, client, letter):
    client.force_login(p.lead)
    address = reverse("practitioners:add", args=[p.schools.key])
    assert "Add a practitioner" in client.get(p.schools.get_absolute_url()).content.decode()
    wrong = client.post(address, {"name": "Noa Example", "email": "nonsense"}).content.decode()
    assert "Enter their email address in full" in wrong
    assert 'value="Noa Example"' in wrong
    sent = letter(lambda: client.post(address, {"name": "Noa Example", "email": "noa@home.example.test"}))
    assert "You can sign in to Threespires" in sent.subject
    assert "Noa Example" in client.get(p.schools.get_absolute_url()).content.decode()
    again = client.post(address, {"name": "Noa Example", "email": "NOA@home.example.test"})
    assert again.status_code == 403


def test_somebody_known_without_an_account_is_sent_no_link_and_the_page_says_so(p, client, letter):
    Person.objects.create_person(email="noa@home.example.test", name="Noa Example")
    client.force_login(p.lead)
    address = reverse("practitioners:add", args=[p.schools.key])
    assert "has no account is let in by the Board manager" in client.get(address).content.decode()
    assert letter(lambda: client.post(address, {"name": "Noa", "email": "noa@home.example.test"})) is None


def test_adding_somebody_known_changes_nothing_of_how_they_sign_in(p, letter):
    set_password(p.quality, password=PASSWORD)
    assert letter(lambda: add(by=p.lead, agency=p.schools, email=p.quality.email, name="Other")) is None
    p.quality.refresh_from_db()
    assert (p.quality.name, p.quality.check_password(PASSWORD)) == ("Quality", True)


def test_the_lead_ends_it_at_once(p, client, noa):
    [row] = visible_practitioners(p.lead)
    client.force_login(p.lead)
    address = reverse("practitioners:end", args=[row.pk])
    assert "closed to them at once" in client.get(address).content.decode()
    client.post(address)
    assert not practises(noa)
    assert client.get(address).status_code == 404


def test_nobody_else_adds_sees_or_ends(p, client, noa):
    row = Practitioner.objects.get()
    with pytest.raises(Refused):
        add(by=p.manager, agency=p.schools, email="x@example.test", name="X")
    with pytest.raises(Refused):
        end(row, by=p.manager)
    for who in ("manager", "scrutineer", "housing_officer"):
        client.force_login(p.people[who])
        assert "Practitioners</h2>" not in client.get(p.schools.get_absolute_url()).content.decode()
        assert client.get(reverse("practitioners:add", args=[p.schools.key])).status_code == 403
        assert client.get(reverse("practitioners:end", args=[row.pk])).status_code == 404
