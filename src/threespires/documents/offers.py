"""What a refused file puts on the home page of whoever handed it in. Its name stays off that page, since what stands
there also goes out by letter."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localtime

from threespires.accounts.models import Person
from threespires.documents.models import CaseFile, Document
from threespires.documents.permissions import visible_refusals, visible_refusals_under_cases
from threespires.kernel.asking import written_once
from threespires.kernel.dates import say_moment
from threespires.kernel.plates import Owed
from threespires.partnership.standing import case_groups


def decisions(person: Person, today: date) -> list[Owed]:
    """Files that the virus scanner refused, until whoever handed them in has read so."""
    return [
        Owed(
            f"A file you handed in was refused: the virus scanner found {document.harm}",
            document.get_absolute_url(),
            since=localtime(document.uploaded_at).date(),
            detail=f"Handed in {say_moment(document.uploaded_at)}",
        )
        for document in [*_refused(person), *_refused_under_cases(person)]
    ]


def _refused_under_cases(person: Person) -> list[CaseFile]:
    return list(visible_refusals_under_cases(person)) if case_groups(person) else []


@written_once
def _refused(person: Any) -> QuerySet[Document]:
    return visible_refusals(person).only("harm", "uploaded_at")
