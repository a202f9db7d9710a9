"""What search may find of learning: its words, never where protected learning came from."""

from threespires.thread.learning.models import Learning


def entry(learning: Learning) -> tuple[str, str, str]:
    return (
        learning.title,
        "\n".join(filter(None, [learning.summary, learning.words])),
        learning.get_absolute_url(),
    )
