"""Questions that pages ask the database over and over, the same each time but for a few values.

Django takes longer to write a wide statement than the database takes to answer it. Here a question is written when it
is first asked; after that only its values are put in. Answers are never kept.
"""

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from functools import lru_cache, wraps
from itertools import count
from typing import Any, ParamSpec, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, DateField, DateTimeField, Model, QuerySet, TextField, Value

from threespires.kernel.clock import at

P = ParamSpec("P")
T = TypeVar("T")

_KINDS_KEPT = 64
# Keys may be of any size, so every number is told as a large one.
_FIELDS: dict[type, Any] = {int: BigIntegerField(), str: TextField(), date: DateField(), datetime: DateTimeField()}
_SOME_DAYS = (datetime(2001, 1, 1, 12, tzinfo=UTC), datetime(2002, 2, 2, 12, tzinfo=UTC))


def written_once(ask: Callable[P, QuerySet[Any, T]]) -> Callable[P, list[T]]:
    """Makes of a function that gives a query set one that gives the list of it, and writes the statement but once.

    Whatever may differ from one asking to the next must be an argument, a day above all, and can only be handed on
    into a condition: the function sees a blank in place of the value. An argument is a number, a text, a day, a
    moment, a record (told by its key), or several of these. Related things among several are asked for by their
    key, as in `group__pk__in`.

    An argument may also be what a rule lets somebody see, a query set: where that is everything, the statement is
    written once; where a rule narrows it, anew.

    Raises:
        TypeError: where the statement says on what day it was written.
    """

    @lru_cache(maxsize=_KINDS_KEPT)
    def written(kinds: tuple[Any, ...]) -> _Written:
        found = []
        for moment in _SOME_DAYS:
            numbers = count()
            with at(moment):
                found.append(_Written(ask(*(_blank(kind, numbers) for kind in kinds))))  # type: ignore[call-arg]
        if found[0].parameters != found[1].parameters:
            raise TypeError(f"{ask.__name__} must be told its day")
        return found[0]

    @wraps(ask)
    def answer(*told: Any) -> list[T]:
        values = tuple(map(_plain, told))
        if any(isinstance(each, QuerySet) for each in values):
            return list(ask(*values))  # type: ignore[call-arg]
        return written(tuple(map(_kind, values))).answer(values)

    return answer  # type: ignore[return-value]


def _is_narrowed(things: QuerySet) -> bool:
    """Whether these are not simply all there are."""
    query = things.query
    return bool(query.has_filters() or query.annotations or query.is_sliced or query.combinator or query.distinct)


def _plain(value: Any) -> Any:
    """Records by their keys; everything there is of a kind by that kind."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet):
        return value if _is_narrowed(value) else value.model
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple, set, frozenset)) else value


def _kind(value: Any) -> Any:
    """That of a value on which the wording of the statement depends: what it is, or how many."""
    if isinstance(value, type):
        return value
    return tuple(map(_kind, value)) if isinstance(value, tuple) else type(value)


class _Blank(Value):
    """Where the value of this number goes."""

    @property
    def pk(self) -> Self:
        """Of a record its key is told."""
        return self

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def filled(self, values: list[Any], connection: Any) -> Any:
        return self.output_field.get_db_prep_value(values[self.value], connection)


def _blank(kind: Any, numbers: Any) -> Any:
    if isinstance(kind, tuple):
        return [_blank(each, numbers) for each in kind]
    if issubclass(kind, Model):
        return kind._default_manager.all()
    return _Blank(next(numbers), output_field=_FIELDS[kind])


class _Written:
    """A statement with blanks in it."""

    def __init__(self, question: QuerySet) -> None:
        self._question = question
        self._compiler: Any = question.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._words, self.parameters = self._compiler.as_sql()
        except EmptyResultSet:
            self._words, self.parameters = "", ()
        else:
            converters = self._compiler.get_converters([column for column, *_ in self._compiler.select])
            self._compiler.get_converters = lambda _: converters

    def answer(self, values: tuple[Any, ...]) -> list[Any]:
        if not self._words:
            return []
        here, told = connections[DEFAULT_DB_ALIAS], _flat(values)
        filled = tuple(each.filled(told, here) if isinstance(each, _Blank) else each for each in self.parameters)
        compiler = copy(self._compiler)
        compiler.connection = here
        compiler.as_sql = lambda *_, **__: (self._words, filled)
        asked: Any = self._question.all()
        asked.query.get_compiler = lambda *_, **__: compiler
        return list(asked)


def _flat(values: tuple[Any, ...]) -> list[Any]:
    """What goes into the blanks, in their order."""
    parts = (_flat(value) if isinstance(value, tuple) else [value] for value in values if not isinstance(value, type))
    return [each for part in parts for each in part]


def held_beside(thing: Model, **found: list[Any]) -> None:
    """Has the thing know what stands beside it, by the name of the relation: `thing.parts.all()` asks no more."""
    beside = thing.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, things in found.items():
        related: Any = getattr(thing, name).all()
        related._result_cache, related._prefetch_done = things, True
        beside[name] = related
