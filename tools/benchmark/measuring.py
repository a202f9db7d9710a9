"""Time as the visitor feels it, and processor time of the server and its database, from Linux's /proc."""

import os
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _REAPED_USER, _REAPED_SYSTEM = 1, 11, 12, 13, 14


@dataclass(frozen=True)
class Server:
    """The two families of processes that work for a request: by their eldest."""

    web: int
    database: int

    def seconds(self) -> float:
        """Processor time spent so far by the web server's workers and by all of PostgreSQL's processes.

        A PostgreSQL process that has ended is counted with its eldest, which waited for it.
        """
        ticks = 0
        for stat in map(_stat, _every_process()):
            if stat is None:
                continue
            if int(stat[_PARENT]) in (self.web, self.database):
                ticks += int(stat[_USER]) + int(stat[_SYSTEM])
        eldest = _stat(self.database)
        if eldest is None:
            raise SystemExit("PostgreSQL ended during the benchmark")
        return (ticks + int(eldest[_REAPED_USER]) + int(eldest[_REAPED_SYSTEM])) * _TICK


def postmaster(folder: str) -> int:
    """The eldest process of the PostgreSQL server whose socket is in this folder, beside its data."""
    return int((Path(folder) / "data" / "postmaster.pid").read_text().split("\n", 1)[0])


def _every_process() -> Iterable[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdigit())


def _stat(pid: int) -> list[str] | None:
    """What follows the command's name, which may hold anything, in the process's state; nothing if it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def percentile(times: Sequence[float], share: int) -> float:
    """The time below which `share` in a hundred lie."""
    if len(times) == 1:
        return times[0]
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]
