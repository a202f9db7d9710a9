"""Pages keep the content security policy, nothing inline and nothing from elsewhere; and are made of components."""

import re

import pytest

from tests.architecture.sources import PYTHON, SOURCE, TEMPLATES, short

FORBIDDEN = {
    "an inline style": re.compile(r"<style[\s>]|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE),
    "something from another machine": re.compile(
        r"\b(?:src|srcset|action|formaction)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE
    ),
    "a stylesheet from another machine": re.compile(r"<link[^>]*href\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}


# A letter is no page: mail programs fetch no style sheet, so it carries its own.
LETTERS = [path for path in TEMPLATES if path.parent.name == "letters"]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    found = [
        f"{short(path)}:{number}"
        for path in TEMPLATES
        if not (what == "an inline style" and path in LETTERS)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert TEMPLATES
    assert found == []


def test_classes_live_in_components_and_never_in_pages():
    design = SOURCE / "design"
    pages = [path for path in TEMPLATES if path not in LETTERS and design not in path.parents]
    assert pages
    assert [short(path) for path in pages if re.search(r"\bclass\s*=", path.read_text(encoding="utf-8"))] == []


MACHINE_PATH = re.compile(r"""(?<![\w.:/])/(?:home|root|work|Users|mnt)/\w""")


def test_no_file_names_a_machine_path():
    texts = [*PYTHON, *TEMPLATES, *SOURCE.rglob("*.toml"), *SOURCE.rglob("*.scss"), *SOURCE.rglob("*.js")]
    found = [
        f"{short(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []
