"""Where the second wall has a hole: a table without a policy, a role that may pass by it, a database without walls."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from threespires.cases.models import Case, CaseRecord, Entry, case_models
from threespires.cases.wall.policies import READ_BY_FUNCTIONS
from threespires.kernel.database import is_postgresql


def case_tables(models: Iterable[type[CaseRecord]] | None = None) -> list[str]:
    """Every table that holds anything of a case: of cases, of their records, of what joins these, of who looked."""
    held: list[Any] = [Case, *(case_models() if models is None else models), Entry]
    joins = [field.remote_field.through for model in held for field in model._meta.many_to_many]
    return sorted(model._meta.db_table for model in (*held, *joins))


def holes(models: Iterable[type[CaseRecord]] | None = None) -> list[str]:
    """What is wrong with the wall, a sentence for each; nothing where it stands."""
    if not is_postgresql():
        return ["This database has no walls of its own: case records need PostgreSQL"]
    return [*_holes_of_role(), *(hole for table in case_tables(models) for hole in _holes_of_table(table))]


def _holes_of_role() -> list[str]:
    name, passes_by = _row("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    found = []
    if passes_by:
        found.append(f"The role {name} may pass by every policy: it must be neither a superuser nor have BYPASSRLS")
    owns = _row(
        "SELECT count(*) FROM pg_class WHERE relname = ANY(%s) AND pg_has_role(current_user, relowner, 'USAGE')",
        case_tables(),
    )[0]
    if owns and not passes_by:
        found.append(f"The role {name} owns tables of case records: they must belong to another role, that migrates")
    return found


def _holes_of_table(table: str) -> list[str]:
    row = _row(
        "SELECT relrowsecurity, relforcerowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = its.oid) "
        "FROM pg_class its WHERE relname = %s AND relkind = 'r' AND pg_table_is_visible(its.oid)",
        table,
    )
    if row is None:
        return [f"The table {table} isn’t there: run bin/threespires migrate"]
    secured, forced, policies = row
    if not secured or not policies:
        return [f"The table {table} has no policy: its migration must guard it"]
    if not forced and table not in READ_BY_FUNCTIONS:
        return [f"The table {table} doesn’t hold its owner to its policy"]
    return []


def _row(ask: str, *values: Any) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(ask, values)
        return cursor.fetchone()
