"""Who may open a file: whoever may see a record that it stands beside; under a case, whoever sees the case."""

from typing import Any

from django.db.models import QuerySet

from threespires.cases.permissions import visible_records
from threespires.documents.models import CaseFile, Document
from threespires.kernel import plates
from threespires.kernel.rules import sight
from threespires.kernel.verdict import Verdict, no, yes

_NOT_SEEN = "You may not see the record that this file stands beside"


@sight
def may_open(person: Any, document: Document) -> Verdict:
    """A file is opened by whoever may see one of the records it stands beside; each room answers for its own. Nobody
    opens it before the virus scanner has let it out."""
    if not _sees_its_record(person, document):
        return no(_NOT_SEEN)
    if not document.can_be_opened:
        return no(f"This file is {document.get_status_display().lower()}")
    return yes()


@sight
def may_see(person: Any, document: Document) -> Verdict:
    """How a file stands with the virus scanner is seen by whoever handed it in, as long as nobody may open it; and by
    whoever may see a record that it stands beside."""
    if document.uploaded_by_id == person.pk and not document.can_be_opened:
        return yes()
    return yes() if _sees_its_record(person, document) else no(_NOT_SEEN)


@sight
def visible_case_files(person: Any) -> QuerySet[CaseFile]:
    """A file under a case is seen by whoever sees the case; opened once the virus scanner has let it out."""
    return visible_records(person, CaseFile)


@sight
def visible_refusals(person: Any) -> QuerySet[Document]:
    """Files that somebody handed in and that were refused, until they have read so."""
    return Document.objects.filter(uploaded_by=person.pk, status=Document.Status.REFUSED, seen=False)


@sight
def visible_refusals_under_cases(person: Any) -> QuerySet[CaseFile]:
    """Files under a case that somebody handed in and that were refused, until they have read so, while they see the
    case."""
    return visible_case_files(person).filter(uploaded_by=person.pk, status=CaseFile.Status.REFUSED, seen=False)


def _sees_its_record(person: Any, document: Document) -> bool:
    return any(beside(person, document) for beside in plates.gathered("file_access"))
