"""How it is said who is told of a possible concern."""

from threespires.concerns.permissions import on_duty
from threespires.partnership.contacts import contacts_now


def duty_today() -> list[str]:
    """Whoever is on duty, each by name and post."""
    return [f"{held.person} ({held.post})" for held in on_duty()]


def say_who_is_told() -> str:
    """A sentence: who is told of a possible concern now. Where that is nobody, whom to ring instead."""
    duty = duty_today()
    if duty:
        return f"Told at once: {', '.join(duty)}."
    numbers = "; ".join(f"{contact['label']}, {contact['number']}" for contact in contacts_now())
    ring = f" Ring instead: {numbers}." if numbers else ""
    return f"Nobody is told, since nobody who can sign in holds the duty post or stands in for it.{ring}"
