"""Putting back into an empty database what was in it before: quicker than making it again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

MADE_BY_DJANGO = {"auth", "contenttypes"}
"""Rows that stand in an empty database too: migrating puts them there."""


@dataclass(frozen=True)
class Snapshot:
    """Every row of every table that held any."""

    rows: dict[type[models.Model], list[models.Model]]
    _statements: list[tuple[str, Any]] = field(default_factory=list)
    """What puts them back: written once, since Django takes longer to write it than either database to do it."""

    @classmethod
    def taken(cls) -> Self:
        everything = (
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and model._meta.app_label not in MADE_BY_DJANGO
        )
        return cls({model: rows for model in everything if (rows := list(model._base_manager.order_by("pk")))})

    @transaction.atomic
    def put_back(self) -> None:
        """Foreign keys are judged at the end of the transaction, so the order of tables is all one.

        Raises:
            IntegrityError: where rows of those numbers stand.
        """
        with connection.cursor() as cursor:
            if self._statements:
                for statement, values in self._statements:
                    cursor.execute(statement, values)
                return
            written: list[tuple[str, Any]] = []

            def write_down(execute: Callable[..., Any], sql: str, values: Any, *others: Any) -> Any:
                written.append((sql, values))
                return execute(sql, values, *others)

            with connection.execute_wrapper(write_down):
                for model, rows in self.rows.items():
                    model._base_manager.bulk_create(rows)
                for statement in connection.ops.sequence_reset_sql(no_style(), list(self.rows)):
                    cursor.execute(statement)
        self._statements.extend(written)
