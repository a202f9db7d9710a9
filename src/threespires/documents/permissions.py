"""Who may open a file: whoever may see a record that it stands beside."""

from typing import Any

from threespires.documents.models import Document
from threespires.kernel import plates
from threespires.kernel.rules import sight
from threespires.kernel.verdict import Verdict, no, yes


@sight
def may_open(person: Any, document: Document) -> Verdict:
    """A file is opened by whoever may see one of the records it stands beside; each room answers for its own."""
    if any(beside(person, document) for beside in plates.gathered("file_access")):
        return yes()
    return no("You may not see the record that this file stands beside")
