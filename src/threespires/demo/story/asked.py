"""The year's lines of enquiry: what was stated under each question, on which learning."""

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

SLEEP = Question(
    "sleep",
    "owen",
    ("first", -38),
    "Is every baby put down to sleep safely, wherever the family is tonight?",
    "Advice depends on who happens to visit",
    "Every service gives the same advice and sees the room",
    (
        Said(
            WORRIED,
            "wendy",
            ("first", -37),
            "Where the baby sleeps was seen in 55 of 80 records; a night away was talked of in 31.",
            ("sleep in 80 records",),
        ),
        Said(
            WORRIED,
            "owen",
            ("first", -35),
            "Families keep the advice at home and lose it on a night out of routine.",
            ("out of routine",),
        ),
        Said(
            WELL,
            "grace",
            ("first", -31),
            "Housing officers see the room on the first day, before most others.",
            ("housing sees",),
        ),
        Said(
            NEEDED,
            "wendy",
            ("first", -22),
            "Every home visit, by whichever agency, asks where the baby sleeps.",
            key="every visit",
        ),
        Said(
            NEEDED,
            "grace",
            ("first", -22),
            "Advice that a family in one room with one bed can keep.",
            key="one room",
        ),
        Said(
            NEEDED,
            "stella",
            ("first", -21),
            "Everyone who visits homes can give the same advice in one minute.",
            key="one minute",
        ),
        Said(
            WELL,
            "ben",
            ("beginning", 55),
            "Ambulance crews already leave a card with families.",
            ("night workers",),
        ),
    ),
)

FATHERS = Question(
    "fathers",
    "nadia",
    ("latest", -48),
    "Are fathers and male carers seen, heard and assessed?",
    "He is a name that the mother gives us",
    "He is met, listened to and assessed as she is",
    (
        Said(
            WORRIED,
            "hannah",
            ("latest", -47),
            "My dad would have come if you’d rung him.",
            ("rung him",),
            as_said=True,
        ),
        Said(
            WORRIED,
            "nadia",
            ("latest", -46),
            "In 17 of 30 assessments the man in the home is described by the mother alone.",
            ("fathers in 30",),
        ),
        Said(
            WORRIED,
            "farah",
            ("latest", -40),
            "Each agency holds one fact about him, and none has his date of birth.",
            ("another area", "invisible men"),
        ),
        Said(
            WELL,
            "marguerite",
            ("latest", -30),
            "Fathers come when sessions are in the evening.",
            ("evening sessions",),
        ),
        Said(
            NEEDED,
            "denise",
            ("latest", -14),
            "Every early help plan names the father or says why not, in his own words where it can.",
            key="plan names him",
        ),
        Said(
            NEEDED,
            "hannah",
            ("latest", -13),
            "Pre-birth assessment meets the father before the birth.",
            key="before the birth",
        ),
    ),
)

PRIVATE_FOSTERING = Question(
    "private fostering",
    "amara",
    ("first", -42),
    "Do we notice children who are privately fostered?",
    "We learn of them by chance",
    "Whoever meets them knows whom to tell, and tells",
    (
        Said(WORRIED, "leo", ("first", -41), "Fewer people know whom to tell.", ("fewer told",)),
        Said(
            WORRIED,
            "stella",
            ("first", -40),
            "Of 22 office staff, 4 could say what private fostering is.",
            ("school offices",),
        ),
        Said(
            WELL,
            "dominic",
            ("first", -34),
            "Community centres ask when they do not know.",
            ("host families",),
        ),
        Said(
            NEEDED,
            "stella",
            ("first", -24),
            "School offices, surgeries and community centres know what it is and whom to tell.",
            key="whom to tell",
        ),
        Said(
            NEEDED,
            "amara",
            ("first", -24),
            "Admission and registration forms ask who the child lives with.",
            key="forms ask",
        ),
    ),
)

DISABILITY = Question(
    "disability",
    "rhys",
    46,
    "Is a child with a disability heard in their own way?",
    "Adults speak for the child",
    "The child’s own view, in the child’s own way, is in every plan",
    (
        Said(
            WORRIED,
            "marguerite",
            45,
            "Ask me with my book. Not mum. Me.",
            ("my book",),
            as_said=True,
        ),
        Said(
            WORRIED,
            "nadia",
            44,
            "In 10 of 15 plans the child’s view is told by an adult.",
            ("plans of 15",),
        ),
        Said(
            WELL,
            "rhys",
            43,
            "Carers in short breaks know how each child speaks.",
            ("short breaks",),
        ),
        Said(
            NEEDED,
            "rhys",
            20,
            "Short-break carers are invited to every strategy discussion about a child they know.",
            key="carers invited",
        ),
    ),
)

OUTSIDE = Question(
    "outside the home",
    "corinne",
    30,
    "When several services see the same young people, who puts it together?",
    "Each treats its part as its own problem",
    "Whoever sees it first asks the others the same day",
    (),
)

QUESTIONS = (MISSING, SLEEP, PRIVATE_FOSTERING, NOT_BROUGHT, FATHERS, DISABILITY, OUTSIDE)

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
