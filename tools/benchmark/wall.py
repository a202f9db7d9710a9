"""What the second wall costs a page: one transaction for each request, in which the database is told who asks."""

from .data import Visit
from .driving import Effort, measure_bare
from .serving import browser, served

ROUNDS = 3


def measure(visit: Visit, port: int, effort: Effort) -> str:
    """A bare page with the wall and without it, in turns; a sentence with both and their ratio."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for walled in (True, False):
            with served(port, walled=walled) as server:
                taken[walled].append(measure_bare(browser(port, visit), server, effort).processor_each * 1000)
    best = {walled: min(costs) for walled, costs in taken.items()}
    return (
        f"A bare page takes {best[True]:.2f} ms of CPU with the second wall, {best[False]:.2f} without it "
        f"({best[True] / best[False]:.2f} times as much)."
    )
