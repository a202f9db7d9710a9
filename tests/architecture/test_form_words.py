"""What a form says when something is missing is a sentence, though its label asks a question."""

import copy
import importlib
import pkgutil
import re

import threespires
from threespires.design.forms import Form, say_plainly

ASKED = re.compile(
    r"^(Enter|Choose) (will|did|do|does|is|was|are) "
    r"|(what|when|why|how|where) (did|do|does|shall) |(when|why|how) (is|was|will) "
)


def _forms(kind: type[Form] = Form):
    for below in kind.__subclasses__():
        yield below
        yield from _forms(below)


def test_what_is_missing_is_told_not_asked():
    for module in pkgutil.walk_packages(threespires.__path__, "threespires."):
        if ".forms" in module.name:
            importlib.import_module(module.name)
    asked = []
    for form in dict.fromkeys(_forms()):
        for name, field in form.base_fields.items():
            shown = copy.deepcopy(field)
            say_plainly(shown, form.names.get(name) or str(shown.label or name))
            words = str(shown.error_messages.get("required", ""))
            if shown.required and ASKED.search(words):
                asked.append(f"{form.__module__}.{form.__name__}.{name}: {words}")
    assert not asked, "\n".join(asked)
