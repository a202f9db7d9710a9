"""The letter about a file: plain text, and like every letter it names no document."""

from django.conf import settings

from threespires.documents.models import HandedIn
from threespires.kernel import plates
from threespires.kernel.dates import say_moment


def refused(document: HandedIn) -> None:
    """To whoever handed it in: what the scanner calls what it found, and that the file is gone."""
    plates.answer(
        "write_letter",
        document.uploaded_by.email,
        "A file you handed in was refused",
        f"Hello {document.uploaded_by},\n\n"
        f"A file that you handed in to Threespires ({say_moment(document.uploaded_at)}) was refused: the virus scanner "
        f"found what it calls {document.harm}. The file was deleted, and nobody could open it.\n\n"
        "Have the device that it came from looked at before you send anything else from it. Which file it was stands "
        f"here, when you have signed in:\n\n{settings.ADDRESS}{document.get_absolute_url()}\n",
        otherwise=None,
    )
