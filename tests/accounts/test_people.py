from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests import make
from threespires.accounts.models import Person
from threespires.accounts.operations import choose_digest, invite, set_password, stop_signing_in
from threespires.accounts.permissions import may_invite, may_make_administrator, may_manage_accounts, may_stop
from threespires.history.models import Event
from threespires.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    made = make.partnership()
    made.people["system"] = made_one = make.person("System")
    made_one.runs_the_system = True
    made_one.save()
    made.people["other_system"] = other = make.person("Other system")
    other.runs_the_system = True
    other.save()
    return made


NOBODY_ELSE = [
    "scrutineer",
    "chief_executive",
    "director",
    "quality",
    "administrator",
    "health_officer",
    "reviewer",
    "outsider",
]


@pytest.mark.parametrize(
    ("who", "may"),
    [("manager", True), ("system", True), *((name, False) for name in NOBODY_ELSE)],
)
def test_may_manage_accounts(p, who, may):
    assert bool(may_manage_accounts(p.people[who])) is may
    assert bool(may_invite(p.people[who], p.outsider)) is may
    assert bool(may_stop(p.people[who], p.quality)) is (may and who != "quality")


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        ("manager", "system", False),
        ("system", "other_system", True),
        ("manager", "manager", False),
        ("system", "system", False),
    ],
)
def test_may_stop_never_oneself_and_a_system_administrator_only_by_another(p, who, whom, may):
    assert bool(may_stop(p.people[who], p.people[whom])) is may


def test_may_stop_nobody_twice(p):
    stop_signing_in(p.quality, by=p.manager)
    p.quality.refresh_from_db()
    assert may_stop(p.manager, p.quality).reason == "Quality can’t sign in already"


def test_a_stopped_system_administrator_is_let_in_again_only_by_another(p):
    stop_signing_in(p.system, by=p.other_system)
    p.system.refresh_from_db()
    assert not may_invite(p.manager, p.system)
    assert may_invite(p.other_system, p.system)


def test_only_a_system_administrator_makes_another(p):
    assert may_make_administrator(p.system)
    assert not may_make_administrator(p.manager)
    with pytest.raises(Refused):
        invite(by=p.manager, email="new@example.test", system_administrator=True)
    assert not Person.objects.filter(email="new@example.test").exists()


def test_being_a_system_administrator_opens_no_record(p, client):
    action = make.action(p)
    client.force_login(p.system)
    assert client.get(action.get_absolute_url()).status_code == 404
    client.force_login(p.manager)
    assert client.get(action.get_absolute_url()).status_code == 200


def test_invite_makes_a_person_who_can_choose_a_password(p, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = invite(by=p.manager, email="New.Person@Example.test", name="New Person")
    person = Person.objects.get(email="new.person@example.test")
    assert (person.name, person.has_account, bool(person.invited_at)) == ("New Person", False, True)
    [letter] = mail.outbox
    assert letter.to == [person.email]
    assert made.link in letter.body
    event = Event.objects.about(person).get()
    assert (event.verb, event.person, event.seat) == ("person.invited", "Manager", str(p.manager.holdings.get()))


def test_invite_keeps_the_name_and_password_somebody_has(p):
    set_password(p.quality, password="three unlikely spires")
    again = invite(by=p.manager, email=p.quality.email.upper(), name="Another name").person
    assert (again, again.name) == (p.quality, "Quality")
    assert again.check_password("three unlikely spires")


def test_invite_is_refused_to_others(p):
    with pytest.raises(Refused):
        invite(by=p.scrutineer, email="new@example.test")


def test_history_never_keeps_a_password(p):
    set_password(p.quality, password="three unlikely spires")
    choose_digest(p.quality, digest="off")
    for event in Event.objects.about(p.quality):
        assert "password" not in event.changes
        assert p.quality.password not in str(event.changes)


def test_people_shows_who_can_sign_in_and_what_they_hold(p, client):
    set_password(p.quality, password="three unlikely spires")
    client.force_login(p.manager)
    page = client.get(reverse("accounts:people")).content.decode()
    assert f"2 of {Person.objects.count()} people can sign in" in page, (
        "by a password, and by whatever let the manager in"
    )
    assert "Chair, Executive Board" in page
    assert "Not invited" in page


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_pages_about_people_are_refused_to_others(p, client, who):
    client.force_login(p.people[who])
    for address in (
        reverse("accounts:people"),
        reverse("accounts:invite"),
        reverse("accounts:invite_again", args=[p.system.pk]),
        reverse("accounts:stop", args=[p.system.pk]),
        reverse("accounts:stop", args=[999_999]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {"email": "x@example.test", "name": "X"}).status_code in (403, 405)
    assert not Person.objects.filter(email="x@example.test").exists()


def test_the_board_manager_invites_stops_and_invites_again(p, client):
    client.force_login(p.manager)
    client.post(reverse("accounts:invite"), {"name": "New Person", "email": "new@example.test"})
    person = Person.objects.get(email="new@example.test")
    assert client.get(reverse("accounts:stop", args=[person.pk])).status_code == 200
    assert client.post(reverse("accounts:stop", args=[person.pk])).status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert b"lets them in again" in client.get(reverse("accounts:invite_again", args=[person.pk])).content
    assert client.post(reverse("accounts:invite_again", args=[person.pk])).status_code == 302
    person.refresh_from_db()
    assert person.is_active


def test_invite_says_what_is_wrong_and_keeps_what_was_typed(p, client):
    client.force_login(p.manager)
    page = client.post(reverse("accounts:invite"), {"name": "New Person", "email": "nonsense"}).content.decode()
    assert "Enter their email address in full, like name@example.com" in page
    assert 'value="New Person"' in page


def test_people_takes_as_many_statements_for_many_as_for_few(p, client, django_assert_max_num_queries):
    client.force_login(p.manager)
    client.get(reverse("accounts:people"))
    with django_assert_max_num_queries(13) as few:
        client.get(reverse("accounts:people"))
    for _ in range(20):
        make.person()
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("accounts:people"))


def test_account_shows_what_i_hold_and_keeps_when_the_letter_comes(p, client):
    client.force_login(p.scrutineer)
    assert b"Chair, Executive Board" in client.get(reverse("accounts:account")).content
    client.post(reverse("accounts:account"), {"digest": "weekly"})
    p.scrutineer.refresh_from_db()
    assert p.scrutineer.digest == "weekly"
    client.post(reverse("accounts:account"), {"digest": "hourly"})
    p.scrutineer.refresh_from_db()
    assert p.scrutineer.digest == "weekly"


def test_account_shows_the_way_to_other_people_only_to_who_may(p, client):
    way = reverse("accounts:people")
    for who, shown in (("manager", True), ("system", True), ("scrutineer", False), ("outsider", False)):
        client.force_login(p.people[who])
        assert (way in client.get(reverse("accounts:account")).content.decode()) is shown


def test_account_says_so_when_one_holds_nothing(p, client):
    client.force_login(p.outsider)
    assert b"You hold no seat or post today" in client.get(reverse("accounts:account")).content


def test_change_password_asks_for_the_one_i_have(p, client):
    set_password(p.quality, password="three unlikely spires")
    client.force_login(p.quality)
    address = reverse("accounts:change_password")
    page = client.post(address, {"current": "wrong", "password": "something else entirely"}).content.decode()
    assert "Your current password is not the one you typed" in page
    sent = {"current": "three unlikely spires", "password": "something else entirely"}
    assert client.post(address, sent).status_code == 302
    assert client.get(reverse("accounts:account")).status_code == 200, "still signed in"
    p.quality.refresh_from_db()
    assert p.quality.check_password("something else entirely")


# -------------------------------------------------------------------------------------- the command line


def test_the_command_makes_the_first_account_and_prints_the_link(client, settings):
    settings.EMAIL_HOST = ""
    out = StringIO()
    call_command("invite", "first@example.test", "--name", "First Person", "--system-administrator", stdout=out)
    person = Person.objects.get()
    assert (person.name, person.runs_the_system) == ("First Person", True)
    link = out.getvalue().split()[-1]
    assert client.get(link.removeprefix(settings.ADDRESS)).status_code == 200


def test_the_command_sends_the_link_where_a_mail_host_is_set(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST = "mail.example.test"
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("invite", "first@example.test", stdout=out)
    assert "http" not in out.getvalue()
    assert mail.outbox[0].to == ["first@example.test"]


def test_the_command_refuses_what_is_no_address():
    with pytest.raises(CommandError, match="nonsense is not an email address"):
        call_command("invite", "nonsense")
