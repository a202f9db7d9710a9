"""A small sound arrangement for tests to spoil, line by line."""

import json
from typing import Any

SOUND = """
[partnership]
home_board = "home"
quarters_from_month = 4

[[sources]]
key = "plan"
title = "The plan"

[[boards]]
key = "home"
name = "Northmere Partnership"
short_name = "Northmere"
area = "Northmere"
about = "the children of Northmere"

[[boards]]
key = "next-door"
name = "Southmere Partnership"
short_name = "Southmere"
area = "Southmere"
about = "the children of Southmere"

[[agencies]]
key = "council"
name = "Northmere Council"
sector = "council"
statutory = "local_authority"

[[agencies]]
key = "old-health"
name = "Old Health"
sector = "health"
statutory = "health"
to = 2022-06-30

[[agencies]]
key = "new-health"
name = "New Health"
sector = "health"
statutory = "health"
from = 2022-07-01
succeeds = "old-health"

[[agencies]]
key = "police"
name = "Northmere Police"
sector = "police"
statutory = "police"

[[posts]]
key = "scrutineer"
name = "Scrutineer"
function = "independent_scrutineer"

[[posts]]
key = "old-head"
name = "Head of Old Health"
function = "lead_representative"
agency = "old-health"
to = 2022-06-30

[[posts]]
key = "new-head"
name = "Head of New Health"
function = "lead_representative"
agency = "new-health"
from = 2022-07-01
succeeds = "old-head"

[[posts]]
key = "commander"
name = "Commander"
function = "delegated_lead"
agency = "police"

[[posts]]
key = "constable"
name = "Chief Constable"
function = "chief_officer"
agency = "police"

[[posts]]
key = "manager"
name = "Manager"
function = "board_manager"
team = "team"
whole_time = 1.0

[[delegations]]
accountable = "constable"
delegate = "commander"

[[groups]]
key = "executive"
name = "Executive"
board = "home"
kind = "executive"
summary = "Leads."
from = 2020-01-01
purposes = [{ words = "Lead." }, { words = "Decide." }]
chair = { post = "scrutineer", confirmed = true, source = "plan" }
membership = { words = "The leads.", confirmed = true, source = "plan" }
rhythm = { times_a_year = 4, confirmed = true, source = "plan" }
quorum = { all_statutory_partners = true, words = "All.", confirmed = false }
places = [
    { role = "chair", post = "scrutineer" },
    { role = "member", agency = "council" },
    { role = "member", post = "old-head", to = 2022-06-30 },
    { role = "member", post = "new-head", from = 2022-07-01 },
]
agenda = { confirmed = false, items = [{ title = "Duties", asked = "assure", fill = "assurance.duties" }] }

[[groups]]
key = "doing"
name = "Doing Group"
board = "home"
kind = "implementation"
joint_with = ["next-door"]
summary = "Does."
from = 2020-01-01
purposes = [{ words = "Do." }]
chair = { confirmed = false }
reports = { to = "executive", confirmed = true, source = "plan" }
membership = { words = "Officers.", confirmed = true, source = "plan" }
rhythm = { every_months = 2, confirmed = false }
papers = { working_days = 5, confirmed = false }
usual_meeting = { weekday = "Monday", time = 09:30:00, confirmed = false }
membership_review = { every_months = 12, confirmed = false }
approval = { boards = ["home", "next-door"], confirmed = false }
escalation = { after_days = 14, confirmed = false }
places = [{ role = "member", agency = "council" }]

[[groups]]
key = "team"
name = "Team"
board = "home"
kind = "team"
summary = "Helps."
from = 2020-01-01
purposes = [{ words = "Help." }]
membership = { words = "One post.", confirmed = true, source = "plan" }
places = [{ role = "member", post = "manager" }]

[[practice_approaches]]
key = "questions"
name = "Questions"
from = 2020-01-01
columns = [{ key = "well", heading = "Well?" }, { key = "next", heading = "Next?", leads_to_work = true }]
scale = { question = "How safe?", low = "Not", high = "Quite" }

[[levels_of_need]]
key = "first"
name = "First"
from = 2020-01-01
levels = [{ order = 1, key = "all", name = "All" }, { order = 2, key = "some", name = "Some" }]

[[contacts]]
key = "emergency"
label = "Police"
number = "999"

[[contacts]]
key = "front-door"
label = "Front door"
confirmed = false
"""


def written(value: Any) -> str:
    """A parsed value as TOML again, tables inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value) if isinstance(value, str | bool | int | float) else str(value)


def spoilt(old: str, new: str) -> bytes:
    """The sound file with the first `old` replaced, which must be there."""
    assert old in SOUND, old
    return SOUND.replace(old, new, 1).encode()
