"""A form sent twice makes one record: the second answer leads where the first did."""

import hashlib
import json
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from threespires.history.models import Submission

FIELD = "once"


class OnceMiddleware:
    """Guards every posted form that carries a one-time token.

    The same form with other words in it, as after going back to put something right, is not the same sending.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.POST.get(FIELD) or not request.user.is_authenticated:
            return self.get_response(request)
        digest = _digest(request)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    submission = Submission.objects.create(digest=digest)
            except IntegrityError:
                return HttpResponseRedirect(Submission.objects.get(digest=digest).address)
            response = self.get_response(request)
            if isinstance(response, HttpResponseRedirect):
                submission.address = response.url[:500]
                submission.save(update_fields=["address"])
            else:
                submission.delete()
        return response


def _digest(request: HttpRequest) -> str:
    """Who sent what, files included, and to which address."""
    typed = {name: values for name, values in sorted(request.POST.lists()) if name != "csrfmiddlewaretoken"}
    total = hashlib.sha256(json.dumps([request.user.pk, request.get_full_path(), typed]).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            total.update(json.dumps([name, file.name, file.size]).encode())
            for chunk in file.chunks():
                total.update(chunk)
            file.seek(0)
    return total.hexdigest()
