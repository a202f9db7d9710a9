"""bin/check says when rules have changed since it was seen what their tests notice."""

import ast
import sys

import pytest

from tests.commands.processes import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import check
import mutant_copy
import mutants

STALE = "note Rules have changed since docs/mutants.md was written"


@pytest.fixture
def rule(tmp_path, monkeypatch):
    """The one rule file of a project of its own, whose page is as bin/mutants writes it."""
    path = tmp_path / "src/threespires/doors/permissions.py"
    path.parent.mkdir(parents=True)
    path.write_text("def may_open(person): ...")
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "PAGE", tmp_path / "mutants.md")
    monkeypatch.setattr(check, "PARTS", ())
    mutants.PAGE.write_text(mutants._page([], mutants._shares([])))
    return path


def said(capsys):
    assert check.check() == 0
    return capsys.readouterr().out


def test_the_check_is_silent_while_rules_are_as_they_were(rule, capsys):
    (rule.parent / "views.py").write_text("def door(request): ...")
    assert said(capsys) == ""


def test_the_check_says_that_a_rule_has_changed(rule, capsys):
    rule.write_text("def may_open(person): return True")
    assert said(capsys).startswith(STALE)


def test_the_check_says_that_rules_have_come(rule, capsys):
    rule.with_name("lifecycle.py").write_text("OPEN = 1")
    assert said(capsys).startswith(STALE)


def test_the_check_says_that_nobody_has_looked_yet(rule, capsys):
    mutants.PAGE.unlink()
    assert said(capsys).startswith(STALE)


def test_a_decorator_is_written_out_below_its_function_so_that_the_function_can_be_changed():
    source = """class Door:
    @property
    def is_open(self):
        return True

    @classmethod
    def of(cls, house):
        return cls()
"""
    written = mutant_copy.write_out_decorators(source)
    assert "@property" not in written
    assert "@classmethod" in written
    made: dict = {}
    exec(written, made)
    assert made["Door"].of("house").is_open is True


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ('no("Only the chair")', 'no("""Only the chair""")'),
        ('no("Only " "the chair")', 'no("Only " """the chair""")'),
        ('no("He said \\"no\\" twice")', 'no("""He said \\"no\\" twice""")'),
        ('no(f"Only {chair} may")', 'no(f"Only {chair} may")'),
        ('" and ".join(role="vice_chair")', '" and ".join(role="vice_chair")'),
    ],
)
def test_sentences_are_set_in_triple_quotes_and_say_the_same(written, apart):
    assert mutant_copy.set_sentences_apart(written) == apart
    assert ast.dump(ast.parse(apart)) == ast.dump(ast.parse(written))
