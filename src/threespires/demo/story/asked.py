"""Lines of enquiry: children not brought, and children missing. What was stated, on which learning."""

from dataclasses import dataclass

from threespires.demo.story.telling import When

WELL, WORRIED, NEEDED = "working-well", "worried", "needs-to-happen"


@dataclass(frozen=True)
class Said:
    column: str
    by: str
    when: When
    text: str
    cites: tuple[str, ...] = ()
    key: str = ""
    as_said: bool = False


@dataclass(frozen=True)
class Question:
    key: str
    by: str
    when: When
    question: str
    low: str
    high: str
    said: tuple[Said, ...]


NOT_BROUGHT = Question(
    "not brought",
    "marian",
    ("choosing", -56),
    "Do we act together when a child is not brought to a health appointment?",
    "Children not brought are invisible to each other’s agencies",
    "Every one is followed up together",
    (
        Said(
            WORRIED,
            "yusuf",
            ("choosing", -55),
            "Nobody asked me why I kept missing. I’d have told them.",
            ("kept missing",),
            as_said=True,
        ),
        Said(
            WORRIED,
            "nadia",
            ("choosing", -54),
            "In 9 of 24 cases a missed appointment was known to one agency alone.",
            ("audit of 24",),
        ),
        Said(
            WELL,
            "wendy",
            ("choosing", -46),
            "Health visitors keep calling: median of 3 attempts in the first fortnight.",
            ("indicator EH-12",),
        ),
        Said(WELL, "anjali", ("choosing", -34), "GPs in two hubs ring the parent.", ("two hubs",), key="gps ring"),
        Said(
            WORRIED,
            "amara",
            ("choosing", -6),
            "Families who move home drop off every list; nobody is told.",
            ("audit of 24", "panel's report"),
        ),
        Said(
            NEEDED,
            "fiona",
            ("choosing", -5),
            "One route by which any agency says a child was not brought, and someone asks the child.",
            key="one route",
        ),
        Said(
            NEEDED,
            "leo",
            ("choosing", -5),
            "Missed health care is raised in strategy discussions.",
            ("audit of 24",),
            key="every discussion",
        ),
        Said(
            WELL,
            "olive",
            ("accepting", 14),
            "Hospital letters to schools have begun; schools act on them within days.",
            ("school leads",),
        ),
        Said(
            WORRIED,
            "kay",
            ("taking_up", 22),
            "Parents fear being judged, so they do not ring to say why.",
            ("reasons",),
        ),
        Said(NEEDED, "sunita", 5, "Dental appointments come within the same route.", key="dental"),
    ),
)

MISSING = Question(
    "missing",
    "priya",
    ("first", -40),
    "Does a child who is missing have one plan, wherever they are missing from?",
    "Each agency plans for the part it sees",
    "One plan, one named person, and the child knows both",
    (
        Said(
            WORRIED,
            "corinne",
            ("first", -39),
            "They asked where I’d been, not why. It was the same form every time.",
            ("where not why",),
            as_said=True,
        ),
        Said(
            WORRIED,
            "nadia",
            ("first", -38),
            "In 11 of 18 cases one agency’s plan did not know the other’s.",
            ("audit of 18",),
        ),
        Said(
            WORRIED,
            "priya",
            ("first", -36),
            "Children on reduced timetables go missing on the days for which nobody expects them.",
            ("days without school",),
        ),
        Said(
            WELL,
            "leo",
            ("first", -33),
            "Where one person is named for the child, the plans agree.",
            ("audit of 18",),
        ),
        Said(WELL, "corinne", ("first", -30), "Six in ten interviews are offered within 72 hours.", ("72 hours",)),
        Said(
            NEEDED,
            "amara",
            ("first", -20),
            "One plan and one named person for each child missing from home and school.",
            key="one plan",
        ),
        Said(
            NEEDED,
            "miriam",
            ("first", -19),
            "Every child without a full school place is known to the city within a week.",
            key="known in a week",
        ),
        Said(
            NEEDED,
            "corinne",
            ("first", -18),
            "Return interviews ask why, and somebody acts on the answer.",
            key="ask why",
        ),
        Said(
            WORRIED,
            "miriam",
            ("beginning", 42),
            "Reduced timetables are known to one agency and counted by none.",
            ("reduced timetables",),
        ),
    ),
)

# Agency, who says so, and for each of three times the score and its reason.
SCALES = (
    (
        "childrens-services",
        "leo",
        (4, "We learn of it at the next visit, if we ask"),
        (5, "The new route is known in two teams of six"),
        (6, "Strategy discussions now ask; plans don’t yet"),
    ),
    (
        "nhs-coventry-and-warwickshire-icb",
        "fiona",
        (3, "Every practice codes it in its own way"),
        (3, "The code is agreed, and not yet used"),
        (5, "41 of 58 practices use the code"),
    ),
    (
        "hospital-trust",
        "hale",
        (3, "A second letter to the parent, and then discharge"),
        (5, "Clinics stop and ask before they discharge"),
        (6, "Letters go to school since the route began"),
    ),
    (
        "schools-primary",
        "olive",
        (5, "We know the child and hear last"),
        (6, "Some of us hear, by telephone"),
        (8, "“We hear within two days and can do something”"),
    ),
    (
        "west-midlands-police",
        "priya",
        (6, "We share what we know, which is little"),
        (6, "No change, and none was asked of us"),
        (6, "Shared where we know; we seldom know"),
    ),
    (
        "housing",
        "grace",
        (4, "Officers know who moved, and ring those they know"),
        (4, "We can list moves, but not send the list"),
        (3, "No agreed basis to tell anyone of a move"),
    ),
)
