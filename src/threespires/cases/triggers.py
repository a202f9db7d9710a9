"""What makes the record of who looked one to which one can only add: the database itself refuses all else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

_TABLE = "cases_entry"
_REFUSAL = "The record of who looked is only added to"

_SQLITE_UP = tuple(
    f"CREATE TRIGGER {_TABLE}_no_{deed} BEFORE {deed.upper()} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for deed in ("update", "delete")
)
_SQLITE_DOWN = tuple(f"DROP TRIGGER {_TABLE}_no_{deed}" for deed in ("update", "delete"))

_POSTGRESQL_UP = (
    f"CREATE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP <> 'TRUNCATE' OR EXISTS (SELECT FROM {_TABLE}) THEN RAISE EXCEPTION '{_REFUSAL}'; END IF; "
    "RETURN NULL; END $$",
    f"CREATE TRIGGER {_TABLE}_no_change BEFORE UPDATE OR DELETE ON {_TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {_TABLE}_refuse()",
    f"CREATE TRIGGER {_TABLE}_no_emptying BEFORE TRUNCATE ON {_TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_refuse()",
)
_POSTGRESQL_DOWN = (
    f"DROP TRIGGER {_TABLE}_no_change ON {_TABLE}",
    f"DROP TRIGGER {_TABLE}_no_emptying ON {_TABLE}",
    f"DROP FUNCTION {_TABLE}_refuse()",
)


def put_up(here: Any = connection) -> None:
    _run(here, _POSTGRESQL_UP if here.vendor == "postgresql" else _SQLITE_UP)


def take_down(here: Any = connection) -> None:
    _run(here, _POSTGRESQL_DOWN if here.vendor == "postgresql" else _SQLITE_DOWN)


@contextmanager
def taken_down() -> Iterator[None]:
    """Within the block the record can be emptied: for the demonstration, which tells its story anew."""
    with transaction.atomic():
        take_down()
    try:
        yield
    finally:
        with transaction.atomic():
            put_up()


def _run(here: Any, statements: tuple[str, ...]) -> None:
    with here.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
