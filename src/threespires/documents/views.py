"""Handing out a file; or how it stands with the virus scanner, as long as nobody may open it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from threespires.documents import operations, store
from threespires.documents.models import Document
from threespires.documents.permissions import may_open, may_see
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
    try:
        content = store.read(found)
    except FileNotFoundError:
        raise Refused("The file isn’t where it was kept. Tell whoever runs the system") from None
    answer = HttpResponse(content, content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name)
    answer["Content-Security-Policy"] = SHUT_IN
    return answer
