"""What the clock calls."""

from threespires.thread.learning import operations


def release_due() -> str:
    """Lets out what case groups checked and whose day has come. Says nothing of how many, or from where."""
    operations.release_due()
    return "Done"
