"""The one module that knows which database this is."""

from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def suited(*, postgresql: T, sqlite: T) -> T:
    """Whichever of the two suits the database in use."""
    return postgresql if is_postgresql() else sqlite
