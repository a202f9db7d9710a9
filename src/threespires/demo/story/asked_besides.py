"""The year’s other lines of enquiry: safe sleep, fathers, private fostering, disability, outside the home."""

from threespires.demo.story.asked import NEEDED, WELL, WORRIED, Question, Said

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
