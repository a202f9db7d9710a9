"""Addresses of pages that keep to no rule, and of one that does; for tests of what keeps them to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from threespires.config import urls
from threespires.kernel.rules import for_a_part, goes_by
from threespires.partnership.permissions import may_assign_posts, takes_part, visible_groups

handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


def nameless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


@goes_by(visible_groups)
def lying(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


@goes_by(visible_groups)
def asking_for_a_part(request: HttpRequest) -> HttpResponse:
    for_a_part(visible_groups)(request.user)
    return HttpResponse("secret")


@goes_by(takes_part, sending=may_assign_posts)
def taking(request: HttpRequest) -> HttpResponse:
    return redirect("home:home") if request.method == "POST" else HttpResponse("a form")


@goes_by(visible_groups, sending=may_assign_posts)
def honest(request: HttpRequest) -> HttpResponse:
    visible_groups(request.user)
    if request.method == "POST" and may_assign_posts(request.user):
        return redirect("home:home")
    return HttpResponse("open")


@goes_by(visible_groups)
def showing(request: HttpRequest) -> HttpResponse:
    visible_groups(request.user)
    return HttpResponse("open")


urlpatterns = [
    *urls.urlpatterns,
    *(
        path(f"{view.__name__}/", view, name=view.__name__)
        for view in (nameless, lying, asking_for_a_part, taking, honest, showing)
    ),
]
