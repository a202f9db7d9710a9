"""The wall in PostgreSQL's words: functions that tell who asks and what they may see, and a policy for each table.

The role by which the application signs in to the database neither owns these tables nor may pass by the policies.
Two tables are read by functions that run as the owner, since a policy that asks its own table has no end: on those
the owner isn't held to the policies. On all others the owner is held to them, too.

Migrations put up what stands here when they run: whoever changes a function or a policy writes a migration that puts it
up anew, for databases that have the one before.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import migrations

READ_BY_FUNCTIONS = ("cases_interest", "cases_case_drawn_from")
CHECK_RECORD, UNUSUAL_READING = READ_THE_RECORD = ("cases.check_record", "cases.unusual_reading")
"""Jobs that read who looked at what, of all groups: never what stands in a case."""

_SEATS = """
    SELECT seat.group_id FROM partnership_seat seat
    JOIN partnership_group its ON its.id = seat.group_id
    LEFT JOIN partnership_place place ON place.id = seat.place_id
    LEFT JOIN partnership_seat for_whom ON for_whom.id = seat.delegate_for_id
    LEFT JOIN partnership_place their_place ON their_place.id = for_whom.place_id
    WHERE seat.person_id = cases_asker() AND its.is_case_group AND seat.approved_by_id IS NOT NULL
      AND (seat.ends_at IS NULL OR seat.ends_at > cases_moment())
      AND (seat.starts IS NULL OR seat.starts <= cases_day()) AND (seat.ends IS NULL OR seat.ends >= cases_day())
      AND (its.starts IS NULL OR its.starts <= cases_day()) AND (its.ends IS NULL OR its.ends >= cases_day())
      AND (place.ends IS NULL OR place.ends >= cases_day())
      AND (their_place.ends IS NULL OR their_place.ends >= cases_day())
"""
_VOICES = "('chair', 'vice_chair', 'member', 'delegate', 'administrator')"

FUNCTIONS = {
    "cases_asker() RETURNS bigint": "SELECT nullif(current_setting('threespires.person', true), '')::bigint",
    "cases_moment() RETURNS timestamptz": "SELECT nullif(current_setting('threespires.moment', true), '')::timestamptz",
    "cases_day() RETURNS date": "SELECT (cases_moment() AT TIME ZONE 'Europe/London')::date",
    "cases_job() RETURNS text": "SELECT nullif(current_setting('threespires.job', true), '')",
    "cases_given() RETURNS SETOF uuid": "SELECT unnest(string_to_array(nullif(current_setting('threespires.cases', "
    "true), ''), ','))::uuid WHERE cases_job() IS NOT NULL",
    "cases_groups() RETURNS SETOF bigint": f"{_SEATS} AND seat.role IN {_VOICES}",
    "cases_chaired() RETURNS SETOF bigint": f"{_SEATS} AND seat.role IN ('chair', 'vice_chair')",
}
AS_THE_OWNER = {
    "cases_shut_out() RETURNS SETOF uuid": """
        WITH named AS (
            SELECT case_id FROM cases_interest WHERE person_id = cases_asker() AND ended_at IS NULL
        )
        SELECT case_id FROM named
        UNION SELECT from_case_id FROM cases_case_drawn_from WHERE to_case_id IN (SELECT case_id FROM named)
    """,
}
_BY_ROLE = "cases_by_role() RETURNS SETOF uuid"
_ROLES = """
    SELECT role.case_id FROM partnership_caserole role
    JOIN partnership_group its ON its.id = role.group_id
    WHERE role.person_id = cases_asker() AND its.is_case_group
      AND role.starts <= cases_day() AND role.ends >= cases_day()
      AND (role.ended_at IS NULL OR role.ended_at > cases_moment())
      AND (its.starts IS NULL OR its.starts <= cases_day()) AND (its.ends IS NULL OR its.ends >= cases_day())
"""
_SEEN = "case_id IN (SELECT id FROM cases_case)"
_CASE = "id IN (SELECT cases_given()) OR (group_id IN (SELECT cases_groups()) AND id NOT IN (SELECT cases_shut_out()))"
_CASE_OR_ROLE = (
    "id IN (SELECT cases_given()) OR (id NOT IN (SELECT cases_shut_out()) "
    "AND (group_id IN (SELECT cases_groups()) OR id IN (SELECT cases_by_role())))"
)
_DISPOSED = "SELECT case_id FROM cases_disposal"
_OWN = "declared AND person_id = (SELECT cases_asker())"
_ENTRY_SEEN = (
    "person_id = (SELECT cases_asker()) "
    "OR (group_id IN (SELECT cases_chaired()) AND case_id NOT IN (SELECT cases_shut_out())) "
    f"OR (SELECT cases_job()) IN {READ_THE_RECORD}"
)


def raise_wall() -> migrations.RunPython:
    """The functions, and the policies of the tables of this room."""
    return _on_postgresql(_raise, _lower)


def leave_out_the_disposed() -> migrations.RunPython:
    """From here on a case that was disposed of is there for nobody: no member, no job, nor who declared an interest."""
    return _on_postgresql(_leave_out_the_disposed, _take_back_the_disposed)


def let_in_by_role() -> migrations.RunPython:
    """From here on whoever holds a role on a case sees that case, unless they are shut out of it."""
    return _on_postgresql(_let_in_by_role, _let_in_members_alone)


def guard(table: str) -> migrations.RunPython:
    """The policy of a table of case records: who sees the case sees them."""
    return _on_postgresql(partial(_policy, table, _SEEN), partial(_no_policy, table))


def guard_pairs(table: str, column: str, of: str) -> migrations.RunPython:
    """The policy of a table that joins case records to others: who sees the record in `column`, of table `of`."""
    seen = f"{column} IN (SELECT id FROM {of})"  # noqa: S608  (names of our own tables)
    return _on_postgresql(partial(_policy, table, seen), partial(_no_policy, table))


def _on_postgresql(forwards: Callable[[Any], None], backwards: Callable[[Any], None]) -> migrations.RunPython:
    def run(way: Callable[[Any], None], apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            # What waits to be checked at the end of the transaction would keep the table from being altered.
            schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            way(schema_editor.execute)

    return migrations.RunPython(partial(run, forwards), partial(run, backwards))


def _raise(execute: Any) -> None:
    for name, asks in FUNCTIONS.items():
        execute(f"CREATE OR REPLACE FUNCTION {name} LANGUAGE sql STABLE AS $${asks}$$")
    for name, asks in AS_THE_OWNER.items():
        execute(
            f"CREATE OR REPLACE FUNCTION {name} LANGUAGE sql STABLE SECURITY DEFINER "
            f"SET search_path = public, pg_temp AS $${asks}$$"
        )
    _policy("cases_case", _CASE, execute)
    _policy("cases_interest", _SEEN, execute)
    _own_interests(_OWN, execute)
    _policy("cases_case_drawn_from", "from_case_id IN (SELECT id FROM cases_case)", execute)
    _secure("cases_entry", execute)
    execute(f"CREATE POLICY cases_seen ON cases_entry FOR SELECT USING ({_ENTRY_SEEN})")
    execute(
        "CREATE POLICY cases_written ON cases_entry FOR INSERT "
        "WITH CHECK (person_id IS NOT DISTINCT FROM (SELECT cases_asker()))"
    )


def _lower(execute: Any) -> None:
    for table in ("cases_entry", "cases_case_drawn_from", "cases_interest", "cases_case"):
        _no_policy(table, execute)
    execute("DROP POLICY IF EXISTS cases_own ON cases_interest")
    execute("DROP POLICY IF EXISTS cases_written ON cases_entry")
    for name in reversed([*FUNCTIONS, *AS_THE_OWNER]):
        execute(f"DROP FUNCTION {name.partition(' ')[0]}")


def _leave_out_the_disposed(execute: Any) -> None:
    _no_policy("cases_case", execute)
    _policy("cases_case", f"({_CASE}) AND id NOT IN ({_DISPOSED})", execute)
    execute("DROP POLICY cases_own ON cases_interest")
    _own_interests(f"{_OWN} AND case_id NOT IN ({_DISPOSED})", execute)


def _take_back_the_disposed(execute: Any) -> None:
    _no_policy("cases_case", execute)
    _policy("cases_case", _CASE, execute)
    execute("DROP POLICY cases_own ON cases_interest")
    _own_interests(_OWN, execute)


def _let_in_by_role(execute: Any) -> None:
    execute(f"CREATE OR REPLACE FUNCTION {_BY_ROLE} LANGUAGE sql STABLE AS $${_ROLES}$$")
    _no_policy("cases_case", execute)
    _policy("cases_case", f"({_CASE_OR_ROLE}) AND id NOT IN ({_DISPOSED})", execute)


def _let_in_members_alone(execute: Any) -> None:
    _no_policy("cases_case", execute)
    _policy("cases_case", f"({_CASE}) AND id NOT IN ({_DISPOSED})", execute)
    execute(f"DROP FUNCTION {_BY_ROLE.partition(' ')[0]}")


def _own_interests(seen: str, execute: Any) -> None:
    execute(f"CREATE POLICY cases_own ON cases_interest FOR SELECT USING ({seen})")


def _policy(table: str, seen: str, execute: Any) -> None:
    _secure(table, execute)
    execute(f"CREATE POLICY cases_seen ON {table} USING ({seen}) WITH CHECK ({seen})")


def _secure(table: str, execute: Any) -> None:
    execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    if table not in READ_BY_FUNCTIONS:
        execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _no_policy(table: str, execute: Any) -> None:
    execute(f"DROP POLICY IF EXISTS cases_seen ON {table}")
    execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
