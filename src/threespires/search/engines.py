"""How each database finds words. One shape, two engines; `engine()` gives the one that suits."""

from collections.abc import Sequence
from typing import Protocol

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from threespires.kernel.database import is_postgresql
from threespires.search.models import SearchEntry, SearchWord
from threespires.search.words import Phrase

OPENS, CLOSES = "\ue000", "\ue001"
"""What the database puts round a found word; letters that nobody types."""

Alternatives = Sequence[Sequence[Phrase]]
"""What must all be found, each in one of some ways."""


class Engine(Protocol):
    def write(self, asked: Alternatives) -> str:
        """The question in the database's own language."""

    def matching(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        """Those of the entries that answer the question."""

    def ranked(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        """The same, each with its `rank`, best first: the least. A word in the title counts for more."""

    def with_snippets(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        """The same, each with `snippet`: a piece of its text round the words found."""

    def near(self, word: str, limit: int) -> list[str]:
        """Words that share most letters, three by three, with this one."""


class PostgreSQL:
    """A generated tsvector with a GIN index; pg_trgm for typing errors.

    The question is read in a SELECT of its own, which is done once: a planned statement reads it for every entry else.
    """

    def write(self, asked: Alternatives) -> str:
        return " & ".join(f"({' | '.join(f'({_following(phrase)})' for phrase in ways)})" for ways in asked)

    def matching(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        return entries.extra(
            where=["search_searchentry.words @@ (SELECT to_tsquery('english', %s))"], params=[question]
        )

    def ranked(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        return self.matching(entries, question).extra(
            select={"rank": "-ts_rank(search_searchentry.words, (SELECT to_tsquery('english', %s)), 1)"},
            select_params=[question],
            order_by=["rank", "title", "address"],
        )

    def with_snippets(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        return entries.extra(
            select={"snippet": "ts_headline('english', text, (SELECT to_tsquery('english', %s)), %s)"},
            select_params=[
                question,
                f'StartSel="{OPENS}", StopSel="{CLOSES}", MaxWords=30, MinWords=18, MaxFragments=2, '
                'FragmentDelimiter=" … "',
            ],
        )

    def near(self, word: str, limit: int) -> list[str]:
        nearest = SearchWord.objects.annotate(distance=RawSQL("word <-> %s", [word])).order_by("distance")
        return list(nearest.values_list("word", flat=True)[:limit])


class SQLite:
    """An FTS5 table with the Porter stemmer; another of three-letter pieces for typing errors."""

    def write(self, asked: Alternatives) -> str:
        return " AND ".join(f"({' OR '.join(_quoted(' '.join(phrase)) for phrase in ways)})" for ways in asked)

    def matching(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        return entries.extra(
            tables=["search_fts"],
            where=["search_fts.rowid = search_searchentry.id", "search_fts MATCH %s"],
            params=[question],
        )

    def ranked(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        return self.matching(entries, question).extra(
            select={"rank": "bm25(search_fts, 6.0, 1.0, 10.0)"}, order_by=["rank", "title", "address"]
        )

    def with_snippets(self, entries: QuerySet[SearchEntry], question: str) -> QuerySet[SearchEntry]:
        return self.matching(entries, question).extra(
            select={"snippet": "snippet(search_fts, 1, %s, %s, ' … ', 30)"}, select_params=[OPENS, CLOSES]
        )

    def near(self, word: str, limit: int) -> list[str]:
        padded = f"  {word} "
        pieces = dict.fromkeys(padded[start : start + 3] for start in range(len(padded) - 2))
        sharing = SearchWord.objects.extra(
            tables=["search_pieces"],
            where=["search_pieces.rowid = search_searchword.id", "search_pieces MATCH %s"],
            params=[" OR ".join(map(_quoted, pieces))],
            select={"rank": "bm25(search_pieces)"},
            order_by=["rank"],
        )
        return list(sharing.values_list("word", flat=True)[:limit])


def _quoted(words: str) -> str:
    return f'"{words}"'


def _following(phrase: Phrase) -> str:
    return " <-> ".join(f"'{word}'" for word in phrase)


def engine() -> Engine:
    return PostgreSQL() if is_postgresql() else SQLite()
