"""What belongs to a group: its purposes, places, standing agenda and terms of reference."""

from collections.abc import Iterable
from datetime import date

from threespires.partnership.arrangement import facts
from threespires.partnership.arrangement.books import Books
from threespires.partnership.arrangement.naming import item_key, place_key, purpose_key
from threespires.partnership.arrangement.terms import terms
from threespires.partnership.arrangement.vocabulary import MONTHS
from threespires.partnership.models import Agency, AgendaTemplateItem, Group, Place, Post, Purpose, Term


def group_parts(books: Books) -> None:
    stated = list(Term.objects.select_related("group").order_by("starts", "pk"))
    for group in books.file.groups:
        row = books.one(Group, group.key)
        first = row.starts if books.keeper.is_new(row) else books.keeper.today
        _purposes(books, group, row, first)
        _places(books, group, row, first)
        _agenda(books, group, row, first)
        _terms(books, group, row, first, [term for term in stated if term.group_id == row.pk])


def _purposes(books: Books, group: facts.Group, row: Group, first: date | None) -> None:
    for order, purpose in enumerate(group.purposes, start=1):
        books.keep(
            Purpose,
            row.pk,
            purpose_key(purpose),
            first=first,
            order=order,
            heading=purpose.heading,
            words=purpose.words,
            ends=None,
        )


def _places(books: Books, group: facts.Group, row: Group, first: date | None) -> None:
    for order, place in enumerate(group.places, start=1):
        post = books.one(Post, place.post)
        books.keep(
            Place,
            row.pk,
            place_key(place),
            first=first,
            words=place.words,
            agency=books.one(Agency, place.agency) or (post.agency if post else None),
            post=post,
            role=place.role,
            order=order,
            ends=place.ends or group.ends,
            **({"starts": place.starts} if place.starts else {}),
            **books.sourced(place),
        )


def _agenda(books: Books, group: facts.Group, row: Group, first: date | None) -> None:
    for order, item in enumerate(group.agenda.items if group.agenda else (), start=1):
        books.keep(
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
            months=[MONTHS.index(month) + 1 for month in item.months],
            ends=None,
        )


def _terms(books: Books, group: facts.Group, row: Group, first: date | None, stated: Iterable[Term]) -> None:
    """Terms keep their past: a new value begins today and the old one ends, with its confirmation."""
    holding = {term.name: term for term in stated if term.ends is None}
    for name, value, fact in terms(group):
        said = {"words": fact.words, **books.sourced(fact)}
        term = holding.pop(name, None)
        same = term and term.value == value and (value is not None or term.words == fact.words)
        if term and same:
            books.keeper.change(term, **said)
        elif term and term.starts and term.starts >= books.keeper.today:
            books.keeper.change(term, value=value, confirmed_by="", confirmed_on=None, **said)
        elif term:
            new = Term(group=row, name=name, value=value, starts=books.keeper.today, **said)
            books.keeper.replace(term, new)
        else:
            books.keeper.add(Term(group=row, name=name, value=value, starts=first, **said))
    for term in holding.values():
        books.keeper.end(term)
