"""Each request is one transaction that says who asks."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from threespires.cases.wall.asking import asked_by
from threespires.kernel.database import is_postgresql


class WallMiddleware:
    """Where there is a second wall, all that a request does is one transaction of whoever is signed in; what ends in a
    fault of ours is undone whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_postgresql():
            return self.get_response(request)
        with asked_by(request.user):
            answer = self.get_response(request)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
            return answer
