"""Handing out a file."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from threespires.documents.models import Document
from threespires.documents.permissions import may_open
from threespires.kernel.rules import goes_by


@goes_by(may_open)
def document(request: HttpRequest, pk: int) -> FileResponse:
    """The file, always to be saved and never shown within the site."""
    found = get_object_or_404(Document, pk=pk)
    if not may_open(request.user, found):
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type)
