"""Boards, agencies, groups, posts, approaches, levels and numbers, as the file has them."""

from decimal import Decimal

from django.db.models import Q

from threespires.partnership.arrangement import facts
from threespires.partnership.arrangement.books import Books, CannotLoad
from threespires.partnership.models import (
    Agency,
    ApproachColumn,
    Board,
    ContactNumber,
    Group,
    GroupName,
    LevelOfNeed,
    Place,
    Post,
    PostDelegation,
    PracticeApproach,
    Seat,
)


def boards(books: Books) -> None:
    home = Board.objects.filter(is_home=True).first()
    if home and home.key != books.file.partnership.home_board:
        raise CannotLoad(
            f"This database holds the arrangement of {home}. Load {books.file.partnership.home_board} "
            "into a database of its own."
        )
    for board in books.file.boards:
        books.keep(
            Board,
            board.key,
            name=board.name,
            short_name=board.short_name,
            area=board.area,
            about=board.about,
            is_home=board.key == books.file.partnership.home_board,
            starts=board.starts,
            ends=board.ends,
        )


def agencies(books: Books) -> None:
    for agency in books.file.agencies:
        books.keep(
            Agency,
            agency.key,
            name=agency.name,
            short_name=agency.short_name,
            sector=agency.sector,
            statutory=agency.statutory,
            email_domains=list(agency.email_domains),
            wider_than_area=agency.wider_than_area,
            starts=agency.starts,
            ends=agency.ends,
            **books.sourced(agency),
        )


def groups(books: Books) -> None:
    for order, group in enumerate(books.file.groups, start=1):
        _keep_shut(books, group)
        row = books.keep(
            Group,
            group.key,
            name=group.name,
            short_name=group.short_name,
            kind=group.kind,
            board=books.one(Board, group.board),
            summary=group.summary,
            background=group.background,
            is_case_group=group.case_group,
            may_hold_case_team=group.may_hold_case_team,
            order=order,
            starts=group.starts,
            ends=group.ends,
        )
        for name in ("joint_with", "shared_with"):
            books.keeper.link(row, name, [books.one(Board, key) for key in getattr(group, name)])
        _name(books, row)


def _keep_shut(books: Books, group: facts.Group) -> None:
    """A group on which two seated somebody keeps its cases to its members for good: no file opens it to everybody.

    A group that comes to keep cases seats nobody by that: whoever sits there counts once two have given their seat.
    """
    row = books.rows[Group].by_key.get((group.key,))
    if row and row.is_case_group and not group.case_group and row.seats.filter(approved_by__isnull=False).exists():
        raise CannotLoad(f"{row} keeps cases, so it stays a case group. End it in the file, and begin another group")


def _name(books: Books, row: Group) -> None:
    """A group's earlier names and kinds are kept: another name begins today. That it changes is told of the group."""
    said = {"name": row.name, "short_name": row.short_name, "kind": row.kind}
    held = row.names.filter(ends=None).last()
    if held is None:
        GroupName.objects.create(group=row, starts=row.starts, **said)
    elif held.starts and held.starts >= books.keeper.today:
        GroupName.objects.filter(pk=held.pk).update(**said)
    elif any(getattr(held, name) != value for name, value in said.items()):
        GroupName.objects.filter(pk=held.pk).update(ends=books.keeper.yesterday)
        GroupName.objects.create(group=row, starts=books.keeper.today, **said)


def posts(books: Books) -> None:
    for order, post in enumerate(books.file.posts, start=1):
        books.keep(
            Post,
            post.key,
            name=post.name,
            function=post.function,
            agency=books.one(Agency, post.agency),
            team=books.one(Group, post.team),
            whole_time=None if post.whole_time is None else Decimal(f"{post.whole_time:.2f}"),
            order=order,
            starts=post.starts,
            ends=post.ends,
            **books.sourced(post),
        )


def links(books: Books) -> None:
    """What names another row of its own kind, once all of them are there."""
    for model, named in ((Agency, books.file.agencies), (Post, books.file.posts)):
        for fact in named:
            books.keeper.change(books.one(model, fact.key), succeeds=books.one(model, fact.succeeds))
    for group in books.file.groups:
        books.keeper.change(
            books.one(Group, group.key),
            reports_to=books.one(Group, group.reports.to if group.reports else ""),
            chair_post=books.one(Post, group.chair.post if group.chair else ""),
        )
    for delegation in books.file.delegations:
        books.keep(
            PostDelegation,
            books.one(Post, delegation.accountable).pk,
            books.one(Post, delegation.delegate).pk,
            words=delegation.words,
            starts=delegation.starts,
            ends=delegation.ends,
            **books.sourced(delegation),
        )


def approaches(books: Books) -> None:
    for approach in books.file.practice_approaches:
        if not approach.in_force:
            continue
        row = books.keep(
            PracticeApproach,
            approach.key,
            name=approach.name,
            drawn_from=list(approach.drawn_from),
            scale_question=approach.scale.question,
            scale_low=approach.scale.low,
            scale_high=approach.scale.high,
            starts=approach.starts,
            ends=approach.ends,
            **books.sourced(approach),
        )
        _columns(books, approach, row)


def _columns(books: Books, approach: facts.PracticeApproach, row: PracticeApproach) -> None:
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
            books.keeper.change(there[column.key], **said)
        else:
            books.keeper.add(ApproachColumn(approach=row, key=column.key, **said))


def levels(books: Books) -> None:
    for version in books.file.levels_of_need:
        for level in version.levels if version.in_force else ():
            books.keep(
                LevelOfNeed,
                version.key,
                level.key,
                name=level.name,
                order=level.order,
                starts=version.starts,
                ends=version.ends,
                **books.sourced(version),
            )


def contacts(books: Books) -> None:
    for order, contact in enumerate(books.file.contacts, start=1):
        books.keep(
            ContactNumber,
            contact.key,
            label=contact.label,
            number=contact.number,
            hours=contact.hours,
            order=order,
            ends=None,
            **books.sourced(contact),
        )


def end_the_rest(books: Books) -> None:
    """What went out of the file ends; a group takes its purposes, places, agenda and terms with it."""
    for rows in books.rows.values():
        for row in rows.gone():
            books.keeper.end(row)
    for group in books.rows[Group].gone():
        for term in group.terms.filter(ends=None):
            books.keeper.end(term)


def seats_of_places(books: Books) -> None:
    """A seat ends with its place: it isn't touched, and no longer counts from the day after."""
    for place in books.rows[Place].by_key.values():
        if place.ends is None or not books.keeper.is_touched(place):
            continue
        of_place = Q(place=place) | Q(delegate_for__place=place)
        longer = Q(ends=None) | Q(ends__gt=place.ends)
        for seat in Seat.objects.filter(of_place, longer, group__ends=None).select_related("person", "group"):
            books.keeper.end_with(seat, place.ends)
