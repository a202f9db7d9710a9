"""A page that asks one thing before something is done, and says so where another person was first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from threespires.design.forms import Form, answered
from threespires.thread.actions.forms.work import WhichPriorityForm


def ask(
    request: HttpRequest,
    form: Form,
    *,
    heading: str,
    button: str,
    back: str,
    crumbs: list[dict[str, str]],
    caption: str = "",
    lead: str = "",
    **more: Any,
) -> HttpResponse:
    """The form under its heading, with the button that does it and the way back."""
    facts = {
        "form": form,
        "head": heading,
        "press": button,
        "back": back,
        "crumbs": crumbs,
        "caption": caption,
        "lead": lead,
        "differences": None,
        "warning": "",
        "list": (),
        "list_heading": "",
        "multipart": form.is_multipart(),
        **more,
    }
    return render(request, "actions/ask.html", facts)


def ask_which_priority(request: HttpRequest, *, heading: str, back: str, crumbs: list[dict[str, str]]) -> HttpResponse:
    """Asks which priority something is for; where none is current, says what comes first."""
    form = WhichPriorityForm(answered(request.GET))
    if not form.fields["priority"].queryset.exists():
        return render(request, "actions/no_priority.html", {"head": heading, "crumbs": crumbs})
    return ask(request, form, heading=heading, button="Continue", back=back, crumbs=crumbs, method="get")


def crumbs_to(*things: Any) -> list[dict[str, str]]:
    """The way to a page: the plan, then the records it belongs to, each by its reference."""
    crumbs = [{"text": "Action plan", "href": reverse("actions:plan")}]
    return crumbs + [
        thing if isinstance(thing, dict) else {"text": thing.ref, "href": thing.get_absolute_url()} for thing in things
    ]


def list_crumb(text: str, name: str) -> dict[str, str]:
    return {"text": text, "href": reverse(name)}
