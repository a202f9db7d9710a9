"""The arrangement file beside the rows that hold it."""

from typing import Any

from django.db import models

from threespires.partnership.arrangement.facts import Arrangement, Sourced
from threespires.partnership.arrangement.keeping import Keeper, Rows
from threespires.partnership.models import (
    Agency,
    AgendaTemplateItem,
    Board,
    ContactNumber,
    Group,
    LevelOfNeed,
    Place,
    Post,
    PostDelegation,
    PracticeApproach,
    Purpose,
)

_KEYS: dict[type[models.Model], tuple[str, ...]] = {
    Board: ("key",),
    Agency: ("key",),
    Group: ("key",),
    Post: ("key",),
    PostDelegation: ("from_post_id", "to_post_id"),
    Purpose: ("group_id", "key"),
    Place: ("group_id", "key"),
    AgendaTemplateItem: ("group_id", "key"),
    PracticeApproach: ("key",),
    LevelOfNeed: ("version", "key"),
    ContactNumber: ("key",),
}
_IN_DOUBT = {"memory": " (from memory)", "unsure": " (may be wrong)"}


class CannotLoad(Exception):
    """The file is sound, but what it asks can't be done to what is already here. Holds a sentence."""


class Books:
    """What the file says and what is kept of it, by the keys that both use."""

    def __init__(self, file: Arrangement, keeper: Keeper) -> None:
        self.file = file
        self.keeper = keeper
        self.rows = {model: Rows(model, *names) for model, names in _KEYS.items()}
        self.titles = {source.key: source.title for source in file.sources}

    def keep(self, model: type[models.Model], *key: Any, **values: Any) -> Any:
        return self.keeper.keep(self.rows[model], key, **values)

    def one(self, model: type[models.Model], key: str) -> Any:
        """The row that the file calls `key`; none for no key."""
        return self.rows[model].by_key[(key,)] if key else None

    def sourced(self, fact: Sourced) -> dict[str, Any]:
        title = self.titles.get(fact.source, "")
        return {"confirmed": fact.confirmed, "source": f"{title}{_IN_DOUBT.get(fact.mark, '')}".strip()}
