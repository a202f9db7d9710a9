"""What must hold before anything is served."""

from typing import Any

from django.core.checks import Error, register, run_checks

from threespires.config.served import unnamed

RULES = "rules"


@register(RULES)
def names_its_rules(**_: Any) -> list[Error]:
    """Deny by default: every page and job names the rules it goes by."""
    hint = "Name the rules it goes by with @goes_by, from kernel.rules"
    return [Error(f"{each} names no rule", hint=hint, id="rules.E001") for each in unnamed()]


def refuse_to_start() -> None:
    """For what starts without Django's own checks.

    Raises:
        SystemExit: where a page or job names no rule.
    """
    if faults := run_checks(tags=[RULES]):
        raise SystemExit("\n".join(f"{fault.msg}. {fault.hint}" for fault in faults))
