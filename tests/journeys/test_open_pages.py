"""What a visitor who has not signed in comes upon."""

import pytest


@pytest.mark.on_sqlite_too
def test_a_visitor_is_asked_to_sign_in_and_may_read_what_stands_at_the_foot(page, look):
    page.goto("/account/")
    page.wait_for_url("**/account/sign-in/**")
    look(page, "sign-in")
    for name in ("Help", "Privacy", "Accessibility"):
        page.get_by_role("contentinfo").get_by_role("link", name=name).click()
        page.get_by_role("heading", level=1, name=name).wait_for()
        look(page, name.lower())


def test_a_page_that_is_not_there_says_so(page, look):
    assert page.goto("/nothing-here/").status == 404
    page.get_by_role("heading", level=1).wait_for()
    look(page, "not-found")


def test_whoever_sends_too_often_is_told_to_wait_and_what_they_typed_is_kept(page, look, settings):
    page.goto("/account/forgotten/")
    settings.LIMITS = 0
    for _ in range(2):
        page.goto("/account/forgotten/")
        page.get_by_label("Email").fill("somebody@example.org")
        page.get_by_role("main").get_by_role("button").click()
        page.get_by_role("heading", level=1).wait_for()
    page.get_by_role("heading", level=1, name="That was too often").wait_for()
    look(page, "too-often")
    settings.LIMITS = 1
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.get_by_role("heading", name="That was too often").count() == 0
