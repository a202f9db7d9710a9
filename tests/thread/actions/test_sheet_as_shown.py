"""The file says what the rows of the screen say, in their order."""

import io
from datetime import date

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from tests import make
from tests.make.meetings import on
from threespires.thread.actions.models import Action, ActionPart
from threespires.thread.actions.plan import groups, plan_rows
from threespires.thread.actions.sheet import COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def p(kept):
    with on(date(2026, 2, 10)):
        yield make.partnership()


@pytest.fixture(scope="module")
def plan(p):
    """One action in each state, escalated, tested, evidenced in parts, late in whole or in part; 10 February 2026."""
    for status in Action.Status.values:
        make.action(p, status, title=f"Action {status}")
    make.escalation(p, action=Action.objects.get(title="Action blocked"))
    for status in ("reported", "planned"):
        make.effect_test(p, status, actions=[Action.objects.get(title="Action accepted")])
    joint = make.joint_action(p, "in_progress")
    make.evidence(joint, part=joint.parts.get(agency=p.schools), by=p.schools_officer)
    make.evidence(joint)
    make.joint_action(p, "accepted", title="Done together")
    ActionPart.objects.filter(agency=p.schools).update(due_on=date(2026, 2, 4))
    Action.objects.filter(title__endswith="in_progress").update(due_on=date(2026, 2, 9))
    return joint


def as_shown(p, address=""):
    """What the table says: action, when, how late, state, evidence and what came of it."""
    for group in groups(plan_rows(p.manager, QueryDict(address)), 0, 100):
        for row in group["rows"]:
            action, _, due, state, evidence = row["cells"]
            due = due if isinstance(due, dict) else {"text": due, "late": ""}
            evidence = evidence if isinstance(evidence, dict) else {"text": evidence}
            yield [
                action if row.get("part") else action["text"],
                "" if row.get("part") else action["detail"].partition(" · ")[2],
                due["text"],
                due["late"],
                state.striptags(),
                evidence["text"],
                list(evidence.get("detail", [])),
            ]


def as_written(p, client, address=""):
    """The same from the file."""
    client.force_login(p.manager)
    answer = client.get(f"/actions/export.xlsx?{address}")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    for line in sheet.iter_rows(min_row=2, values_only=True):
        row = dict(zip([column.key for column in COLUMNS], line, strict=True))
        late = row["days_late"]
        beside = [
            f"Escalated {row['escalated']:%-d %B}" if row["escalated"] else "",
            f"“{row['returned'].rstrip('.')}”" if row["returned"] else "",
            f"Tested: {row['tested'].lower()}" if row["tested"] else "",
        ]
        yield [
            row["title"],
            "" if row["joint"] == "part" else row["joint"] or "",
            f"{row['due_on']:%-d %B %Y}",
            f"{late} day{'' if late == 1 else 's'} late" if late else "",
            row["status"],
            row["evidence"],
            [each for each in beside if each],
        ]


@pytest.mark.parametrize(
    "address", ["", "group=agency&sort=-due", "state=blocked&state=accepted", "due=late", "sort=evidence"]
)
def test_the_file_says_what_the_screen_says_row_by_row(p, plan, client, address):
    shown = list(as_shown(p, address))
    assert shown
    assert list(as_written(p, client, address)) == shown


def test_the_plan_of_the_test_has_something_in_every_column(p, plan, client):
    rows = list(as_written(p, client))
    assert all(any(row[number] for row in rows) for number in range(7))
    assert {row[5] for row in rows} == {"None", "1 piece", "1 of 3 parts", "0 of 3 parts"}
    assert {each.split()[0] for row in rows for each in row[6]} == {"Escalated", "“Show", "Tested:"}
