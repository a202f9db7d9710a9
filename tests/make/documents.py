"""Files for tests: handed in, and then as somebody says that they stand."""

from typing import Any

from django.core.files.base import ContentFile

from tests.make.partnership import Partnership
from tests.make.thread import case_learning
from threespires.accounts.models import Person
from threespires.cases.models import Case
from threespires.documents.models import CaseFile, Document
from threespires.documents.operations import keep
from threespires.documents.under_cases import keep_under

PDF = b"%PDF-1.7 A list"


def document(by: Person, name: str = "list.pdf", status: str = Document.Status.CLEAN, content: bytes = PDF) -> Document:
    """A file that belongs to no case."""
    made = keep(ContentFile(content, name=name), by=by)
    Document.objects.filter(pk=made.pk).update(status=status)
    return Document.objects.get(pk=made.pk)


def case_file(p: Partnership, case: Case | None = None, content: bytes = PDF, **facts: Any) -> CaseFile:
    """A file under a case of the practice review group, handed in by the first reviewer."""
    facts = {"by": p.reviewer, "name": "Letter of Heron.pdf", "seat": "Chair"} | facts
    file = ContentFile(content, name=facts.pop("name"))
    return keep_under(case or case_learning(p).case, file, **facts)
