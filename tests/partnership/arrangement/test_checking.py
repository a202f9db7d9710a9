"""What a well-formed arrangement may get wrong in sense."""

import re

import pytest

from tests.partnership.arrangement.sound import SOUND, spoilt
from threespires.partnership.arrangement.checking import read_and_check


def test_check_passes_what_is_sound():
    assert read_and_check(SOUND.encode()).problems == ()


SECOND_EXECUTIVE = """[[groups]]
key = "rival"
name = "Rival"
board = "home"
kind = "executive"
summary = "Leads too."
purposes = [{ words = "Lead." }]
chair = { confirmed = false }
membership = { words = "Them.", confirmed = false }
rhythm = { times_a_year = 1, confirmed = false }

[[groups]]
key = "team"
"""


@pytest.mark.parametrize(
    ("old", "new", "found", "expected"),
    [
        ('home_board = "home"', 'home_board = "away"', "names “away”", "[[boards]]"),
        ('key = "police"', 'key = "council"', "“council” stands here again", "each key once"),
        ('{ words = "Decide." }', '{ words = "Lead!" }', "“lead” stands here again", "a key of its own"),
        (
            'post = "scrutineer" },\n',
            'post = "scrutineer" },\n    { role = "chair", post = "scrutineer" },\n',
            "“chair-scrutineer” stands here again",
            "a key for each",
        ),
        (
            '{ order = 2, key = "some"',
            '{ order = 1, key = "some"',
            "“1” stands here again",
            "each order once",
        ),
        ('{ order = 2, key = "some"', '{ order = 3, key = "some"', "the orders are 1 or 3", "none left out"),
        ('succeeds = "old-health"', 'succeeds = "older"', "names “older”", "[[agencies]]"),
        ('team = "team"', 'team = "doing"', "“doing” is not a team", "kind team"),
        ('agency = "police"', 'agency = "polise"', "names “polise”", "[[agencies]]"),
        ('delegate = "commander"', 'delegate = "nobody"', "names “nobody”", "[[posts]]"),
        ('delegate = "commander"', 'delegate = "constable"', "delegates to itself", "two posts"),
        ('board = "home"', 'board = "hone"', "names “hone”", "[[boards]]"),
        ('reports = { to = "executive"', 'reports = { to = "exec"', "names “exec”", "[[groups]]"),
        (
            'reports = { to = "executive"',
            'reports = { to = "doing"',
            "leads back to itself",
            "a way that ends",
        ),
        ('succeeds = "old-health"', 'succeeds = "new-health"', "leads back to itself", "a way that ends"),
        (
            'chair = { post = "scrutineer", confirmed',
            'chair = { post = "x", confirmed',
            "names “x”",
            "[[posts]]",
        ),
        (
            'confirmed = true, source = "plan" }',
            'confirmed = true, source = "rumour" }',
            "names “rumour”",
            "[[sources]]",
        ),
        (
            'rhythm = { times_a_year = 4, confirmed = true, source = "plan" }',
            "rhythm = { times_a_year = 4, confirmed = true }",
            "names no source",
            "confirmed = false",
        ),
        ("quarters_from_month = 4", "quarters_from_month = 1", "“quarters_from_month” is 1", "from April"),
        ('statutory = "police"', "", "no agency has statutory = “police”", "of each kind"),
        (
            "from = 2022-07-01\nsucceeds",
            "from = 2022-07-03\nsucceeds",
            "leaves a gap after “old-health”",
            "2022-07-01",
        ),
        ("from = 2022-07-01\nsucceeds", "from = 2022-06-01\nsucceeds", "overlaps “old-health”", "2022-07-01"),
        (
            'statutory = "health"\nto = 2022-06-30',
            'statutory = "health"',
            "“old-health” has no last day",
            "“to”",
        ),
        (
            'statutory = "health"\nto',
            'statutory = "health"\nfrom = 2023-01-01\nto',
            "it ends on 2022-06-30",
            "later",
        ),
        (
            'agency = "old-health"\nto = 2022-06-30',
            'agency = "old-health"',
            "“old-health” ends on",
            "to = 2022-06-30",
        ),
        (
            'post = "old-head", to = 2022-06-30',
            'post = "old-head"',
            "“old-head” lives to 2022-06-30",
            "within its life",
        ),
        (
            'post = "new-head", from = 2022-07-01',
            'post = "new-head"',
            "“new-head” lives from",
            "within its life",
        ),
        (
            '{ role = "member", agency = "council" },',
            '{ role = "member", agency = "old-health" },',
            "“old-health” lives to 2022-06-30",
            "within its life",
        ),
        (
            '{ role = "member", agency = "council" },',
            '{ role = "member" },',
            "the place is nobody’s",
            "agency, post",
        ),
        (
            '{ role = "member", agency = "council" },',
            '{ role = "member", agency = "council", post = "commander" },',
            "“commander” is a post of “police”",
            "own agency",
        ),
        (
            '[[groups]]\nkey = "team"\n',
            SECOND_EXECUTIVE,
            "“home” has “executive” of this kind",
            "one executive",
        ),
        (
            'kind = "executive"',
            'kind = "sub_group"',
            "“home” has no group of the kind executive",
            "one at a time",
        ),
        (
            "rhythm = { times_a_year = 4, ",
            "rhythm = { times_a_year = 4, every_months = 3, ",
            "not one number",
            "or",
        ),
        ("rhythm = { times_a_year = 4, ", "rhythm = { ", "not one number", "times_a_year or every_months"),
        (
            "rhythm = { every_months = 2, confirmed = false }\n",
            "",
            "“rhythm” is missing",
            "confirmed = false",
        ),
        ("chair = { confirmed = false }\n", "", "“chair” is missing", "confirmed = false"),
        ('chair = { post = "scrutineer", ', "chair = { ", "no post is named", "confirmed = false"),
        (
            'reports = { to = "executive", confirmed = true, source = "plan" }\n',
            "",
            "“reports” is missing",
            "it",
        ),
        (
            'reports = { to = "executive", confirmed = true, source = "plan" }\n',
            "",
            "nothing stands above",
            "“reports”",
        ),
        (
            'all_statutory_partners = true, words = "All.", confirmed = false',
            'words = "All.", confirmed = true, source = "plan"',
            "the quorum asks nothing",
            "confirmed = false",
        ),
        (
            "all_statutory_partners = true, ",
            'agencies = ["police"], ',
            "the quorum needs “police”",
            "has a place here",
        ),
        ("assurance.duties", "Assurance duties", "“fill” is “Assurance duties”", "room.source"),
        ('joint_with = ["next-door"]', 'joint_with = ["home"]', "the group’s own board", "other boards"),
        ("from = 2020-01-01\ncolumns", "columns", "“from” is missing", "in_force = false"),
        (
            "from = 2020-01-01\ncolumns",
            "in_force = false\ncolumns",
            "no version of [[practice_approaches]]",
            "one at a",
        ),
        (", leads_to_work = true", "", "0 columns lead to work", "in one of them"),
        (
            '[[contacts]]\nkey = "front-door"',
            '[[contacts]]\nkey = "back-door"',
            "no contact has the key “front-door”",
            "public forms",
        ),
        ('number = "999"', 'number = "nine"', "“number” is “nine”", "digits"),
        ('number = "999"', "", "no number to ring in an emergency", "a number"),
        (
            'label = "Front door"\nconfirmed = false',
            'label = "Front door"',
            "there is no number",
            "confirmed = false",
        ),
    ],
)
def test_check_reports_what_does_not_hold_together(old, new, found, expected):
    problems = read_and_check(spoilt(old, new)).problems
    matching = [each for each in problems if found in each.found and expected in each.expected]
    assert matching, [str(each) for each in problems]
    assert matching[0].line > 0


@pytest.mark.parametrize("name", sorted(set(re.findall(r'(?<!key = )"([a-z-]+)"', SOUND))))
def test_check_reports_a_name_that_leads_nowhere(name):
    """Whatever short name is mangled where it is used, something is reported."""
    content = re.sub(rf'(?<!key = )"{name}"', f'"{name}-zz"', SOUND)
    assert read_and_check(content.encode()).problems


def test_check_reports_successors_that_lead_in_a_circle():
    content = spoilt('key = "old-health"', 'key = "old-health"\nsucceeds = "new-health"')
    found = [each.found for each in read_and_check(content).problems]
    assert sum("leads back to itself" in each for each in found) == 2


def test_check_reports_two_versions_in_force_together():
    version = 'key = "second"\nname = "Second"\nfrom = 2021-01-01\nlevels = [{ order = 1, key = "a", name = "A" }]'
    content = SOUND.replace("[[contacts]]", f"[[levels_of_need]]\n{version}\n\n[[contacts]]", 1)
    assert any("in force together with “first”" in each.found for each in read_and_check(content.encode()).problems)


def test_check_reports_errors_of_form_and_of_sense_together():
    content = SOUND.replace('sector = "police"', "sector = 1").replace('to = "executive"', 'to = "exec"')
    assert len(read_and_check(content.encode()).problems) == 2
