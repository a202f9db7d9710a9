"""What each person should find at each page, by the rules that the page goes by and nothing else."""

import inspect
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.db.models import Model, QuerySet

from threespires.cases.models import Case, CaseRecord
from threespires.cases.permissions import declared_interests
from threespires.config.middleware import lets_roles_in
from threespires.config.served import Page
from threespires.kernel import plates
from threespires.kernel.rules import Rule, hides
from threespires.partnership.models import Agency
from threespires.partnership.permissions import takes_part
from threespires.partnership.standing import roles_of
from threespires.practitioners.permissions import practises
from threespires.sheets.gathering import kind_of
from threespires.sheets.kinds import SheetKind
from threespires.thread.priorities.permissions import agencies_to_scale_for

OPEN, REFUSED, HIDDEN, SIGN_IN = "open", "refused", "not there", "sign in"


def foretell(page: Page, send: str, person: Any, records: list[Model]) -> str:
    """What `person` finds who opens the page of these records, or sends it something."""
    named = page.goes_by
    if named.is_open:
        return OPEN
    if not person.is_authenticated:
        return SIGN_IN
    lets_in = (
        _lets_everyone_in(page)
        or takes_part(person)
        or (lets_roles_in(page.view) and roles_of(person))
        or (_lets_practitioners_in(page) and practises(person))
    )
    if not lets_in:
        return HIDDEN
    rules = (*named.opening, *named.sending) if send == "post" else named.opening
    for rule in rules:
        if not _says_yes(rule, person, records):
            return HIDDEN if hides(rule) and not _is_recused(person, records) else REFUSED
    return OPEN


def _is_recused(person: Any, records: list[Model]) -> bool:
    """Whether they declared an interest in the case that the page is about: they are told that they are recused."""
    cases = [getattr(record, "case_id", record.pk) for record in records if isinstance(record, Case | CaseRecord)]
    return declared_interests(person).standing().filter(case__in=cases).exists()


def _lets_everyone_in(page: Page) -> bool:
    """Whether the page is there for those, too, who hold no seat or post."""
    room = plates.room_of(page.view)
    return room is None or room.for_everyone or getattr(page.view, "for_everyone", False)


def _lets_practitioners_in(page: Page) -> bool:
    """Whether the page is there for practitioners, who hold no seat or post."""
    room = plates.room_of(page.view)
    return room is not None and room.for_practitioners


def _says_yes(rule: Rule, person: Any, records: list[Model]) -> bool:
    asks_about = _asks_about(rule)
    if asks_about is None:
        return True
    about = [_about(kinds, person, records) for kinds in asks_about]
    if any(thing is None and NoneType not in kinds for thing, kinds in zip(about, asks_about, strict=True)):
        return False
    answer = rule(person, *about)
    if isinstance(answer, QuerySet):
        asked = [record for record in records if isinstance(record, answer.model)]
        return not asked or answer.filter(pk=asked[-1].pk).exists()
    if isinstance(answer, list):
        return any(record in answer for record in records)
    return bool(answer)


@cache
def _asks_about(rule: Rule) -> list[tuple[type, ...]] | None:
    """For each thing that a rule asks about, of which kinds it may be; None where only what is sent can say."""
    function = inspect.unwrap(rule)
    hints = get_type_hints(function)
    asked = list(inspect.signature(function).parameters.values())[1:]
    kinds = list(takewhile(bool, (_kinds_of(hints[each.name]) for each in asked)))
    return None if any(each.default is each.empty for each in asked[len(kinds) :]) else kinds


def _kinds_of(hint: Any) -> tuple[type, ...]:
    """The kinds of thing that a hint allows; none where they are nothing that an address could name."""
    kinds = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    told = (Model, SheetKind, str, NoneType)
    return kinds if all(isinstance(kind, type) and issubclass(kind, told) for kind in kinds) else ()


def _about(kinds: tuple[type, ...], person: Any, records: list[Model]) -> Any:
    """The thing of these kinds that the page is about: what its address names, or what that belongs to."""
    if SheetKind in kinds:
        return kind_of("action-plan")
    if str in kinds:
        return records[0].ref
    wanted = tuple(kind for kind in kinds if kind is not NoneType)
    found = next((record for record in reversed(records) if isinstance(record, wanted)), None)
    found = found or next(_belongs_to(records, wanted), None)
    # A scale is given for one's own agency, which no address names.
    return agencies_to_scale_for(person).first() if found is None and Agency in wanted else found


def _belongs_to(records: Iterable[Model], wanted: tuple[type, ...]) -> Any:
    for record in records:
        for field in record._meta.fields:
            if field.is_relation and isinstance(getattr(record, field.name), wanted):
                yield getattr(record, field.name)
