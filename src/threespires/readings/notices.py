"""The letter that tells of unusual reading: it names nobody and no case."""

from django.conf import settings

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.readings.models import UnusualReading


def found(person: Person, one: UnusualReading) -> None:
    plates.answer(
        "write_letter",
        person.email,
        "Case records were read in an unusual way",
        f"Hello {person.name},\n\nCase records were read in an unusual way, and you are asked to look into it:\n\n"
        f"{settings.ADDRESS}{one.get_absolute_url()}\n",
        otherwise=None,
    )
