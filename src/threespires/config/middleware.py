"""Answers to what goes wrong: a refusal is a page that says why; what may not be seen isn't there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from threespires.kernel.verdict import Refused

NUL = "\0"


class AnswersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path:
            return render(request, "design/not_found.html", status=404)
        _leave_out_nul(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Refused):
            return render(request, "design/refused.html", {"reason": problem.reason}, status=403)
        return None


def _leave_out_nul(request: HttpRequest) -> None:
    """Takes out of an address's question a character that PostgreSQL refuses. Forms say so themselves."""
    if "%00" in request.META.get("QUERY_STRING", ""):
        request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        request.__dict__.pop("GET", None)
