"""What must hold before anything is served."""

from typing import Any

from django.core.checks import Error, Tags, register, run_checks

from threespires.config.safety import refuse_what_is_unsafe, unsafe_settings
from threespires.config.served import unnamed

RULES = "rules"

register(unsafe_settings, Tags.security, deploy=True)


@register(RULES)
def names_its_rules(**_: Any) -> list[Error]:
    """Deny by default: every page and job names the rules it goes by."""
    hint = "Name the rules it goes by with @goes_by, from kernel.rules"
    return [Error(f"{each} names no rule", hint=hint, id="rules.E001") for each in unnamed()]


def refuse_to_start() -> None:
    """For what starts without Django's own checks.

    Raises:
        SystemExit: where a page or job names no rule, or a setting is unsafe.
    """
    refuse_what_is_unsafe()
    if faults := run_checks(tags=[RULES]):
        raise SystemExit("\n".join(f"{fault.msg}. {fault.hint}" for fault in faults))
