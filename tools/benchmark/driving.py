"""Drives the server: floor and job in turns by one visitor, then four visitors at once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .browsing import Browser
from .data import Visit
from .jobs import Job, visit_bare
from .measuring import Server

VISITORS = 4
# What a worker does after the last byte is out (closing, logging) belongs to the job before.
SETTLES = 0.02


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds of so many visits each, floor and job in turns; and seconds of a crowd."""

    rounds: int
    visits: int
    crowd: float

    def of(self, job: Job) -> "Effort":
        """A slow job is done less often."""
        return Effort(self.rounds, max(1, self.visits // 4), self.crowd) if job.slow else self


FULL = Effort(rounds=6, visits=20, crowd=4)
QUICK = Effort(rounds=1, visits=2, crowd=0.2)


@dataclass
class Taken:
    """How long each visit took, in seconds, and the processor time of all of them."""

    times: list[float] = field(default_factory=list)
    processor: float = 0

    @property
    def processor_each(self) -> float:
        return self.processor / len(self.times)


@dataclass(frozen=True)
class Measured:
    job: Job
    taken: Taken
    floor: Taken | None
    crowd: float
    """Visits a second by four visitors at once."""


def measure(job: Job, make: Callable[[], Browser], visit: Visit, server: Server, effort: Effort) -> Measured:
    effort = effort.of(job)
    browser = make()
    for _ in range(effort.visits):
        job.do(browser, visit)
        job.visit_floor(browser, visit)
    has_floor = bool(job.floor(visit))
    taken, floor = Taken(), Taken()
    for _ in range(effort.rounds):
        if has_floor:
            _some(lambda: job.visit_floor(browser, visit), browser, server, floor, effort.visits)
        _some(lambda: job.do(browser, visit), browser, server, taken, effort.visits)
    crowd = _crowd(job, make, visit, effort.crowd)
    return Measured(job, taken, floor if has_floor else None, crowd)


def measure_bare(browser: Browser, server: Server, effort: Effort) -> Taken:
    """The bare view of one row, which tells how fast the machine is."""
    _some(lambda: visit_bare(browser), browser, server, Taken(), effort.visits)
    taken = Taken()
    _some(lambda: visit_bare(browser), browser, server, taken, effort.rounds * effort.visits)
    return taken


def _some(do: Callable[[], None], browser: Browser, server: Server, taken: Taken, count: int) -> None:
    began = server.seconds()
    for _ in range(count):
        browser.waited = 0
        do()
        taken.times.append(browser.waited)
    time.sleep(SETTLES)
    taken.processor += server.seconds() - began


def _crowd(job: Job, make: Callable[[], Browser], visit: Visit, seconds: float) -> float:
    """How many visits a second the server answers to four visitors, each of whom begins again at once."""
    browsers = [make() for _ in range(VISITORS)]
    began = time.perf_counter()

    def keep_visiting(browser: Browser) -> int:
        done = 0
        while time.perf_counter() < began + seconds:
            job.do(browser, visit)
            done += 1
        return done

    with ThreadPoolExecutor(VISITORS) as pool:
        done = sum(pool.map(keep_visiting, browsers))
    return done / (time.perf_counter() - began)
