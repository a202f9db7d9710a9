"""What is done in the background: only jobs that a door plate names, and that name the rules they go by."""

from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from threespires.kernel import plates


def have_done(job: str, *keys: Any) -> None:
    """Has a job done once the change that asks for it is kept.

    Args:
        job: its dotted path.
        keys: of the records it is about; nothing else may be told to a job.

    Raises:
        LookupError: where no door plate names it.
    """
    if job not in plates.jobs():
        raise LookupError(f"No door plate names {job} among its jobs or its clockwork")
    transaction.on_commit(lambda: async_task(job, *keys))
