"""Signing in with a second step: set up from an invitation, by app and by passkey; by one's organisation; where one is
signed in; and a form that was sent too late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tests.accounts import provider
from tests.accounts.proving import code_now, set_up_app
from tests.journeys.stories import Visit
from threespires.accounts.operations import invite, set_password
from threespires.approvals.operations import approve
from threespires.partnership.models import Seat
from threespires.partnership.operations import ask_reset

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "three spires on one base"


@pytest.fixture
def member(visit, settings):
    """Somebody who sits on a case group, where that takes a second step."""
    settings.SECOND_FACTOR_REQUIRED = True
    return Seat.objects.now().filter(group=visit.area.case_group).order_by("pk").first().person


def keep_passkeys(page: Page) -> None:
    """The browser has an authenticator that says yes, as with a finger laid on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    facts = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": facts | able})


def invited(visit: Visit, member, link_in_the_last_letter) -> Visit:
    """The member, invited by two, has chosen a password and is led to the second step."""
    other = Seat.objects.now().filter(group=visit.area.case_group).exclude(person=member).order_by("pk").first()
    approve(ask_reset(member, by=visit.area.manager, what="link", why="They are new here"), by=other.person)
    theirs = visit.aside()
    theirs.open(link_in_the_last_letter(member.email))
    theirs.write("New password", PASSWORD)
    theirs.press("Set password and sign in")
    theirs.heading("Set up a second step of signing in")
    return theirs


def give_password(v: Visit, member) -> None:
    v.open("/account/sign-in/")
    v.write("Email address", member.email)
    v.write("Password", PASSWORD)
    v.press("Sign in")


@pytest.mark.on_sqlite_too
def test_from_an_invitation_to_an_app_to_signing_in_by_its_code_and_by_a_recovery_code(
    visit, member, link_in_the_last_letter, mailoutbox
):
    theirs = invited(visit, member, link_in_the_last_letter)
    theirs.look("second-step-needed")
    theirs.open("/")
    theirs.heading("Set up a second step of signing in")
    theirs.go("Set up an app")
    theirs.look("app-set-up")
    secret = theirs.main.locator("code").inner_text()
    theirs.write("Code", "000000")
    theirs.press("Set up the app")
    theirs.reads("There is a problem", "The code is not right")
    assert theirs.main.locator("code").inner_text() == secret
    theirs.look("app-set-up-with-errors")
    theirs.write("Code", code_now(secret))
    theirs.press("Set up the app")
    theirs.reads("Authenticator app set up", "never again")
    theirs.look("recovery-codes")
    codes = theirs.main.locator("code").all_inner_texts()
    assert len(codes) == 10
    assert "authenticator app was set up" in mailoutbox[-1].body
    theirs.go("I have kept them")
    theirs.reads("Codes not used yet", "10")
    theirs.look("second-step")
    theirs.open("/")
    theirs.reads("What you owe")

    theirs.open("/account/")
    theirs.press("Sign out")
    give_password(theirs, member)
    theirs.heading("Show that it is you")
    theirs.look("second-step-asked")
    theirs.open("/")
    theirs.heading("Sign in")
    give_password(theirs, member)
    theirs.write("Code", "000000")
    theirs.press("Go on")
    theirs.reads("There is a problem")
    theirs.look("second-step-asked-with-errors")
    theirs.write("Code", code_now(secret))
    theirs.press("Go on")
    theirs.reads("What you owe")

    theirs.open("/account/")
    theirs.press("Sign out")
    give_password(theirs, member)
    theirs.write("Code", codes[0])
    theirs.press("Go on")
    theirs.open("/account/factors/")
    theirs.reads("Codes not used yet", "9")
    theirs.go("Make new ones")
    theirs.look("recovery-codes-make")
    theirs.press("Make new codes")
    theirs.reads("New recovery codes made")
    assert set(theirs.main.locator("code").all_inner_texts()).isdisjoint(codes)
    theirs.open("/account/factors/codes/")
    theirs.reads("can’t be shown again")
    theirs.look("recovery-codes-shown-before")
    theirs.open("/account/factors/")
    theirs.go("Remove")
    theirs.look("app-remove")
    theirs.press("Remove the app")
    theirs.heading("Set up a second step of signing in")


@pytest.mark.with_script_only
def test_from_an_invitation_to_a_passkey_which_signs_in_as_a_second_step_and_by_itself(
    visit, member, link_in_the_last_letter, settings
):
    theirs = invited(visit, member, link_in_the_last_letter)
    keep_passkeys(theirs.page)
    theirs.go("Add a passkey")
    theirs.look("passkey-add")
    theirs.write("What you call it", "Work laptop")
    theirs.press("Add the passkey")
    theirs.reads("Passkey added", "never again")
    theirs.go("I have kept them")
    theirs.reads("Work laptop")
    theirs.look("second-step-with-a-passkey")
    theirs.go("Rename Work laptop")
    theirs.look("passkey-rename")
    theirs.write("What you call it", "The laptop at work")
    theirs.press("Save")
    theirs.reads("The laptop at work")

    theirs.open("/account/")
    theirs.press("Sign out")
    give_password(theirs, member)
    theirs.look("second-step-asked-with-a-passkey")
    theirs.press("Use your passkey")
    theirs.reads("What you owe")

    theirs.open("/account/")
    theirs.press("Sign out")
    theirs.look("sign-in")
    theirs.press("Sign in with a passkey")
    theirs.reads("What you owe")

    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    theirs.open("/account/factors/")
    theirs.go("Remove The laptop at work")
    theirs.heading("Show that it is you")
    theirs.look("password-again")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
    theirs.write("Password", PASSWORD)
    theirs.press("Go on")
    theirs.look("passkey-remove")
    theirs.press("Remove the passkey")
    theirs.heading("Set up a second step of signing in")


@pytest.mark.with_script_only
def test_a_passkey_that_is_not_there_is_said_and_another_way_is_open(visit, member):
    set_password(member, password=PASSWORD)
    secret = set_up_app(member)
    theirs = visit.aside()
    theirs.open("/account/sign-in/")
    theirs.main.get_by_role("button", name="Sign in with a passkey").click()
    theirs.main.get_by_text("No passkey was used").wait_for()
    give_password(theirs, member)
    theirs.write("Code", code_now(secret))
    theirs.press("Go on")
    theirs.reads("What you owe")


def test_one_sees_where_one_is_signed_in_and_signs_out_there(visit):
    set_password(visit.area.quality, password=PASSWORD)
    here, there = visit.aside(), visit.aside()
    for each in (here, there):
        give_password(each, visit.area.quality)
    here.open("/account/")
    here.reads("In 2 browsers")
    here.go("Look where you are signed in")
    here.reads("Chrome on Linux", "This is where you are now")
    here.look("signed-in")
    here.press("Sign out of Chrome on Linux")
    here.reads("Signed out of Chrome on Linux", "You are signed in nowhere else")
    there.open("/account/")
    there.heading("Sign in")


def test_a_form_sent_too_late_is_there_again_after_signing_in(visit, settings):
    person, visit = visit.area.manager, visit.aside()
    set_password(person, password=PASSWORD)
    give_password(visit, person)
    visit.open("/thread/learning/new/?kind=national_learning")
    words = "Young people say that the last bus leaves before the youth club ends"
    visit.write("Title", words)
    settings.IDLE_LIMIT = timedelta(0)
    visit.press("Contribute")
    settings.IDLE_LIMIT = timedelta(minutes=30)
    visit.heading("Sign in")
    visit.reads("Nothing had happened for 0 hours", "it is kept")
    visit.look("sign-in-form-kept")
    visit.write("Email address", person.email)
    visit.write("Password", PASSWORD)
    visit.press("Sign in")
    assert visit.field("Title").input_value() == words
    visit.reads("was kept, and has not been sent")
    visit.look("form-there-again")
    visit.go("See all of it")
    visit.reads(words)
    visit.look("form-kept")
    visit.go("Open the form, with this in it")
    assert visit.field("Title").input_value() == words
    visit.open("/account/kept/")
    visit.press("Throw it away")
    visit.reads("Nothing is kept")
    visit.look("form-kept-none")


@pytest.fixture
def council(tmp_path, live_server):
    back = f"{live_server.url}/account/sign-in/openid/back/"
    facts = {"name": "anne", "email": "anne@council.example.test", "back": back}
    with provider.running(tmp_path, **facts) as running:
        yield running


@pytest.fixture
def anne(visit, browser, script, council, live_server):
    """Somebody's browser that may go to the provider too, and nowhere else."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=script, locale="en-GB")
    context.route(lambda address: not address.startswith((live_server.url, council.address)), _refuse)
    yield replace(visit, page=context.new_page())
    context.close()


def _refuse(route) -> None:
    route.abort()


def test_somebody_invited_signs_in_by_their_organisation(visit, anne, council, settings, live_server):
    settings.SOCIALACCOUNT_PROVIDERS = council.settings()
    for invited in (False, True):
        if invited:
            invite(by=visit.area.manager, email="anne@council.example.test", name="Anne Ashdown")
        anne.open("/account/sign-in/?next=/account/")
        anne.look("sign-in-by-organisation")
        anne.go("Sign in with the council")
        if anne.page.url.startswith(council.address):
            anne.page.fill("#username", "anne")
            anne.page.fill("#password", provider.PASSWORD)
            with anne.page.expect_navigation(url=f"{live_server.url}/**"):
                anne.page.click("button[type=submit]")
        anne.heading("Anne Ashdown" if invited else "You have not been invited")
        anne.look("account-by-organisation" if invited else "not-invited")
    anne.reads("Password", "None")
