"""An emerging issue: raised at the front line, read by moderators, turned into learning or answered otherwise."""

import pytest
from django.urls import reverse

from tests import make
from tests.lifecycles import walked
from tests.verdicts import allowed
from threespires.cases.models import Entry
from threespires.concerns import operations as concerns
from threespires.kernel.clock import today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership.models import Board, Group
from threespires.practitioners import operations as practitioners
from threespires.thread.learning.models import Learning
from threespires.vault import store
from threespires.vault.ring import KeyMissing
from threespires.work.forum import operations, permissions
from threespires.work.forum.lifecycle import LIFECYCLE
from threespires.work.forum.models import Issue
from threespires.work.forum.offers import decisions, owed, sections

pytestmark = pytest.mark.django_db

SEEN = "Families who move are not told which school has a place."
LEARNED = {"title": "Moves lose children their school", "summary": "Whoever rehouses a family tells education."}


WRITTEN_AGAIN = {"setting": "Hostels", "seen": "Moves out of hostels."}


@pytest.fixture
def p():
    return make.partnership()


def returned(p):
    return operations.send_back(make.issue(p), by=p.manager, because="Which moves do you mean?")


def raise_again(p, issue):
    return operations.raise_again(issue, by=p.housing_officer, agency=p.housing, **WRITTEN_AGAIN)


def test_an_issue_is_answered_once_and_written_again_only_when_returned():
    assert walked(LIFECYCLE) == {
        "learn_from": {"raised": "learned"},
        "send_back": {"raised": "returned"},
        "set_aside": {"raised": "set_aside"},
        "raise_again": {"returned": "raised"},
    }


def test_whoever_holds_a_seat_or_post_raises_an_issue(p):
    assert allowed(p, permissions.may_raise_issue) == set(p.people) - {"outsider"}


@pytest.mark.parametrize("rule", [permissions.may_learn_from, permissions.may_send_back, permissions.may_set_aside])
def test_the_forums_moderators_answer_an_issue(p, rule):
    p.people["chair"], p.people["administers"] = (
        make.member(p.forum, role=role) for role in ("chair", "administrator")
    )
    p.people["member"] = make.member(p.forum)
    assert allowed(p, rule, make.issue(p)) == {"manager", "chair", "administers"}
    assert permissions.may_read_queue(p.people["chair"])
    assert not permissions.may_read_queue(p.people["member"])


def test_nobody_answers_what_they_raised_themself(p):
    issue = make.issue(p, by=p.manager)
    assert "You raised this yourself" in permissions.may_learn_from(p.manager, issue).reason


def test_an_issue_is_seen_by_whoever_raised_it_and_the_moderators(p):
    issue = make.issue(p)
    seen = {name for name, person in p.people.items() if issue in permissions.visible_issues(person)}
    assert seen == {"housing_officer", "manager"}


def test_learn_from_makes_learning_that_says_nothing_of_who_raised_it(p):
    issue = operations.learn_from(make.issue(p), by=p.manager, **LEARNED)
    learning = Learning.objects.get()
    assert (learning.kind, learning.group, learning.contributed_by) == ("forum", p.forum, p.manager)
    assert learning.agency is None
    assert not learning.origin
    assert issue.learning == learning
    assert issue.published_at
    assert Letter.objects.get().to == p.housing_officer.email


def test_send_back_says_why_and_the_writer_writes_it_again(p):
    issue = returned(p)
    assert [thing.href for thing in owed(p.housing_officer, today())] == [issue.get_absolute_url()]
    assert "Which moves" not in Letter.objects.get().body
    with pytest.raises(Refused, match="Only whoever raised this"):
        operations.raise_again(issue, by=p.manager, agency=p.housing, **WRITTEN_AGAIN)
    raise_again(p, issue)
    again = Issue.objects.get()
    assert (again.status, again.seen) == ("raised", "Moves out of hostels.")
    assert decisions(p.manager, today())


def test_what_was_returned_and_then_marked_is_neither_written_again_nor_owed(p):
    issue = returned(p)
    concerns.mark(issue, by=p.manager)
    assert owed(p.housing_officer, today()) == []
    with pytest.raises(Refused, match="can never be published"):
        raise_again(p, issue)


@pytest.mark.parametrize(
    ("verb", "who", "deed"),
    [
        ("issue.raised", "housing_officer", make.issue),
        ("issue.learned_from", "manager", lambda p: operations.learn_from(make.issue(p), by=p.manager, **LEARNED)),
        ("issue.returned", "manager", returned),
        ("issue.set_aside", "manager", lambda p: operations.set_aside(make.issue(p), by=p.manager, because="Known")),
        ("issue.raised_again", "housing_officer", lambda p: raise_again(p, returned(p))),
        ("text.marked", "manager", lambda p: concerns.mark(make.issue(p), by=p.manager).text),
    ],
)
def test_each_deed_is_written_down_once_with_who_did_it(p, verb, who, deed):
    done = deed(p)
    (entry,) = Entry.objects.filter(verb=verb)
    assert (entry.person, entry.kind, entry.thing) == (p.people[who], "forum.issue", str(done.pk))


def test_set_aside_says_why_and_waits_for_nobody(p):
    issue = operations.set_aside(make.issue(p), by=p.manager, because="It is in the plan already")
    assert Issue.objects.get().answer == "It is in the plan already"
    assert decisions(p.manager, today()) == owed(p.housing_officer, today()) == []
    assert issue.published_at is None


def test_what_waits_is_on_the_moderators_home_and_on_nobody_elses(p):
    make.issue(p)
    assert [thing.title for thing in decisions(p.manager, today())] == ["Read an emerging issue"]
    assert decisions(p.housing_officer, today()) == decisions(p.outsider, today()) == []


def test_only_the_forums_own_page_says_how_to_raise_one(p):
    assert sections(p.housing_officer, p.forum, today())[0].facts == {"reads": False, "waiting": 0}
    assert sections(p.manager, p.forum, today())[0].facts["reads"]
    assert sections(p.manager, p.early_help, today()) == sections(p.outsider, p.forum, today()) == []


def test_without_a_forum_nothing_can_be_raised(p):
    type(p.forum).objects.filter(pk=p.forum.pk).update(ends=today().replace(year=today().year - 1))
    with pytest.raises(Refused, match="no forum today"):
        make.issue(p)


def test_another_boards_forum_hears_nothing_and_its_chair_reads_nothing(p, client):
    board = Board.objects.create(key="adults", name="Adults Board", area="Northmere")
    facts = {"kind": "forum", "starts": p.forum.starts, "order": 0}
    other = Group.objects.create(board=board, key="adults-forum", name="Adults’ forum", **facts)
    chair = make.member(other, role="chair")
    assert make.issue(p).group == p.forum
    assert not permissions.may_read_queue(chair)
    assert sections(p.housing_officer, other, today()) == []
    client.force_login(p.manager)
    assert "One emerging issue waits" in client.get(reverse("forum:queue")).content.decode()
    Group.objects.filter(pk=p.forum.pk).update(ends=today().replace(year=today().year - 1))
    with pytest.raises(Refused, match="no forum today"):
        make.issue(p)


def test_without_its_keys_nothing_can_be_raised(p, monkeypatch):
    def gone(name):
        raise KeyMissing("not here")

    monkeypatch.setattr(store, "make", gone)
    with pytest.raises(Refused, match="the keys that seal it"):
        make.issue(p)


# ------------------------------------------------------------------------------------------- pages


def test_the_writer_reads_what_became_of_it_and_not_who_answered(client, p):
    issue = operations.learn_from(make.issue(p), by=p.manager, **LEARNED)
    client.force_login(p.housing_officer)
    page = client.get(issue.get_absolute_url()).content.decode()
    assert LEARNED["title"] in page
    assert "Answered by" not in page
    assert not Entry.objects.filter(verb="read").exists()


def test_the_writer_reads_that_it_was_passed_on_and_finds_no_concern(client, p):
    concern = concerns.mark(issue := make.issue(p), by=p.manager)
    client.force_login(p.housing_officer)
    page = client.get(issue.get_absolute_url()).content.decode()
    assert "Passed on as a possible concern" in page
    assert concern.ref not in page
    assert client.get(concern.get_absolute_url()).status_code == 404


def test_a_moderators_reading_is_written_down(client, p):
    issue = make.issue(p)
    client.force_login(p.manager)
    assert SEEN in client.get(issue.get_absolute_url()).content.decode()
    assert SEEN not in client.get("/forum/issues/waiting/").content.decode()
    entry = Entry.objects.get(verb="read")
    assert (entry.person, entry.thing, entry.group) == (p.manager, str(issue.pk), p.forum)
    client.get(f"{issue.get_absolute_url()}learn/")
    assert Entry.objects.filter(verb="read").count() == 2
    assert "Read: emerging issue" in client.get(reverse("cases:mine")).content.decode()


def test_one_press_marks_a_concern(client, p):
    issue = make.issue(p)
    client.force_login(p.manager)
    answer = client.post(f"{issue.get_absolute_url()}concern/")
    issue.refresh_from_db()
    assert answer["Location"] == issue.concern.get_absolute_url()
    for part in ("learn/", "return/", "set-aside/"):
        assert "can never be published" in client.get(f"{issue.get_absolute_url()}{part}").content.decode()


def test_the_form_keeps_what_was_typed_where_something_is_missing(client, p):
    client.force_login(p.housing_officer)
    page = client.post("/forum/issues/new/", {"seen": SEEN, "setting": "", "agency": p.housing.pk}).content.decode()
    assert "Enter where you see it" in page
    assert SEEN in page
    assert not Issue.objects.exists()


def test_a_theme_of_learning_kept_to_some_groups_is_offered_to_nobody_else(client, p):
    make.learning(p, audience="groups", groups=[p.early_help], themes=["Thrankle"])
    make.learning(p, themes=["Housing"])
    for person, offered in ((p.schools_officer, False), (p.early_help_chair, True)):
        client.force_login(person)
        page = client.get("/forum/issues/new/").content.decode()
        assert "Housing" in page
        assert ("Thrankle" in page) is offered
    client.force_login(p.manager)
    assert "Thrankle" not in client.get(f"{make.issue(p).get_absolute_url()}learn/").content.decode()


def test_what_another_raised_is_no_page(client, p):
    issue = make.issue(p)
    client.force_login(p.schools_officer)
    for part in ("", "again/", "learn/", "return/", "set-aside/"):
        assert client.get(f"{issue.get_absolute_url()}{part}").status_code == 404
    assert client.post(f"{issue.get_absolute_url()}concern/").status_code == 404
    assert client.get("/forum/issues/waiting/").status_code == 404


# ------------------------------------------------------------------------------------ practitioners


@pytest.fixture
def practitioner(p):
    return practitioners.add(
        by=p.schools_officer, agency=p.schools, email="somebody@example.test", name="Somebody"
    ).person


def test_a_practitioner_raises_an_issue_for_their_agency_and_reads_what_became_of_it(client, p, practitioner):
    client.force_login(practitioner)
    assert "Emerging issues you raise" in client.get("/").content.decode()
    page = client.get("/forum/issues/new/").content.decode()
    assert f'<option value="{p.schools.pk}" selected>' in page
    client.post("/forum/issues/new/", {"seen": SEEN, "setting": "Schools", "agency": p.schools.pk})
    issue = Issue.objects.get()
    operations.send_back(issue, by=p.manager, because="Which moves?")
    assert "Write again what you raised" in client.get("/").content.decode()
    assert "Which moves?" in client.get(issue.get_absolute_url()).content.decode()


def test_a_practitioner_finds_no_queue_no_concern_and_nobody_elses_issue(client, p, practitioner):
    concern, issue = make.concern(p), make.issue(p)
    client.force_login(practitioner)
    for where in ("/forum/issues/waiting/", "/concerns/", concern.get_absolute_url(), issue.get_absolute_url()):
        assert client.get(where).status_code == 404


def test_whoever_practises_no_more_raises_nothing(client, p, practitioner):
    practitioners.end(practitioner.practises.get(), by=p.schools_officer)
    assert not permissions.may_raise_issue(practitioner)
    client.force_login(practitioner)
    assert client.get("/forum/issues/new/").status_code == 404
