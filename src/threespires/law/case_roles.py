"""The roles that somebody may hold on one case: what each is called and whether it writes there, as dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from threespires.law.sourced import Sourced, latest_on

_FILE = Path(__file__).parent / "data" / "case_roles.toml"


@dataclass(frozen=True, kw_only=True)
class RoleKind(Sourced):
    """One kind of role on a case, as it stands from a day on."""

    role: str
    label: str
    writes: bool
    note: str
    sources: tuple[str, ...]

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
    held = (latest_on((each for each in role_kinds() if each.role == role), day) for role in role_names())
    return [each for each in held if each]


def role_kind_on(role: str, day: date) -> RoleKind:
    """The kind of that name as it stands on a day.

    Raises:
        LookupError: where none has begun.
    """
    found = latest_on((each for each in role_kinds() if each.role == role), day)
    if found is None:
        raise LookupError(f"Nothing says what the role {role} is")
    return found


def role_names() -> dict[str, str]:
    """Every kind of role there is or was, each with what it is called."""
    return {each.role: each.label for each in role_kinds()}
