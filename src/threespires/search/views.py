"""The page that searches."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from threespires.kernel.dates import say_number
from threespires.kernel.rules import goes_by, whoever_is_signed_in
from threespires.search.finding import Found, find
from threespires.search.words import LONGEST


@goes_by(whoever_is_signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words and that the person may see."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    kind = request.GET.get("kind", "")
    found = find(request.user, words, kind=kind or None, page=request.GET.get("page", "1"))
    return render(
        request,
        "search/search.html",
        {
            "words": words,
            "found": found,
            "title": heading(found.everything, found.shown_for or words),
            "rows": [
                {"kind": hit.kind, "title": hit.title, "href": hit.href, "detail": hit.snippet} for hit in found.hits
            ],
            "ways": _ways(found, words, kind),
            "this_list": _address(words, kind),
        },
    )


def heading(count: int, words: str) -> str:
    """The heading answers: how much was found, and for what."""
    if not words:
        return "Search"
    number = "Nothing" if count == 0 else say_number(count).capitalize()
    things = "" if count == 0 else " thing" if count == 1 else " things"
    return f"{number}{things} found for “{words}”"


def _address(words: str, kind: str = "") -> str:
    asked = {"q": words, "kind": kind} if kind else {"q": words}
    return f"{reverse('search:search')}?{urlencode(asked)}"


def _ways(found: Found, words: str, kind: str) -> list[dict[str, object]]:
    """The kinds found, each with how many, and all of them together."""
    everything = {"text": f"Everything ({found.everything:,})", "href": _address(words), "current": not kind}
    return [
        everything,
        *(
            {
                "text": f"{of.words} ({of.count:,})",
                "href": _address(words, of.kind),
                "current": kind == of.kind,
            }
            for of in found.kinds
        ),
    ]
