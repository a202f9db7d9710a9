"""Every form's dress: GOV.UK labels, hints and errors, what was typed kept, one token a form.

Build forms on `Form`; render them with `{{ form }}` (all fields; the button is the page's own) or a single
field with `{{ form.due }}`. A date field called `due` is posted as due_day, due_month and due_year; one text
`due` ("27 3 2026", "27 March 2026", "2026-03-27") serves as well.
"""

import secrets
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import Jinja2, TemplatesSetting
from django.forms.widgets import Input
from django.http import QueryDict
from django.template import TemplateDoesNotExist
from django.utils.functional import Promise

from threespires.design.dates import NoDate, Typed, read_date, read_words
from threespires.kernel.dates import say_date

ONCE = "once"
VERSION = "version"
GO_ON = "go-on"

typed_before: ContextVar[tuple[QueryDict, ...]] = ContextVar("typed_before", default=())
"""What was typed into forms of the page now asked for, and was not taken: they show it again."""


class DateInput(forms.Widget):
    """Three boxes for day, month and year, or one for all."""

    template_name = "design/forms/date.html"

    def __init__(self, *, one_box: bool = False, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.one_box = one_box

    def value_from_datadict(self, data: Mapping, files: Mapping, name: str) -> Typed:
        if whole := (data.get(name) or "").strip():
            return read_words(whole)
        return Typed(*((data.get(f"{name}_{part}") or "").strip() for part in Typed.PARTS))

    def value_omitted_from_data(self, data: Mapping, files: Mapping, name: str) -> bool:
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in Typed.PARTS)))

    def id_for_label(self, id_: str) -> str:
        return id_ if self.one_box else f"{id_}_day"

    def format_value(self, value: Any) -> Typed:
        if isinstance(value, Typed):
            return value
        return Typed.of(value) if isinstance(value, date) else read_words(value or "")


class DateField(forms.Field):
    """A day. Says which part is missing, and whether the day exists; takes months by name.

    `earliest` and `latest` are days, or functions that give them.
    """

    def __init__(
        self,
        *,
        one_box: bool = False,
        earliest: date | Callable[[], date] | None = None,
        latest: date | Callable[[], date] | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("widget", DateInput(one_box=one_box))
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest
        self.called = self.label or "Date"

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = value if isinstance(value, Typed) else read_words(str(value))
        if not typed:
            return None
        try:
            return read_date(typed)
        except NoDate as wrong:
            raise ValidationError(f"{self.called} {wrong}", "invalid", {"parts": wrong.parts}) from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = (limit() if callable(limit) else limit for limit in (self.earliest, self.latest))
        if earliest and value < earliest:
            raise ValidationError(f"{self.called} must be on or after {say_date(earliest)}", "too_early")
        if latest and value > latest:
            raise ValidationError(f"{self.called} must be on or before {say_date(latest)}", "too_late")


class BoundField(forms.BoundField):
    """A field with all that its template needs; as a string, its whole group with label, hint and error."""

    def __str__(self) -> str:
        return self.as_field_group()

    __html__ = __str__

    @property
    def data(self) -> Any:
        """What was typed; a line's end counts as one character, as the person counts it."""
        typed = super().data
        return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed

    @property
    def kind(self) -> str:
        """Which control dresses this field."""
        widget = self.field.widget
        for kind, widgets in KINDS:
            if isinstance(widget, widgets):
                return kind
        raise TypeError(f"{self.name}: no control is designed for {type(widget).__name__}")

    @property
    def label_text(self) -> str:
        asks = self.field.required or self.kind == "checkbox"
        return str(self.label) if asks else f"{self.label} (optional)"

    @property
    def error_texts(self) -> list[str]:
        return [str(error) for error in self.errors]

    @property
    def shown_value(self) -> Any:
        """What the control shows; a password never comes back."""
        widget = self.field.widget
        if isinstance(widget, forms.PasswordInput) and not widget.render_value:
            return ""
        return widget.format_value(self.value())

    @property
    def options(self) -> list[dict[str, Any]]:
        """The choices, each with id, text, hint and whether chosen; the first has the field's own id."""
        widget = self.field.widget
        hints = getattr(widget, "hints", {})
        found: list[dict[str, Any]] = []
        for group, options, _ in widget.optgroups(self.html_name, widget.format_value(self.value()), {}):
            for option in options:
                value = str(option["value"])
                found.append(
                    {
                        "id": f"{self.auto_id}_{len(found)}" if found else self.auto_id,
                        "value": value,
                        "text": option["label"],
                        "hint": hints.get(option["value"]) or hints.get(value) or "",
                        "chosen": option["selected"],
                        "group": group or "",
                    }
                )
        return found

    @property
    def wrong_parts(self) -> tuple[str, ...]:
        """Of a date in error, the boxes to mark: all of them unless the mistake names some."""
        errors = self.form.errors.as_data().get(self.name, [])
        if not errors:
            return ()
        return (errors[0].params or {}).get("parts") or Typed.PARTS

    @property
    def width(self) -> int | None:
        """How many characters wide the control looks."""
        given = getattr(self.form, "widths", {}).get(self.name)
        return given or (5 if isinstance(self.field, forms.IntegerField) and self.kind == "text" else None)

    @property
    def is_heading(self) -> bool:
        """On a page that asks one thing, the question is the page's heading."""
        return getattr(self.form, "heading", None) == self.name

    @property
    def control_id(self) -> str:
        """Where the error summary leads: the first control that is wrong."""
        if self.kind == "date" and not self.field.widget.one_box:
            return f"{self.auto_id}_{(self.wrong_parts or Typed.PARTS)[0]}"
        return self.auto_id


class Radios(forms.RadioSelect):
    """Radio buttons with a hint to each choice: `hints` by value."""

    def __init__(self, *, hints: Mapping[Any, str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.hints = hints or {}


class Checkboxes(forms.CheckboxSelectMultiple):
    """Check boxes with a hint to each choice: `hints` by value."""

    def __init__(self, *, hints: Mapping[Any, str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.hints = hints or {}


KINDS: list[tuple[str, Any]] = [
    ("hidden", forms.HiddenInput),
    ("date", DateInput),
    ("textarea", forms.Textarea),
    # Before radios: Django's check boxes are a kind of radio buttons.
    ("checkboxes", (forms.CheckboxSelectMultiple, forms.SelectMultiple)),
    ("radios", forms.RadioSelect),
    ("checkbox", forms.CheckboxInput),
    ("select", forms.Select),
    ("file", forms.FileInput),
    ("text", Input),
]


LEFT_EMPTY = {"checkbox", "checkboxes", "radios", "file", "hidden"}
"""Controls of which nothing is sent while nothing is chosen, and those that nobody types into."""


class Renderer(TemplatesSetting):
    """Forms in our dress; what we have not designed falls back on Django's own templates."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = BoundField

    def get_template(self, template_name: str) -> Any:
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self.fallback.get_template(template_name)

    @cached_property
    def fallback(self) -> Jinja2:
        return Jinja2()


class Form(forms.Form):
    """A form of ours. What a subclass may say:

    names    what errors call a field within a sentence, where its label won't do: {"due": "the due date"}
    widths   how many characters wide a control looks (2, 3, 4, 5, 10, 20, 30)
    heading  the field whose label is the page's heading, where a page asks one thing

    It carries a token, so that sending twice makes one record, and the version that was open, if given.
    """

    names: ClassVar[dict[str, str]] = {}
    widths: ClassVar[dict[str, int]] = {}
    heading: ClassVar[str | None] = None
    use_required_attribute = False

    def __init__(self, *args: Any, version: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.version = version

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            say_plainly(field, self.names.get(name) or str(field.label or name.replace("_", " ")))
        super().full_clean()

    def get_context(self) -> dict[str, Any]:
        return {"form": self, "fields": list(self.visible_fields()), "hidden_fields": self.hidden_fields()}

    @property
    def once(self) -> str:
        """The token of this showing: the one that came back, else a new one."""
        return self.data.get(ONCE) or secrets.token_urlsafe(16)

    @cached_property
    def before(self) -> QueryDict | None:
        """What was typed into this form before and not taken: something stands there for each of its fields."""
        if self.is_bound or not typed_before.get():
            return None
        asks = [name for name in self.fields if self[name].kind not in LEFT_EMPTY]
        found = (typed for typed in typed_before.get() if all(self._stands_in(typed, name) for name in asks))
        return next(found, None) if asks else None

    def _stands_in(self, typed: QueryDict, name: str) -> bool:
        return not self.fields[name].widget.value_omitted_from_data(typed, {}, self.add_prefix(name))

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if self.before is None or isinstance(field.widget, forms.FileInput):
            return super().get_initial_for_field(field, field_name)
        return field.widget.value_from_datadict(self.before, {}, self.add_prefix(field_name))

    @property
    def version_seen(self) -> int | None:
        """The version that the person had open when they began to type."""
        sent = str((self.before or self.data).get(VERSION) or self.version or "")
        return int(sent) if sent.isdecimal() else None

    def first_control(self, name: str) -> str:
        """The id that the error summary leads to."""
        return self[name].control_id


class ConfirmForm(Form):
    """Nothing to type: only the token that makes sending twice the same as once."""


def answered(query: QueryDict) -> QueryDict | None:
    """What was sent with a question that an address asks, once its button, which is called `go-on`, was pressed."""
    return query if GO_ON in query else None


def say_plainly(field: forms.Field, called: str) -> None:
    """Give a field messages that name it, but for those that its author wrote. `called` is its name or its label."""
    within = name_within(called)
    begins = within[:1].upper() + within[1:]
    if isinstance(field, DateField):
        field.called = begins
    chosen = isinstance(field, forms.ChoiceField | forms.FileField | forms.ModelChoiceField)
    verb = "Choose" if chosen else "Enter"
    of_list = " from the list" if isinstance(field.widget, forms.Select) else ""
    most, least = _limit(field, "max_length"), _limit(field, "min_length")
    own = {
        "required": f"Confirm that {begin_small(called)}"
        if isinstance(field, forms.BooleanField)
        else f"{verb} {within}",
        "invalid_choice": f"Choose {within}{of_list}",
        "invalid_pk_value": f"Choose {within}{of_list}",
        "invalid_list": f"Choose {within}{of_list}",
        "max_length": f"{begins} must be {most} characters or fewer",
        "min_length": f"{begins} must be {least} characters or more",
        "max_value": f"{begins} must be {_limit(field, 'max_value')} or fewer",
        "min_value": f"{begins} must be {_limit(field, 'min_value')} or more",
        "empty": "The file you chose is empty",
        "missing": f"Choose {within}",
        "null_characters_not_allowed": f"{begins} holds a character that cannot be kept",
    }
    for kind, sentence in INVALID:
        if isinstance(field, kind):
            own["invalid"] = sentence.format(begins=begins, within=within)
            break
    standard: dict[str, Any] = {}
    for level in reversed(type(field).__mro__):
        standard.update(getattr(level, "default_error_messages", {}))
    for code, sentence in own.items():
        if _is_untouched(field.error_messages.get(code), standard.get(code)):
            field.error_messages[code] = sentence


def name_within(called: str) -> str:
    """A field's name or label as it stands within a sentence: "Title" gives "the title", "Who comes?" "who comes"."""
    name = begin_small(called.rstrip("?"))
    return name if name.split(" ")[0].rstrip(",") in NEED_NO_ARTICLE else f"the {name}"


def begin_small(words: str) -> str:
    """The words as they go on within a sentence: "Who will do it" gives "who will do it", MASH stays MASH."""
    stays = words[1:2].isupper() or words.startswith("I ")
    return words if stays else words[:1].lower() + words[1:]


def _limit(field: forms.Field, name: str) -> str:
    """A field's limit as people read numbers: 4,000."""
    limit = getattr(field, name, None)
    return f"{limit:,}" if isinstance(limit, int) else "%(limit_value)s"


def _is_untouched(message: Any, standard: Any) -> bool:
    return message is None or (isinstance(message, Promise) and message == standard)


NEED_NO_ARTICLE = {
    *("a", "an", "the", "this", "these", "another", "any", "anything", "somebody", "your", "their", "its"),
    *("who", "what", "when", "where", "why", "how", "which", "whether"),
}
"""Words with which a name begins well."""

INVALID: list[tuple[Any, str]] = [
    (forms.EmailField, "Enter {within} in full, like name@example.com"),
    (forms.URLField, "{begins} must be a web address, like https://www.example.com"),
    (forms.DecimalField | forms.FloatField, "{begins} must be a number"),
    (forms.IntegerField, "{begins} must be a whole number"),
    (forms.TimeField, "{begins} must be a time, like 9:30am"),
    (forms.FileField, "The file you chose did not arrive; choose it again"),
]
