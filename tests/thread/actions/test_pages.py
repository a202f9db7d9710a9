"""Every page opens for those who may see it, and is not there for the outsider."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


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
        f"/actions/work/?level={work.level.key}",
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


@pytest.fixture
def steps(p):
    """The address of every page that asks for something, for who may do it."""
    action, proposed, joint = make.action(p, "in_progress"), make.action(p, "proposed"), make.joint_action(p)
    part = joint.parts.first()
    work, test = make.work(p, "taken_up"), make.effect_test(p)
    asked = make.update_round(p, [action])
    return {
        "/actions/new/": p.manager,
        f"/actions/new/?work={work.ref}": p.manager,
        f"/actions/many/?do=ask&action={action.ref}": p.manager,
        f"/actions/many/?do=date&action={action.ref}": p.manager,
        f"/actions/many/?do=owner&action={action.ref}": p.manager,
        "/actions/work/new/": p.manager,
        f"/actions/work/new/?priority={work.priority.ref}": p.manager,
        f"/actions/work/{work.ref}/finish/": p.manager,
        f"/actions/work/{work.ref}/withdraw/": p.manager,
        "/actions/rounds/new/": p.manager,
        f"/actions/rounds/{asked.ref}/chase/": p.manager,
        "/actions/tests/new/": p.quality,
        f"/actions/tests/new/?priority={work.priority.ref}": p.quality,
        f"/actions/tests/new/?action={action.ref}": p.quality,
        f"/actions/tests/{test.ref}/report/": p.quality,
        f"/actions/tests/{test.ref}/withdraw/": p.quality,
        f"/actions/{action.ref}/change/": p.manager,
        f"/actions/{action.ref}/withdraw/": p.manager,
        f"/actions/{action.ref}/evidence/": p.housing_officer,
        f"/actions/{action.ref}/propose/": p.housing_officer,
        f"/actions/{action.ref}/escalate/": p.housing_officer,
        f"/actions/{proposed.ref}/return/": p.police_officer,
        f"/actions/{joint.ref}/parts/{part.pk}/change/": p.manager,
        f"/actions/{joint.ref}/parts/{part.pk}/evidence/": p.schools_officer,
    }


def test_every_page_that_asks_opens_for_who_may(client, steps):
    answers = {}
    for page, person in steps.items():
        client.force_login(person)
        answers[page] = client.get(page).status_code
    assert answers == dict.fromkeys(steps, 200)


def test_every_form_sent_empty_comes_back_with_its_mistakes(client, steps):
    for page, person in steps.items():
        if page.endswith("/new/") and "rounds" not in page:
            continue  # these ask by address which priority or work is meant
        client.force_login(person)
        answer = client.post(page, {"version": ""})
        assert answer.status_code == 200, page
        assert "There is a problem" in answer.content.decode(), page


def test_nothing_is_there_for_the_outsider(p, client, pages, steps):
    client.force_login(p.outsider)
    pages = [*pages, *steps]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
