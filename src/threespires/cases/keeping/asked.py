"""What a second person reads before approving a disposal."""

from threespires.approvals.models import Proposal
from threespires.cases.keeping.times import due_on, rule_of
from threespires.cases.models import Case, Disposal
from threespires.kernel.dates import say_date


def tell_disposal(proposal: Proposal) -> list[tuple[str, str]]:
    """Which case, under which rule, and what will be left of it."""
    disposal = Disposal.objects.select_related("group").filter(case=proposal.fact("case")).first()
    if disposal:
        return [
            ("Case", f"{disposal.number}, {disposal.group}"),
            ("Kept as", disposal.rule_words),
            ("Disposed of on", say_date(disposal.disposed_at.date())),
        ]
    case = Case.objects.select_related("group").filter(pk=proposal.fact("case")).first()
    if case is None:
        return []
    rule = rule_of(case)
    return [
        ("Case", f"{case.number}, {case.group}"),
        ("Kept as", f"{rule.label}: {rule}"),
        ("How sure the rule is", rule.confirmation or "Read in its source"),
        ("Last change", say_date(case.kept_from)),
        ("Due since", say_date(due_on(case))),
        ("What happens", "Its key is destroyed. Nobody can read any of it again, in no backup either"),
        ("What stays", "A certificate that it was disposed of, and who read and changed it"),
    ]
