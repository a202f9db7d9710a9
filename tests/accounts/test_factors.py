"""The second step of signing in: who must have one, how it is set up, asked for and taken away."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.urls import reverse

from tests import make
from tests.accounts.proving import PASSWORD, code_now, codes_of, give_code, give_password, set_up_app
from threespires.accounts import factors, keys
from threespires.accounts.links import FORGOTTEN, INVITATION, link_for
from threespires.accounts.operations import change_address, reset_factors, send_forgotten_link, set_password
from threespires.accounts.permissions import may_let_in_again
from threespires.accounts.words import FACTOR_CHANGES, NOT_THIS_PASSKEY, WRONG_CODE, WRONG_TOO_OFTEN
from threespires.approvals.operations import approve
from threespires.history.models import Event
from threespires.kernel.verdict import Refused, yes
from threespires.partnership.models import PostHolding
from threespires.partnership.operations import ask_reset
from threespires.partnership.permissions import needs_second_factor
from threespires.vault.ring import KeyMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    made = make.partnership()
    for name in ("reviewer", "quality", "manager"):
        set_password(made.people[name], password=PASSWORD)
    return made


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def signed_in(client):
    return "_auth_user_id" in client.session


# -------------------------------------------------------------------------------------------- who must have one


def test_who_sits_on_a_case_group_or_is_a_lead_representative_needs_one(p):
    needing = {name for name, person in p.people.items() if needs_second_factor(person)}
    case_group = {seat.person for seat in p.practice_review.seats.all()}
    leads = {held.person for held in PostHolding.objects.filter(post__function="lead_representative")}
    assert {p.people[name] for name in needing} == case_group | leads
    assert p.reviewer in case_group
    assert "quality" not in needing


@pytest.mark.parametrize("address", ["home:home", "accounts:account", "search:search", "accounts:sign_ins"])
def test_whoever_needs_one_is_led_to_set_it_up_before_anything_else_opens(p, client, required, address):
    client.force_login(p.reviewer)
    assert client.get(reverse(address)).url == reverse("mfa_index")
    assert client.post(reverse("accounts:account"), {"digest": "off"}).url == reverse("mfa_index")
    page = client.get(reverse("mfa_index")).content.decode()
    assert "nothing else opens before you have set one up" in page


def test_what_is_open_to_all_stays_open_and_one_may_sign_out(p, client, required):
    client.force_login(p.reviewer)
    assert client.get(reverse("help")).status_code == 200
    assert client.post(reverse("accounts:sign_out")).url == reverse("accounts:sign_in")


def test_once_it_is_set_up_all_opens_and_nobody_asks_again(p, client, required, django_assert_num_queries):
    set_up_app(p.reviewer)
    client.force_login(p.reviewer)
    assert client.get(reverse("accounts:account")).status_code == 200
    asked = [query["sql"] for query in _queries(lambda: client.get(reverse("home:home")))]
    assert not any("mfa_authenticator" in sql for sql in asked)


def _queries(do):
    connection.force_debug_cursor = True
    before = len(connection.queries_log)
    do()
    connection.force_debug_cursor = False
    return list(connection.queries_log)[before:]


def test_whoever_needs_none_is_left_alone(p, client, required):
    client.force_login(p.quality)
    assert client.get(reverse("home:home")).status_code == 200


def test_the_demonstration_asks_nobody(p, client):
    client.force_login(p.reviewer)
    assert client.get(reverse("home:home")).status_code == 200


# -------------------------------------------------------------------------------------------- signing in


def test_whoever_has_one_is_asked_for_it_after_the_password(p, client):
    secret = set_up_app(p.quality)
    assert give_password(client, p.quality, "/account/").url == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get("/account/").url.startswith(reverse("accounts:sign_in"))
    assert "Show that it is you" in client.get(reverse("mfa_authenticate")).content.decode()
    assert give_code(client, code_now(secret)).url == "/account/"
    assert signed_in(client)


def test_a_wrong_code_is_said_and_lets_nobody_in(p, client):
    set_up_app(p.quality)
    give_password(client, p.quality)
    assert WRONG_CODE in give_code(client, "000000").content.decode()
    assert "Enter your code" in give_code(client, "").content.decode()
    assert not signed_in(client)


def test_a_code_works_once(p, client):
    secret = set_up_app(p.quality)
    code = code_now(secret)
    give_password(client, p.quality)
    assert give_code(client, code).status_code == 302
    client.post(reverse("accounts:sign_out"))
    give_password(client, p.quality)
    assert WRONG_CODE in give_code(client, code).content.decode()


def test_codes_are_guessed_at_a_few_times_and_no_more(p, client):
    secret = set_up_app(p.quality)
    give_password(client, p.quality)
    for _ in range(5):
        assert WRONG_CODE in give_code(client, "000000").content.decode()
    assert WRONG_TOO_OFTEN in give_code(client, code_now(secret)).content.decode()


def test_a_recovery_code_lets_in_once(p, client):
    set_up_app(p.quality)
    code = codes_of(p.quality)[0]
    for lets_in in (True, False):
        give_password(client, p.quality)
        assert (give_code(client, code).status_code == 302) is lets_in
        client.post(reverse("accounts:sign_out"))
    assert len(codes_of(p.quality)) == 9


def test_without_the_password_there_is_no_second_step(p, client):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")
    assert give_code(client, "000000").url == reverse("account_login")


@pytest.mark.parametrize("token", [FORGOTTEN, INVITATION])
def test_a_one_time_link_goes_round_no_second_step(p, client, token):
    secret = set_up_app(p.reviewer)
    link = re.sub(r"^https?://[^/]+", "", link_for(p.reviewer, token))
    assert client.post(link, {"password": "another long password"}).url == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert give_code(client, code_now(secret)).url == reverse("home:home")


def test_whoever_is_stopped_between_the_steps_stays_outside(p, client):
    secret = set_up_app(p.quality)
    give_password(client, p.quality)
    p.quality.is_active = False
    p.quality.save()
    give_code(client, code_now(secret))
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("credential", ["", "nonsense", "{}", "[]", '{"id": 1}', '{"rawId": "AA"}'])
def test_a_made_up_passkey_lets_nobody_in(p, client, credential):
    set_up_app(p.quality)
    give_password(client, p.quality)
    page = client.post(reverse("mfa_authenticate"), {"credential": credential}).content.decode()
    assert "There is a problem" in page
    assert client.post(reverse("mfa_login_webauthn"), {"credential": credential}).status_code == 302
    assert not signed_in(client)
    assert NOT_THIS_PASSKEY.endswith("another way")


# -------------------------------------------------------------------------------------------- setting up


def test_an_app_is_set_up_with_codes_told_by_letter_and_signs_out_elsewhere(
    p, client, django_capture_on_commit_callbacks
):
    other = type(client)()
    for each in (client, other):
        give_password(each, p.quality)
        each.get("/account/")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in page
    assert "data:image/svg+xml" in page
    refused = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert WRONG_CODE in refused
    assert secret in refused, "what the app has read stays good"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    shown = client.get(answer.url).content.decode()
    assert all(code in shown for code in codes_of(p.quality))
    assert not any(code in client.get(answer.url).content.decode() for code in codes_of(p.quality)), "only once"
    assert FACTOR_CHANGES["totp_activated"].letter in mail.outbox[-1].body
    assert Event.objects.about(p.quality).filter(verb="person.app_set_up").exists()
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_the_secret_lies_sealed_in_the_database(p, client):
    secret = set_up_app(p.quality)
    codes = codes_of(p.quality)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_without_the_key_nobody_comes_in_and_no_other_is_made(p, client, settings, tmp_path):
    secret = set_up_app(p.quality)
    give_password(client, p.quality)
    settings.KEYS = tmp_path
    with pytest.raises(KeyMissing):
        keys.open_secret("")
    with pytest.raises(KeyMissing):
        keys.seal_secret("another")
    assert give_code(client, code_now(secret)).status_code >= 400
    assert not signed_in(client)
    assert list(tmp_path.iterdir()) == []


def test_whoever_came_a_while_ago_shows_again_who_they_are(p, client, settings):
    give_password(client, p.quality)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    page = client.post(answer.url, {"password": "wrong"}).content.decode()
    assert "That is not your password" in page
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 60
    assert client.post(answer.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_removing_the_only_one_takes_the_codes_too_and_leads_to_setting_up(
    p, client, required, django_capture_on_commit_callbacks
):
    secret = set_up_app(p.reviewer)
    give_password(client, p.reviewer)
    give_code(client, code_now(secret))
    assert client.get("/account/").status_code == 200
    assert "Remove the app" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=p.reviewer).exists()
    assert client.get("/account/").url == reverse("mfa_index")


def test_new_codes_take_the_place_of_the_old(p, client, django_capture_on_commit_callbacks):
    secret = set_up_app(p.quality)
    old = codes_of(p.quality)
    give_password(client, p.quality)
    give_code(client, code_now(secret))
    assert "will work no more" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    assert set(codes_of(p.quality)).isdisjoint(old)


def test_the_page_of_passkeys_asks_the_browser_for_one(p, client):
    give_password(client, p.quality)
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert 'data-passkey="create"' in page
    assert "challenge" in page
    refused = client.post(reverse("mfa_add_webauthn"), {"name": "Laptop", "credential": "{}"}).content.decode()
    assert "There is a problem" in refused
    assert 'value="Laptop"' in refused


def test_another_persons_passkey_is_not_there(p, client):
    theirs = Authenticator.objects.create(user=p.manager, type="webauthn", data={"name": "Hers", "credential": {}})
    give_password(client, p.quality)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert client.post(reverse(name, args=[theirs.pk])).status_code == 404


def test_the_system_knows_no_way_to_sign_up(client):
    for path in ("/account/signup/", "/accounts/signup/", "/account/sign-in/signup/", "/account/password/reset/"):
        assert client.get(path).status_code == 404


# -------------------------------------------------------------------------------------------- letting in again


def test_letting_in_again_a_member_of_a_case_group_takes_two(p):
    assert "Nobody alone lets Reviewer in again" in may_let_in_again(p.manager, p.reviewer).reason
    with pytest.raises(Refused):
        reset_factors(p.reviewer, by=p.manager)
    with pytest.raises(Refused):
        change_address(p.reviewer, by=p.manager, email="elsewhere@example.test")
    reset_factors(p.reviewer, by=p.second_reviewer, agreed=yes("two of the group"))


def test_two_take_off_a_second_step_and_change_an_address(p):
    set_up_app(p.reviewer)
    for what, email in (("second_step", ""), ("address", "elsewhere@example.test")):
        asked = ask_reset(p.reviewer, by=p.manager, what=what, why="Lost on the train", email=email)
        approve(asked, by=p.second_reviewer)
    p.reviewer.refresh_from_db()
    assert p.reviewer.email == "elsewhere@example.test"
    assert not factors.has_one(p.reviewer)


@pytest.mark.parametrize("has_one", [True, False])
def test_a_mailbox_alone_lets_in_nobody_who_needs_a_second_step_and_has_none(
    p, required, has_one, django_capture_on_commit_callbacks
):
    if has_one:
        set_up_app(p.reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        send_forgotten_link(p.reviewer.email)
    [letter] = mail.outbox
    assert ("/account/set-password/" in letter.body) is has_one
    assert ("a second person approves it" in letter.body) is not has_one


def test_the_board_manager_takes_off_a_second_step_and_changes_an_address_in_the_browser(p, client):
    set_up_app(p.quality)
    client.force_login(p.manager)
    people = client.get(reverse("accounts:people")).content.decode()
    take_off, change = (
        reverse(f"accounts:{name}", args=[p.quality.pk]) for name in ("reset_second_step", "change_address")
    )
    assert take_off in people
    assert change in people
    assert "know that it is they who asked" in client.get(take_off).content.decode()
    client.post(take_off)
    assert not factors.has_one(p.quality)
    taken = client.post(change, {"email": p.manager.email}).content.decode()
    assert "must be one that nobody here has" in taken
    assert client.post(change, {"email": "new@example.test"}).status_code == 302
    p.quality.refresh_from_db()
    assert p.quality.email == "new@example.test"


@pytest.mark.parametrize("page", ["reset_second_step", "change_address"])
def test_nobody_else_does_and_for_a_member_of_a_case_group_neither_does_the_board_manager(p, client, page):
    for who, whom in (("quality", p.outsider), ("manager", p.reviewer), ("manager", p.manager)):
        client.force_login(p.people[who])
        address = reverse(f"accounts:{page}", args=[whom.pk])
        assert client.get(address).status_code == 403
        assert client.post(address, {"email": "x@example.test"}).status_code == 403


def test_resetting_takes_away_every_factor_signs_out_and_tells(p, client, django_capture_on_commit_callbacks):
    secret = set_up_app(p.quality)
    give_password(client, p.quality)
    give_code(client, code_now(secret))
    client.get("/account/")
    with django_capture_on_commit_callbacks(execute=True):
        reset_factors(p.quality, by=p.manager)
    assert not factors.factors_of(p.quality).any
    assert client.get("/account/").status_code == 302
    assert "taken off your account" in mail.outbox[-1].body
    event = Event.objects.about(p.quality).filter(verb="person.factors_reset").get()
    assert event.person == "Manager"


def test_an_address_is_changed_once_told_to_both_and_old_links_are_void(p, client, django_capture_on_commit_callbacks):
    former, link = p.quality.email, link_for(p.quality, FORGOTTEN)
    with django_capture_on_commit_callbacks(execute=True):
        change_address(p.quality, email="New.Address@example.test", by=p.manager)
    p.quality.refresh_from_db()
    assert p.quality.email == "new.address@example.test"
    assert {letter.to[0] for letter in mail.outbox} == {former, p.quality.email}
    assert client.get(re.sub(r"^https?://[^/]+", "", link)).status_code == 410
    with pytest.raises(Refused, match="Somebody else has this address"):
        change_address(p.outsider, email=p.quality.email.upper(), by=p.manager)


def test_nobody_lets_themself_in_again(p):
    assert not may_let_in_again(p.manager, p.manager)
    assert not may_let_in_again(p.quality, p.outsider)
    assert may_let_in_again(p.manager, p.outsider)
