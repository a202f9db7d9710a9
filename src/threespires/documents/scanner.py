"""Asks ClamAV's daemon whether a file holds something harmful, by its command INSTREAM.

The daemon is where THREESPIRES_SCANNER says: a Unix socket, such as /run/clamav/clamd.ctl, or host:port. By TCP
the file goes there as it is, so the daemon then stands on this machine, or on a network of its own.
"""

import socket
import struct
import time
from contextlib import closing

from django.conf import settings

_AT_ONCE = 64 * 1024
_LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """The scanner doesn't answer, or not in time."""


class ScannerFails(ScannerAway):
    """The scanner answers of this file with an error of its own; it may well answer of the next."""


def harm_in(content: bytes, *, patience: float) -> str:
    """What the scanner calls the harm that it found; nothing where it found none.

    Args:
        patience: for how many seconds to wait, all in all.

    Raises:
        ScannerAway: where it did not say.
    """
    chunks = (content[start : start + _AT_ONCE] for start in range(0, len(content), _AT_ONCE))
    sent = b"".join(struct.pack(">I", len(chunk)) + chunk for chunk in chunks)
    answer = _ask(b"zINSTREAM\0" + sent + struct.pack(">I", 0), patience)
    found = answer.removeprefix("stream: ")
    if found == "OK":
        return ""
    if found.endswith(" FOUND"):
        return found.removesuffix(" FOUND")
    raise ScannerFails(f"The virus scanner answered: {answer[:200]}")


def answers(*, patience: float = 3) -> bool:
    """Whether the scanner is there."""
    try:
        return _ask(b"zPING\0", patience) == "PONG"
    except ScannerAway:
        return False


def _ask(words: bytes, patience: float) -> str:
    until = time.monotonic() + patience
    try:
        with closing(_reach(settings.SCANNER, patience)) as line:
            for start in range(0, len(words), _AT_ONCE):
                line.settimeout(_left(until))
                line.sendall(words[start : start + _AT_ONCE])
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
                line.settimeout(_left(until))
                if not (more := line.recv(_LONGEST_ANSWER)):
                    break
                answer += more
    except (OSError, ValueError) as problem:
        raise ScannerAway(f"The virus scanner at {settings.SCANNER} does not answer: {problem}") from problem
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _reach(where: str, patience: float) -> socket.socket:
    if not where.startswith("/"):
        host, _, port = where.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), patience)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(patience)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise TimeoutError("It takes too long")
    return left
