from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests import make
from threespires.kernel import clock, plates
from threespires.thread.actions import operations as acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def look(client):
    def looked(person, name="home:home"):
        client.force_login(person)
        response = client.get(reverse(name))
        assert response.status_code == 200
        return response.content.decode()

    return looked


def day(days):
    return clock.today() + timedelta(days=days)


def test_home_says_what_i_owe(p, look):
    owner = p.housing_officer
    for number, due_on in enumerate((day(-400), day(-1)), start=1):
        with clock.at(clock.now() - timedelta(days=500)):
            make.action(p, owner=owner, title=f"Late thing {number}", due_on=due_on)
    make.action(p, owner=owner, title="Thing of today", due_on=day(0))
    page = look(owner)
    assert "Two things are late. One is due this week." in page
    assert "400 days late" in page
    assert "Thing of today" in page
    assert "Late thing 1" not in look(p.schools_officer)


def test_home_shows_nine_and_leads_to_all(p, look):
    for number in range(11):
        make.action(p, owner=p.housing_officer, title=f"Thing {number:02d}", due_on=day(30 + number))
    page, _, _ = look(p.housing_officer).partition("Since you last looked")
    assert "All 11 things you owe" in page
    assert "Thing 08" in page
    assert "Thing 09" not in page
    assert "Thing 10" in look(p.housing_officer, "home:owed")


def test_home_shows_what_waits_for_my_decision(p, look):
    make.release(p)
    assert "Check what your group releases" in look(p.second_reviewer)
    assert "Check what your group releases" not in look(p.reviewer)
    assert "Nothing waits for your decision." in look(p.scrutineer)


def test_home_shows_my_next_meetings_and_how_they_stand(p, look, monkeypatch):
    meeting = SimpleNamespace(
        group="Implementation Group", href="/meetings/one/", day="Thursday 5 March, 9:30am to noon",
        place="Council House", quorum="Not yet quorate", tone="care", words="no delegate for the Police",
    )  # fmt: skip
    monkeypatch.setattr(plates, "answer", lambda name, *asked, otherwise: [meeting])
    page = look(p.scrutineer)
    assert "Thursday 5 March, 9:30am to noon, Council House" in page
    assert "Not yet quorate" in page
    assert "no delegate for the Police" in page


def test_home_says_what_will_be_there_when_nothing_is(p, look):
    page = look(p.early_help_chair)
    assert "Nothing is late. Nothing is due this week." in page
    assert "You owe nothing." in page
    assert "No meeting of a group you sit on is planned yet." in page
    assert "The last seven days" in page
    assert "Nothing changed that you can see." in page


def test_home_says_so_to_someone_who_holds_nothing(p, look):
    page = look(p.outsider)
    assert "You hold no seat or post today" in page
    assert "What you owe" not in page
    assert reverse("accounts:people") not in page


def test_home_leads_a_system_administrator_who_holds_nothing_to_accounts(p, look):
    p.outsider.runs_the_system = True
    p.outsider.save()
    assert reverse("accounts:people") in look(p.outsider)


def test_home_tells_what_others_did_since_i_last_looked(p, look):
    look(p.manager)
    with clock.at(clock.now() + timedelta(hours=1)):
        action = make.action(p)
    from_ = clock.now() + timedelta(hours=2)
    with clock.at(from_):
        page = look(p.manager)
    assert "Today, " in page or "Yesterday, " in page
    assert f"raised {action.ref}" in page


def test_home_is_not_for_strangers(client):
    assert client.get("/").status_code == 302


def test_home_takes_as_many_statements_for_many_rows_as_for_few(p, look, django_assert_max_num_queries):
    make.action(p, owner=p.housing_officer, due_on=day(10))
    look(p.housing_officer)
    with django_assert_max_num_queries(34) as few:
        look(p.housing_officer)
    statements = len(few)
    for number in range(12):
        make.action(p, owner=p.housing_officer, due_on=day(number))
    look(p.housing_officer)
    with django_assert_max_num_queries(statements):
        look(p.housing_officer)


def test_home_tells_owner_and_agency_what_rose_and_what_was_answered(p, look):
    title = "What rose to the group above"
    assert title not in look(p.housing_officer)
    risen = make.escalation(p)
    page = look(p.housing_officer)
    assert title in page
    assert f"Escalated: {risen.action.title}" in page
    acting.answer(risen, by=p.chief_executive, answer="Share it for three months.")
    assert "The Executive Board answered: Share it for three months." in look(p.housing_officer)
    assert title not in look(p.schools_officer)


def test_all_that_changed_has_a_page(p, look, client):
    action = make.action(p)
    assert reverse("home:news") in look(p.manager)
    page = look(p.manager, "home:news")
    assert f"raised {action.ref}, {action.title}" in page
    assert "Nothing changed that you can see." in look(p.outsider, "home:news")
    for before in ("x", "1", "9" * 30, "²"):
        assert client.get(reverse("home:news"), {"before": before}).status_code == 200
