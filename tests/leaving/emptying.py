"""Another installation, as far as one database can be one: no record, other keys, other files."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from threespires.cases.triggers import taken_down

_NOT_OURS = ("contenttypes", "auth", "sessions", "django_q")


def empty(settings: Any, folder: Path) -> None:
    """Takes every record away, without asking what stands in the way; where the keys and files lie is new."""
    # What waits to be checked at the end of the transaction would keep the triggers from being taken down.
    connection.check_constraints()
    with taken_down():
        clear()
        connection.check_constraints()
    lies_in(settings, folder)


def lies_in(settings: Any, folder: Path) -> None:
    settings.KEYS, settings.KEY_STORE, settings.MEDIA_ROOT = (folder / name for name in ("keys", "store", "files"))


@transaction.atomic
def clear() -> None:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in _NOT_OURS and not model._meta.proxy:
            with connection.cursor() as cursor:
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
