"""A group's own records: all that is there, nothing of anybody else's, open to read, and read back in."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.access.planting import Planted
from tests.pages.world import World
from threespires.leaving import packing
from threespires.leaving.folder import DIGESTS, digest
from threespires.leaving.gathering import gather
from threespires.meetings import operations as meetings
from threespires.meetings.models import Meeting
from threespires.thread.actions.models import Action, Update
from threespires.thread.learning.models import Learning

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def world(kept):
    return World()


@pytest.fixture(scope="module")
def planted(world):
    return Planted(world)


def taken(person, group):
    """What leaves with the group, by file."""
    content = packing.pack(packing.read(person, group), lambda done: None)
    with ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rows(files, label):
    return [json.loads(line) for line in files.get(f"records/{label}.jsonl", b"").splitlines()]


def all_of(files):
    return b"\n".join(files.values()).decode(errors="replace")


@pytest.fixture(scope="module")
def files(world):
    return taken(world.p.scrutineer, world.p.implementation)


def test_its_meetings_actions_and_learning_are_there(world, files):
    p = world.p
    assert len(rows(files, "meetings.meeting")) == Meeting.objects.filter(group=p.implementation).count()
    assert len(rows(files, "actions.action")) == Action.objects.count()
    assert len(rows(files, "actions.update")) == Update.objects.count()
    assert {row["ref"] for row in rows(files, "priorities.lineofenquiry")} >= {world.enquiry.ref}
    assert rows(files, "partnership.seat")


def test_files_beside_its_records_are_there_open(files):
    (document,) = [name for name in files if name.startswith("files/")]
    assert document.endswith("/list.pdf")
    assert files[document] == b"%PDF-1.7 A list"
    assert f'href="../{document}"' in files["records/documents.document.html"].decode()


def test_it_has_an_index_a_page_and_a_table_of_each_kind(files):
    index = files["index.html"].decode()
    labels = {name.split("/")[1].removesuffix(".jsonl") for name in files if name.endswith(".jsonl")}
    for label in labels:
        assert f"records/{label}.html" in index
        table = list(csv.reader(StringIO(files[f"records/{label}.csv"].decode("utf-8-sig"))))
        assert len(table) == len(rows(files, label)) + 1


def test_each_file_has_its_digest(files):
    assert json.loads(files.pop(DIGESTS)) == {name: digest(content) for name, content in files.items()}


def test_all_that_a_record_names_is_there(files):
    people = {row["id"] for row in rows(files, "accounts.person")}
    assert {row["owner"] for row in rows(files, "actions.action")} <= people
    assert {row["work"] for row in rows(files, "actions.action")} <= {
        row["id"] for row in rows(files, "actions.taskedwork")
    }


def test_nobodys_address_is_in_it(files):
    assert "@example" not in all_of(files).replace("@people.invalid", "")


def test_no_word_of_a_case_nor_of_a_concern_is_in_any_groups_records(world, planted):
    p = world.p
    chair = make.member(p.forum, role="chair")
    of_cases = ("Zorblatt", "Vexmoor", "Hollivar", "Zephyrbane", "Quoxley", "Ashwindle", "Tarnuck")
    of_its_meetings = ("Melbrook", "Fennimot", "Ostrenvale", "Yorvalind", "Harrowmist")
    marked = ("Vallowick", "Durnavon")
    for person, group in (
        (p.manager, p.executive),
        (p.manager, p.implementation),
        (p.scrutineer, p.executive),
        (p.early_help_chair, p.early_help),
        (chair, p.forum),
    ):
        told = all_of(taken(person, group))
        assert [word for word in (*of_cases, *of_its_meetings, *marked) if word in told] == []


def test_a_case_group_takes_its_meetings_and_requests_but_no_case(world, planted):
    told = all_of(taken(world.p.reviewer, world.p.practice_review))
    for word in ("Melbrook", "Fennimot", "Ostrenvale", "Yorvalind", "Harrowmist"):
        assert word in told
    for word in ("Zorblatt", "Vexmoor", "Quoxley"):
        assert word not in told


def test_of_two_groups_that_one_person_chairs_each_takes_its_own_alone(world, planted):
    p = world.p
    make.seated(p.early_help, p.reviewer, "chair")
    told = all_of(taken(p.reviewer, p.early_help))
    assert "Melbrook" not in told
    assert "Grellowap" in told
    assert "Grellowap" not in all_of(taken(p.reviewer, p.practice_review))


def test_learning_shared_with_one_group_leaves_with_no_other(world, planted):
    p = world.p
    statement = make.statement(p, world.enquiry, cites=[planted.of_group], by=p.quality)
    assert statement.cites.get() == planted.of_group
    for person in (p.manager, p.scrutineer):
        told = all_of(taken(person, p.implementation))
        assert [word for word in ("Grellowap", "Brimsalt", "Thrankle") if word in told] == []


def test_where_learning_came_from_is_told_to_whoever_may_follow_it(world, planted):
    p = world.p
    make.statement(p, world.enquiry, cites=[planted.with_origin])
    assert "Wimblefex" not in all_of(taken(p.scrutineer, p.implementation))


def test_protected_learning_tells_neither_its_day_nor_its_place_in_the_order(world, planted):
    p = world.p
    make.statement(p, world.enquiry, cites=[planted.protected])
    files = taken(p.scrutineer, p.implementation)
    (row,) = [row for row in rows(files, "learning.learning") if row["title"] == planted.protected.title]
    assert row["recorded_at"][:10] == planted.protected.listed_on.isoformat()
    numbers = {row["ref"]: row["id"] for row in rows(files, "learning.learning")}
    as_made = Learning.objects.filter(ref__in=numbers).order_by("pk").values_list("ref", flat=True)
    in_this_order = [numbers[ref] for ref in as_made]
    assert sorted(in_this_order) == list(range(1, len(numbers) + 1)) != in_this_order


def test_the_forums_issues_leave_with_it_and_their_reading_is_written_down(world, planted):
    chair = make.member(world.p.forum, role="chair")
    leaf = packing.read(chair, world.p.forum)
    told = packing.pack(leaf, lambda done: None)
    with ZipFile(BytesIO(told)) as packed:
        assert "Crindlemere" in packed.read("records/forum.issue.jsonl").decode()
    assert {type(one)._meta.label_lower for one in leaf.recorded} == {"forum.issue"}


def test_a_cell_never_begins_a_formula(world):
    p = world.p
    meetings.add_item(world.running, by=p.administrator, title="=cmd|' /C calc'!A0")
    assert ",'=cmd" in taken(p.scrutineer, p.executive)["records/meetings.agendaitem.csv"].decode()


def test_gathering_many_takes_as_many_statements_as_gathering_few(world):
    p = world.p
    asked = []
    for _ in range(2):
        for _ in range(3):
            make.evidence(make.action(p))
        with CaptureQueriesContext(connection) as captured:
            gather(p.scrutineer, p.implementation)
        asked.append(len(captured))
    assert asked[0] == asked[1]
