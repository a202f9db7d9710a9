"""One function per letter: what became of what somebody asked for. A letter leads to the page, and tells no reason."""

from django.conf import settings

from threespires.approvals.models import Proposal
from threespires.kernel import plates


def approved(proposal: Proposal) -> None:
    _write(proposal, "A second person approved what you asked for")


def refused(proposal: Proposal) -> None:
    _write(proposal, "A second person refused what you asked for")


def lapsed(proposal: Proposal) -> None:
    _write(proposal, "Nobody approved in time what you asked for")


def _write(proposal: Proposal, words: str) -> None:
    body = f"Hello {proposal.asked_by.name},\n\n{words}:\n\n{settings.ADDRESS}{proposal.get_absolute_url()}\n"
    plates.answer("write_letter", proposal.asked_by.email, words, body, otherwise=None)
