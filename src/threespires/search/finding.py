"""Finding records by words, among those that the asker may see, and only among those."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string
from markupsafe import Markup, escape

from threespires.kernel import plates
from threespires.search.engines import CLOSES, OPENS, Alternatives, engine
from threespires.search.models import SearchEntry
from threespires.search.words import (
    ALIKE,
    Phrase,
    as_called,
    known_words,
    likeness,
    may_be_misspelt,
    most_alike,
    read,
    say,
)

ON_A_PAGE = 20
_CANDIDATES = 30
_READ_FOR_WORDS = 50


@dataclass(frozen=True)
class Hit:
    """A record found: what kind it is, and a piece of its text with the words marked."""

    kind: str
    title: str
    href: str
    snippet: Markup


@dataclass(frozen=True)
class OfKind:
    """How many records of one kind were found."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True)
class Found:
    """What a search found. `shown_for` is what was searched instead, where a typing error was put right."""

    hits: list[Hit]
    kinds: list[OfKind]
    page: Page
    shown_for: str = ""

    @property
    def everything(self) -> int:
        """Records found of every kind, whichever is being looked at."""
        return sum(kind.count for kind in self.kinds)


def find(person: Any, words: str, kind: str | None = None, page: int | str = 1) -> Found:
    """Records that hold all of `words`, best first, among those that `person` may see.

    Words in quotation marks are found as a phrase. Where nothing holds the words as typed, typing errors are
    put right by words of records that the person may see.

    Args:
        kind: only records of this kind; the counts are of every kind all the same.
        page: which page of them; one that isn't there gives the nearest.
    """
    asked = read(words)
    entries = findable(person)
    number = _page_number(page)
    called = as_called(words)
    counts, best = _look(entries, asked, kind, number, called)
    meant: list[Phrase] = []
    if asked and not counts:
        meant = _meant(entries, asked)
        called = say(meant)
        counts, best = _look(entries, meant, kind, number, called)
    kinds = [OfKind(each.kind, each.words, counts[each.kind]) for each in plates.searchables() if counts.get(each.kind)]
    total = counts.get(kind, 0) if kind else sum(counts.values())
    shown = Paginator(range(total), ON_A_PAGE).get_page(number)
    if total and shown.number != number:
        _, best = _look(entries, meant or asked, kind, shown.number, called)
    return Found(
        hits=_hits(best, meant or asked),
        kinds=kinds,
        page=shown,
        shown_for=say(meant) if counts else "",
    )


def _page_number(page: int | str) -> int:
    """What was asked for as a page number, if it is one."""
    asked = str(page)
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1


def findable(person: Any) -> QuerySet[SearchEntry]:
    """Entries of the records that `person` may see, as each kind's own rule has it."""
    open_to = Q(pk__in=())
    for kind in plates.searchables():
        open_to |= Q(kind=kind.kind) & _among(import_string(kind.visible_to)(person))
    return SearchEntry.objects.filter(open_to)


def seen_among(person: Any, asked: Mapping[str, Collection[Any]]) -> dict[tuple[str, int], tuple[str, str]]:
    """Those of the records that `person` may see: (kind, key) to title and address. One statement.

    Args:
        asked: keys of records by their kind.
    """
    open_to = Q(pk__in=())
    for kind in plates.searchables():
        if keys := asked.get(kind.kind):
            things = import_string(kind.visible_to)(person).filter(pk__in=keys)
            open_to |= Q(kind=kind.kind, thing__in=things.order_by().values("pk"))
    found = SearchEntry.objects.filter(open_to).values_list("kind", "thing", "title", "address")
    return {(kind, thing): (title, address) for kind, thing, title, address in found}


def _among(things: QuerySet) -> Q:
    """The entry's record is one of `things`. Asked entry by entry, so that few hits cost little.

    Where things are not narrowed at all there is nothing to ask.
    """
    query = things.query
    narrowed = query.has_filters() or query.is_sliced or query.combinator
    return Q(Exists(things.order_by().filter(pk=OuterRef("thing")))) if narrowed else Q()


# Who may see what is asked once: of what was found, how many of each kind, and the keys of one page, best first:
# what is called exactly as asked before all else.
_COLUMNS = ["rank", "id", "kind", "title", "address"]
_STATEMENT = """
    WITH found AS MATERIALIZED (<found>),
    page AS (
        SELECT id, rank - CASE WHEN LOWER(title) = %s THEN 1000 ELSE 0 END AS rank, title, address
        FROM found WHERE kind = %s OR %s = ''
        ORDER BY 2, title, address LIMIT %s OFFSET %s
    )
    SELECT kind, COUNT(*) AS number, NULL AS id, NULL AS rank, NULL AS title, NULL AS address
    FROM found GROUP BY kind
    UNION ALL SELECT NULL, NULL, id, rank, title, address FROM page
"""


def _look(
    entries: QuerySet[SearchEntry], asked: list[Phrase], kind: str | None, number: int, called: str
) -> tuple[dict[str, int], list[int]]:
    """How many records of each kind hold what was asked, and the keys of those on page `number`, best first."""
    if not asked:
        return {}, []
    ranked = engine().ranked(entries, _question(asked)).order_by()
    try:
        found, known = ranked.values(*_COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return {}, []
    offset = (number - 1) * ON_A_PAGE
    with connection.cursor() as cursor:
        cursor.execute(
            _STATEMENT.replace("<found>", found), [*known, called, kind or "", kind or "", ON_A_PAGE, offset]
        )
        rows = cursor.fetchall()
    counts = {of: count for of, count, *_ in rows if of is not None}
    page = sorted((rank, title, address, key) for of, _, key, rank, title, address in rows if of is None)
    return counts, [key for *_, key in page]


def _question(asked: list[Phrase]) -> str:
    return engine().write([[phrase] for phrase in asked])


def _hits(best: list[int], asked: list[Phrase]) -> list[Hit]:
    if not best:
        return []
    found: Any = engine().with_snippets(SearchEntry.objects.filter(pk__in=best), _question(asked))
    by_key = {entry.pk: entry for entry in found}
    names = {each.kind: each.words for each in plates.searchables()}
    return [
        Hit(names[entry.kind], entry.title, entry.address, _marked(entry.snippet))
        for entry in (by_key[key] for key in best)
    ]


def _marked(snippet: str) -> Markup:
    """The piece of text, escaped, with the words found in it marked."""
    return Markup(str(escape(snippet)).replace(OPENS, "<mark>").replace(CLOSES, "</mark>"))


def _meant(entries: QuerySet[SearchEntry], asked: list[Phrase]) -> list[Phrase]:
    """What was probably meant, where that is something else than what was typed.

    Words near the typed ones only lead to entries that the person may see; what stands in those decides.
    So nobody learns from a correction, or from the lack of one, which words other people's records hold.
    """
    ways: Alternatives = [[(near,) for near in _near(word)] for word in chain.from_iterable(asked)]
    found = engine().ranked(entries, engine().write(ways))
    texts = chain.from_iterable(found.values_list("title", "text")[:_READ_FOR_WORDS])
    known = known_words(*texts)
    meant = [tuple(_led_back(word, known) for word in phrase) for phrase in asked]
    return meant if meant != asked else []


def _near(word: str) -> list[str]:
    """The word itself, and those enough like it to have been meant."""
    if not may_be_misspelt(word):
        return [word]
    near = engine().near(word, _CANDIDATES)
    return list(dict.fromkeys([word, *(other for other in near if likeness(word, other) >= ALIKE)]))


def _led_back(word: str, known: set[str]) -> str:
    return (most_alike(word, known) or word) if may_be_misspelt(word) else word
