"""The figures as a table, on the screen and in the documentation."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from threespires.kernel.clock import today
from threespires.kernel.dates import say_date

from .driving import Measured, Taken
from .measuring import percentile

BEGINS, ENDS = "<!-- figures -->", "<!-- end of figures -->"
HEADINGS = (
    "Job",
    "p50 ms",
    "p95 ms",
    "A second, 1 visitor",
    "A second, 4 visitors",
    "CPU ms",
    "Goal",
    "Statements",
    "Floor CPU ms",
    "CPU to floor",
    "p50 to floor",
    "Within",
)


def about(bare: Taken) -> str:
    """When and where these figures were measured."""
    cores, each = os.cpu_count(), bare.processor_each * 1000
    return f"Of {say_date(today())}, on {cores} cores, where a bare view of one row takes {each:.1f} ms of CPU."


def row(measured: Measured, statements: int) -> tuple[str, ...]:
    """One job's figures in the order of the headings."""
    times, floor, goal = measured.taken.times, measured.floor, measured.job.goal
    each = measured.taken.processor_each * 1000
    within = ["goal"] if each <= goal else []
    ratios = ("–", "–", "–")
    if floor:
        of_floor = floor.processor_each * 1000
        ratio = each / of_floor if of_floor else 0
        ratios = (
            f"{of_floor:.1f}",
            f"{ratio:.1f}",
            f"{percentile(times, 50) / percentile(floor.times, 50):.1f}",
        )
        within += ["twice the floor"] if ratio <= 2 else []
    return (
        measured.job.name,
        f"{percentile(times, 50) * 1000:.1f}",
        f"{percentile(times, 95) * 1000:.1f}",
        f"{len(times) / sum(times):.0f}",
        f"{measured.crowd:.0f}",
        f"{each:.1f}",
        f"{goal:g}",
        str(statements),
        *ratios,
        " and ".join(within) or "neither",
    )


def on_screen(rows: Iterable[Sequence[str]]) -> str:
    """Columns of even width, figures to the right."""
    lines = [HEADINGS, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in (0, len(HEADINGS) - 1) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def in_markdown(rows: Iterable[Sequence[str]]) -> str:
    lines = [HEADINGS, ["---", *["---:"] * (len(HEADINGS) - 2), "---"], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(page: Path, rows: Iterable[Sequence[str]], about: str) -> None:
    """Puts the table in place of the last one between the page's two marks."""
    before, _, rest = page.read_text().partition(BEGINS)
    after = rest.partition(ENDS)[2]
    page.write_text(f"{before}{BEGINS}\n{about}\n\n{in_markdown(rows)}\n{ENDS}{after}")
