"""An agency's mirror is prepared, shown to its own lead, and opens to the executive a week later."""

from datetime import date, timedelta

DAYS_WITH_ITS_LEAD = 7


def opens_on(prepared: date) -> date:
    """The day the executive first sees a mirror prepared on `prepared`."""
    return prepared + timedelta(days=DAYS_WITH_ITS_LEAD)
