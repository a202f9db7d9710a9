"""What nobody means to send: values, bytes, headers and addresses for the fuzzing of every page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.urls.converters import UUIDConverter
from hypothesis import strategies as st

MARK = "<fuzz>"
"""Stands in what is sent; no page may show it as markup."""

ODD = (
    "", " ", "\0", "a\0b", "0", "-1", "1", "2", "9" * 19, "9" * 400, "1e309", "NaN", "١٢", "½", "1_0", "0x10", "true",
    "None", "null", "[]", "{}", "on", "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "31 2 2026", "29/2/2023",
    MARK, f'"{MARK}', "' OR 1=1 --", '" OR ""="', "%", "%s%n", "{{7*7}}", "${7*7}", "../../etc/passwd", "C:\\", "http://",
    "https://[", "//example.org", "javascript:alert(1)", "data:text/html,x", "a@b", "A-1", "a" * 5_000, "é\u0301\u202e",
    "\ufeff", "\uffff", "😀" * 300, "\r\nSet-Cookie: a=b", "*:*", "NEAR(", '"', "AND", "-", "\\",
)  # fmt: skip
BYTES = (b"\xff\xfe", b"\xc0\x80", b"%", b"%zz", b"%00", b"%ff", b"&&==", b"\x80=\x80", b"[]=1", b"a[b][c]=1")
HEADERS: dict[str, tuple[str, ...]] = {
    "HTTP_HOST": ("localhost", "localhost:80", "evil.example.org", "a b", "[", "testserver:99999"),
    "HTTP_ACCEPT_LANGUAGE": ("", "x" * 500, ";q=,", "de;q=\xff"),
    "HTTP_ACCEPT_ENCODING": ("*", "gzip;q=x", "br, \0"),
    "HTTP_COOKIE": ("a", "=;=", 'messages="x', "sessionid=" + "a" * 3000, "sessionid=\xff\xfe", "csrftoken=\0"),
    "HTTP_X_FORWARDED_FOR": ("", ",,,", "x" * 300, "\0", "::1, 1.2.3"),
    "HTTP_X_FORWARDED_PROTO": ("https", "gopher"),
    "HTTP_X_FORWARDED_HOST": ("evil.example.org", "["),
    "HTTP_REFERER": ("http://[", "\xff", "https://evil.example.org/"),
    "HTTP_ORIGIN": ("null", "http://["),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "Thu, 01 Jan 0000 00:00:00 GMT", "9" * 99),
    "HTTP_IF_NONE_MATCH": ("*", '"' * 99),
    "HTTP_RANGE": ("bytes=0-", "bytes=9-1", "x"),
    "HTTP_HX_REQUEST": ("true", "\xff"),
    "HTTP_X_REQUESTED_WITH": ("XMLHttpRequest",),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE",),
}
TYPES = (
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "x/y; charset=nowhere",
    "multipart/form-data; boundary=\xff", "application/x-www-form-urlencoded; charset=utf-16", "application/xml", "",
)  # fmt: skip
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "POST", "GET", "BREW")


@dataclass
class Form:
    """The fields that a page's forms have, each with what one might choose there."""

    fields: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.within = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag in ("input", "textarea", "button", "select") and name:
            self.found.setdefault(name, [])
            if value := given.get("value"):
                self.found[name].append(value)
        if tag == "select":
            self.within = name
        if tag == "option" and self.within and (value := given.get("value")):
            self.found[self.within].append(value)


def form_of(page: bytes) -> Form:
    """What one can fill in on a page."""
    reader = _Reader()
    reader.feed(page.decode(errors="replace"))
    reader.found.pop("csrfmiddlewaretoken", None)
    return Form(reader.found)


@st.composite
def sent(draw: st.DrawFn, form: Form) -> bytes:
    """A form filled in by nobody in their right mind: one field odd among sound ones, or every field as it comes."""
    astray = draw(st.sampled_from(sorted(form.fields))) if form.fields and draw(st.booleans()) else None
    pairs: list[tuple[str, str]] = []
    for name, offered in form.fields.items():
        sound = st.sampled_from(offered or ("A word or two", "12", "somebody@example.net"))
        odd = st.sampled_from(ODD) | st.text(max_size=30).filter(_encodable)
        values = odd if name == astray else sound if astray else sound | odd
        times = 1 if astray and name != astray else draw(st.sampled_from((1, 1, 1, 1, 0, 3)))
        pairs += [(name, draw(values)) for _ in range(times)]
    body = urlencode(pairs).encode()
    return body + b"&" + draw(st.sampled_from(BYTES)) if draw(st.integers(0, 6)) == 0 else body


@st.composite
def headers(draw: st.DrawFn) -> dict[str, str]:
    """None mostly, else one or two that no browser sends."""
    if draw(st.integers(0, 3)):
        return {}
    chosen = draw(st.lists(st.sampled_from(sorted(HEADERS)), min_size=1, max_size=2, unique=True))
    return {name: draw(st.sampled_from(HEADERS[name])) for name in chosen}


@st.composite
def question(draw: st.DrawFn, form: Form) -> str:
    """What stands behind the question mark."""
    names = st.sampled_from(sorted({*form.fields, "page", "q", "kind", "meeting", "next", "day", "as_of", "sort"}))
    pairs = draw(st.lists(st.tuples(names, st.sampled_from(ODD)), max_size=5))
    asked = urlencode(pairs)
    return (
        draw(st.sampled_from((asked, asked, asked + "&%ff=%fe", "&" * 200, "a[b]" * 100, quote(asked) + "%"))) or asked
    )


FITTING: dict[type, str] = {int: "1", str: "1", UUID: str(UUID(int=1))}
"""What fits into an address, by the kind that stands there."""


def kind_of(converter: Any) -> type:
    """The kind of what a converter takes from an address."""
    return UUID if isinstance(converter, UUIDConverter) else type(converter.to_python("1"))


def odd_argument(kind: Any) -> st.SearchStrategy[str]:
    """What stands in an address where a reference or a number should."""
    if kind is int:
        return st.sampled_from(("0", "1", "9" * 18, "9" * 19, "9" * 60))
    if kind is UUID:
        return st.sampled_from((str(UUID(int=0)), str(UUID(int=2**128 - 1)), "0" * 32, "none", "0" * 400))
    return st.sampled_from(
        ("0", "-", "A-0", "A-" + "9" * 30, "a" * 300, "é", "%00", "%ff", "..", "%2e%2e", "'", "A-1 ", MARK)
    )


def _encodable(words: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in words)
