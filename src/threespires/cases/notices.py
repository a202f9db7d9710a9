"""Letters that somebody was shut out of a case. They name neither whoever is, nor the child, nor a word of the case."""

from django.conf import settings

from threespires.accounts.models import Person
from threespires.cases.models import Interest
from threespires.cases.permissions import who_hears
from threespires.kernel import plates
from threespires.partnership.pairs import other_leads
from threespires.partnership.standing import chairs


def shut_out(interest: Interest) -> None:
    """To a second person who sees the case; and to those who lead where it is whoever chairs, or where nobody else sees
    the case. Never to whoever is shut out."""
    case, group, other, by = interest.case, interest.group, interest.person, interest.noted_by
    second = who_hears(case, besides=by)
    if second:
        _write(second, f"Somebody was shut out of a case of {group.in_a_sentence} by a member", case.get_absolute_url())
    if chairs(other, group):
        words = f"Whoever chairs {group.in_a_sentence} was shut out of a case by another member"
    elif not second:
        words = f"Somebody was shut out of a case of {group.in_a_sentence} by the only member who sees it now"
    else:
        return
    for lead in other_leads(other, by):
        _write(lead, words, group.get_absolute_url())


def _write(person: Person, words: str, where: str) -> None:
    body = f"Hello {person.name},\n\n{words}, who gave a reason:\n\n{settings.ADDRESS}{where}\n"
    plates.answer("write_letter", person.email, "Somebody was shut out of a case", body, otherwise=None)
