"""The gallery: every component with its purpose, an example and its call."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.design import gallery
from threespires.kernel.rules import anyone, goes_by


@goes_by(anyone)
def chapters(request: HttpRequest) -> HttpResponse:
    found = [(key, title, gallery.purposes(key)) for key, title in gallery.CHAPTERS.items()]
    return render(request, "design/gallery/chapters.html", {"chapters": found})


@goes_by(anyone)
def chapter(request: HttpRequest, key: str) -> HttpResponse:
    if key not in gallery.CHAPTERS:
        raise Http404
    shown = {"title": gallery.CHAPTERS[key], "entries": gallery.entries(key)}
    return render(request, "design/gallery/chapter.html", shown)
