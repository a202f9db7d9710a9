"""How much there is of each thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    people: int = 60
    agencies: int = 12
    sub_groups: int = 6
    meetings: int = 40
    items: int = 20
    note_words: int = 120
    learning: int = 2000
    enquiries: int = 200
    priorities: int = 200
    current_priorities: int = 40
    work: int = 600
    actions: int = 5000
    updates: int = 2
    updates_of_first: int = 10
    tests: int = 300
    escalations: int = 40


FULL = Size()
"""The data set of the design, with as many tests of effect and escalations as so many actions would have."""

QUICK = Size(
    people=24,
    agencies=6,
    meetings=6,
    learning=60,
    enquiries=10,
    priorities=10,
    current_priorities=5,
    work=30,
    actions=250,
    tests=15,
    escalations=5,
)
"""Enough to see that everything runs. Its figures mean nothing."""
