"""Makes the search index anew."""

from typing import Any

from threespires.kernel import commands
from threespires.search.indexing import rebuild


class Command(commands.Command):
    help = "Makes the search index anew from the records."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild()
        self.stdout.write(f"{count} record{'' if count == 1 else 's'} can be found.")
