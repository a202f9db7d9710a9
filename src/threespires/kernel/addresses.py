"""Addresses of pages, each worked out once: a page names the same few hundred over and over."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.urls import Resolver404, resolve, reverse


@lru_cache(maxsize=8192)
def address(name: str, *args: str | int) -> str:
    """The address of the page called `name`. Addresses are fixed from start to stop."""
    return reverse(name, args=args)


def asking(where: str, **more: str) -> str:
    """The address `where` with more in its question, which stands before the place on the page."""
    parts = urlsplit(where)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in more]
    return urlunsplit(parts._replace(query=urlencode([*asked, *more.items()])))


def page_above(path: str) -> str:
    """The nearest page above an address: of /actions/A-1/accept/ that of the action; at last home."""
    above = path.rstrip("/")
    while above := above.rpartition("/")[0]:
        try:
            resolve(f"{above}/")
        except Resolver404:
            continue
        return f"{above}/"
    return "/"
