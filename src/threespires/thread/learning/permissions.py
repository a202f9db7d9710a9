"""Who may see learning and what they may do with it; and the wall round what a case group learned.

Only members of the case group, in a seat that carries a voice or as its administrator, see its case
learning, its releases, and from where protected learning came. The Board manager is no exception.
"""

from typing import Any

from django.db.models import Q, QuerySet

from threespires.cases.permissions import seat_on_case, visible_records
from threespires.kernel.rules import rule, sight
from threespires.kernel.verdict import Verdict, no, yes
from threespires.partnership.models import Group, Post
from threespires.partnership.pairs import lasting_seat
from threespires.partnership.standing import case_seat, decides_on_kind, holds, standing
from threespires.thread.learning.lifecycle import LIFECYCLE, RELEASE
from threespires.thread.learning.models import CaseLearning, Learning, Release, Theme

_STEERING = (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION)
_OFFICERS = (Post.Function.BOARD_MANAGER, Post.Function.QUALITY_ASSURANCE)


@sight
def visible_learning(person: Any) -> QuerySet[Learning]:
    """Whoever holds a seat or post sees learning; what was shared with some groups only, their members and
    whoever contributed it."""
    here = standing(person)
    if not here.anywhere:
        return Learning.objects.none()
    shared = Learning.groups.through.objects.filter(group_id__in=here.group_ids)
    return Learning.objects.filter(
        Q(audience=Learning.Audience.PARTNERSHIP) | Q(contributed_by=person.pk) | Q(pk__in=shared.values("learning_id"))
    )


@sight
def visible_themes(person: Any) -> QuerySet[Theme]:
    """A theme of learning that is kept to some groups is known to those who see it; any other to everyone."""
    used = Learning.themes.through.objects.all()
    for_all = Q(learning__audience=Learning.Audience.PARTNERSHIP)
    seen = used.filter(for_all | Q(learning__in=visible_learning(person)))
    return Theme.objects.filter(Q(pk__in=seen.values("theme")) | ~Q(pk__in=used.values("theme")))


@sight
def may_see_learning(person: Any, learning: Learning) -> Verdict:
    """The same as the list says, asked of one."""
    here = standing(person)
    if not here.anywhere:
        return no("Only people who hold a seat or post see learning")
    if learning.audience == Learning.Audience.PARTNERSHIP or learning.contributed_by_id == person.pk:
        return yes()
    if here.group_ids & {group.pk for group in learning.groups.all()}:
        return yes()
    return no("Only members of the groups it was shared with see this")


@rule
def may_contribute(person: Any) -> Verdict:
    """Whoever holds a seat or post contributes learning."""
    here = standing(person)
    if not here.anywhere:
        return no("Only people who hold a seat or post contribute learning")
    return yes((here.seats or here.holdings)[0])


@rule
def may_amend(person: Any, learning: Learning) -> Verdict:
    """Whoever contributed learning amends it, or the Board manager; nobody what a case group released."""
    if learning.protected:
        return no("Two members of a group agreed these words, so they stand as they are")
    seen = may_see_learning(person, learning)
    if not seen:
        return seen
    if learning.contributed_by_id == person.pk:
        return may_contribute(person)
    post = holds(person, Post.Function.BOARD_MANAGER)
    return yes(post) if post else no("Only whoever contributed this, or the Board manager, amends it")


@rule
def may_change_childs_words(person: Any, learning: Learning) -> Verdict:
    """A child's words stand as said: only whoever heard them puts them right; the earlier ones are kept."""
    if not learning.words or learning.contributed_by_id == person.pk:
        return may_amend(person, learning)
    return no("Only whoever heard the child’s words may put them right")


@rule
def may_state_what_it_means(person: Any) -> Verdict:
    """What learning means is stated by a member of any group, the Board manager or the quality assurance
    manager."""
    seat = decides_on_kind(person) or holds(person, *_OFFICERS)
    if seat:
        return yes(seat)
    return no("Only a member of a group, the Board manager or the quality assurance manager does this")


@rule
def may_take_up(person: Any, learning: Learning) -> Verdict:
    """Learning is taken up by whoever may state what it means in a line of enquiry."""
    stating = may_state_what_it_means(person)
    if not stating:
        return stating
    return may_see_learning(person, learning) & stating & LIFECYCLE.allows(learning, "take_up")


@rule
def may_set_aside(person: Any, learning: Learning) -> Verdict:
    """Learning is set aside, with a reason, by a member of the executive or the implementation group, the
    Board manager or the quality assurance manager."""
    seat = decides_on_kind(person, *_STEERING) or holds(person, *_OFFICERS)
    if not seat:
        return no(
            "Only a member of the executive or the implementation group, the Board manager or the quality "
            "assurance manager sets learning aside"
        )
    return may_see_learning(person, learning) & yes(seat) & LIFECYCLE.allows(learning, "set_aside")


@rule
def may_follow_origin(person: Any, learning: Learning) -> Verdict:
    """Where learning came from may be kept to one group; protected learning's is known only to its own."""
    if learning.protected:
        return may_walk_back(person, learning)
    if learning.origin_group_id is None or learning.origin_group_id in standing(person).group_ids:
        return yes()
    return no("Only members of the group it came from may follow it further back")


# ----------------------------------------------------------------------------------------- case groups


@sight
def visible_case_learning(person: Any) -> QuerySet[CaseLearning]:
    """Case learning is seen by whoever sees its case."""
    return visible_records(person, CaseLearning)


@sight
def visible_releases(person: Any) -> QuerySet[Release]:
    """Releases are seen by members of their group, but for whoever is shut out of a case they were drawn from."""
    return visible_records(person, Release)


@rule
def may_keep_in_case_group(person: Any, group: Group) -> Verdict:
    """A member of a case group writes down what it learned, for the group alone."""
    seat = case_seat(person, group)
    return yes(seat) if seat else no("Only members of a case group keep its learning")


@rule
def may_draft_release(person: Any, group: Group) -> Verdict:
    """A member of the case group writes its learning afresh for everyone."""
    seat = case_seat(person, group)
    return yes(seat) if seat else no("Only members of the case group release what it learned")


@rule
def may_redraft(person: Any, release: Release) -> Verdict:
    """A member of the case group rewrites a release that was returned."""
    seat = seat_on_case(person, release.case)
    if not seat:
        return no("Only members of the case group release what it learned")
    return yes(seat) & RELEASE.allows(release, "redraft")


@rule
def may_check_release(person: Any, release: Release) -> Verdict:
    """A second member of the case group checks a release, which everybody reads from then on: never whoever wrote it,
    nor whoever sits there in an emergency."""
    seat = lasting_seat(person, release.case.group)
    if not seat or not seat_on_case(person, release.case):
        return no("Only lasting members of the case group check what it releases")
    if release.written_by_id == person.pk:
        return no("A second member must check what you wrote")
    return yes(seat) & RELEASE.allows(release, "check")


@rule
def may_return_release(person: Any, release: Release) -> Verdict:
    """A second member returns a release with a reason; its writer may take it back too."""
    seat = seat_on_case(person, release.case)
    if not seat:
        return no("Only members of the case group return what it drafted")
    return yes(seat) & RELEASE.allows(release, "send_back")


@rule
def may_walk_back(person: Any, learning: Learning) -> Verdict:
    """Only members of the case group know from which of its cases protected learning came."""
    release = visible_releases(person).filter(learning=learning).first() if learning.protected else None
    seat = case_seat(person, release.case.group) if release else None
    return yes(seat) if seat else no("Only the group that released this may walk further back")
