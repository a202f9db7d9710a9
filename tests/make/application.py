"""The role by which the application asks PostgreSQL: it owns nothing, and no policy lets it pass by."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ROLE = "threespires_app"

_MAKE = f"""
DO $$ BEGIN CREATE ROLE {ROLE} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE};
"""


def make_role() -> None:
    """Makes the role, with what production gives it, in the database of the tests."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)


@contextmanager
def as_application() -> Iterator[None]:
    """Within the block this connection is the application's, in a transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
