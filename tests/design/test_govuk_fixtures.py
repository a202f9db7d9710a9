"""Our components against the HTML that GOV.UK Frontend ships for its own.

Each adapter turns GOV.UK's options into a call of ours, or says with None that ours has no such option.
"""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import engines
from markupsafe import Markup

from tests.design.markup import meaning

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "build" / "npm" / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"

LEFT_OUT = {
    "accordion": "we show what there is, or divide it into pages",
    "back-link": "breadcrumbs lead back",
    "cookie-banner": "we set only the cookies that a session needs",
    "error-message": "compared within each field",
    "exit-this-page": "for the public's own danger; a later room",
    "feedback": "GOV.UK's own",
    "fieldset": "compared within radios, check boxes and dates",
    "footer": "ours has our links and no crown",
    "generic-header": "ours has the mark",
    "header": "ours has the mark and no crown",
    "hint": "compared within each field",
    "label": "compared within each field",
    "language-navigation": "one language",
    "pagination": "ours says 'Showing 1 to 8 of 31'",
    "panel": "a flash message says what was done",
    "password-input": "a plain field; browsers show passwords themselves",
    "phase-banner": "the demonstration's strip stands there",
    "service-navigation": "the six places",
    "table": "ours stacks on phones and carries choices, groups and parts",
    "tabs": "ours are pages, by MoJ's sub navigation",
}
# What ours adds to GOV.UK's: names of our own and, on the error summary, focus without script.
OURS = {"ignored_attributes": ("tabindex", "autofocus")}


def words(part):
    part = part or {}
    return Markup(part["html"]) if part.get("html") else part.get("text", "")


def only(options, *names):
    return set(options) <= set(names)


def button(o):
    kinds = {None: "primary", "govuk-button--secondary": "secondary", "govuk-button--warning": "warning"}
    if not only(o, "text", "html", "href", "name", "value", "classes", "type") or o.get("classes") not in kinds:
        return None
    if o.get("type", "submit") != "submit":
        return None
    return "button", (words(o), o.get("href"), kinds[o.get("classes")], o.get("name"), o.get("value")), {}


def tag(o):
    return ("tag", (words(o),), {}) if only(o, "text", "html") else None


def error_summary(o):
    if not only(o, "titleText", "errorList") or o.get("titleText") != "There is a problem":
        return None
    errors, ids = {}, {}
    for number, item in enumerate(o.get("errorList") or []):
        if not only(item, "text", "html", "href"):
            return None
        name = str(number) if item.get("href") else "__all__"
        errors.setdefault(name, []).append(words(item))
        ids[name] = item.get("href", "#")[1:]
    return "error_summary", (SimpleNamespace(errors=errors, first_control=ids.get),), {} if errors else None


def summary_list(o):
    if not only(o, "rows"):
        return None
    rows = []
    for row in o["rows"]:
        if not row or not only(row, "key", "value", "actions") or not only(row.get("actions") or {}, "items"):
            return None
        actions = (row.get("actions") or {}).get("items", [])
        if len(actions) > 1 or not all(only(a, "text", "html", "href", "visuallyHiddenText") for a in actions):
            return None
        if not (only(row["key"], "text", "html") and only(row.get("value", {}), "text", "html")):
            return None
        made = {"key": words(row["key"]), "value": words(row.get("value"))}
        for action in actions:
            hidden = action.get("visuallyHiddenText", "")
            made |= {"href": action["href"], "action": words(action), "action_context": hidden}
        rows.append(made)
    return "summary_list", (rows,), {}


def breadcrumbs(o):
    items = o.get("items") or []
    if not only(o, "items") or not all(only(item, "text", "html", "href") and "href" in item for item in items):
        return None
    return ("breadcrumbs", ([{"text": words(item), "href": item["href"]} for item in items],), {}) if items else None


def details(o):
    if not only(o, "summaryText", "summaryHtml", "text", "html", "open"):
        return None
    summary = Markup(o["summaryHtml"]) if "summaryHtml" in o else o.get("summaryText")
    return "details", (summary,), {"open": o.get("open", False), "caller": lambda: words(o)}


def inset_text(o):
    return ("inset", (), {"caller": lambda: words(o)}) if only(o, "text", "html") else None


def warning_text(o):
    allowed = only(o, "text", "html", "iconFallbackText") and o.get("iconFallbackText", "Warning") == "Warning"
    return ("warning_text", (words(o),), {}) if allowed else None


def notification_banner(o):
    if o.get("type") != "success" or not only(o, "type", "text", "disableAutoFocus") or not o.get("disableAutoFocus"):
        return None
    return "flash", ([o["text"]],), {"title": "Success", "id": "govuk-notification-banner-title"}


def skip_link(o):
    return ("skip_link", (words(o), o.get("href", "#content")), {}) if only(o, "text", "html", "href") else None


def task_list(o):
    rows = []
    for item in o["items"]:
        status = (item or {}).get("status", {})
        if not item or not only(item, "title", "href", "hint", "status") or not only(item["title"], "text", "html"):
            return None
        if not only(status, "text", "html", "tag", "classes"):
            return None
        waiting = status.get("classes") == "govuk-task-list__status--cannot-start-yet"
        if waiting != ("href" not in item) or (status.get("classes") and not waiting):
            return None
        row = {"title": words(item["title"]), "href": item.get("href", ""), "detail": words(item.get("hint"))}
        row |= {"status": words(status.get("tag") or status), "tone": "turn" if "tag" in status else ""}
        rows.append(row)
    return ("task_list", (rows, o.get("idPrefix", "task-list")), {}) if only(o, "items", "idPrefix") else None


def _common(o, *more):
    """What every field has: id, name, label, hint, error; None when it asks for what ours lack."""
    if not only(o, "id", "name", "label", "hint", "errorMessage", *more):
        return None
    label = o.get("label") or {}
    if not only(label, "text", "html", "classes", "isPageHeading"):
        return None
    if not all(only(o.get(part) or {}, "text", "html") for part in ("hint", "errorMessage")):
        return None
    heading = label.get("isPageHeading", False)
    if heading and label.get("classes") != "govuk-label--l":
        return None
    made = {"id": o.get("id") or o.get("name"), "name": o.get("name"), "label": words(label)}
    made |= {"hint": words(o.get("hint")), "errors": [words(o["errorMessage"])] if o.get("errorMessage") else []}
    return made | {"is_heading": heading, "label_classes": "" if heading else label.get("classes", "")}


def input_(o):
    made = _common(o, "value", "type", "classes", "autocomplete", "inputmode", "spellcheck", "disabled")
    if made is None:
        return None
    given = {
        key: o[key] for key in ("value", "type", "autocomplete", "inputmode", "spellcheck", "disabled") if key in o
    }
    return "text_field", (), made | given | {"classes": o.get("classes", "")}


def textarea(o):
    made = _common(o, "value", "rows", "spellcheck", "autocomplete", "disabled")
    given = {key: o[key] for key in ("value", "rows", "spellcheck", "autocomplete", "disabled") if key in o}
    return None if made is None else ("textarea_field", (), made | given)


def character_count(o):
    made = _common(o, "value", "rows", "maxlength")
    given = {key: o[key] for key in ("value", "rows") if key in o}
    return ("textarea_field", (), made | given | {"max_length": o["maxlength"]}) if made and "maxlength" in o else None


def select(o):
    made = _common(o, "items", "value", "disabled")
    items = o.get("items") or []
    if made is None or not all(item and only(item, "value", "text", "selected", "disabled") for item in items):
        return None
    if not all(isinstance(item.get("value"), str) for item in items):
        return None
    return (
        "select_field",
        (),
        made
        | {
            "options": [_option(item, [o["value"]] if o.get("value") else [], "selected") for item in items],
            "disabled": o.get("disabled", False),
        },
    )


def _option(item, values, mark):
    chosen = item.get(mark) or (item["value"] in values and item.get(mark) is not False)
    option = {"value": item["value"], "text": words(item), "disabled": item.get("disabled", False), "chosen": chosen}
    return option | {"hint": words(item.get("hint")), "id": item.get("id", "")}


def _choices(o, kind, given):
    legend = (o.get("fieldset") or {}).get("legend") or {}
    if not only(o, "idPrefix", "name", "fieldset", "hint", "errorMessage", "items", "classes", given) or not legend:
        return None
    items = o.get("items") or []
    known = ("value", "text", "html", "checked", "disabled", "hint", "id")
    if not only(o["fieldset"], "legend") or not all(item and only(item, *known) for item in items):
        return None
    if not only(legend, "text", "html", "classes", "isPageHeading"):
        return None
    heading = legend.get("isPageHeading", False)
    if heading and legend.get("classes") != "govuk-fieldset__legend--l":
        return None
    sizes = {None: {}, f"govuk-{kind}--small": {"small": True}, f"govuk-{kind}--inline": {"inline": True}}
    if o.get("classes") not in sizes:
        return None
    values = o.get(given) or []
    made = {
        "id": o.get("idPrefix") or o["name"],
        "name": o["name"],
        "label": words(legend),
        "hint": words(o.get("hint")),
        "errors": [words(o["errorMessage"])] if o.get("errorMessage") else [],
        "options": [_option(item, values if isinstance(values, list) else [values], "checked") for item in items],
        "is_heading": heading,
        "legend_classes": "" if heading else legend.get("classes", ""),
    }
    return f"{kind}_field", (), made | sizes[o.get("classes")]


def radios(o):
    return _choices(o, "radios", "value")


def checkboxes(o):
    return _choices(o, "checkboxes", "values")


def date_input(o):
    legend = (o.get("fieldset") or {}).get("legend")
    if not legend or not only(o, "id", "fieldset", "hint", "errorMessage", "items", "values", "namePrefix"):
        return None
    if not only(o["fieldset"], "legend") or not only(legend, "text", "html", "classes"):
        return None
    prefix = f"{o['namePrefix']}-" if o.get("namePrefix") else ""
    items = []
    for item in o.get("items") or [{"name": name} for name in ("day", "month", "year")]:
        if not item or not only(item, "name", "classes", "value", "error") or "--width-" in item.get("classes", "4"):
            return None
        name = item["name"]
        items.append(
            {
                "id": f"{o['id']}-{name}",
                "name": prefix + name,
                "label": name.capitalize(),
                "value": item.get("value") or (o.get("values") or {}).get(prefix + name, ""),
                "width": 4 if name == "year" else 2,
                "wrong": bool(o.get("errorMessage")),
            }
        )
    error = [words(o["errorMessage"])] if o.get("errorMessage") else []
    made = {"hint": words(o.get("hint")), "errors": error, "legend_classes": legend.get("classes", "")}
    return "date_field", (o["id"], words(legend), items), made


def file_upload(o):
    made = _common(o, "multiple", "disabled")
    given = {key: o[key] for key in ("multiple", "disabled") if key in o}
    return None if made is None else ("file_field", (), made | given)


ADAPTERS = {
    "breadcrumbs": breadcrumbs,
    "button": button,
    "character-count": character_count,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "details": details,
    "error-summary": error_summary,
    "file-upload": file_upload,
    "input": input_,
    "inset-text": inset_text,
    "notification-banner": notification_banner,
    "radios": radios,
    "select": select,
    "skip-link": skip_link,
    "summary-list": summary_list,
    "tag": tag,
    "task-list": task_list,
    "textarea": textarea,
    "warning-text": warning_text,
}


def fixtures():
    for component, adapter in ADAPTERS.items():
        for fixture in json.loads((SHIPPED / component / "fixtures.json").read_text())["fixtures"]:
            if call := adapter(fixture["options"]):
                yield pytest.param(call, fixture["html"], id=f"{component}: {fixture['name']}")


@pytest.fixture(scope="module")
def components():
    return engines["jinja2"].env.get_template("design/components.html").module


@pytest.mark.parametrize(("call", "expected"), list(fixtures()))
def test_makes_the_html_that_govuk_ships(components, call, expected):
    name, arguments, options = call
    made = getattr(components, name)(*arguments, **options)
    # Our tones are names of our own, so a tag's colour is not compared.
    ignored = ("ts-", "govuk-tag--")
    assert meaning(made, ignored_classes=ignored, **OURS) == meaning(expected, ignored_classes=ignored)


def test_says_of_every_govuk_component_whether_it_is_ours():
    shipped = {path.parent.name for path in SHIPPED.glob("*/fixtures.json")}
    assert shipped == set(ADAPTERS) | set(LEFT_OUT)


def test_compares_each_of_ours_with_at_least_one_fixture():
    compared = {param.id.split(":")[0] for param in fixtures()}
    assert compared == set(ADAPTERS)
