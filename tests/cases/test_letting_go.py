"""A case is kept for its time, held where somebody says why, and let go for good by two: nobody reads it again."""

from datetime import date, timedelta
from shutil import copytree
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests import make
from tests.cases.test_record import whole
from tests.verdicts import allowed
from threespires.approvals import operations as approvals
from threespires.approvals.models import Proposal
from threespires.approvals.offers import decisions as to_approve
from threespires.approvals.permissions import may_approve, may_refuse, visible_proposals
from threespires.cases import operations as cases
from threespires.cases.keeping import letting_go, operations
from threespires.cases.keeping.asked import tell_disposal
from threespires.cases.keeping.offers import decisions
from threespires.cases.keeping.reminders import let_go
from threespires.cases.keeping.times import due_on
from threespires.cases.models import Case, Disposal, Due, Entry, Hold
from threespires.cases.permissions import (
    may_ask_disposal,
    may_end_hold,
    may_put_on_hold,
    visible_cases,
    visible_disposals,
    visible_records,
)
from threespires.documents.models import CaseFile
from threespires.history.models import Event
from threespires.kernel.clock import now, today
from threespires.kernel.verdict import Refused
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning, Release
from threespires.vault import boxes, store

pytestmark = pytest.mark.django_db

KEPT_ON, DAY_BEFORE, DUE = date(2026, 2, 10), date(2036, 2, 9), date(2036, 2, 10)


@pytest.fixture
def p():
    return make.partnership()


@pytest.fixture(autouse=True)
def own(settings, tmp_path):
    """Keys, a store with a copy, and what is written down outside the database, of the test's own."""
    settings.KEYS, settings.ANCHORS, settings.KEY_STORE = (tmp_path / name for name in ("keys", "anchors", "store"))
    settings.KEY_STORE_COPIES = [str(tmp_path / "copy")]


@pytest.fixture
def heron(p, clock_at) -> Case:
    """A case that is due today, ten years after its last change."""
    clock_at(KEPT_ON)
    kept = make.case_learning(p, title="Case Heron", text="Missed at the eye clinic")
    clock_at(DUE)
    return Case.objects.get(pk=kept.case_id)


@pytest.fixture
def asked(p, heron) -> Proposal:
    return operations.ask_disposal(heron, by=p.reviewer)


@pytest.fixture
def approve(p, django_capture_on_commit_callbacks):
    def do(proposal, by=p.second_reviewer):
        with django_capture_on_commit_callbacks(execute=True):
            approvals.approve(proposal, by=by)

    return do


# ------------------------------------------------------------------------------------------- its time


def test_a_case_is_kept_under_the_class_of_its_record_from_its_last_change(p, clock_at):
    clock_at(KEPT_ON)
    drafted = make.release(p)
    assert {case.kept_as for case in Case.objects.all()} == {"case_learning", "case_release"}
    clock_at(date(2027, 5, 1))
    learning.return_release(drafted, by=p.second_reviewer, because="Too close")
    drafted.case.refresh_from_db()
    assert (drafted.case.kept_from, due_on(drafted.case)) == (date(2027, 5, 1), date(2037, 5, 1))


def test_who_is_shut_out_and_what_is_held_begins_no_time_anew(p, heron):
    third = make.member(p.practice_review)
    cases.shut_out(heron, third, by=p.reviewer, why="Named in it")
    hold = operations.put_on_hold(heron, by=p.reviewer, why="A court asked")
    operations.end_hold(hold, by=p.reviewer, because="It has judged")
    heron.refresh_from_db()
    assert heron.kept_from == KEPT_ON


def test_only_the_chair_asks_for_disposal_and_only_when_the_time_is_over(p, heron, clock_at):
    assert allowed(p, may_ask_disposal, heron) == {"reviewer"}
    clock_at(DAY_BEFORE)
    assert may_ask_disposal(p.reviewer, heron).reason == "It is kept until 10 February 2036"
    with pytest.raises(Refused, match="It is kept until"):
        operations.ask_disposal(heron, by=p.reviewer)


def test_what_has_no_period_is_never_due(p, heron):
    Case.objects.update(kept_as="child_death_identity")
    heron.refresh_from_db()
    assert due_on(heron) is None
    assert may_ask_disposal(p.reviewer, heron).reason == "Nobody has said yet for how long it is kept"
    assert decisions(p.reviewer, today()) == []


# ------------------------------------------------------------------------------------------- holding it


def test_any_member_puts_a_case_on_hold_and_only_the_chair_ends_it(p, heron):
    assert allowed(p, may_put_on_hold, heron) == {"reviewer", "second_reviewer"}
    hold = operations.put_on_hold(heron, by=p.second_reviewer, why="A court asked")
    assert may_ask_disposal(p.reviewer, heron).reason == "A legal hold stops this"
    assert allowed(p, may_end_hold, hold) == {"reviewer"}
    operations.end_hold(hold, by=p.reviewer, because="It has judged")
    assert may_end_hold(p.reviewer, hold).reason == "This hold has ended already"
    assert may_ask_disposal(p.reviewer, heron)
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True))[-2:] == ["hold.put_on", "hold.ended"]


def test_a_hold_that_ends_leaves_another_standing(p, heron):
    hold = operations.put_on_hold(heron, by=p.reviewer, why="A court asked")
    operations.put_on_hold(heron, by=p.second_reviewer, why="An inquiry asked")
    operations.end_hold(hold, by=p.reviewer, because="It has judged")
    assert not may_ask_disposal(p.reviewer, heron)


def test_a_hold_put_after_it_was_asked_stops_the_disposal(p, heron, asked):
    operations.put_on_hold(heron, by=p.second_reviewer, why="A court asked")
    with pytest.raises(Refused, match="A legal hold stops this"):
        approvals.approve(asked, by=p.second_reviewer)
    assert not Disposal.objects.exists()
    assert store.key_of(heron.pk)


def test_a_change_after_it_was_asked_stops_the_disposal(p, heron, asked):
    Case.objects.update(kept_from=DUE)
    with pytest.raises(Refused, match="It is kept until"):
        approvals.approve(asked, by=p.second_reviewer)


# ------------------------------------------------------------------------------------------- by two


def test_a_second_person_who_sees_the_case_decides_and_nobody_else_knows_that_it_was_asked(p, heron, asked):
    named, other = make.member(p.practice_review, "Named"), make.member(p.practice_review, "Other")
    cases.shut_out(heron, named, by=p.reviewer, why="Named in it")
    people = {**p.people, "named": named, "other": other}
    assert {name for name, one in people.items() if asked in visible_proposals(one)} == {
        "reviewer", "second_reviewer", "other",
    }  # fmt: skip
    assert {name for name, one in people.items() if may_approve(one, asked)} == {"second_reviewer", "other"}
    assert {name for name, one in people.items() if may_refuse(one, asked)} == {"second_reviewer", "other"}
    assert to_approve(named, today()) == []
    assert [each.title for each in to_approve(other, today())] == ["Dispose of case 1, Practice Review Group"]


def test_what_is_asked_says_nothing_of_the_case(asked):
    told = f"{asked.title} {asked.why} {asked.facts} {list(Event.objects.values_list('words', 'title', 'changes'))}"
    assert "eye clinic" not in told
    assert "Heron" not in told


def test_once_approved_nobody_sees_it_and_its_key_is_gone_from_the_store_and_its_copy(p, heron, asked, approve):
    record = CaseLearning.objects.get()
    approve(asked)
    for person in p.people.values():
        assert heron not in visible_cases(person)
        assert record not in visible_records(person, CaseLearning)
    with pytest.raises(store.KeyDestroyed):
        _ = CaseLearning.objects.get().title
    assert heron.pk in store.destroyed()
    assert asked in visible_proposals(p.second_reviewer), "who approved it sees what became of it"


def test_the_certificate_says_who_when_and_by_which_rule_and_nothing_of_what_it_held(p, heron, asked, approve):
    approve(asked)
    disposal = Disposal.objects.get()
    assert (disposal.group, disposal.number, disposal.rule, disposal.records) == (
        p.practice_review, 1, "case_learning.proposed", 1,
    )  # fmt: skip
    assert (disposal.asked_by, disposal.approved_by) == (p.reviewer, p.second_reviewer)
    assert (disposal.kept_from, disposal.due_on, disposal.destroyed_at) == (KEPT_ON, DUE, now())
    assert {name for name, one in p.people.items() if visible_disposals(one)} == {"reviewer", "second_reviewer"}


def test_the_database_refuses_a_certificate_of_one(p, heron):
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.create(
            case=heron, group=heron.group, number=1, opened_on=DUE, kept_from=DUE, asked_by=p.reviewer,
            approved_by=p.reviewer,
        )  # fmt: skip


def test_the_record_of_who_looked_still_holds_and_tells_of_the_disposal(p, asked, approve):
    approve(asked)
    assert whole()
    entry = Entry.objects.first()
    assert (entry.verb, entry.kind, entry.person) == ("case.disposed_of", "learning.caselearning", p.second_reviewer)


def test_what_was_drawn_from_it_stays_and_opens_without_it(p, clock_at, client, approve):
    clock_at(KEPT_ON)
    kept = make.case_learning(p)
    other = make.case_learning(p, title="Case Wren")
    clock_at(DAY_BEFORE)
    drawn = make.release(p, sources=[kept, other])
    clock_at(DUE)
    approve(operations.ask_disposal(Case.objects.get(pk=kept.case_id), by=p.reviewer))
    client.force_login(p.second_reviewer)
    page = client.get(drawn.get_absolute_url())
    assert page.status_code == 200
    assert "Case Wren" in page.content.decode()
    assert "Case Heron" not in page.content.decode()
    assert drawn in visible_records(p.reviewer, Release)


def test_the_calendar_forgets_what_it_was_to_do_with_it(p, clock_at, approve):
    clock_at(KEPT_ON)
    waiting = make.release(p, not_before=date(2040, 1, 1))
    learning.check_release(waiting, by=p.second_reviewer)
    clock_at(DUE)
    assert Due.objects.count() == 1
    approve(operations.ask_disposal(Case.objects.get(pk=waiting.case_id), by=p.reviewer))
    assert Due.objects.count() == 0


# ------------------------------------------------------------------------------------------- its files


@pytest.fixture
def letter(p, heron, clock_at):
    """A file of the case, and one of another that stays."""
    clock_at(KEPT_ON)
    stays = make.case_file(p)
    kept = make.case_file(p, heron)
    clock_at(DUE)
    return SimpleNamespace(kept=kept, stays=stays, before=boxes.take(kept.case_id, kept.pk))


def test_the_files_of_a_case_go_with_it_their_rows_too_and_the_certificate_counts_them(p, heron, letter, approve):
    approve(operations.ask_disposal(heron, by=p.reviewer))
    assert list(CaseFile.objects.all()) == [letter.stays]
    with pytest.raises(FileNotFoundError):
        boxes.take(letter.kept.case_id, letter.kept.pk)
    assert boxes.take(letter.stays.case_id, letter.stays.pk)
    disposal = Disposal.objects.get()
    assert (disposal.records, disposal.files) == (2, 1)
    assert whole()
    gone = Entry.objects.filter(verb="case.disposed_of", kind="documents.casefile").get()
    assert gone.thing == str(letter.kept.pk)


def test_files_whose_disposal_died_in_between_are_deleted_by_the_clock(p, heron, letter):
    approvals.approve(operations.ask_disposal(heron, by=p.reviewer), by=p.second_reviewer)
    assert boxes.take(heron.pk, letter.kept.pk) == letter.before, "nothing was done after the transaction"
    let_go()
    with pytest.raises(FileNotFoundError):
        boxes.take(heron.pk, letter.kept.pk)


def test_files_that_come_back_with_an_older_database_or_an_older_copy_are_deleted_again(
    p, heron, letter, settings, approve, tmp_path
):
    row, older = CaseFile.objects.filter(pk=letter.kept.pk).values().get(), tmp_path / "older"
    copytree(settings.MEDIA_ROOT, older)
    approve(operations.ask_disposal(heron, by=p.reviewer))
    Disposal.objects.all().delete()
    CaseFile.objects.bulk_create([CaseFile(**row)])
    settings.MEDIA_ROOT = older
    assert letting_go.reapply() == 1
    assert list(CaseFile.objects.all()) == [letter.stays]
    assert not (older / "sealed" / str(heron.pk)).exists()
    assert (older / "sealed" / str(letter.stays.case_id)).exists()
    assert (Disposal.objects.get().records, Disposal.objects.get().files) == (2, 1)


# ------------------------------------------------------------------------------------------- what goes wrong


def test_what_died_in_between_is_finished_by_the_clock(p, heron, asked):
    approvals.approve(asked, by=p.second_reviewer)
    assert store.key_of(heron.pk), "nothing was done after the transaction"
    assert heron not in visible_cases(p.reviewer)
    let_go()
    assert heron.pk in store.destroyed()
    assert Disposal.objects.get().destroyed_at
    let_go()
    assert Disposal.objects.count() == 1


def test_what_died_after_the_key_was_destroyed_is_noted_by_the_clock(heron, asked, approve):
    approve(asked)
    Disposal.objects.update(destroyed_at=None)
    assert letting_go.finish() == 1
    assert Disposal.objects.get().destroyed_at


def test_an_older_database_disposes_again_with_the_certificate_as_it_was(p, heron, asked, approve):
    approve(asked)
    before = Disposal.objects.values().get()
    Disposal.objects.all().delete()
    assert heron in visible_cases(p.reviewer)
    assert letting_go.reapply() == 1
    after = Disposal.objects.values().get()
    assert heron not in visible_cases(p.reviewer)
    assert {name: after[name] for name in after if name not in ("id", "destroyed_at")} == {
        name: before[name] for name in before if name not in ("id", "destroyed_at")
    }
    assert letting_go.reapply() == 0


def test_an_older_database_disposes_again_even_where_no_certificate_was_written_down(p, heron, settings, tmp_path):
    store.destroy(heron.pk, now())
    settings.ANCHORS = tmp_path / "elsewhere"
    assert letting_go.reapply() == 1
    assert (Disposal.objects.get().number, Disposal.objects.get().asked_by) == (1, None)
    assert heron not in visible_cases(p.reviewer)


def test_the_words_are_in_no_row_of_the_database_after_all(heron, asked, approve):
    approve(asked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_caselearning")
        assert "Heron" not in str([bytes(cell) if isinstance(cell, memoryview) else cell for cell in cursor.fetchone()])


# ------------------------------------------------------------------------------------------- an emergency seat


@pytest.fixture
def in_an_emergency(p):
    """Chairs the group beside its chair, for an hour more."""
    hour = now() + timedelta(hours=1)
    return make.seated(p.practice_review, make.person("Came"), "vice_chair", ends=today(), ends_at=hour).person


def test_whoever_chairs_in_an_emergency_reads_a_case_and_ends_no_hold(p, heron, in_an_emergency, client):
    hold = operations.put_on_hold(heron, by=in_an_emergency, why="A court asked")
    assert heron in visible_cases(in_an_emergency)
    with pytest.raises(Refused, match="Only a lasting chair"):
        operations.end_hold(hold, by=in_an_emergency, because="It has judged")
    ends = reverse("cases:end_hold", args=[heron.pk, hold.pk])
    for person, status in ((in_an_emergency, 403), (p.reviewer, 200)):
        client.force_login(person)
        assert (ends in client.get(heron.get_absolute_url()).content.decode()) is (status == 200)
        assert client.get(ends).status_code == status


def test_whoever_chairs_in_an_emergency_asks_for_no_disposal(p, heron, in_an_emergency, client):
    with pytest.raises(Refused, match="Only a lasting chair"):
        operations.ask_disposal(heron, by=in_an_emergency)
    assert decisions(in_an_emergency, today()) == []
    client.force_login(in_an_emergency)
    page = client.get(reverse("cases:keeping", args=["practice-review"])).content.decode()
    assert heron.get_absolute_url() in page
    assert reverse("cases:dispose", args=[heron.pk]) not in page


def test_whoever_sits_in_an_emergency_is_not_the_second_of_a_disposal(p, heron, asked, in_an_emergency, client):
    assert not may_approve(in_an_emergency, asked)
    assert not may_refuse(in_an_emergency, asked)
    assert to_approve(in_an_emergency, today()) == []
    client.force_login(in_an_emergency)
    page = client.get(reverse("cases:keeping", args=["practice-review"])).content.decode()
    assert "Waits for a second person" in page
    assert asked.get_absolute_url() not in page


# ------------------------------------------------------------------------------------------- home


def test_the_chair_is_told_what_is_due_until_it_is_held_or_asked(p, heron):
    assert [each.title for each in decisions(p.reviewer, today())] == ["Dispose of a case whose time is over"]
    assert [name for name, one in p.people.items() if decisions(one, today())] == ["reviewer"]
    hold = operations.put_on_hold(heron, by=p.reviewer, why="A court asked")
    assert decisions(p.reviewer, today()) == []
    operations.end_hold(hold, by=p.reviewer, because="It has judged")
    operations.ask_disposal(heron, by=p.reviewer)
    assert decisions(p.reviewer, today()) == []
    assert Hold.objects.count() == 1


def test_whoever_asked_and_is_shut_out_since_reads_the_same_as_before(p, heron, asked):
    """What a proposal tells stands in it: otherwise what is missing would tell them that they are shut out."""
    before = tell_disposal(asked)
    assert ("Case", f"{heron.number}, {p.practice_review}") in before
    cases.shut_out(heron, p.reviewer, by=p.second_reviewer, why="Named in it")
    Case.objects.filter(pk=heron.pk).update(kept_from=date(2001, 1, 1), kept_as="case_record")
    asked.refresh_from_db()
    assert tell_disposal(asked) == before
