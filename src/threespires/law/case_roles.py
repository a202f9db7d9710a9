"""The roles that somebody may hold on one case: what each is called and whether it writes there, as dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from threespires.law.retention import TO_BE_CONFIRMED

_FILE = Path(__file__).parent / "data" / "case_roles.toml"


@dataclass(frozen=True)
class RoleKind:
    """One kind of role on a case, as it stands from a day on."""

    role: str
    label: str
    writes: bool
    note: str
    mark: str
    effective_from: date | None
    sources: tuple[str, ...]

    @property
    def confirmation(self) -> str:
        """That it is to be confirmed, unless it was read in its source."""
        return "" if self.mark == "checked" else TO_BE_CONFIRMED

    @property
    def sight(self) -> str:
        """What whoever holds it may do, in words."""
        return "Reads and writes" if self.writes else "Reads"


@cache
def role_kinds() -> tuple[RoleKind, ...]:
    """Every kind in the law's data, in its order."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        RoleKind(
            role=row["role"],
            label=row["label"],
            writes=row["writes"],
            note=row["note"],
            mark=row["mark"],
            effective_from=row.get("effective_from"),
            sources=tuple(data["sources"][source] for source in row["source"]),
        )
        for row in data["roles"]
    )


def role_kinds_on(day: date) -> list[RoleKind]:
    """The kinds as they stand on a day: of each the latest that has begun."""
    begun = [each for each in role_kinds() if each.effective_from is None or each.effective_from <= day]
    latest = {each.role: each for each in sorted(begun, key=lambda each: each.effective_from or date.min)}
    return list(latest.values())


def role_kind_on(role: str, day: date) -> RoleKind:
    """The kind of that name as it stands on a day.

    Raises:
        LookupError: where none has begun.
    """
    found = next((each for each in role_kinds_on(day) if each.role == role), None)
    if found is None:
        raise LookupError(f"Nothing says what the role {role} is")
    return found


def role_names() -> dict[str, str]:
    """Every kind of role there is or was, each with what it is called."""
    return {each.role: each.label for each in role_kinds()}
