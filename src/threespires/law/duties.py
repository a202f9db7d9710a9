"""Statutory duties as data: each rule with its source, its clock, and the days between which it holds."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from threespires.law.sourced import Sourced

_FILE = Path(__file__).parent / "data" / "duties.toml"

FAMILIES = {
    "arrangements": "Arrangements",
    "area": "Arrangements",
    "education": "Arrangements",
    "macpt": "Arrangements",
    "guidance": "Arrangements",
    "fund": "Arrangements",
    "threshold": "Arrangements",
    "report": "Reports",
    "info": "Information",
    "information": "Information",
    "incident": "Serious incidents and reviews",
    "rapid": "Serious incidents and reviews",
    "review": "Serious incidents and reviews",
    "s11": "Each agency’s own duty",
    "s175": "Each agency’s own duty",
    "cdr": "Child deaths",
    "registrar": "Child deaths",
    "coroner": "Child deaths",
}


@dataclass(frozen=True, kw_only=True)
class DutyRule(Sourced):
    """One rule under which a duty is owed. Two rules of one duty are rivals or successors: both are shown."""

    key: str
    rule: str
    label: str
    owner: str
    cite: str
    force: str
    evidence: str
    note: str
    sources: tuple[str, ...]
    clock: dict[str, Any] = field(default_factory=dict)

    @property
    def family(self) -> str:
        return FAMILIES[self.key.split(".")[0]]


@cache
def duty_rules() -> tuple[DutyRule, ...]:
    """Every rule in the law's data, in its order."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    names = data["sources"]
    return tuple(
        DutyRule(
            key=row["duty_id"],
            rule=row["rule"],
            label=row["label"],
            owner=row["owner"],
            cite=row["cite"],
            force=row["force"],
            evidence=row.get("evidence", ""),
            mark=row["mark"],
            effective_from=date.fromisoformat(row["effective_from"]) if "effective_from" in row else None,
            note=row.get("note", ""),
            sources=tuple(names[source] for source in row["source"]),
            clock=row.get("clock", {}),
        )
        for row in data["duties"]
    )


_SHORT = {
    "CA04": "Children Act 2004",
    "CA89": "Children Act 1989",
    "CWSA26": "Children’s Wellbeing and Schools Act 2026",
    "CYPA08": "Children and Young Persons Act 2008",
    "SI 2018/789": "Child Safeguarding Practice Review and Relevant Agency Regulations 2018",
    "SI 2013/1629": "Coroners (Investigations) Regulations 2013",
    "SI 2015/541": "Children’s Homes Regulations 2015",
    "WT18": "Working Together 2018",
    "WT23": "Working Together 2023",
    "WT26": "Working Together 2026",
}
_PARTS = (
    (r"\bss(?=\d)", "sections "),
    (r"\bs(?=\d)", "section "),
    (r"\bregs? (?=\d)", "regulation "),
    (r"\bSch (?=\d)", "Schedule "),
)


def say_source(cite: str) -> str:
    """A citation spelled out: "CA04 s16C(1)" is "Children Act 2004 section 16C(1)"."""
    for short, full in _SHORT.items():
        cite = re.sub(rf"\b{short}\b", full, cite)
    for short, full in _PARTS:
        cite = re.sub(short, full, cite)
    return re.sub(r"\bWT\b", "Working Together", cite)


_UNITS = {
    "days": "day",
    "working_days": "working day",
    "months": "month",
    "years": "year",
    "hours": "hour",
    "weeks": "week",
}


def say_clock(clock: dict[str, Any]) -> str:
    """A rule's clock in words: "15 working days from notification sent"; standing, where there is none."""
    if "amount" not in clock:
        fixed = str(clock.get("fixed", ""))
        if fixed[:2].isdigit():
            month, day = (int(part) for part in fixed.split("-"))
            return f"By {day} {date(2000, month, day):%B} each year"
        return fixed[:1].upper() + fixed[1:] if fixed else "Standing"
    amount, unit = clock["amount"], _UNITS[clock["unit"]]
    side = "before" if clock.get("direction") == "before" else "from"
    return f"{amount} {unit}{'' if amount == 1 else 's'} {side} {clock['from']}"
