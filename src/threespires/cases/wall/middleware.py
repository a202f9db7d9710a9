"""Each request of somebody signed in is one transaction that says who asks."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from threespires.cases.recording import readings_last, write_readings
from threespires.cases.wall.asking import asked_by
from threespires.design.refusing import refused
from threespires.kernel.database import is_postgresql
from threespires.kernel.verdict import Refused


class WallMiddleware:
    """Where there is a second wall, all that a request does is one transaction of whoever is signed in; what ends in a
    fault of ours is undone whole. What they read is written down last, and unless it is, the page isn't sent.

    Whoever isn't signed in says no word, and so finds no case record.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_postgresql() or not request.user.is_authenticated:
            return self.get_response(request)
        with asked_by(request.user), readings_last() as waiting:
            answer = self.get_response(request)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
                return answer
            try:
                write_readings(waiting)
            except Refused as refusal:
                return refused(request, refusal.reason)
            return answer
