"""What a second person reads before approving a disposal, and whoever asked for it reads after."""

from threespires.approvals.models import Proposal
from threespires.cases.keeping.times import due_on, rule_of
from threespires.cases.models import Case, Disposal
from threespires.kernel.dates import say_date

_AFTERWARDS = (
    (
        "What happens",
        "Its files go and its key is destroyed. Nobody can read any of it again, in no backup either",
    ),
    ("What stays", "A certificate that it was disposed of, and who read and changed it"),
)


def facts_for(case: Case) -> list[tuple[str, str]]:
    """What a proposal to dispose of a case keeps of it: nothing that stands in it. It is told from there, so that
    whoever asked reads the same although the case may meanwhile be closed to them."""
    rule = rule_of(case)
    return [
        ("Case", f"{case.number}, {case.group}"),
        ("Kept as", f"{rule.label}: {rule}"),
        ("How sure the rule is", rule.confirmation or "Read in its source"),
        ("Last change", say_date(case.kept_from)),
        ("Due since", say_date(due_on(case))),
    ]


def tell_disposal(proposal: Proposal) -> list[tuple[str, str]]:
    """Which case, under which rule, and what will be left of it, or when it was disposed of."""
    told = [(name, words) for name, words in proposal.fact("told") or ()]
    disposal = Disposal.objects.filter(case=proposal.fact("case")).first()
    if disposal:
        return [*told, ("Disposed of on", say_date(disposal.disposed_at.date()))]
    return [*told, *_AFTERWARDS]
