"""A field for a file that is handed in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from threespires.documents.contents import TAKEN, Kind
from threespires.documents.taking import LARGEST, fault_of, say_kinds


class DocumentField(forms.FileField):
    """A file of a kind and size that is kept; what it holds decides, not what it is called."""

    def __init__(
        self, *, kinds: Sequence[Kind] = TAKEN, largest: int = LARGEST, help_text: str = "", **options: Any
    ) -> None:
        self.kinds, self.largest = kinds, largest
        endings = ",".join(dict.fromkeys(ending for kind in kinds for ending in kind.endings))
        options.setdefault("widget", forms.FileInput(attrs={"accept": endings}))
        words = help_text or f"{say_kinds(kinds)}, up to {largest // 1024 // 1024} MB"
        super().__init__(help_text=words, **options)

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        bound = super().get_bound_field(form, field_name)
        if not settings.SCANNER:
            bound.help_text += ". Here files are not scanned for viruses"
        return bound

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and (fault := fault_of(file, self.kinds, self.largest)):
            raise ValidationError(fault, "not_kept")
        return file
