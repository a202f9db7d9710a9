"""What was learned in the year: forty pieces, of every kind that anyone may see. No child can be known from any."""

from dataclasses import dataclass

from threespires.demo.story.telling import When
from threespires.thread.learning.models import Kind, Learning


@dataclass(frozen=True)
class Piece:
    key: str
    kind: str
    by: str
    when: When
    title: str
    summary: str
    words: str = ""
    said_by: str = ""
    group: str = ""
    agency: str = ""
    origin: str = ""
    origin_title: str = ""
    origin_address: str = ""
    only_for: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


_DOCUMENT, _PUBLICATION = Learning.Origin.DOCUMENT, Learning.Origin.PUBLICATION
_PANEL = "https://www.gov.uk/government/organisations/child-safeguarding-practice-review-panel"
_MISSED, _HOME, _SLEEP, _MEN = "Was not brought", "Families who move", "Safe sleep", "Fathers and male carers"
_AWAY, _KEPT, _HEARD = "Missing", "Private fostering", "Child’s voice"

NOT_BROUGHT = [
    Piece(
        "audit of 24",
        Kind.AUDIT,
        "nadia",
        ("choosing", -91),
        "Audit of 24 neglect cases",
        "Auditors of four agencies read 24 cases of neglect together. In 9 of 24 a missed health appointment was known "
        "to one agency alone. In 6 the family had moved home since, and no agency told another. Where a school had "
        "been told, somebody spoke to the child within the week.",
        origin=_DOCUMENT,
        origin_title="Multi-agency audit of neglect: findings and tool",
        themes=("Neglect", _MISSED, _HOME),
    ),
    Piece(
        "kept missing",
        Kind.CHILDS_VOICE,
        "yusuf",
        ("choosing", -63),
        "“Nobody asked me why I kept missing”",
        "Said to a participation worker, who asked how the city could do better. Used as said, with agreement.",
        words="Nobody asked me why I kept missing. I’d have told them.",
        said_by="A young person",
        agency="voluntary-sector",
        themes=(_MISSED, _HEARD),
    ),
    Piece(
        "panel's report",
        Kind.NATIONAL_LEARNING,
        "ruth",
        ("choosing", -7),
        "National Panel’s yearly report",
        "The Panel returns to children who live with neglect for years. For us it raises the question how any agency "
        "would know that another has lost sight of a child, above all when the family moves.",
        origin=_PUBLICATION,
        origin_title="Child Safeguarding Practice Review Panel, yearly report",
        origin_address=_PANEL,
        themes=("Neglect", _HOME),
    ),
    Piece(
        "indicator EH-12",
        Kind.DATA,
        "wendy",
        ("choosing", -49),
        "Indicator EH-12: attempts to reach a family after a missed visit",
        "Health visitors make a median of 3 attempts in the first fortnight after a visit that did not happen. "
        "What happens after the third attempt differs from team to team.",
        group="early-help",
        agency="health-visiting",
        themes=(_MISSED,),
    ),
    Piece(
        "two hubs",
        Kind.FORUM,
        "ivo",
        ("choosing", -36),
        "GPs in two hubs ring the parent the same day",
        "Supervisors at the forum said that in two Family Hubs the practice rings the same day when a child was not "
        "brought, and tells the hub. They put it down to sharing a building, not to any procedure.",
        group="forum",
        themes=(_MISSED, "Family Hubs"),
    ),
    Piece(
        "school leads",
        Kind.LOCAL_LEARNING,
        "olive",
        ("accepting", 12),
        "What 12 school leads say of the hospital’s letters",
        "Twelve designated leads in primary schools say that they now hear within two days, and that hearing so soon "
        "they can do something: ask the child, ring home, walk a parent to the clinic.",
        agency="schools-primary",
        themes=(_MISSED,),
    ),
    Piece(
        "reasons",
        Kind.LOCAL_LEARNING,
        "kay",
        ("taking_up", 20),
        "Why children are not brought: reasons parents gave",
        "School nurses asked 40 parents. Work shifts, letters to an old address, a bus fare and fear of being judged "
        "came first. Only a few had forgotten.",
        agency="health-visiting",
        themes=(_MISSED, _HOME),
    ),
]

MISSING = [
    Piece(
        "audit of 18",
        Kind.AUDIT,
        "nadia",
        ("first", -58),
        "Audit of 18 plans for children missing from home and from school",
        "In 11 of 18 the plan of one agency did not know the plan of another. Where one person was named for the "
        "child, the two plans agreed.",
        origin=_DOCUMENT,
        origin_title="Audit of plans for missing children",
        themes=(_AWAY,),
    ),
    Piece(
        "days without school",
        Kind.INTELLIGENCE,
        "priya",
        ("first", -50),
        "Missing episodes cluster on days without a school place",
        "Police analysis of a year: children on a reduced timetable are reported missing most on the days for which "
        "nobody expects them in school.",
        agency="west-midlands-police",
        themes=(_AWAY, "Education"),
    ),
    Piece(
        "where not why",
        Kind.CHILDS_VOICE,
        "corinne",
        ("first", -44),
        "“They asked where I’d been, not why”",
        "Said in a group session about coming home. Used as said, with agreement.",
        words="They asked where I’d been, not why. It was the same form every time.",
        said_by="A young person",
        agency="youth-justice-service",
        themes=(_AWAY, _HEARD),
    ),
    Piece(
        "72 hours",
        Kind.DATA,
        "leo",
        ("first", -47),
        "Return interviews within 72 hours: 61%",
        "Six in ten return interviews were offered within 72 hours. Interviews for children placed here by other "
        "areas are slower, since nobody agrees whose task they are.",
        agency="childrens-services",
        themes=(_AWAY,),
    ),
    Piece(
        "reduced timetables",
        Kind.FORUM,
        "ivo",
        ("beginning", 35),
        "Reduced timetables that nobody counts",
        "Supervisors in secondary schools and in youth justice each know of reduced timetables that the other has "
        "never heard of.",
        group="forum",
        themes=(_AWAY, "Education"),
    ),
]

SLEEP = [
    Piece(
        "out of routine",
        Kind.CHILD_DEATH,
        "owen",
        ("first", -62),
        "Out of routine: the national review of sudden unexpected death in infancy",
        "Published by the national Panel. Families know the advice; on a night out of routine it is not kept. It asks "
        "every service that meets the family, not only health, to plan with them for such a night.",
        origin=_PUBLICATION,
        origin_title="Out of routine (Child Safeguarding Practice Review Panel, 2020)",
        origin_address=_PANEL,
        themes=(_SLEEP,),
    ),
    Piece(
        "sleep in 80 records",
        Kind.DATA,
        "wendy",
        ("first", -46),
        "Where the baby sleeps was seen in 55 of 80 records",
        "Of 80 first visits, 55 records say that the visitor saw where the baby sleeps, and 31 that they talked of "
        "a night away from home.",
        agency="health-visiting",
        themes=(_SLEEP,),
    ),
    Piece(
        "housing sees",
        Kind.LOCAL_LEARNING,
        "grace",
        ("first", -41),
        "Housing officers see where babies sleep, and were never told what to look for",
        "Officers who let temporary homes see the room on the first day, often before any other service does.",
        agency="housing",
        themes=(_SLEEP, _HOME),
    ),
    Piece(
        "temporary housing",
        Kind.FORUM,
        "ivo",
        119,
        "Sleep advice in temporary housing",
        "Family support workers at the forum: in a single room with a double bed the usual advice cannot be kept, and "
        "families stop listening to all of it.",
        group="forum",
        themes=(_SLEEP, _HOME),
    ),
    Piece(
        "night workers",
        Kind.LOCAL_LEARNING,
        "ben",
        ("beginning", 48),
        "Ambulance crews leave safe sleep cards, and nobody hears of it",
        "Crews leave a card on about a dozen visits a month. No message goes to the health visitor.",
        agency="ambulance-service",
        themes=(_SLEEP,),
    ),
]

FATHERS = [
    Piece(
        "fathers in 30",
        Kind.AUDIT,
        "nadia",
        ("latest", -55),
        "Fathers in 30 assessments",
        "In 17 of 30 assessments the father or the man in the home was described by the mother alone. In 8 nobody "
        "had asked for his number.",
        origin=_DOCUMENT,
        origin_title="Audit of assessments: fathers and male carers",
        themes=(_MEN,),
    ),
    Piece(
        "rung him",
        Kind.CHILDS_VOICE,
        "hannah",
        ("latest", -49),
        "“My dad would have come if you’d rung him”",
        "Said at the end of a child’s own review meeting. Used as said, with agreement.",
        words="My dad would have come if you’d rung him. You always ring mum.",
        said_by="A child",
        agency="childrens-services",
        themes=(_MEN, _HEARD),
    ),
    Piece(
        "invisible men",
        Kind.NATIONAL_LEARNING,
        "farah",
        ("latest", -60),
        "The myth of invisible men",
        "The Panel’s review of harm to babies by male carers: services saw the mother and missed the man, though he "
        "was there to be seen. It asks that midwives and health visitors meet him, too.",
        origin=_PUBLICATION,
        origin_title="The myth of invisible men (Child Safeguarding Practice Review Panel, 2021)",
        origin_address=_PANEL,
        themes=(_MEN,),
    ),
    Piece(
        "another area",
        Kind.PRACTICE_REVIEW,
        "farah",
        ("latest", -42),
        "A published review from another area: the man nobody asked about",
        "Each of five agencies held one fact about him. None of the five had written down his date of birth, so none "
        "could ask the next.",
        origin=_PUBLICATION,
        origin_title="Published review, another partnership (invented for this demonstration)",
        themes=(_MEN, "Sharing information"),
    ),
    Piece(
        "evening sessions",
        Kind.FORUM,
        "ivo",
        ("latest", -33),
        "Fathers come to evening sessions",
        "Two nurseries moved stay-and-play to Thursday evening. Half of those who came were fathers.",
        group="forum",
        themes=(_MEN, "Family Hubs"),
    ),
]
