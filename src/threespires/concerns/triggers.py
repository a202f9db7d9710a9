"""What keeps a mark where it was put: the database refuses to take it off again."""

from typing import Any

from django.db import migrations

_REFUSAL = "What was marked as a possible concern stays marked"


def keep_marked(table: str) -> migrations.RunPython:
    """For the migration of each table on the base `FreeText`."""

    def put_up(apps: Any, schema_editor: Any) -> None:
        on_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in (_postgresql if on_postgresql else _sqlite)(table):
            schema_editor.execute(statement)

    def take_down(apps: Any, schema_editor: Any) -> None:
        on_postgresql = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute(f"DROP TRIGGER {table}_stays_marked" + (f" ON {table}" if on_postgresql else ""))

    return migrations.RunPython(put_up, take_down)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_stays_marked BEFORE UPDATE OF concern_id, marked_at ON {table} "
        "WHEN OLD.concern_id IS NOT NULL "
        "AND (NEW.concern_id IS NOT OLD.concern_id OR NEW.marked_at IS NOT OLD.marked_at) "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    ]


def _postgresql(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION concerns_stays_marked() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_REFUSAL}'; END $$",
        f"CREATE TRIGGER {table}_stays_marked BEFORE UPDATE ON {table} FOR EACH ROW "
        "WHEN (OLD.concern_id IS NOT NULL "
        "AND (NEW.concern_id IS DISTINCT FROM OLD.concern_id OR NEW.marked_at IS DISTINCT FROM OLD.marked_at)) "
        "EXECUTE FUNCTION concerns_stays_marked()",
    ]
