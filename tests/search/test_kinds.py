"""What search finds of people, groups, agencies, posts, meetings, notes and escalations, for whom, and how soon."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.make import meetings as made
from threespires.kernel.clock import today
from threespires.meetings import operations as meeting
from threespires.partnership import operations as arranging
from threespires.partnership.models import Post, Seat
from threespires.partnership.reminders import find_people
from threespires.search.finding import find
from threespires.search.indexing import index, rebuild
from threespires.search.models import SearchEntry
from threespires.thread.actions import operations as acting
from threespires.thread.actions.models import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def p():
    p = make.partnership()
    made.standing_agenda(p.implementation)
    rebuild()
    return p


def found(person, words, kind=None):
    return [(hit.kind, hit.href) for hit in find(person, words, kind=kind).hits]


def who_finds(p, words, kind):
    return {name for name, person in p.people.items() if find(person, words, kind=kind).hits}


def address(name, *args):
    return reverse(f"partnership:{name}", args=args)


@pytest.mark.parametrize("words", ["Northmere Police", "Northmere Polise", "northmere polce"])
def test_an_agency_is_found_by_its_name_with_typing_errors_too(p, words):
    assert ("Agency", address("agency", "police")) in found(p.schools_officer, words)


@pytest.mark.parametrize("words", ["Practice Review Group", "practise reveiw"])
def test_a_group_is_found_by_its_name_with_typing_errors_too(p, words):
    assert ("Group", p.practice_review.get_absolute_url()) in found(p.schools_officer, words)


@pytest.mark.parametrize("words", ["Housing officer", "Houseing officer", "housing oficer"])
def test_a_person_is_found_by_name_and_leads_to_where_they_sit(p, words):
    assert ("Person", address("people", p.implementation.key)) in found(p.schools_officer, words, kind="person")


def test_a_person_who_holds_a_post_alone_leads_to_the_post(p):
    hits = found(p.schools_officer, '"quality assurance manager"', kind="person")
    assert hits == [("Person", address("post", "quality"))]


def test_a_post_is_found_with_its_agency(p):
    hits = found(p.schools_officer, "safeguarding lead Housing", kind="post")
    assert ("Post", Post.objects.get(agency=p.housing).get_absolute_url()) in hits


@pytest.mark.parametrize(("words", "kind"), [("housing", "person"), ("practice", "group"), ("police", "agency")])
def test_whoever_holds_nothing_finds_nobody_and_nothing(p, words, kind):
    assert who_finds(p, words, kind) == set(p.people) - {"outsider"}


def test_whoever_holds_nothing_is_not_found(p):
    assert found(p.manager, "Outsider", kind="person") == []


def test_a_person_is_found_as_soon_as_they_are_seated_and_not_when_the_seat_has_ended(p, clock_at):
    seat = arranging.seat(by=p.manager, group=p.implementation, person=p.outsider, role=Seat.Role.MEMBER)
    assert found(p.schools_officer, "Outsider", kind="person")
    arranging.end_seat(seat, by=p.manager, ends=today(), why="Moved on")
    clock_at(today() + timedelta(days=1))
    assert not found(p.schools_officer, "Outsider", kind="person")


def test_a_seat_that_begins_later_is_found_when_the_day_has_come(p, clock_at):
    day = today() + timedelta(days=3)
    arranging.seat(by=p.manager, group=p.implementation, person=p.outsider, role=Seat.Role.MEMBER, starts=day)
    assert not SearchEntry.objects.filter(kind="person", thing=p.outsider.pk).exists()
    clock_at(day)
    assert find_people() == 1
    assert SearchEntry.objects.get(kind="person", thing=p.outsider.pk).text == "Member, Implementation Group"


def test_a_person_is_found_by_the_post_they_were_given(p):
    arranging.hold_post(by=p.manager, post=Post.objects.get(key="quality"), person=p.outsider)
    assert found(p.schools_officer, "Outsider", kind="person") == [("Person", address("post", "quality"))]
    assert not SearchEntry.objects.filter(kind="person", thing=p.outsider.pk, text="").exists()


# ------------------------------------------------------------------------------------------ actions


def test_an_action_is_found_by_its_owner_and_by_what_blocks_it(p):
    action = make.action(p, "blocked")
    rebuild()
    for words in ("Housing officer tenancy", "lawful basis", "lawfull basis"):
        assert ("Action", action.get_absolute_url()) in found(p.schools_officer, words, kind="action")
    acting.change(action, by=p.manager, owner=p.schools_officer)
    assert found(p.reviewer, '"schools officer" tenancy', kind="action")


def test_a_joint_action_is_found_by_the_owner_of_a_part_when_that_changes(p):
    action = make.joint_action(p)
    acting.change_part(action.parts.first(), by=p.manager, owner=p.police_officer)
    assert found(p.reviewer, '"police officer"', kind="action")


def test_an_escalation_is_found_by_its_reason_and_by_its_answer(p):
    escalation = make.escalation(p, reason="Gooseberry agreements are missing")
    assert found(p.reviewer, "gooseberri", kind="escalation") == [("Escalation", escalation.get_absolute_url())]
    acting.answer(escalation, by=p.scrutineer, answer="Use the damson agreement")
    assert found(p.reviewer, "damson", kind="escalation")
    assert who_finds(p, "damson", "escalation") == set(p.people) - {"outsider"}


# ------------------------------------------------------------------------------------------ meetings


def test_a_meeting_is_found_by_its_group_its_place_and_its_agenda(p):
    planned = made.meeting(p)
    assert ("Meeting", planned.get_absolute_url()) in found(p.schools_officer, "implementation council house")
    item = meeting.add_item(planned, by=p.manager, title="Gooseberry rota")
    assert found(p.schools_officer, "gooseberry", kind="meeting")
    meeting.amend_item(item, by=p.manager, title="Damson rota")
    assert found(p.schools_officer, "damson", kind="meeting")
    meeting.remove_item(item, by=p.manager)
    assert not found(p.schools_officer, "damson", kind="meeting")
    meeting.put_back(item, by=p.manager)
    assert found(p.schools_officer, "damson", kind="meeting")
    meeting.cancel(planned, by=p.manager, because="Quince")
    assert found(p.schools_officer, "quince", kind="meeting")


def noted(p, group=None):
    live = made.open_meeting(p, group)
    runner = p.reviewer if live.group.is_case_group else p.administrator
    item = meeting.add_item(live, by=runner, title="Greengage rota")
    meeting.write_note(item, by=runner, note="Somebody spoke of gooseberries")
    return live, item


@pytest.mark.parametrize("words", ["gooseberries", "goosberries"])
def test_what_was_said_is_found_by_those_alone_who_may_read_it(p, words):
    noted(p)
    rebuild()
    sitting = {person.pk for person in p.people.values() if Seat.objects.filter(person=person, group=p.implementation)}
    expected = {name for name, person in p.people.items() if person.pk in sitting} | {"manager"}
    assert who_finds(p, words, "note") == expected
    assert 0 < len(expected) < len(p.people) - 1


def test_a_note_that_is_taken_back_is_found_no_more(p):
    _, item = noted(p)
    meeting.write_note(item, by=p.administrator, note="")
    assert who_finds(p, "gooseberries", "note") == set()


@pytest.mark.parametrize("words", ["gooseberries", "greengage"])
def test_of_a_case_groups_meeting_nothing_is_indexed(p, words):
    live, _ = noted(p, p.practice_review)
    rebuild()
    assert not SearchEntry.objects.filter(kind="meeting", thing=live.pk).exists()
    assert not SearchEntry.objects.filter(kind="note").exists()
    assert {name for name, person in p.people.items() if find(person, words).everything} == set()


def test_what_goes_on_to_the_next_meeting_is_found_there(p):
    following = made.meeting(p, day=made.THURSDAY + timedelta(days=60))
    with made.on(made.THURSDAY):
        meeting.prepare_agenda(following, by=p.manager)
    live, _ = noted(p)
    with made.on(made.THURSDAY, 12):
        meeting.close_meeting(live, by=p.administrator)
    assert ("Meeting", following.get_absolute_url()) in found(p.reviewer, "greengage", kind="meeting")


def test_actions_are_read_for_search_in_as_many_statements_however_many_they_are(p, django_assert_num_queries):
    fruit = ("gooseberries", "raspberries", "medlars")
    actions = [make.joint_action(p, title="One route") for _ in fruit]
    for action, name in zip(actions, fruit, strict=True):
        make.evidence(action, title=f"A record of {name}")
        acting.update(action, by=p.manager, text=f"It goes on without {name}")
    for some in (actions[:1], actions):
        with django_assert_num_queries(5):
            index(*some)
    for words in ("a record of raspberries", "without raspberries"):
        hits = found(p.schools_officer, f'"{words}"', kind="action")
        assert hits == [("Action", actions[1].get_absolute_url())]


def test_an_action_that_is_gone_is_forgotten(p):
    action = make.action(p)
    entries = SearchEntry.objects.filter(kind="action", thing=action.pk)
    assert entries.exists()
    gone = Action(pk=10**6, title="Never there")
    SearchEntry.objects.create(kind="action", thing=gone.pk, title="Never there", text="", refs="", address="/")
    index(action, gone)
    assert entries.exists()
    assert not SearchEntry.objects.filter(thing=gone.pk).exists()
