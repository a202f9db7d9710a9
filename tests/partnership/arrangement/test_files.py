"""The two arrangements that come with the project."""

from pathlib import Path

import pytest

from threespires.partnership.arrangement.checking import every, read_and_check
from threespires.partnership.arrangement.facts import Agreed, Sourced

ARRANGEMENTS = Path(__file__).parents[3] / "arrangements"

# How many purposes the proposal lists for each group, counted in its own paragraphs.
PURPOSES = {
    # The role (1), the two functions (2), commitment and holding staff to account (2), setting
    # priorities each quarter, the three questions, tasking, the level of the work (4).
    "executive": 9,
    # The aim, the action plan it owns (2), the two halves (2), collaboration and shared vision (2).
    "implementation": 6,
    # The seven purposes of its sessions.
    "forum": 7,
    # Four under rapid reviews; identifying cases; commissioning and overseeing reviews.
    "practice-review": 6,
    # Three that analysis is to find, then fourteen more.
    "child-death": 17,
    # Three to look at, income, and six innovative ways of learning.
    "workforce": 10,
    # Approve, commission, advise, plan the update.
    "procedures": 4,
    # The remit's two, and why its membership stands apart.
    "contextual": 3,
    # Vision, conditions, indicators, resources.
    "mash": 4,
    # Leadership, oversight, resources, the plan, communication, risks.
    "early-help": 6,
    # The partnership, and the adults' board.
    "board-team": 2,
}


@pytest.fixture(scope="module")
def coventry():
    reading = read_and_check((ARRANGEMENTS / "coventry.toml").read_bytes())
    assert reading.problems == ()
    return reading.arrangement


@pytest.fixture(scope="module")
def saltmere():
    reading = read_and_check((ARRANGEMENTS / "saltmere.toml").read_bytes())
    assert reading.problems == ()
    return reading.arrangement


def group(arrangement, key):
    return next(each for each in arrangement.groups if each.key == key)


def test_coventry_lists_every_purpose_of_every_group(coventry):
    assert {each.key: len(each.purposes) for each in coventry.groups} == PURPOSES


def test_coventry_has_seven_sub_groups_under_the_implementation_group(coventry):
    subs = [each for each in coventry.groups if each.kind == "sub_group"]
    assert len(subs) == 7
    assert {each.reports.to for each in subs} == {"implementation"}


def test_coventry_has_six_full_time_posts_in_the_team(coventry):
    team = [post for post in coventry.posts if post.team == "board-team"]
    assert [post.whole_time for post in team] == [1.0] * 6
    assert group(coventry, "board-team").shared_with == ("coventry-sab",)


def test_coventry_holds_both_eras_of_its_health_partner(coventry):
    agencies = {each.key: each for each in coventry.agencies}
    after = agencies["nhs-coventry-and-warwickshire-icb"]
    before = agencies[after.succeeds]
    assert (str(before.ends), str(after.starts)) == ("2022-06-30", "2022-07-01")
    assert sum(bool(each.statutory) and each.ends is None for each in agencies.values()) == 3


def test_coventry_joins_two_police_posts_by_delegation(coventry):
    pairs = {(each.accountable, each.delegate) for each in coventry.delegations}
    assert ("chief-officer-of-police", "chief-superintendent") in pairs


def test_coventry_marks_its_three_case_groups(coventry):
    cases = [each.key for each in coventry.groups if each.case_group]
    assert cases == ["practice-review", "child-death", "contextual"]


def test_coventry_procedures_are_joint_and_both_boards_approve(coventry):
    procedures = group(coventry, "procedures")
    assert procedures.joint_with == ("warwickshire-scp",)
    assert procedures.approval.boards == ("coventry-scp", "warwickshire-scp")


def test_coventry_agenda_of_the_implementation_group_has_two_halves(coventry):
    items = group(coventry, "implementation").agenda.items
    assert list(dict.fromkeys(item.half for item in items)) == ["Oversight", "Development"]


def test_coventry_confirms_only_what_the_proposal_says(coventry):
    confirmed = [fact for fact in every(coventry) if isinstance(fact, Agreed) and fact.confirmed]
    assert {fact.source for fact in confirmed} == {"proposal"}
    rhythms = {each.key for each in coventry.groups if each.rhythm and each.rhythm.confirmed}
    assert rhythms == {"executive", "forum"}


def test_coventry_leaves_no_term_of_a_group_that_meets_unsaid(coventry):
    terms = ("chair", "rhythm", "quorum", "papers", "membership_review", "agenda")
    meeting = [each for each in coventry.groups if each.kind != "team"]
    assert [(each.key, name) for each in meeting for name in terms if getattr(each, name) is None] == []
    assert [each.key for each in meeting if each.reports and not each.escalation] == []


def test_coventry_puts_in_force_only_what_was_read_whole(coventry):
    unsure = [fact for fact in every(coventry) if isinstance(fact, Sourced) and fact.mark == "unsure"]
    assert unsure
    assert not any(fact.in_force for fact in unsure)


def test_saltmere_differs_wherever_an_area_may(coventry, saltmere):
    assert not {each.name for each in saltmere.groups} & {each.name for each in coventry.groups}
    assert sum(bool(each.statutory) and each.ends is None for each in saltmere.agencies) == 4
    assert [len(version.levels) for version in saltmere.levels_of_need] == [2, 3]
    assert len(saltmere.practice_approaches[0].columns) == 4
    assert [str(each.ends) for each in saltmere.groups if each.ends] == ["2023-08-31"]
