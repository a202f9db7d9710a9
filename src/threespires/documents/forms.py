"""A field for a file that is handed in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from threespires.documents.contents import KINDS
from threespires.documents.operations import fault_of


class DocumentField(forms.FileField):
    """A file of a kind and size that is kept; what it holds decides, not what it is called."""

    def __init__(self, **options: Any) -> None:
        endings = ",".join(ending for kind in KINDS for ending in kind.endings)
        options.setdefault("widget", forms.FileInput(attrs={"accept": endings}))
        options.setdefault("help_text", "PDF, Word, Excel, PowerPoint, PNG or JPEG, up to 20 MB")
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and (fault := fault_of(file)):
            raise ValidationError(fault, "not_kept")
        return file
