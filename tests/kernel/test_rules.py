"""A rule is marked; what was asked of whom is noted; whoever names something else as a rule is stopped."""

from dataclasses import dataclass

import pytest

from threespires.kernel import rules
from threespires.kernel.rules import anyone, for_a_part, goes_by, named_by, noting, rule, sight
from threespires.kernel.verdict import yes


@dataclass(frozen=True)
class Someone:
    name: str


ME, YOU = Someone("Me"), Someone("You")


@rule
def may_pass(person):
    """Whoever comes passes."""
    return yes(person.name)


@rule
def may_pass_twice(person):
    return may_pass(person) & may_pass(person)


@sight
def visible_gates(person):
    return [person.name]


def test_a_rule_answers_as_it_did():
    assert may_pass(ME).seat == "Me"
    assert visible_gates(ME) == ["Me"]
    assert may_pass.__doc__ == "Whoever comes passes."


def test_a_rule_of_sight_hides_and_another_tells_why():
    assert rules.hides(visible_gates)
    assert not rules.hides(may_pass)
    assert rules.is_rule(visible_gates)
    assert not rules.is_rule(test_a_rule_answers_as_it_did)


def test_what_is_asked_of_a_person_is_noted_and_what_of_another_is_not():
    with noting(ME) as asked:
        may_pass(YOU)
        visible_gates(ME)
    may_pass(ME)
    assert asked.rules == {visible_gates}


def test_a_rule_asked_by_a_rule_is_asked():
    with noting(ME) as asked:
        may_pass_twice(ME)
    assert asked.rules == {may_pass, may_pass_twice}


def test_what_is_asked_for_a_part_of_a_page_is_not_the_pages_own():
    with noting(ME) as asked:
        assert for_a_part(may_pass)(ME)
        visible_gates(ME)
    assert asked.rules == {visible_gates}


def test_a_view_names_its_rules():
    @goes_by(visible_gates, may_pass, sending=may_pass)
    def view(request):
        """Shown."""

    assert named_by(view).opening == (visible_gates, may_pass)
    assert named_by(view).sending == (may_pass,)
    assert getattr(view, "login_required", True)
    assert named_by(may_pass) is None


def test_a_view_for_anyone_asks_nobody_to_sign_in():
    @goes_by(sending=anyone)
    def view(request):
        """Shown."""

    assert not view.login_required


def test_nothing_goes_by_no_rule():
    with pytest.raises(TypeError, match="It goes by no rule"):
        goes_by()


def test_what_is_not_marked_is_no_rule():
    with pytest.raises(TypeError, match="test_a_rule_answers_as_it_did is no rule"):
        goes_by(test_a_rule_answers_as_it_did)
