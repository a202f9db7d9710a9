"""What the calendar has to do with case records. It knows the day and whose turn it is, not what stands there."""

from datetime import date

from threespires.cases.models import CaseRecord, Due
from threespires.kernel.clock import today


def put_in_calendar(job: str, record: CaseRecord, day: date) -> None:
    """Has the calendar do `job` with a record on a day; the last day said is the one that holds."""
    Due.objects.update_or_create(job=job, thing=record.pk, defaults={"case_id": record.case_id, "on": day})


def due_by_now(job: str) -> list[Due]:
    """What the calendar has to do by today, the earliest first."""
    return list(Due.objects.filter(job=job, on__lte=today()).order_by("on", "pk"))
