"""Loads an arrangement into the database. The file is the truth for structure; seats are never touched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from threespires.partnership.arrangement import facts as file
from threespires.partnership.arrangement.keeping import Change, Keeper, Rows
from threespires.partnership.arrangement.naming import item_key, place_key, purpose_key
from threespires.partnership.arrangement.terms import terms
from threespires.partnership.models import (
    Agency,
    AgendaTemplateItem,
    ApproachColumn,
    Board,
    ContactNumber,
    Group,
    LevelOfNeed,
    Place,
    Post,
    PostDelegation,
    PracticeApproach,
    Purpose,
    Term,
)

_IN_DOUBT = {"memory": " (from memory)", "unsure": " (may be wrong)"}


class CannotLoad(Exception):
    """The file is sound, but what it asks can't be done to what is already here. Holds a sentence."""


@dataclass(frozen=True)
class Plan:
    """What loading adds, changes and ends."""

    changes: tuple[Change, ...]

    def of(self, what: str) -> list[Change]:
        return [change for change in self.changes if change.what == what]

    def __bool__(self) -> bool:
        return bool(self.changes)


def plan(arrangement: file.Arrangement, *, today: date) -> Plan:
    """What loading would do. Does it and takes it back, so that the two never differ.

    Raises:
        CannotLoad: as `load` does.
    """
    with transaction.atomic():
        keeper = _load(arrangement, today)
        planned = Plan(tuple(keeper.changes()))
        transaction.set_rollback(True)
    return planned


@transaction.atomic
def load(arrangement: file.Arrangement, *, by: Any, today: date) -> Plan:
    """Brings the database to what the file says, records it, and tells what it did.

    Raises:
        CannotLoad: if the file is about another area, or takes a column from an approach in use.
    """
    keeper = _load(arrangement, today)
    done = Plan(tuple(keeper.changes()))
    keeper.finish(by=by, words="Loaded from the arrangement file")
    return done


def _load(arrangement: file.Arrangement, today: date) -> Keeper:
    keeper = Keeper(today)
    loading = _Loading(arrangement, keeper)
    loading.boards()
    loading.agencies()
    loading.groups()
    loading.posts()
    loading.links()
    loading.group_parts()
    loading.approaches()
    loading.levels()
    loading.contacts()
    loading.end_the_rest()
    return keeper


class _Loading:
    def __init__(self, arrangement: file.Arrangement, keeper: Keeper) -> None:
        self.file = arrangement
        self.keeper = keeper
        self.titles = {source.key: source.title for source in arrangement.sources}
        self.rows = {
            model: Rows(model, "key")
            for model in (Board, Agency, Group, Post, PracticeApproach, ContactNumber)
        }
        self.rows[LevelOfNeed] = Rows(LevelOfNeed, "version", "key")
        self.rows[PostDelegation] = Rows(PostDelegation, "from_post_id", "to_post_id")
        for model in (Purpose, Place, AgendaTemplateItem):
            self.rows[model] = Rows(model, "group_id", "key")

    def keep(self, model: type, *key: Any, **values: Any) -> Any:
        return self.keeper.keep(self.rows[model], key, **values)

    def one(self, model: type, key: str) -> Any:
        """The row that the file calls `key`; none for no key."""
        return self.rows[model].by_key[(key,)] if key else None

    def sourced(self, fact: file.Sourced) -> dict[str, Any]:
        title = self.titles.get(fact.source, "")
        return {"confirmed": fact.confirmed, "source": f"{title}{_IN_DOUBT.get(fact.mark, '')}".strip()}

    def boards(self) -> None:
        home = Board.objects.filter(is_home=True).first()
        if home and home.key != self.file.partnership.home_board:
            raise CannotLoad(
                f"This database holds the arrangement of {home}. Load {self.file.partnership.home_board} "
                "into a database of its own."
            )
        for board in self.file.boards:
            self.keep(
                Board,
                board.key,
                name=board.name,
                short_name=board.short_name,
                area=board.area,
                about=board.about,
                is_home=board.key == self.file.partnership.home_board,
                starts=board.starts,
                ends=board.ends,
            )

    def agencies(self) -> None:
        for agency in self.file.agencies:
            self.keep(
                Agency,
                agency.key,
                name=agency.name,
                short_name=agency.short_name,
                sector=agency.sector,
                statutory=agency.statutory,
                wider_than_area=agency.wider_than_area,
                starts=agency.starts,
                ends=agency.ends,
                **self.sourced(agency),
            )

    def groups(self) -> None:
        for order, group in enumerate(self.file.groups, start=1):
            row = self.keep(
                Group,
                group.key,
                name=group.name,
                short_name=group.short_name,
                kind=group.kind,
                board=self.one(Board, group.board),
                summary=group.summary,
                background=group.background,
                is_case_group=group.case_group,
                may_hold_case_team=group.may_hold_case_team,
                order=order,
                starts=group.starts,
                ends=group.ends,
            )
            for name in ("joint_with", "shared_with"):
                self.keeper.link(row, name, [self.one(Board, key) for key in getattr(group, name)])

    def posts(self) -> None:
        for order, post in enumerate(self.file.posts, start=1):
            self.keep(
                Post,
                post.key,
                name=post.name,
                function=post.function,
                agency=self.one(Agency, post.agency),
                team=self.one(Group, post.team),
                whole_time=None if post.whole_time is None else Decimal(f"{post.whole_time:.2f}"),
                order=order,
                starts=post.starts,
                ends=post.ends,
                **self.sourced(post),
            )

    def links(self) -> None:
        """What names another row of its own kind, once all of them are there."""
        for model, facts in ((Agency, self.file.agencies), (Post, self.file.posts)):
            for fact in facts:
                self.keeper.change(self.one(model, fact.key), succeeds=self.one(model, fact.succeeds))
        for group in self.file.groups:
            self.keeper.change(
                self.one(Group, group.key),
                reports_to=self.one(Group, group.reports.to if group.reports else ""),
                chair_post=self.one(Post, group.chair.post if group.chair else ""),
            )
        for delegation in self.file.delegations:
            self.keep(
                PostDelegation,
                self.one(Post, delegation.accountable).pk,
                self.one(Post, delegation.delegate).pk,
                words=delegation.words,
                starts=delegation.starts,
                ends=delegation.ends,
                **self.sourced(delegation),
            )

    def group_parts(self) -> None:
        stated = list(Term.objects.select_related("group").order_by("starts", "pk"))
        for group in self.file.groups:
            row = self.one(Group, group.key)
            first = row.starts if self.keeper.is_new(row) else self.keeper.today
            self._purposes(group, row, first)
            self._places(group, row, first)
            self._agenda(group, row, first)
            self._terms(group, row, first, [term for term in stated if term.group_id == row.pk])

    def _purposes(self, group: file.Group, row: Group, first: date | None) -> None:
        for order, purpose in enumerate(group.purposes, start=1):
            self.keep(
                Purpose,
                row.pk,
                purpose_key(purpose),
                first=first,
                order=order,
                heading=purpose.heading,
                words=purpose.words,
                ends=None,
            )

    def _places(self, group: file.Group, row: Group, first: date | None) -> None:
        for order, place in enumerate(group.places, start=1):
            post = self.one(Post, place.post)
            self.keep(
                Place,
                row.pk,
                place_key(place),
                first=first,
                words=place.words,
                agency=self.one(Agency, place.agency) or (post.agency if post else None),
                post=post,
                role=place.role,
                order=order,
                ends=place.ends or group.ends,
                **({"starts": place.starts} if place.starts else {}),
                **self.sourced(place),
            )

    def _agenda(self, group: file.Group, row: Group, first: date | None) -> None:
        for order, item in enumerate(group.agenda.items if group.agenda else (), start=1):
            self.keep(
                AgendaTemplateItem,
                row.pk,
                item_key(item),
                first=first,
                order=order,
                half=item.half,
                title=item.title,
                asked=item.asked,
                minutes=item.minutes,
                fill=item.fill,
                ends=None,
            )

    def _terms(self, group: file.Group, row: Group, first: date | None, stated: Iterable[Term]) -> None:
        """Terms keep their past: a new value begins today and the old one ends, with its confirmation."""
        holding = {term.name: term for term in stated if term.ends is None}
        for name, value, fact in terms(group):
            said = {"words": fact.words, **self.sourced(fact)}
            term = holding.pop(name, None)
            same = term and term.value == value and (value is not None or term.words == fact.words)
            if term and same:
                self.keeper.change(term, **said)
            elif term and term.starts and term.starts >= self.keeper.today:
                self.keeper.change(term, value=value, confirmed_by="", confirmed_on=None, **said)
            elif term:
                new = Term(group=row, name=name, value=value, starts=self.keeper.today, **said)
                self.keeper.replace(term, new)
            else:
                self.keeper.add(Term(group=row, name=name, value=value, starts=first, **said))
        for term in holding.values():
            self.keeper.end(term)

    def approaches(self) -> None:
        for approach in self.file.practice_approaches:
            if not approach.in_force:
                continue
            row = self.keep(
                PracticeApproach,
                approach.key,
                name=approach.name,
                drawn_from=list(approach.drawn_from),
                scale_question=approach.scale.question,
                scale_low=approach.scale.low,
                scale_high=approach.scale.high,
                starts=approach.starts,
                ends=approach.ends,
                **self.sourced(approach),
            )
            self._columns(approach, row)

    def _columns(self, approach: file.PracticeApproach, row: PracticeApproach) -> None:
        there = {column.key: column for column in row.columns.all()}
        gone = there.keys() - {column.key for column in approach.columns}
        if gone:
            raise CannotLoad(
                f"{row} has lost the column “{there[min(gone)]}”, under which statements may stand. "
                "Give the approach a last day, and add its successor."
            )
        for order, column in enumerate(approach.columns, start=1):
            said = {
                "order": order,
                "heading": column.heading,
                "prompt": column.prompt,
                "leads_to_work": column.leads_to_work,
            }
            if column.key in there:
                self.keeper.change(there[column.key], **said)
            else:
                self.keeper.add(ApproachColumn(approach=row, key=column.key, **said))

    def levels(self) -> None:
        for version in self.file.levels_of_need:
            for level in version.levels if version.in_force else ():
                self.keep(
                    LevelOfNeed,
                    version.key,
                    level.key,
                    name=level.name,
                    order=level.order,
                    starts=version.starts,
                    ends=version.ends,
                    **self.sourced(version),
                )

    def contacts(self) -> None:
        for order, contact in enumerate(self.file.contacts, start=1):
            self.keep(
                ContactNumber,
                contact.key,
                label=contact.label,
                number=contact.number,
                hours=contact.hours,
                order=order,
                ends=None,
                **self.sourced(contact),
            )

    def end_the_rest(self) -> None:
        """What went out of the file ends; a group takes its purposes, places, agenda and terms with it."""
        for rows in self.rows.values():
            for row in rows.gone():
                self.keeper.end(row)
        for group in self.rows[Group].gone():
            for term in group.terms.filter(ends=None):
                self.keeper.end(term)
