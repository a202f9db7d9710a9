"""A form sent twice makes one record: the second answer leads where the first did."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from threespires.history.models import Submission

FIELD = "once"


class OnceMiddleware:
    """Guards every posted form that carries a one-time token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request.POST.get(FIELD, "").replace("\0", "")[:64] if request.method == "POST" else ""
        if not token or not request.user.is_authenticated:
            return self.get_response(request)
        person_key = str(request.user.pk)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    submission = Submission.objects.create(token=token, person_key=person_key)
            except IntegrityError:
                return self._answer_again(request, token, person_key)
            response = self.get_response(request)
            if isinstance(response, HttpResponseRedirect):
                submission.address = response.url[:500]
                submission.save(update_fields=["address"])
            else:
                submission.delete()
        return response

    def _answer_again(self, request: HttpRequest, token: str, person_key: str) -> HttpResponse:
        earlier = Submission.objects.filter(token=token, person_key=person_key).first()
        return HttpResponseRedirect(earlier.address if earlier else request.path)
