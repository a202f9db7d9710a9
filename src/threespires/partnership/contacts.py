"""The numbers to ring when a child is at risk, for every form that the front line, families or public reach."""

from threespires.kernel.clock import today
from threespires.partnership.models import ContactNumber


def contacts_now() -> list[dict[str, str]]:
    """Today's numbers for the `risk_now` component: {label, number, hours}.

    A number that the partnership hasn't confirmed says so; one that isn't known isn't shown.
    """
    return [
        {
            "label": contact.label,
            "number": contact.number,
            "hours": contact.hours
            if contact.confirmed
            else " ".join(part for part in (contact.hours, "(to be confirmed by the partnership)") if part),
        }
        for contact in ContactNumber.objects.on(today()).exclude(number="")
    ]
