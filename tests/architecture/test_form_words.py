"""What a form says when something is wrong is a sentence, though its label asks a question."""

import importlib
import pkgutil
import re

import threespires
from threespires.design.forms import Form, name_within

NO_NAME = re.compile(
    r"[?]|, (and|as|from|if|in|what|when)\b"
    r"|^the (their|our|my|everyone|one|nobody) "
    r"|^the (at|by|do|does|did|done|answer by|find|for|from|how|if|in|is|looking|not|of|on|only|report|to|will|with)\b"
    r"|^(who|what|why|when)$"
    r"|^(what|when|why|how|where|which\b.*) (did|do|does|shall) "
    r"|^(what|when|why|how|where|which \w+) (is|was|will|are|were) (it|this|that|the|its|we|you|they) ?"
)
"""A question, two clauses, a preposition, a bare "who": nothing of this can stand in a sentence as a name."""


def _forms(kind: type[Form] = Form):
    for below in kind.__subclasses__():
        yield below
        yield from _forms(below)


def test_every_field_has_a_name_that_fits_into_a_sentence():
    for module in pkgutil.walk_packages(threespires.__path__, "threespires."):
        if ".forms" in module.name:
            importlib.import_module(module.name)
    unfit = [
        f"{form.__module__}.{form.__name__}.{key}: {name}"
        for form in dict.fromkeys(_forms())
        for key, field in form.base_fields.items()
        if NO_NAME.search(name := name_within(form.names.get(key) or str(field.label or key.replace("_", " "))))
    ]
    assert not unfit, "\n".join(unfit)


def test_what_is_unfit_is_noticed():
    for label in ("Why?", "Done by", "For which agency?", "How is it tested?", "Which learning does it cite?", "Who"):
        assert NO_NAME.search(name_within(label)), label
    for label in ("Who owns it?", "Title", "What was found?", "Which groups may see it?", "Whether it holds"):
        assert not NO_NAME.search(name_within(label)), label
