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
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        token = request.POST.get(FIELD, "")[:64] if request.method == "POST" else ""
        if not token or not request.user.is_authenticated:
            return None
        person_key = str(request.user.pk)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    submission = Submission.objects.create(token=token, person_key=person_key)
            except IntegrityError:
                earlier = Submission.objects.filter(token=token, person_key=person_key).first()
                return HttpResponseRedirect(earlier.address) if earlier and earlier.address else None
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                submission.address = response.url[:500]
                submission.save(update_fields=["address"])
            else:
                submission.delete()
        return response
