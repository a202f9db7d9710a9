"""What other rooms show of practitioners."""

from typing import Any

from threespires.kernel import plates
from threespires.partnership.models import Agency
from threespires.practitioners.permissions import may_keep_practitioners, practises, visible_practitioners


def told_on_account(person: Any) -> str:
    """That one is a practitioner, and of which agency; nothing where one is none."""
    verdict = practises(person)
    return (
        f"{verdict.seat}. What is meant for practitioners is open to you, and nothing else by that." if verdict else ""
    )


def record_sections(person: Any, thing: Any) -> list[plates.RoomSection]:
    """On an agency's page, for its lead: who practises there."""
    if not isinstance(thing, Agency) or not may_keep_practitioners(person, thing):
        return []
    rows = list(visible_practitioners(person).filter(agency=thing))
    return [plates.RoomSection(60, "practitioners/_section.html", {"agency": thing, "practitioners": rows})]
