"""The one module that knows which database this is."""

from django.db import connection


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"
