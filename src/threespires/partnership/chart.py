"""The partnership's structure on a day, as facts that a picture and a list are both made from."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from threespires.kernel import plates
from threespires.kernel.clock import today
from threespires.kernel.dates import say_date, say_number
from threespires.kernel.models import held_on
from threespires.partnership.models import Agency, Board, Confirmable, Group, Post, Term
from threespires.partnership.names import names_on
from threespires.pictures import structure

_RHYTHMS = {1: "every month", 3: "quarterly", 6: "twice a year", 12: "once a year"}


def say_rhythm(value: Any) -> str:
    """A rhythm term's value in words: {"every_months": 2} is "every 2 months"."""
    if not isinstance(value, dict):
        return ""
    if value.get("every_months"):
        months = value["every_months"]
        return _RHYTHMS.get(months, f"every {months} months")
    times = value.get("times_a_year")
    if times and 12 % times == 0:
        return _RHYTHMS.get(12 // times, f"every {12 // times} months")
    return f"{times} times a year" if times else ""


def groups_on(day: date) -> list[Group]:
    """The groups of that day with what a chart says of each. Their terms are read in one query."""
    groups = list(
        Group.objects.on(day)
        .select_related("board", "reports_to", "chair_post")
        .prefetch_related("joint_with", "shared_with")
    )
    terms: dict[int, list[Term]] = {}
    for term in Term.objects.on(day).filter(group__in=groups):
        terms.setdefault(term.group_id, []).append(term)
    for group in groups:
        group.__dict__["_terms"] = terms.get(group.pk, [])
    as_they_stood(groups, day)
    return groups


def as_they_stood(groups: Iterable[Group], day: date) -> None:
    """Sets what each group was called on a day gone by, to whom it reported and which post chaired it: its names and
    its terms keep these.

    For showing; a group so set is not to be saved.
    """
    if day >= today():
        return
    groups = list(groups)
    known = {group.key: group for group in Group.objects.all()}
    names = names_on(known.values(), day)
    for group in (*groups, *known.values()):
        if called := names.get(group.pk):
            group.name, group.short_name, group.kind = called.name, called.short_name, called.kind
    posts = {post.key: post for post in Post.objects.all()}
    for group in groups:
        group.reports_to = known.get((group.term(Term.Name.REPORTING, day) or {}).get("to", ""))
        group.chair_post = posts.get(group.term(Term.Name.CHAIR, day) or "")


def second_line(group: Group, day: date) -> str:
    """What stands under a group's name: with whom it is joint, who chairs, how often it meets."""
    said = []
    joint = list(group.joint_with.all())
    if joint:
        said.append(f"joint with {', '.join(board.area for board in joint)}")
    if group.kind in (Group.Kind.EXECUTIVE, Group.Kind.IMPLEMENTATION) and group.chair_post:
        said.append(_as_stated(f"Chair: {str(group.chair_post).lower()}", group.stated(Term.Name.CHAIR, day)))
    rhythm = group.stated(Term.Name.RHYTHM, day)
    if rhythm:
        said.append(_as_stated(say_rhythm(rhythm.value), rhythm))
    return " · ".join(filter(None, said))


def _as_stated(words: str, fact: Confirmable | None) -> str:
    """The words, and that they are to be confirmed where they are."""
    return f"{words} (to be confirmed)" if words and fact and not fact.is_confirmed else words


def partners_on(day: date) -> list[Agency]:
    """The statutory partners of that day."""
    return list(Agency.objects.on(day).exclude(statutory="").order_by("pk").prefetch_related("posts", "succeeds"))


def lead_post(agency: Agency, day: date) -> Post | None:
    """The post that leads for a statutory partner on that day."""
    return next(
        (post for post in agency.posts.all() if post.function == Post.Function.LEAD_REPRESENTATIVE and post.held(day)),
        None,
    )


def tree(groups: Iterable[Group], day: date) -> list[dict[str, Any]]:
    """The groups as a nested list for the page: {title, href, detail, below}."""
    below: dict[int | None, list[Group]] = {}
    groups = list(groups)
    known = {group.pk for group in groups}
    for group in groups:
        parent = group.reports_to_id if group.reports_to_id in known else None
        below.setdefault(parent, []).append(group)

    def branch(parent: int | None) -> list[dict[str, Any]]:
        return [
            {
                "title": str(group.name),
                "href": reverse("partnership:room", args=[group.key]),
                "detail": second_line(group, day),
                "below": branch(group.pk),
            }
            for group in below.get(parent, [])
            if group.kind != Group.Kind.TEAM
        ]

    return branch(None)


def home_board(day: date) -> Board | None:
    return Board.objects.filter(held_on(day), is_home=True).first()


def teams(groups: Iterable[Group], day: date) -> list[dict[str, Any]]:
    """Each team with its posts, and the boards it is shared with: {title, href, detail, below}."""
    found = [group for group in groups if group.kind == Group.Kind.TEAM]
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.on(day).filter(team__in=found):
        posts.setdefault(post.team_id or 0, []).append(post)
    return [
        {
            "title": group.name,
            "href": reverse("partnership:room", args=[group.key]),
            "detail": _shared_words(group),
            "below": _post_rows(posts.get(group.pk, [])),
        }
        for group in found
    ]


def _post_rows(posts: Iterable[Post]) -> list[dict[str, Any]]:
    """Posts by their names; of several with one name how many there are, and a way to one alone."""
    by_name: dict[str, list[Post]] = {}
    for post in posts:
        by_name.setdefault(_as_stated(post.name, post), []).append(post)
    return [
        {
            "title": name,
            "href": same[0].get_absolute_url() if len(same) == 1 else "",
            "detail": f"{len(same)} posts" if len(same) > 1 else "",
        }
        for name, same in by_name.items()
    ]


def _shared_words(group: Group) -> str:
    shared = [str(board.short_name or board.name) for board in group.shared_with.all()]
    return f"shared with the {' and the '.join(shared)}" if shared else ""


def partner_rows(partners: Iterable[Agency], day: date) -> list[dict[str, Any]]:
    """The statutory partners with the post that leads for each, and whom it succeeded: {title, href, detail}."""
    rows = []
    for agency in partners:
        rows.append(
            {
                "title": f"{agency.name}{' *' if agency.wider_than_area else ''}",
                "href": agency.get_absolute_url(),
                "detail": _partner_line(agency, day) or "no lead post named",
            }
        )
    return rows


def lead_sentence(groups: Iterable[Group], partners: list[Agency]) -> str:
    """How it works, in two sentences made from the data."""
    by_kind: dict[str, list[Group]] = {}
    for group in groups:
        by_kind.setdefault(group.kind, []).append(group)
    executive = next(iter(by_kind.get(Group.Kind.EXECUTIVE, [])), None)
    implementation = next(iter(by_kind.get(Group.Kind.IMPLEMENTATION, [])), None)
    sub_groups = len(by_kind.get(Group.Kind.SUB_GROUP, []))
    said = [f"{say_number(len(partners)).capitalize()} statutory partners lead."] if partners else []
    if executive and implementation:
        through = f", which delivers through {say_number(sub_groups)} sub groups" if sub_groups else ""
        said.append(f"The {executive} sets priorities and tasks the {implementation}{through}.")
    return " ".join([*said, "Choose a group to go to its room."])


def picture(groups: list[Group], partners: list[Agency], day: date, *, download: bool = False) -> Markup:
    """The structure chart as SVG, drawn from what there was on that day."""
    board = home_board(day)
    implementation = next((group for group in groups if group.kind == Group.Kind.IMPLEMENTATION), None)
    nodes = [
        structure.Node(
            key=f"agency-{agency.key}",
            name=str(agency),
            kind=structure.Kind.PARTNER,
            second=_partner_line(agency, day),
            href="" if download else agency.get_absolute_url(),
            wider=agency.wider_than_area,
        )
        for agency in partners
    ] + [
        structure.Node(
            key=group.key,
            name=str(group),
            kind=structure.Kind(group.kind),
            second=second_line(group, day) or _shared_words(group),
            href="" if download else group.get_absolute_url(),
            reports_to=_drawn_under(group, implementation),
            joint_with=tuple(
                (other.short_name or other.area) if group.kind == Group.Kind.TEAM else other.area
                for other in (*group.joint_with.all(), *group.shared_with.all())
            ),
        )
        for group in groups
    ]
    facts = structure.Structure(
        area=board.area if board else "",
        nodes=tuple(nodes),
        title=f"The structure of {board.name if board else 'the partnership'} on {say_date(day)}",
        note=_say_wider(board) if board else "",
    )
    return structure.draw(facts, prefix="arrangement", download=download)


def _say_wider(board: Board) -> str:
    """What the star beside a partner means."""
    return f"* Covers an area larger than {board.area}; these arrangements are for {board.about} alone."


def _drawn_under(group: Group, implementation: Group | None) -> str:
    """The group it reports to; a team that reports to none stands beside the implementation group it supports."""
    if group.reports_to:
        return group.reports_to.key
    return implementation.key if group.kind == Group.Kind.TEAM and implementation else ""


def _partner_line(agency: Agency, day: date) -> str:
    post = lead_post(agency, day)
    before: Any = agency.succeeds
    earlier = f"{before} until {say_date(before.ends)}" if before and before.ends else ""
    return " · ".join(part for part in (_as_stated(str(post), post) if post else "", earlier) if part)


def room_tabs() -> dict[str, str]:
    """The tabs that other rooms put into every group's room: text to url name."""
    return {text: name for room in plates.rooms() for text, name in room.group_tabs.items()}
