"""Two members open what left sealed: nobody alone, nobody in an emergency, and it is written down as reading."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.application import as_application, make_role
from tests.leaving.emptying import empty
from threespires.approvals.models import Proposal
from threespires.approvals.operations import approve
from threespires.cases import operations as cases
from threespires.cases.keeping import operations as keeping
from threespires.cases.models import Case, Entry
from threespires.cases.permissions import visible_cases
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.leaving import operations, parts, reminders
from threespires.leaving.everything import export
from threespires.leaving.models import Half, Parcel, SealedPart
from threespires.leaving.permissions import may_ask_opening, may_bring_half, visible_parts
from threespires.leaving.reading import read
from threespires.readings import reminders as readings
from threespires.readings.models import UnusualReading
from threespires.thread.learning.models import CaseLearning
from threespires.vault import store

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    settings.KEYS, settings.ANCHORS, settings.KEY_STORE = (tmp_path / name for name in ("keys", "anchors", "store"))
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def p():
    p = make.partnership()
    make.case_learning(p, title="Case Heron", text="Missed at the eye clinic")
    return p


@pytest.fixture
def folder(p, tmp_path):
    export(tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def part(folder, p):
    return SealedPart.objects.get(group=p.practice_review)


@pytest.fixture
def two(p, part, django_capture_on_commit_callbacks):
    """Has these two open the part: the first asks, the second approves."""

    def open_it(one, other):
        with django_capture_on_commit_callbacks(execute=True):
            return approve(operations.ask_opening(part, by=one), by=other)

    return open_it


def test_each_gets_a_half_and_a_copy_of_the_cases(p, part, two):
    two(p.reviewer, p.second_reviewer)
    given = [operations.half_of(part, person) for person in (p.reviewer, p.second_reviewer)]
    assert [parts.read_half(half) for half in given] == [store.key_of(part.first), store.key_of(part.second)]
    for person in (p.reviewer, p.second_reviewer):
        parcel = Parcel.objects.get(asked_by=person)
        with ZipFile(BytesIO(operations.fetch(parcel, by=person))) as packed:
            assert "Missed at the eye clinic" in packed.read("case-1.html").decode()


def test_it_is_written_down_as_a_reading_of_all_of_it_by_each(p, part, two):
    make.release(p)
    before = Entry.objects.count()
    two(p.reviewer, p.second_reviewer)
    read_by = Entry.objects.filter(number__gt=before, verb="read").values_list("person__name", "kind", "case_id")
    heron = CaseLearning.objects.get(case__in=part.cases)
    assert sorted(read_by) == [
        (name, "learning.caselearning", heron.case_id) for name in ("Reviewer", "Second reviewer")
    ]


@pytest.mark.on_postgresql
def test_the_second_wall_shows_the_job_what_the_two_see(p, part):
    make_role()
    third = make.member(p.practice_review, "Third")
    cases.shut_out(Case.objects.get(), third, by=p.reviewer, why="Named in it")
    with as_application():
        approve(operations.ask_opening(part, by=third), by=p.reviewer)
        for parcel in Parcel.objects.all():
            reminders.make_parcel(str(parcel.pk))
    held = {}
    for person in (third, p.reviewer):
        with ZipFile(BytesIO(operations.fetch(Parcel.objects.get(asked_by=person), by=person))) as packed:
            held[person] = len(json.loads(packed.read("cases.json"))["cases"])
    assert held == {third: 0, p.reviewer: 1}


def test_unusual_reading_sees_it(p, tmp_path, clock_at, django_capture_on_commit_callbacks):
    for _ in range(40):
        make.case_learning(p)
    export(tmp_path / "out")
    part = SealedPart.objects.get(group=p.practice_review)
    with django_capture_on_commit_callbacks(execute=True):
        approve(operations.ask_opening(part, by=p.reviewer), by=p.second_reviewer)
    clock_at(today() + timedelta(days=1))
    readings.find_unusual()
    found = UnusualReading.objects.filter(kind=UnusualReading.Kind.MANY)
    assert {each.reader for each in found} == {p.reviewer, p.second_reviewer}


def test_nobody_opens_it_alone(p, part):
    asked = operations.ask_opening(part, by=p.reviewer)
    with pytest.raises(Refused, match="You asked for this"):
        approve(asked, by=p.reviewer)
    assert not Half.objects.exists()
    assert operations.half_of(part, p.reviewer) is None


@pytest.mark.parametrize("name", ["manager", "scrutineer", "early_help_chair", "chief_executive", "outsider"])
def test_to_others_it_is_not_there(p, part, name):
    person = p.people[name]
    assert part not in visible_parts(person)
    assert not may_ask_opening(person, part)
    with pytest.raises(Refused):
        approve(operations.ask_opening(part, by=p.reviewer), by=person)


def test_an_emergency_seat_is_neither_of_the_two(p, part):
    hour = now() + timedelta(hours=1)
    came = make.seated(p.practice_review, make.person("Came"), ends=today() + timedelta(days=1), ends_at=hour).person
    assert visible_cases(came).exists()
    assert part not in visible_parts(came)
    assert not may_ask_opening(came, part)
    with pytest.raises(Refused):
        approve(operations.ask_opening(part, by=p.reviewer), by=came)


def test_nobody_is_ever_given_both_halves(p, part, two):
    third = make.member(p.practice_review, "Third")
    two(p.reviewer, p.second_reviewer)
    two(p.second_reviewer, p.reviewer)
    assert Half.objects.count() == 2
    two(p.second_reviewer, third)
    assert Half.objects.get(person=third).is_first
    with pytest.raises(Refused, match="same half"):
        two(p.reviewer, third)


def test_the_two_must_see_every_case_in_it_between_them(p, part, two, django_capture_on_commit_callbacks):
    heron = Case.objects.get()
    third = make.member(p.practice_review, "Third")
    for person in (third, p.second_reviewer):
        cases.shut_out(heron, person, by=p.reviewer, why="Named in it")
    with pytest.raises(Refused, match="see every case in it between them"):
        two(third, p.second_reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        approve(Proposal.objects.get(kind="opening"), by=p.reviewer)
    with ZipFile(BytesIO(operations.fetch(Parcel.objects.get(asked_by=third), by=third))) as packed:
        assert json.loads(packed.read("cases.json"))["cases"] == []


def test_what_was_disposed_of_since_is_opened_by_nobody(p, part, two):
    heron = Case.objects.get()
    Case.objects.update(kept_from=today() - timedelta(days=365 * 30))
    approve(keeping.ask_disposal(Case.objects.get(), by=p.reviewer), by=p.second_reviewer)
    with pytest.raises(Refused, match="disposed of since"):
        operations.ask_opening(part, by=p.reviewer)
    assert reminders.shut_for_good() == 1
    assert not store.is_there(part.first)
    assert not store.is_there(part.second)
    assert reminders.shut_for_good() == 0
    assert str(heron.pk) in part.cases


def test_what_no_case_group_keeps_two_leads_of_two_partners_open(p, tmp_path, django_capture_on_commit_callbacks):
    make.issue(p)
    export(tmp_path / "out")
    part = SealedPart.objects.get(group=None)
    assert part not in visible_parts(p.reviewer)
    with pytest.raises(Refused):
        approve(operations.ask_opening(part, by=p.chief_executive), by=p.reviewer)
    asked = Proposal.objects.get(kind="opening")
    with django_capture_on_commit_callbacks(execute=True):
        approve(asked, by=p.people["health_lead"])
    assert Half.objects.filter(part=part).count() == 2
    assert not Parcel.objects.exists()


# ------------------------------------------------------------------------------------ where it is read in


@pytest.fixture
def came(p, folder, part, settings, tmp_path):
    """The export read in elsewhere, and the two halves that were given."""
    halves = [store.key_of(part.first), store.key_of(part.second)]
    empty(settings, tmp_path / "new")
    read(folder)
    return SealedPart.objects.get(group__key="practice-review"), halves


def bring(capture, part, person, half):
    with capture(execute=True):
        operations.bring_half(part, by=person, half=half)


def test_with_both_halves_the_group_reads_its_cases_again(p, came, django_capture_on_commit_callbacks):
    part, (first, second) = came
    assert not Case.objects.exists()
    bring(django_capture_on_commit_callbacks, part, p.second_reviewer, second)
    assert not Case.objects.exists()
    bring(django_capture_on_commit_callbacks, part, p.reviewer, first)
    part.refresh_from_db()
    assert (part.failed_because, part.opened_at is None) == ("", False)
    assert visible_cases(p.reviewer).count() == 1
    assert CaseLearning.objects.get().title == "Case Heron"
    assert {entry.verb for entry in Entry.objects.all()} == {"case.read_in"}
    assert make.case_learning(p).case.number == 2


def test_nobody_brings_both_halves(p, came):
    part, (first, second) = came
    operations.bring_half(part, by=p.reviewer, half=first)
    with pytest.raises(Refused, match="another member brings the other"):
        operations.bring_half(part, by=p.reviewer, half=second)
    with pytest.raises(Refused, match="This half is here already"):
        operations.bring_half(part, by=p.second_reviewer, half=first)
    with pytest.raises(Refused, match="no half of its key"):
        operations.bring_half(part, by=p.second_reviewer, half=bytes(32))
    with pytest.raises(IntegrityError), transaction.atomic():
        SealedPart.objects.filter(pk=part.pk).update(second_by=p.reviewer)


def test_nobody_else_brings_a_half(p, came):
    part, (first, _) = came
    hour = now() + timedelta(hours=1)
    emergency = make.seated(p.practice_review, make.person("Came"), ends=today() + timedelta(days=1), ends_at=hour)
    for person in (p.manager, p.chief_executive, p.outsider, emergency.person):
        assert not may_bring_half(person, part)
        with pytest.raises(Refused):
            operations.bring_half(part, by=person, half=first)


def test_what_is_new_by_then_stays_beside_what_came(p, came, django_capture_on_commit_callbacks):
    part, (first, second) = came
    new = make.case_learning(p, title="Case Wren")
    assert new.case.number == 1
    bring(django_capture_on_commit_callbacks, part, p.reviewer, first)
    bring(django_capture_on_commit_callbacks, part, p.second_reviewer, second)
    part.refresh_from_db()
    assert part.failed_because == ""
    told = {kept.case.number: kept.title for kept in CaseLearning.objects.all()}
    assert told == {1: "Case Wren", 2: "Case Heron"}
    assert make.case_learning(p).case.number == 3


@pytest.mark.on_postgresql
def test_the_second_wall_lets_the_jobs_do_just_that(p, came):
    """As the application asks PostgreSQL: it owns nothing, and sees what the person or job that asks may see."""
    part, (first, second) = came
    make_role()
    operations.bring_half(part, by=p.reviewer, half=first)
    operations.bring_half(part, by=p.second_reviewer, half=second)
    with as_application():
        reminders.open_part(str(part.pk))
    part.refresh_from_db()
    assert (part.failed_because, part.opened_at is None) == ("", False)
    assert visible_cases(p.reviewer).count() == 1
