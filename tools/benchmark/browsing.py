"""A browser as bare as can be, so that what is measured is the server: one socket for each request.

`Browser` speaks to a server; `Inside` calls the product in this process, to count statements and to profile.
"""

import re
import socket
import time
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Protocol
from urllib.parse import urlencode

_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_SET_COOKIE = re.compile(rb"\r\nSet-Cookie: ([^=]+)=([^;]*)")
_LOCATION = re.compile(rb"\r\nLocation: ([^\r]+)")
PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    location: str = ""

    @property
    def text(self) -> str:
        return unescape(self.body.decode())

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        return {name: unescape(value) for name, value in _FIELD.findall(self.body.decode())}


class Visitor(Protocol):
    def get(self, path: str) -> Answer:
        """The answer to opening an address."""

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """The answer to sending a form."""


@dataclass
class Browser:
    """Signed in by a session. `waited` is how long it waited for answers, in seconds."""

    host: str
    port: int
    cookies: dict[str, str]
    waited: float = field(default=0)

    def get(self, path: str) -> Answer:
        return self._ask(f"GET {path} HTTP/1.1\r\n", b"")

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        body = urlencode(fields).encode()
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return self._ask(f"POST {path} HTTP/1.1\r\n{kind}Content-Length: {len(body)}\r\n", body)

    def _ask(self, head: str, body: bytes) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        asked = f"{head}Host: {self.host}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n".encode() + body
        began = time.perf_counter()
        with socket.create_connection((self.host, self.port), timeout=PATIENCE) as line:
            line.sendall(asked)
            pieces = []
            while piece := line.recv(1 << 18):
                pieces.append(piece)
        self.waited += time.perf_counter() - began
        answered, _, content = b"".join(pieces).partition(b"\r\n\r\n")
        self.cookies.update({name.decode(): value.decode() for name, value in _SET_COOKIE.findall(answered)})
        location = _LOCATION.search(answered)
        return Answer(int(answered[9:12]), content, location.group(1).decode() if location else "")


@dataclass
class Inside:
    """The same of Django's test client."""

    client: Any

    def get(self, path: str) -> Answer:
        return self._answer(self.client.get(path))

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._answer(self.client.post(path, fields))

    @staticmethod
    def _answer(response: Any) -> Answer:
        return Answer(response.status_code, response.content, response.get("Location", ""))
