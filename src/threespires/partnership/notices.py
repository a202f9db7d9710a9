"""One function per letter about what two people did. A letter leads to the page, and says whose seat it is, no more."""

from django.conf import settings

from threespires.accounts.models import Person
from threespires.approvals.models import Proposal
from threespires.kernel import plates
from threespires.kernel.dates import say_moment
from threespires.partnership.models import Group, Post, PostHolding, Seat
from threespires.partnership.pairs import other_leads
from threespires.partnership.standing import CHAIRING


def asked_in_an_emergency(proposal: Proposal) -> None:
    """The other lead representatives are asked at once: one of them approves it, or nobody sits."""
    for lead in other_leads(proposal.asked_by):
        _write(lead, "An emergency seat waits for a second lead representative", proposal.title, proposal)


def leads_acted(proposal: Proposal, by: Person) -> None:
    """Whoever leads besides is told what two lead representatives did together."""
    acted = f"{proposal.asked_by} asked for it and {by} approved it, as lead representatives"
    for lead in other_leads(proposal.asked_by, by):
        _write(lead, "Two lead representatives acted together", f"{proposal.title}. {acted}", proposal)


def seated_in_an_emergency(taken: Seat) -> None:
    """The group's chair is told who sits there until what hour, and who decided it."""
    until = say_moment(taken.ends_at) if taken.ends_at else ""
    words = (
        f"{taken.person} sits on {taken.group.in_a_sentence} until {until}. "
        f"{taken.asked_by} asked for it and {taken.approved_by} approved it, as lead representatives"
    )
    chairs = Seat.objects.now().filter(group=taken.group, role__in=CHAIRING).exclude(person=taken.person)
    for chair in chairs.select_related("person"):
        _write(chair.person, "Somebody was seated on your group in an emergency", words, taken.group)


def lead_named_at_the_server(holding: PostHolding) -> None:
    """Every other lead representative is told whom the server's command line named, without anybody's approval."""
    words = f"{holding.person} was named {holding.post.full_name} at the server’s command line"
    for lead in other_leads(holding.person):
        _write(lead, "Somebody was named to lead for a statutory partner", words, holding.post)


def lead_ended_at_the_server(holding: PostHolding) -> None:
    """They and every other lead representative are told whose post the server's command line ended."""
    words = f"What {holding.person} held as {holding.post.full_name} was ended at the server’s command line"
    for lead in other_leads():
        _write(lead, "Somebody was ended who led for a statutory partner", words, holding.post)


def left(person: Person) -> None:
    """Their last seat, post or role on a case has ended."""
    plates.answer(
        "write_letter",
        person.email,
        "You hold no seat or post here any more",
        f"Hello {person.name},\n\n"
        "The last seat, post or role that you held in the safeguarding partnership has ended: its rooms are closed to "
        "you. All that you wrote there stays, under your name. If that is not right, tell the Board manager.\n",
        otherwise=None,
    )


def _write(person: Person, subject: str, words: str, about: Proposal | Group | Post) -> None:
    where = settings.ADDRESS + about.get_absolute_url()
    plates.answer(
        "write_letter", person.email, subject, f"Hello {person.name},\n\n{words}:\n\n{where}\n", otherwise=None
    )
