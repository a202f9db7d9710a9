"""What whoever holds a role on a case is told. A letter names the group, and neither the role nor the case."""

from django.conf import settings

from threespires.accounts.models import Person
from threespires.kernel import plates
from threespires.kernel.addresses import address
from threespires.kernel.dates import say_date
from threespires.partnership.models import CaseRole


def given(role: CaseRole) -> None:
    days = f"from {say_date(role.starts)} until {say_date(role.ends)}"
    words = (
        f"You were given a role on one case of {role.group.in_a_sentence}, {days}. It opens that case to you and "
        "nothing else. What you open there is written down. If you know anybody in it, declare an interest there "
        "before you read on"
    )
    _write(role.person, "You were given a role on a case", f"{words}:\n\n{settings.ADDRESS}{_of(role)}")


def ended(role: CaseRole) -> None:
    words = f"The role that you held on one case of {role.group.in_a_sentence} has ended. The case is closed to you."
    _write(role.person, "Your role on a case has ended", words)


def _of(role: CaseRole) -> str:
    return address("cases:case", role.case_id)


def _write(person: Person, subject: str, words: str) -> None:
    plates.answer("write_letter", person.email, subject, f"Hello {person.name},\n\n{words}\n", otherwise=None)
