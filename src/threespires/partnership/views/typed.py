"""What was typed is kept where an operation refuses it."""

from collections.abc import Callable
from typing import Any, TypeVar

from threespires.design.forms import Form
from threespires.kernel.verdict import Refused

T = TypeVar("T")


def done(form: Form, do: Callable[..., T], **about: Any) -> T | None:
    """What was done with what the form says; None where something is wrong, which then stands on the form with what was
    typed."""
    return tried(form, lambda: do(**about, **form.cleaned_data)) if form.is_valid() else None


def tried(form: Form, do: Callable[[], T]) -> T | None:
    """The same of a form that is valid, or of one of several on a page that are."""
    try:
        return do()
    except Refused as refused:
        form.add_error(None, refused.reason)
        return None
