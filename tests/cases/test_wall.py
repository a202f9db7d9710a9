"""The second wall: plain SQL, as the application's role, finds what the rules in Python allow: no more, no fewer."""

from datetime import date, timedelta
from random import Random
from shutil import copytree, ignore_patterns
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.shortcuts import render
from django.test.utils import CaptureQueriesContext, isolate_apps

from tests import make
from tests.application import as_application, asked_through_the_wall, make_role
from tests.make.meetings import on
from threespires.approvals.operations import approve
from threespires.cases import operations as cases
from threespires.cases.keeping import letting_go, operations
from threespires.cases.models import Case, CaseRecord, Disposal, Entry, Interest, case_models
from threespires.cases.permissions import (
    declared_interests,
    visible_cases,
    visible_entries,
    visible_entries_of,
    visible_records,
)
from threespires.cases.wall.asking import asked_by, asked_by_job
from threespires.cases.wall.holes import case_tables, holes
from threespires.cases.wall.policies import READ_THE_RECORD
from threespires.kernel.clock import now
from threespires.partnership.models import Group, Place, Seat
from threespires.thread.learning import operations as learning
from threespires.thread.learning.models import CaseLearning, Release

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]

TODAY = date(2026, 2, 10)
LONG_AGO, YESTERDAY, TOMORROW = date(2020, 1, 1), TODAY - timedelta(days=1), TODAY + timedelta(days=1)


class Nobody:
    pk = None


@pytest.fixture(scope="module")
def world(kept):
    """Two case groups with people of every kind, cases of both, some drawn from others, some with people shut out."""
    make_role()
    with on(TODAY):
        yield _world()


def _world():
    p = make.partnership()
    other = Group.objects.create(
        board=p.board, key="contextual", name="Contextual Safeguarding", kind="sub_group", is_case_group=True,
        starts=LONG_AGO,
    )  # fmt: skip
    people = dict(p.people)

    def seat(name, group, role="member", starts=LONG_AGO, ends=None, **facts):
        people[name] = people.get(name) or make.person(name)
        return make.seated(group, people[name], role, starts=starts, ends=ends, **facts)

    def place(ends):
        return Place.objects.create(group=p.practice_review, key=f"place-{ends}", starts=LONG_AGO, ends=ends)

    for role in Place.Role.values:
        seat(f"their {role}", other, role)
        seat(f"our {role}", p.practice_review, role)
    seat("former member", p.practice_review, ends=YESTERDAY)
    seat("last day", p.practice_review, ends=TODAY)
    seat("first day", p.practice_review, starts=TODAY)
    seat("member to be", p.practice_review, starts=TOMORROW)
    seat("always there", p.practice_review, starts=None)
    seat("place ended", p.practice_review, place=place(YESTERDAY))
    seat("place ends", p.practice_review, place=place(TODAY))
    by_one = {"asked_by": p.reviewer, "approved_by": None}
    seat("seated by one", p.practice_review, **by_one)
    seat("seated by nobody", p.practice_review, asked_by=None, approved_by=None)
    seat("in an emergency", p.practice_review, ends=TODAY, ends_at=now() + timedelta(hours=1))
    seat("emergency over", p.practice_review, ends=TODAY, ends_at=now())
    gone = seat("gone with place", p.practice_review, place=place(YESTERDAY - timedelta(days=9)))
    seat("delegate of gone", p.practice_review, "delegate", delegate_for=gone)
    seat("delegate then", p.practice_review, "delegate", ends=YESTERDAY)
    seat("member of both", p.practice_review)
    seat("member of both", other)
    ended = Group.objects.create(
        board=p.board, key="ended", name="Ended", kind="sub_group", is_case_group=True, starts=LONG_AGO, ends=YESTERDAY
    )
    seat("member of ended", ended)

    heron = make.case_learning(p)
    wren = make.case_learning(p, title="Case Wren")
    theirs = make.case_learning(p, group=other, by=people["their chair"], title="Case Owl")
    pooled = make.release(p, sources=[heron, wren], title="What two cases show")
    make.release(p, sources=[wren], title="What one case shows")
    make.release(p, group=other, by=people["their chair"], sources=[theirs])
    cases.declare_interest(heron.case, by=p.second_reviewer, why="A cousin works there")
    cases.shut_out(wren.case, people["our member"], by=p.reviewer, why="Named in it")
    cases.shut_out(heron.case, people["our chair"], by=p.reviewer, why="Named in it")
    back = cases.declare_interest(wren.case, by=people["first day"], why="Thought to know the family")
    cases.end_interest(back, by=people["our vice_chair"])
    operations.put_on_hold(heron.case, by=p.reviewer, why="A court asked")
    people |= _in_roles(p, heron.case, wren.case, people["our vice_chair"])
    make.role_on(heron.case, people["their member"], starts=TODAY, ends=TODAY)
    make.role_on(theirs.case, people["their adviser"])
    make.role_on(wren.case, people["member to be"], group=ended)
    disposed = _disposed_of(p, [make.case_learning(p, title="Case Rail"), heron])
    return SimpleNamespace(
        disposed=disposed,
        p=p,
        people=people | {"nobody": Nobody()},
        heron=heron,
        wren=wren,
        theirs=theirs,
        pooled=pooled,
        other=other,
    )


def _in_roles(p, heron, wren, chair):
    """People from outside who hold a role on one case: today, no more, not yet, ended, on two, shut out."""
    people = {}

    def role(name, case, **facts):
        people[name] = people.get(name) or make.person(name)
        make.role_on(case, people[name], **facts)

    role("role that writes", heron)
    role("role that reads", heron, kind="key_worker")
    role("role on its last day", wren, ends=TODAY)
    role("role that was", wren, ends=YESTERDAY)
    role("role to be", wren, starts=TOMORROW)
    role("role that was ended", heron, ended_at=now(), ended_by=chair)
    role("role to be ended", heron, ended_at=now() + timedelta(hours=1), ended_by=chair)
    role("role on two", heron)
    role("role on two", wren)
    role("role of whoever declared", heron)
    cases.declare_interest(heron, by=people["role of whoever declared"], why="A neighbour")
    role("role of whoever is named", heron)
    cases.shut_out(heron, people["role of whoever is named"], by=p.reviewer, why="Named in it")
    return people


def _disposed_of(p, sources):
    """A case that was disposed of, with an interest declared in it, a hold that has ended, and a release drawn from
    it."""
    gone = sources[0].case
    make.release(p, sources=sources)
    make.role_on(gone, p.outsider)
    cases.declare_interest(gone, by=p.second_reviewer, why="A cousin works there")
    hold = operations.put_on_hold(gone, by=p.reviewer, why="A court asked")
    operations.end_hold(hold, by=p.reviewer, because="It has judged")
    Case.objects.filter(pk=gone.pk).update(kept_from=LONG_AGO - timedelta(days=3653))
    gone.refresh_from_db()
    by = Seat.objects.now().get(group=p.practice_review, role="vice_chair").person
    approve(operations.ask_disposal(gone, by=p.reviewer), by=by)
    return gone


def allowed(person):
    """What the rules in Python let a person see, by table."""
    seen = {Case._meta.db_table: visible_cases(person)}
    for model in case_models():
        seen[model._meta.db_table] = visible_records(person, model)
    rows = {table: set(found.values_list("pk", flat=True)) for table, found in seen.items()}
    rows["cases_interest"] |= set(declared_interests(person).values_list("pk", flat=True))
    for model in (Case, *case_models()):
        for field in model._meta.many_to_many:
            through = field.remote_field.through
            near = field.m2m_column_name()
            rows[through._meta.db_table] = set(
                through.objects.filter(**{f"{near}__in": rows[model._meta.db_table]}).values_list("pk", flat=True)
            )
    chaired = [visible_entries_of(person, group) for group in Group.objects.filter(is_case_group=True)]
    entries = [visible_entries(person), *chaired] if person.pk else []
    rows["cases_entry"] = {key for found in entries for key in found.values_list("pk", flat=True)}
    return rows


def found(*, tables=None):
    """What plain SQL finds, by table."""
    rows = {}
    with connection.cursor() as cursor:
        for table in tables or case_tables():
            cursor.execute(f"SELECT {'number' if table == 'cases_entry' else 'id'} FROM {table}")
            rows[table] = {key for (key,) in cursor.fetchall()}
    return rows


def test_plain_sql_finds_what_the_rules_allow_as_every_kind_of_person(world):
    kinds = set()
    for name, person in world.people.items():
        expected = allowed(person)
        with as_application(), asked_by(person):
            assert found() == expected, name
        kinds.add(tuple(len(rows) for rows in expected.values()))
    assert len(kinds) > 6, "the world tells people apart"


def test_the_rules_of_this_world_tell_apart_who_should_be(world):
    """Derived from no rule: who sees what, by hand."""
    seen = {
        name: {record.title for record in visible_records(person, CaseLearning)}
        for name, person in world.people.items()
    }
    both = {"Case Heron", "Case Wren"}
    assert {name for name, titles in seen.items() if titles == both} == {
        "reviewer", "our vice_chair", "our delegate", "our administrator", "last day", "first day", "always there",
        "place ends", "in an emergency", "role on two",
    }  # fmt: skip
    assert {name for name, titles in seen.items() if titles == {"Case Wren"}} == {
        "second_reviewer", "our chair", "role on its last day"
    }  # fmt: skip
    assert {name for name, titles in seen.items() if titles == {"Case Heron"}} == {
        "our member", "role that writes", "role that reads", "role to be ended"
    }  # fmt: skip
    assert seen["their member"] == {"Case Owl", "Case Heron"}
    assert seen["member of both"] == {"Case Heron", "Case Wren", "Case Owl"}
    assert {name for name, titles in seen.items() if titles == {"Case Owl"}} == {
        "their chair", "their vice_chair", "their delegate", "their administrator", "their adviser"
    }  # fmt: skip
    releases = {
        name: visible_records(world.people[name], Release).count()
        for name in ("second_reviewer", "our member", "reviewer", "role on two")
    }
    assert releases == {"second_reviewer": 1, "our member": 1, "reviewer": 3, "role on two": 0}


def test_what_was_disposed_of_is_there_for_nobody_nor_for_a_job(world):
    with as_application(), asked_by_job("learning.release", [world.disposed.pk]):
        assert set(map(len, found().values())) == {0}
    for person in world.people.values():
        with as_application(), asked_by(person):
            assert world.disposed.pk not in found()["cases_case"]
            assert not Interest.objects.filter(case_id=world.disposed.pk).exists()


def test_two_dispose_of_a_case_through_the_wall_and_the_clock_ends_it(world):
    with transaction.atomic():
        gone = make.case_learning(world.p).case_id
        Case.objects.filter(pk=gone).update(kept_from=LONG_AGO - timedelta(days=3653))
        with as_application(), asked_by(world.p.reviewer):
            asked = operations.ask_disposal(Case.objects.get(pk=gone), by=world.p.reviewer)
        with as_application(), asked_by(world.p.second_reviewer):
            approve(asked, by=world.p.second_reviewer)
            assert gone not in found()["cases_case"]
        with as_application():
            assert letting_go.finish() == 2
        Disposal.objects.filter(case=gone).delete()
        with as_application():
            assert letting_go.reapply() == 1
        transaction.set_rollback(True)


def test_a_question_that_says_no_word_of_who_asks_finds_nothing(world):
    with as_application():
        assert set(map(len, found().values())) == {0}


def test_random_seats_and_interests_part_the_same_way(world):
    """Seeded: fifty people with random seats and roles, on random days, shut out at random."""
    chance = Random("seats of the wall")
    groups, cases_there = list(Group.objects.all()), list(Case.objects.exclude(pk=world.disposed.pk))
    days = [None, LONG_AGO, YESTERDAY, TODAY, TOMORROW]
    with transaction.atomic():
        people = [make.person(f"Random {number}") for number in range(50)]
        for person in people:
            for _ in range(chance.randrange(4)):
                starts, ends = chance.choice(days), chance.choice(days)
                if starts and ends and ends < starts:
                    starts, ends = ends, starts
                given = {} if chance.random() < 0.8 else {"approved_by": None}
                if ends == TODAY and chance.random() < 0.5:
                    given["ends_at"] = now() + timedelta(minutes=chance.choice([-1, 0, 1]))
                make.seated(
                    chance.choice(groups), person, chance.choice(Place.Role.values), starts=starts, ends=ends, **given
                )
            for case in chance.sample(cases_there, chance.randrange(3)):
                starts, ends = sorted(chance.choice(days[1:]) for _ in range(2))
                ended = now() + timedelta(minutes=chance.choice([-1, 0, 1])) if chance.random() < 0.3 else None
                make.role_on(case, person, starts=starts, ends=ends, ended_at=ended)
            for case in chance.sample(cases_there, chance.randrange(3)):
                Interest.objects.create(
                    case=case, group=case.group, person=person, declared=False, why="", noted_by=world.p.reviewer
                )
        for person in people:
            expected = allowed(person)
            with as_application(), asked_by(person):
                assert found() == expected
        transaction.set_rollback(True)


def test_nobody_writes_into_a_case_they_do_not_see(world):
    for person in (world.p.manager, world.people["their chair"], world.people["our chair"], Nobody()):
        with pytest.raises(DatabaseError, match="row-level security"), as_application(), asked_by(person):
            CaseLearning.objects.create(
                case=world.heron.case,
                kind="audit",
                title="x",
                text="x",
                learned_on=TODAY,
                contributed_by=world.p.manager,
            )
        with as_application(), asked_by(person):
            assert CaseLearning.objects.filter(pk=world.heron.pk).update(contributed_by=world.p.manager) == 0
            assert Release.objects.filter(pk=world.pooled.pk).delete()[0] == 0


def test_nobody_writes_down_a_reading_in_anothers_name(world):
    with pytest.raises(DatabaseError, match="row-level security"), as_application(), asked_by(world.p.reviewer):
        Entry.objects.create(
            number=10**6, person=world.p.manager, seat="", group=world.p.practice_review, case_id=world.heron.case_id,
            verb="read", kind="x", thing="x", seal="x", follows="x",
        )  # fmt: skip


def test_a_job_sees_the_cases_it_was_given_and_no_other(world):
    with as_application(), asked_by_job("learning.release", [world.pooled.case_id]):
        rows = found()
        assert rows["cases_case"] == {world.pooled.case_id}
        assert rows["learning_release"] == {world.pooled.pk}
        assert rows["learning_caselearning"] == rows["cases_entry"] == set()
    with as_application(), asked_by_job("", [world.pooled.case_id]):
        assert set(map(len, found().values())) == {0}


@pytest.mark.parametrize("job", READ_THE_RECORD)
def test_a_job_that_reads_the_record_sees_who_looked_and_no_case(world, job):
    with as_application(), asked_by_job(job):
        rows = found()
    assert len(rows.pop("cases_entry")) == Entry.objects.count()
    assert set(map(len, rows.values())) == {0}


def test_who_asks_is_said_anew_when_a_question_within_another_ends(world):
    with as_application(), asked_by(world.p.reviewer):
        before = found()
        with asked_by(world.p.manager):
            assert set(map(len, found().values())) == {0}
        assert found() == before


def test_the_calendar_releases_what_is_due_through_the_wall(world):
    with transaction.atomic():
        waiting = make.release(world.p, not_before=TOMORROW, title="Waits for its day")
        learning.check_release(waiting, by=world.p.second_reviewer)
        with on(TOMORROW), as_application():
            assert learning.release_due() == 1
            assert learning.release_due() == 0
        waiting.refresh_from_db()
        assert (waiting.status, waiting.learning.title) == ("released", "Waits for its day")
        assert Entry.objects.first().person is None
        transaction.set_rollback(True)


def test_the_wall_has_no_hole_but_the_role_of_the_tests(world):
    (hole,) = holes()
    assert "may pass by every policy" in hole
    with as_application():
        assert holes() == []


@isolate_apps("threespires.cases")
def test_a_new_case_table_without_a_policy_is_a_hole_through_which_plain_sql_looks(world):
    class Forgotten(CaseRecord):
        words = models.TextField()

        class Meta:
            app_label = "cases"

    with transaction.atomic():
        with connection.schema_editor() as editor:
            editor.create_model(Forgotten)
        make_role()
        row = Forgotten.objects.create(case=world.heron.case, words="x")
        with as_application():
            assert holes([Forgotten]) == ["The table cases_forgotten has no policy: its migration must guard it"]
            with asked_by(world.p.manager):
                assert found(tables=["cases_forgotten"]) == {"cases_forgotten": {row.pk}}
        transaction.set_rollback(True)


def test_a_policy_taken_away_is_a_hole(world):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE learning_release DISABLE ROW LEVEL SECURITY")
            cursor.execute("ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY")
        with as_application():
            assert holes() == [
                "The table cases_case doesn’t hold its owner to its policy",
                "The table learning_release has no policy: its migration must guard it",
            ]
        transaction.set_rollback(True)


@pytest.fixture
def through_the_wall(world, client):
    with asked_through_the_wall():
        client.force_login(world.p.reviewer)
        yield client


OWN = "/thread/learning/case/practice-review/"


def test_nobody_holds_the_record_while_a_page_is_drawn(world, through_the_wall, monkeypatch):
    """The reading is written last, in the same transaction: it isn't there yet when the page is drawn."""
    drawn = []

    def draw(*told, **more):
        drawn.append(Entry.objects.filter(verb="read").count())
        return render(*told, **more)

    monkeypatch.setattr("threespires.thread.learning.views.cases.render", draw)
    before = Entry.objects.filter(verb="read").count()
    assert through_the_wall.get(OWN).status_code == 200
    assert drawn == [before]
    with asked_by(world.p.reviewer):
        assert Entry.objects.filter(verb="read", person=world.p.reviewer).count() > before


def test_a_page_whose_reading_can_not_be_written_down_is_not_sent(world, through_the_wall, settings, tmp_path):
    kept, settings.KEYS = settings.KEYS, tmp_path / "keys"
    copytree(kept, settings.KEYS, ignore=ignore_patterns("record.key"))
    page = through_the_wall.get(OWN)
    assert page.status_code == 403
    assert "nobody could tell later who had looked" in page.content.decode()
    assert "Case Wren" not in page.content.decode()


def test_what_ends_in_a_fault_leaves_nothing(world, through_the_wall, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    before = Entry.objects.count()
    monkeypatch.setattr("threespires.thread.learning.views.cases.render", fail)
    through_the_wall.raise_request_exception = False
    assert through_the_wall.get(OWN).status_code == 500
    assert Entry.objects.count() == before


def test_whoever_is_not_signed_in_needs_no_transaction(world, client):
    with asked_through_the_wall(), CaptureQueriesContext(connection) as asked:
        assert client.get("/privacy/").status_code == 200
    assert not [each["sql"] for each in asked if "threespires." in each["sql"]]
