"""Handing out a file; or how it stands with the virus scanner, as long as nobody may open it."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from threespires.cases.pages import case_or_404, write_down
from threespires.documents import operations, store, under_cases
from threespires.documents.models import CaseFile, Document, HandedIn
from threespires.documents.permissions import may_open, may_see, visible_case_files
from threespires.kernel.rules import goes_by
from threespires.kernel.verdict import Refused

# Should a browser show the file after all, it runs nothing in it, and gives it nothing of the site's.
SHUT_IN = "sandbox; default-src 'none'; frame-ancestors 'none'"


@goes_by(may_see, may_open)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, always to be saved and never shown within the site."""
    found = get_object_or_404(Document, pk=pk)
    if not may_see(request.user, found):
        raise Http404
    if not may_open(request.user, found):
        operations.see(found, by=request.user)
        return render(request, "documents/not_open.html", {"document": found})
    return _saved(found, partial(store.read, found))


@goes_by(visible_case_files)
def case_file(request: HttpRequest, case: UUID, pk: UUID) -> HttpResponse:
    """A file under a case; or how it stands with the virus scanner. Either is a reading."""
    found = file_or_404(request, case, pk)
    write_down(request, found.group, found)
    if not found.can_be_opened:
        under_cases.see(found, by=request.user)
        return render(request, "documents/not_open.html", {"document": found})
    return _saved(found, partial(under_cases.read, found))


case_file.for_roles = True


def file_or_404(request: HttpRequest, case: UUID, pk: UUID) -> CaseFile:
    """The file of a case, if the person may see it; marks the page.

    Raises:
        Refused: to whoever declared an interest in the case. To anybody else from whom it is kept it isn't there.
    """
    of_case = case_or_404(request, case)
    return get_object_or_404(visible_case_files(request.user).filter(case=of_case), pk=pk)


def _saved(file: HandedIn, read: Callable[[], bytes]) -> HttpResponse:
    try:
        content = read()
    except FileNotFoundError:
        raise Refused("The file isn’t where it was kept. Tell whoever runs the system") from None
    answer = HttpResponse(content, content_type=file.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    answer["Content-Security-Policy"] = SHUT_IN
    return answer
