"""Finding among the actions of the plan: what is chosen, how it is counted, grouped and sorted."""

from datetime import date

import pytest
from django.http import QueryDict

from tests import make
from tests.make.meetings import on
from threespires.thread.actions.models import Action
from threespires.thread.actions.plan import GROUPS, SORTS, groups, marked, plan_rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 10)


@pytest.fixture(scope="module")
def p(kept):
    """The partnership, on 10 February 2026: one for all of this file, which only looks."""
    with on(TODAY):
        yield make.partnership()


@pytest.fixture(scope="module")
def plan(p):
    """Seven actions under two priorities, at two levels; one of them joint, with a late part."""
    first = make.priority(p, title="Children not brought")
    second = make.priority(p, title="Missing from home and school")
    route = make.work(p, priority=first, level=p.levels[2])
    visits = make.work(p, priority=second, level=p.levels[0], title="Visits")
    facts = {
        "not_started": (route, date(2026, 3, 31)),
        "blocked": (route, date(2026, 2, 9)),
        "proposed": (route, date(2026, 2, 1)),
        "accepted": (visits, date(2026, 1, 5)),
        "withdrawn": (visits, date(2026, 1, 6)),
        "returned": (visits, date(2026, 4, 1)),
    }
    made = {
        status: make.action(p, status, work=work, due_on=due, title=f"Action {status}")
        for status, (work, due) in facts.items()
    }
    parts = [
        {"title": "Schools", "agency": p.schools, "owner": p.schools_officer, "due_on": date(2026, 2, 9)},
        {"title": "Housing", "agency": p.housing, "owner": p.housing_officer, "due_on": date(2026, 5, 1)},
    ]
    made["joint"] = make.joint_action(
        p, "in_progress", work=visits, due_on=date(2026, 5, 1), title="Action joint", parts=parts
    )
    return made


def found(p, address="", person=None):
    """The last word of each title that the address finds, in order."""
    return [action.title.split()[-1] for action in plan_rows(person or p.manager, QueryDict(address)).rows]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", {"not_started", "blocked", "proposed", "accepted", "returned", "joint"}),
        ("state=withdrawn", {"withdrawn"}),
        ("state=blocked&state=returned", {"blocked", "returned"}),
        ("level=universal", {"accepted", "returned", "joint"}),
        ("level=multi-agency-early-help&level=statutory", {"not_started", "blocked", "proposed"}),
        ("level=statutory", set()),
        ("due=late", {"blocked", "joint"}),
        ("due=quarter", {"not_started", "proposed"}),
        ("due=later", {"returned"}),
        ("due=late&due=later", {"blocked", "joint", "returned"}),
        ("agency=health", {"joint"}),
        ("agency=schools", {"joint"}),
        ("agency=housing", {"not_started", "blocked", "proposed", "accepted", "returned", "joint"}),
        ("agency=nobody", set()),
        ("priority=P-2", {"accepted", "returned", "joint"}),
        ("priority=P-2&due=late", {"joint"}),
        ("state=blocked&level=universal", set()),
    ],
)  # fmt: skip
def test_address_finds(p, plan, address, expected):
    assert set(found(p, address)) == expected


def test_owner_finds_what_a_person_owns_and_their_parts(p, plan):
    assert set(found(p, f"owner={p.schools_officer.pk}")) == {"joint"}
    assert set(found(p, f"owner={p.health_officer.pk}")) == {"joint"}


def test_outsider_finds_nothing(p, plan):
    empty = plan_rows(p.outsider, QueryDict(""))
    assert (list(empty.rows), empty.count, empty.cells) == ([], 0, [])


HOSTILE = [
    "owner=1%20OR%201%3D1", "owner=-1", "owner=99999999999999999999999", "owner=²", "owner=%00",
    "priority=%27%3BDROP%20TABLE", "agency=%00", "level=%00", "state=__class__", "due=yesterday",
    "sort=owner__password", "sort=--due", "sort=", "group=owner__password", "page=-1", "level=" + "x" * 5000,
    "state=" + "&state=".join(["blocked"] * 500), "priority=P-1&priority=P-2",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_address_is_answered(p, plan, see, address):
    assert "Action plan" in see(p.manager, f"/actions/?{address}")
    see(p.manager, f"/actions/print/?{address}")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("due", ["proposed", "blocked", "not_started", "returned", "joint", "accepted"]),
        ("-due", ["joint", "returned", "not_started", "blocked", "proposed", "accepted"]),
        ("title", ["accepted", "blocked", "joint", "not_started", "proposed", "returned"]),
        ("-title", ["returned", "proposed", "not_started", "joint", "blocked", "accepted"]),
        ("state", ["not_started", "joint", "blocked", "proposed", "returned", "accepted"]),
        ("owner", ["joint", "accepted", "proposed", "blocked", "not_started", "returned"]),
        ("-evidence", ["accepted", "proposed", "returned", "blocked", "not_started", "joint"]),
    ],
)
def test_sort_orders_by(p, plan, sort, expected):
    assert found(p, f"group=none&sort={sort}") == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("priority", ["Children not brought", "Missing from home and school"]),
        ("level", ["Universal", "Multi-agency early help"]),
        ("agency", ["Housing", "NHS Northmere Integrated Care Board"]),
        ("owner", ["Health officer", "Housing officer"]),
        ("state", ["Not started", "In progress", "Blocked", "Proposed complete", "Returned", "Accepted"]),
        ("none", [""]),
    ],
)
def test_group_gathers_under(p, plan, group, expected):
    rows = plan_rows(p.manager, QueryDict(f"group={group}"))
    shown = groups(rows, 0, 100)
    assert [each["title"] for each in shown] == expected
    assert sum(1 for each in shown for row in each["rows"] if "value" in row) == 6


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("sort", [*SORTS, *(f"-{sort}" for sort in SORTS)])
def test_pages_together_hold_every_row_once(p, plan, group, sort):
    rows = plan_rows(p.manager, QueryDict(f"group={group}&sort={sort}"))
    refs = [
        row["value"]
        for start in range(0, 6, 2)
        for each in groups(rows, start, start + 2)
        for row in each["rows"]
        if "value" in row
    ]
    assert refs == [action.ref for action in rows.rows]


def counts(p, address, name):
    (part,) = [each for each in plan_rows(p.manager, QueryDict(address)).filters() if each["name"] == name]
    return {option["value"]: option["count"] for option in part["options"]}


def test_count_beside_a_box_is_what_ticking_it_alone_would_find(p, plan):
    for others in ("", "level=universal", "due=late", "agency=housing", "priority=P-2", "state=blocked&due=late"):
        for name in ("level", "state", "due"):
            rest = "&".join(each for each in others.split("&") if each and not each.startswith(f"{name}="))
            for value, count in counts(p, others, name).items():
                assert count == len(found(p, f"{rest}&{name}={value}")), (others, name, value)


def test_sentence_counts_the_whole_plan_whatever_is_chosen(p, plan, see):
    words = '6 actions. <strong><span class="ts-late">2 are late</span></strong>, 1 is blocked, '
    words += "1 is proposed complete and waits for the Implementation Group."
    for address in ("", "?due=later"):
        assert words in see(p.manager, f"/actions/{address}")


def test_plan_counts_rows_found_among_all(p, plan, see):
    assert "1 of 6 actions" in see(p.manager, "/actions/?due=later")


def test_chips_lead_to_the_plan_without_them(p, plan):
    rows = plan_rows(p.manager, QueryDict("level=universal&state=blocked&state=returned&agency=housing&sort=title"))
    assert [(chip["text"], chip["href"]) for chip in rows.chips()] == [
        ("Universal", "?state=blocked&state=returned&agency=housing&sort=title"),
        ("Blocked", "?level=universal&state=returned&agency=housing&sort=title"),
        ("Returned", "?level=universal&state=blocked&agency=housing&sort=title"),
        ("Housing", "?level=universal&state=blocked&state=returned&sort=title"),
    ]


def row_of(p, ref, address=""):
    rows = [row for each in groups(plan_rows(p.manager, QueryDict(address)), 0, 100) for row in each["rows"]]
    number = next(number for number, row in enumerate(rows) if row.get("value") == ref)
    parts = []
    for row in rows[number + 1 :]:
        if "value" in row:
            break
        parts.append(row)
    return rows[number], parts


def test_joint_action_is_a_row_with_a_row_for_each_part(p, plan):
    row, parts = row_of(p, plan["joint"].ref)
    assert row["cells"][0]["detail"] == f"{plan['joint'].ref} · joint, 2 agencies"
    assert (row["cells"][1], row["cells"][4]) == ("Two agencies", "0 of 2 parts")
    assert [part["cells"][0] for part in parts] == ["Schools", "Housing"]
    assert parts[0]["cells"][2] == {"text": "9 February 2026", "late": "1 day late"}
    assert parts[1]["cells"][2] == "1 May 2026"


def test_evidence_column_says_what_came_of_the_action(p, plan):
    escalated = make.escalation(p, action=plan["blocked"])
    make.effect_test(p, "reported", actions=[plan["accepted"]])
    cells = {name: row_of(p, action.ref)[0]["cells"][4] for name, action in plan.items() if name != "withdrawn"}
    assert cells["not_started"] == "None"
    assert cells["blocked"]["detail"] == ["Escalated 10 February"]
    assert cells["returned"]["detail"] == ["“Show it in use”"]
    assert cells["accepted"]["detail"] == ["Tested: partly changed"]
    assert cells["accepted"]["href"] == f"/actions/{plan['accepted'].ref}/#evidence"
    assert escalated.action == plan["blocked"]


def test_proposed_and_finished_are_never_late(p, plan):
    assert row_of(p, plan["proposed"].ref)[0]["cells"][2] == "1 February 2026"
    assert row_of(p, plan["accepted"].ref)[0]["cells"][2] == "5 January 2026"


def test_what_late_means_is_the_same_everywhere(p, plan):
    assert {action.title for action in Action.objects.late(TODAY)} == {"Action blocked", "Action joint"}


def test_marked_tells_what_stands_beside_each(p, plan):
    marks = {action.title.split()[-1]: action for action in marked(Action.objects.all())}
    assert (marks["joint"].part_count, marks["accepted"].pieces, marks["blocked"].pieces) == (2, 1, 0)
