"""A possible concern: who marks, sees and closes it; what the database holds; what never gets out."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make
from tests.lifecycles import walked
from tests.verdicts import allowed
from threespires.accounts.models import Person
from threespires.cases.models import Entry
from threespires.concerns import operations, permissions
from threespires.concerns.lifecycle import LIFECYCLE
from threespires.concerns.models import Concern
from threespires.concerns.offers import owed
from threespires.history.models import Event
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.mail.models import Letter
from threespires.partnership.models import ContactNumber, PostHolding
from threespires.thread.learning.models import Learning
from threespires.work.forum import operations as forum
from threespires.work.forum.models import Issue

pytestmark = pytest.mark.django_db

SAID = "Families who move are not told which school has a place."
REFERRAL = {"referred_to": "The front door", "referred_by": "The manager on call", "reference": "Ref 17"}


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture
def duty(p):
    return make.on_duty(p)


def everyone(p, duty):
    p.people["on_duty"] = duty
    return p


def test_a_concern_is_open_until_it_is_referred_or_two_agree_that_it_need_not_be():
    assert walked(LIFECYCLE) == {
        "refer": {"open": "referred", "doubted": "referred"},
        "doubt": {"open": "doubted"},
        "agree": {"doubted": "not_needed"},
        "put_back": {"doubted": "open"},
    }


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_refer, {"manager", "on_duty"}),
        (permissions.may_doubt, {"manager", "on_duty"}),
        (permissions.may_agree, set()),
        (permissions.may_put_back, set()),
    ],
)
def test_rule_of_an_open_concern_says_yes_to(p, duty, rule, who):
    concern = make.concern(p)
    assert allowed(everyone(p, duty), rule, concern) == who


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (permissions.may_refer, {"manager", "on_duty"}),
        (permissions.may_agree, {"on_duty"}),
        (permissions.may_put_back, {"manager", "on_duty"}),
    ],
)
def test_rule_of_a_doubted_concern_says_yes_to(p, duty, rule, who):
    concern = operations.doubt(make.concern(p), by=p.manager, because="It is about a building")
    assert allowed(everyone(p, duty), rule, concern) == who


def test_only_those_who_moderate_mark_and_only_once(p, duty):
    issue = make.issue(p)
    assert allowed(everyone(p, duty), permissions.may_mark, issue) == {"manager"}
    operations.mark(issue, by=p.manager)
    assert permissions.may_mark(p.manager, issue).reason == "This was marked as a possible concern already"


@pytest.mark.parametrize("role", ["chair", "vice_chair", "administrator"])
def test_whoever_chairs_or_serves_the_group_moderates_what_is_written_to_it(p, role):
    issue = make.issue(p)
    assert permissions.moderates(make.member(p.forum, role=role), issue.group)
    assert not permissions.moderates(make.member(p.early_help, role=role), issue.group)


def test_the_board_manager_moderates_nothing_that_is_written_to_a_case_group(p):
    assert permissions.moderates(p.manager, p.forum)
    assert not permissions.moderates(p.manager, p.practice_review)
    assert p.practice_review not in permissions.moderated_groups(p.manager)


def test_the_list_is_open_to_those_who_chair_or_serve_a_group_and_the_duty_post(p, duty):
    chairs = {"scrutineer", "early_help_chair", "reviewer"}
    assert allowed(everyone(p, duty), permissions.may_see_concerns) == {"manager", "on_duty", "administrator"} | chairs


def test_a_concern_is_seen_by_the_duty_post_and_those_who_moderate(p, duty):
    concern = make.concern(p)
    seen = {
        name for name, person in everyone(p, duty).people.items() if concern in permissions.visible_concerns(person)
    }
    assert seen == {"manager", "on_duty"}


def test_nobody_agrees_with_what_they_said_themself(p, duty):
    concern = operations.doubt(make.concern(p), by=duty, because="It is about a building")
    with pytest.raises(Refused, match="another who holds the duty post"):
        operations.agree(concern, by=duty)
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(status="not_needed", closed_by=duty, closed_at=now())


def test_while_nobody_holds_the_duty_post_the_board_manager_stands_in(p):
    assert [held.person for held in permissions.on_duty()] == [p.manager]
    assert permissions.duty_of(p.manager)
    duty = make.on_duty(p)
    assert [held.person for held in permissions.on_duty()] == [duty]
    assert permissions.duty_of(p.manager) is None
    PostHolding.objects.filter(person=duty).update(ends=today() - timedelta(days=1))
    assert permissions.duty_of(p.manager)


def stop(*people):
    Person.objects.filter(pk__in=[person.pk for person in people]).update(is_active=False)


def test_whoever_cannot_sign_in_is_not_on_duty_and_another_stands_in(p, duty):
    stop(duty)
    assert [held.person for held in permissions.on_duty()] == [p.manager]
    assert permissions.duty_of(p.manager)
    assert permissions.duty_of(duty) is None
    second = make.person("Also on duty")
    PostHolding.objects.create(post=duty.holdings.get().post, person=second)
    assert [held.person for held in permissions.on_duty()] == [second]
    assert permissions.duty_of(p.manager) is None


def test_as_a_last_resort_the_leads_are_told_and_can_open_it(client, p):
    chair = make.member(p.forum, role="chair")
    leads = [p.chief_executive, p.health_lead, p.police_lead]
    assert not any(permissions.may_see_concerns(lead) for lead in leads)
    stop(p.manager)
    concern = operations.mark(make.issue(p), by=chair)
    assert {letter.to for letter in Letter.objects.all()} == {lead.email for lead in leads}
    for lead in leads:
        assert concern in permissions.visible_concerns(lead)
        assert [thing.href for thing in owed(lead, today())] == [concern.get_absolute_url()]
    client.force_login(p.police_lead)
    assert SAID in client.get(concern.get_absolute_url()).content.decode()
    assert concern.ref in client.get("/concerns/").content.decode()
    make.on_duty(p)
    assert not permissions.visible_concerns(p.police_lead).exists()
    assert not permissions.may_see_concerns(p.police_lead)


def test_a_board_manager_who_stands_in_can_open_what_was_written_to_a_case_group(p):
    concern = make.concern(p)
    Concern.objects.filter(pk=concern.pk).update(group=p.practice_review)
    assert concern in permissions.visible_concerns(p.manager)
    make.on_duty(p)
    assert concern not in permissions.visible_concerns(p.manager)


# ---------------------------------------------------------------------------------------- telling


def test_whoever_marks_reads_who_is_told(client, p, duty):
    issue = make.issue(p)
    client.force_login(p.manager)
    assert f"Told at once: {duty} (Duty manager)." in client.get(issue.get_absolute_url()).content.decode()
    page = client.post(f"{issue.get_absolute_url()}concern/", follow=True).content.decode()
    assert f"Marked. Told at once: {duty} (Duty manager)." in page
    sent = {"because": "It is about a building"}
    page = client.post(f"{Concern.objects.get().get_absolute_url()}no-referral/", sent, follow=True).content.decode()
    assert f"Written down. Told at once: {duty} (Duty manager)." in page


def test_where_nobody_is_told_the_page_says_so_and_whom_to_ring(client, p):
    ContactNumber.objects.create(key="emergency", label="In an emergency", number="999", order=1)
    chair, issue = make.member(p.forum, role="chair"), make.issue(p)
    stop(p.manager, p.chief_executive, p.health_lead, p.police_lead)
    client.force_login(chair)
    page = client.post(f"{issue.get_absolute_url()}concern/", follow=True).content.decode()
    assert "Marked. Nobody is told" in page
    assert "Ring instead: In an emergency, 999." in page
    assert "Nobody who can sign in holds the duty post" in page
    assert not Letter.objects.exists()


def test_mark_tells_the_duty_post_at_once_and_says_nothing_of_what_is_written(p, duty):
    concern = make.concern(p)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (duty.email, "A possible concern waits")
    assert concern.get_absolute_url() in letter.body
    assert not any(
        word in f"{letter.subject} {letter.body}" for word in ("school", "Hostels", "Housing", p.housing.name)
    )


def test_doubt_asks_the_duty_post_to_agree_and_says_nothing_of_why(p, duty):
    concern = make.concern(p)
    Letter.objects.all().delete()
    operations.doubt(concern, by=p.manager, because="It is about a building")
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (duty.email, "A possible concern waits")
    assert "needs no referral" in letter.body
    assert concern.get_absolute_url() in letter.body
    assert "building" not in letter.body


def doubted(p):
    return operations.doubt(make.concern(p), by=p.manager, because="It is about a building")


@pytest.mark.parametrize(
    ("verb", "who", "deed"),
    [
        ("concern.marked", "manager", make.concern),
        ("concern.doubted", "manager", doubted),
        ("concern.not_needed", "on_duty", lambda p: operations.agree(doubted(p), by=make.on_duty(p))),
        ("concern.put_back", "on_duty", lambda p: operations.put_back(doubted(p), by=make.on_duty(p))),
        (
            "concern.referred",
            "on_duty",
            lambda p: operations.refer(make.concern(p), by=make.on_duty(p), referred_on=today(), **REFERRAL),
        ),
    ],
)
def test_each_deed_stands_once_in_history_with_who_did_it(p, duty, verb, who, deed):
    done = deed(p)
    (event,) = Event.objects.filter(verb=verb)
    by = everyone(p, duty).people[who]
    assert (event.person_key, event.thing) == (str(by.pk), str(done.pk))


def test_an_open_concern_is_owed_at_once_by_all_who_answer_for_it_until_it_is_closed(p, duty):
    concern = make.concern(p)
    for person in (p.manager, duty):
        (thing,) = owed(person, today())
        assert thing.at_once
        assert thing.due == today()
        assert SAID not in f"{thing.title} {thing.detail}"
    assert owed(p.housing_officer, today()) == owed(p.outsider, today()) == []
    operations.doubt(concern, by=p.manager, because="It is about a building")
    assert owed(p.manager, today())
    operations.agree(concern, by=duty)
    assert owed(p.manager, today()) == owed(duty, today()) == []


def test_refer_records_to_whom_when_by_whom_and_closes_it(p, duty):
    concern = operations.refer(make.concern(p), by=duty, referred_on=today(), **REFERRAL)
    again = Concern.objects.get(pk=concern.pk)
    assert (again.referred_to, again.referred_by, again.reference) == tuple(
        REFERRAL[name] for name in ("referred_to", "referred_by", "reference")
    )
    assert (again.status, again.closed_by) == ("referred", duty)
    with pytest.raises(Refused, match="can’t be"):
        operations.doubt(again, by=p.manager, because="Too late")


def test_refer_is_refused_of_a_day_that_lies_ahead(p, duty):
    with pytest.raises(Refused, match="can’t lie ahead"):
        operations.refer(make.concern(p), by=duty, referred_on=today() + timedelta(days=1), **REFERRAL)


def test_put_back_leaves_it_open_to_be_referred(p, duty):
    concern = operations.doubt(make.concern(p), by=p.manager, because="It is about a building")
    assert operations.put_back(concern, by=duty).status == "open"
    assert operations.refer(concern, by=p.manager, referred_on=today(), **REFERRAL).status == "referred"


# ------------------------------------------------------------------------------ what never gets out


def test_what_was_marked_becomes_nothing_else(p):
    issue = make.issue(p)
    operations.mark(issue, by=p.manager)
    for step in (
        lambda: forum.learn_from(issue, by=p.manager, title="Moves", summary="Tell them"),
        lambda: forum.send_back(issue, by=p.manager, because="More"),
        lambda: forum.set_aside(issue, by=p.manager, because="No"),
    ):
        with pytest.raises(Refused, match="can never be published"):
            step()
    assert not Learning.objects.exists()


def test_the_database_refuses_to_publish_what_was_marked(p):
    issue = make.issue(p)
    learning = make.learning(p)
    operations.mark(issue, by=p.manager)
    for facts in ({"published_at": now() + timedelta(hours=1), "learning": learning}, {"learning": learning}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(**facts)


def test_the_database_refuses_to_take_a_mark_off(p):
    issue = make.issue(p)
    operations.mark(issue, by=p.manager)
    for facts in ({"concern": None, "marked_at": None}, {"marked_at": now() + timedelta(days=1)}):
        with pytest.raises(DatabaseError, match="stays marked"), transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(**facts)


def test_what_became_learning_can_still_be_marked_and_says_so(p):
    issue = forum.learn_from(make.issue(p), by=p.manager, title="Moves", summary="Tell them")
    operations.mark(issue, by=p.manager)
    assert issue.published_at < issue.marked_at


def test_nothing_of_what_was_written_stands_in_the_database_or_its_history_in_clear(p, duty):
    concern = make.concern(p)
    operations.doubt(concern, by=p.manager, because="It is about a building in Mill Lane")
    operations.put_back(concern, by=duty)
    operations.refer(concern, by=duty, referred_on=today(), **REFERRAL)
    told = "".join(f"{event.title} {event.words} {event.changes}" for event in Event.objects.all())
    with connection.cursor() as cursor:
        for table in ("forum_issue", "concerns_concern", "cases_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            told += "".join(
                str(bytes(cell) if isinstance(cell, memoryview) else cell) for row in cursor for cell in row
            )
    for words in (SAID, "Hostels", "Mill Lane", *REFERRAL.values()):
        assert words not in told


def test_the_words_are_read_by_nobody_unwritten(client, p, duty):
    concern = make.concern(p)
    before = Entry.objects.count()
    client.force_login(duty)
    page = client.get(concern.get_absolute_url())
    assert SAID in page.content.decode()
    (entry,) = Entry.objects.filter(number__gt=before)
    assert (entry.person, entry.verb, entry.kind, entry.thing) == (duty, "read", "forum.issue", str(concern.thing))


def test_a_concern_is_no_page_to_anybody_else(client, p, duty):
    concern = make.concern(p)
    for person in (p.housing_officer, p.quality, p.scrutineer, p.reviewer):
        client.force_login(person)
        assert client.get(concern.get_absolute_url()).status_code == 404
        assert client.post(f"{concern.get_absolute_url()}agree/").status_code == 404
        assert concern.ref not in client.get("/concerns/").content.decode()


# ------------------------------------------------------------------------------------- an invariant


class ConcernsHold(TestCase):
    """Whatever people do, in whatever order: what was marked is never learning, its words stay as they were marked, and
    only two find that no referral is needed."""

    @example([("return", "manager"), ("mark", "manager"), ("again", "writer")])
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["mark", "learn", "return", "again", "aside", "refer", "doubt", "agree", "put_back"]),
                st.sampled_from(["manager", "chair", "duty", "writer"]),
            ),
            max_size=8,
        )
    )
    def test_no_order_of_deeds_publishes_a_concern_or_closes_it_alone(self, deeds):
        p = make.partnership()
        people = {"manager": p.manager, "duty": make.on_duty(p), "writer": p.housing_officer}
        people["chair"] = make.member(p.forum, role="chair")
        issue = make.issue(p)
        marked = None
        for deed, who in deeds:
            by = people[who]
            try:
                with transaction.atomic():
                    _do(deed, Issue.objects.get(pk=issue.pk), by)
            except Refused:
                continue
            issue = Issue.objects.get(pk=issue.pk)
            marked = marked or (issue.is_marked and issue.seen)
            assert not issue.is_marked or issue.seen == marked
        if issue.is_marked:
            assert issue.published_at is None or issue.published_at < issue.marked_at
            concern = issue.concern
            assert concern.status != "not_needed" or concern.closed_by == people["duty"] != concern.doubted_by
            assert concern.is_open == (concern.closed_by is None)


def _do(deed: str, issue: Issue, by) -> None:
    concern = issue.concern
    if deed in {"mark", "learn", "return", "again", "aside"}:
        {
            "mark": lambda: operations.mark(issue, by=by),
            "learn": lambda: forum.learn_from(issue, by=by, title="Moves", summary="Tell them"),
            "return": lambda: forum.send_back(issue, by=by, because="More"),
            "again": lambda: forum.raise_again(
                issue, by=by, agency=issue.agency, setting="Hostels", seen=f"{issue.seen} Again."
            ),
            "aside": lambda: forum.set_aside(issue, by=by, because="No"),
        }[deed]()
    elif concern:
        {
            "refer": lambda: operations.refer(concern, by=by, referred_on=today(), **REFERRAL),
            "doubt": lambda: operations.doubt(concern, by=by, because="A building"),
            "agree": lambda: operations.agree(concern, by=by),
            "put_back": lambda: operations.put_back(concern, by=by),
        }[deed]()
