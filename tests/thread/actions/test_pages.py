"""Every page opens for those who may see it, and is not there for the outsider."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def pages(p):
    """The address of every page, each with something on it."""
    action = make.joint_action(p, "in_progress")
    part = action.parts.first()
    escalation = make.escalation(p)
    make.escalation(p, "answered")
    test, reported = make.effect_test(p), make.effect_test(p, "reported")
    asked = make.update_round(p, [action, escalation.action])
    work = make.work(p)
    one = f"/actions/{action.ref}"
    return [
        "/actions/",
        "/actions/?group=agency&sort=-title&due=later",
        "/actions/print/",
        "/actions/work/",
        "/actions/work/?state=ended",
        f"/actions/work/{work.ref}/",
        f"/actions/work/{action.work.ref}/",
        "/actions/rounds/",
        f"/actions/rounds/{asked.ref}/",
        "/actions/escalations/",
        f"/actions/escalations/{escalation.ref}/",
        "/actions/tests/",
        f"/actions/tests/{test.ref}/",
        f"/actions/tests/{reported.ref}/",
        f"{one}/",
        f"{one}/history/",
        f"{one}/parts/{part.pk}/",
    ]


SEEN_BY = ["scrutineer", "chief_executive", "manager", "quality", "housing_officer", "reviewer"]


@pytest.mark.parametrize("name", SEEN_BY)
def test_everyone_with_a_seat_or_post_opens_every_page(p, client, pages, name):
    client.force_login(p.people[name])
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_nothing_is_there_for_the_outsider(p, client, pages):
    client.force_login(p.outsider)
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
