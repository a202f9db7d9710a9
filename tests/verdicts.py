"""Asking a rule of everyone at once, and of everything that one can hold."""

from collections.abc import Callable
from typing import Any

from tests.make import Partnership, person, seated
from threespires.partnership.models import Group, Post, PostHolding, Seat


def allowed(p: Partnership, rule: Callable[..., Any], *about: Any, unnamed: bool = False) -> set[str]:
    """Those of the partnership's people to whom a rule says yes, by name.

    Every yes must say in which seat, unless the rule is `unnamed`; every no must say why, as people read it.
    """
    return _allowed(p.people, rule, about, unnamed)


def roles_allowed(group: Group, rule: Callable[..., Any], *about: Any, unnamed: bool = False) -> set[str]:
    """The roles on a group to which a rule says yes where somebody holds nothing else."""
    return _allowed({role: _seated(group, role) for role in Seat.Role.values}, rule, about, unnamed)


def kinds_allowed(p: Partnership, rule: Callable[..., Any], *about: Any, role: str = "member") -> set[str]:
    """The kinds of group on which a seat alone lets one do what a rule says."""
    groups = (p.executive, p.implementation, p.forum, p.early_help, p.team)
    return _allowed({group.kind: _seated(group, role) for group in groups}, rule, about, unnamed=False)


def posts_allowed(rule: Callable[..., Any], *about: Any, unnamed: bool = False) -> set[str]:
    """The functions of posts to which a rule says yes where somebody holds nothing else."""
    return _allowed({function: _holding(function) for function in Post.Function.values}, rule, about, unnamed)


def _allowed(people: dict[str, Any], rule: Callable[..., Any], about: tuple, unnamed: bool) -> set[str]:
    verdicts = {name: rule(person, *about) for name, person in people.items()}
    for name, verdict in verdicts.items():
        if verdict:
            assert unnamed or verdict.seat, f"{rule.__name__} lets {name} without saying in which seat"
        else:
            assert " " in verdict.reason, f"{rule.__name__} refuses {name} without saying why"
    return {name for name, verdict in verdicts.items() if verdict}


def _seated(group: Group, role: str) -> Any:
    who = person()
    seated(group, who, role)
    return who


def _holding(function: str) -> Any:
    who = person()
    post = Post.objects.create(key=f"only-{function}-{who.pk}", name=f"Post of {function}", function=function)
    PostHolding.objects.create(post=post, person=who)
    return who
