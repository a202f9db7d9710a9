"""Accounts: invited, in by a password, out again; a forgotten password; who may no longer come in."""

import pytest

from threespires.accounts.operations import set_password

pytestmark = pytest.mark.django_db(transaction=True)

FIRST, SECOND = "three spires on one base", "a second set of long words"


@pytest.mark.on_sqlite_too
def test_somebody_invited_chooses_a_password_signs_in_changes_it_and_signs_out(visit, link_in_the_last_letter):
    visit.sit(visit.area.manager)
    visit.go(visit.area.manager.name)
    visit.look("account")
    visit.go("Invite somebody")
    visit.write("Name", "Wren Ashdown")
    visit.write("Email address", "wren at example.test")
    visit.press("Send the invitation")
    visit.reads("There is a problem")
    assert visit.field("Email address").input_value() == "wren at example.test"
    visit.look("invite-with-errors")
    visit.write("Email address", "wren@example.test")
    visit.press_twice("Send the invitation")
    visit.reads("Wren Ashdown", "Invited 2 February 2026")
    visit.look("people-and-accounts")

    invited = visit.aside()
    invited.open(link_in_the_last_letter())
    invited.look("password-choose")
    invited.write("New password", "wren")
    invited.press("Set password and sign in")
    invited.reads("There is a problem")
    invited.look("password-choose-with-errors")
    invited.write("New password", FIRST)
    invited.press("Set password and sign in")
    invited.heading("You hold no seat or post today")
    invited.open(link_in_the_last_letter())
    invited.heading("This link no longer works")
    invited.look("link-over")
    invited.open("/account/")
    invited.go("Change")
    invited.write("Current password", "not this one")
    invited.write("New password", SECOND)
    invited.press("Change password")
    invited.reads("There is a problem")
    invited.look("password-change-with-errors")
    invited.write("Current password", FIRST)
    invited.write("New password", SECOND)
    invited.press("Change password")
    invited.press("Sign out")
    invited.reads("You have signed out")
    sign_in(invited, "wren@example.test", FIRST)
    invited.reads("The email address or the password is not right")
    assert invited.field("Email address").input_value() == "wren@example.test"
    invited.look("sign-in-with-errors")
    sign_in(invited, "wren@example.test", SECOND)
    invited.heading("You hold no seat or post today")

    visit.open("/account/people/")
    visit.go("Stop Wren Ashdown signing in")
    visit.look("account-stop")
    visit.press("Stop them signing in")
    visit.reads("Stopped")
    invited.open("/")
    invited.heading("Sign in")
    visit.go("Invite again Wren Ashdown")
    visit.look("invite-again")


def sign_in(v, address: str, password: str) -> None:
    v.write("Email address", address)
    v.write("Password", password)
    v.press("Sign in")


def test_a_forgotten_password_is_chosen_anew_and_nobody_learns_who_has_an_account(visit, link_in_the_last_letter):
    set_password(visit.area.outsider, password=FIRST)
    stranger = visit.aside()
    stranger.open("/account/sign-in/")
    stranger.go("I have forgotten my password")
    stranger.look("forgotten")
    said = []
    for address in ("nobody@example.test", visit.area.outsider.email):
        stranger.open("/account/forgotten/")
        stranger.write("Email address", address)
        stranger.press("Send the link")
        said.append(stranger.main.inner_text().replace(address, ""))
    assert said[0] == said[1]
    stranger.look("link-sent")
    stranger.open(link_in_the_last_letter())
    stranger.write("New password", SECOND)
    stranger.press("Set password and sign in")
    stranger.heading("You hold no seat or post today")


def test_one_click_signs_in_as_anybody_of_the_story(visit):
    stranger = visit.aside()
    stranger.open("/demo/")
    stranger.look("demo-people")
    stranger.press(f"Sign in as {visit.area.scrutineer.name}")
    stranger.reads("What you owe")
    assert visit.area.scrutineer.name in stranger.page.inner_text("header")
