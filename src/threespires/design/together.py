"""Several forms on one page, some of them rows of which one may ask for more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms.utils import ErrorDict

MORE = "more"


class FormsTogether:
    """Several forms on one page, sent and judged together. The button `more` asks for another row and sends nothing:
    what was typed stays, and nothing is missed yet."""

    def __init__(self, data: Mapping[str, Any] | None, together: Sequence[Any]) -> None:
        self.together = together
        self.sent = data is not None and MORE not in data
        if data is not None and not self.sent:
            for form in together:
                form._errors = ErrorDict()

    def is_valid(self) -> bool:
        """Whether it was sent and nothing is wrong; all are judged, so that every mistake is shown at once."""
        judged = [form.is_valid() for form in self.together] if self.sent else [False]
        return all(judged)

    @property
    def errors(self) -> dict[str, Any]:
        """All mistakes, for the page's summary of them."""
        found: dict[str, Any] = {}
        for number, form in enumerate(self.together):
            for name, sentences in form.errors.items():
                found["__all__" if name == "__all__" else f"{number}:{name}"] = sentences
        return found

    def first_control(self, name: str) -> str:
        number, _, own = name.partition(":")
        return self.together[int(number)].first_control(own)


def rows_asked(data: Mapping[str, Any] | None, *, fewest: int, most: int, more: int) -> int:
    """How many rows a page shows: as many as it said, `more` further ones where they are asked for."""
    asked = str((data or {}).get("rows", ""))
    rows = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else fewest
    return max(fewest, min(rows + (more if MORE in (data or {}) else 0), most))
