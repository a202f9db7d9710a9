"""Actions for children not brought to health appointments: the main thread, with the strand that has stopped."""

from threespires.demo.story.actions import BEGUN, SAME, STUCK, Does, Part, Shown

ROUTE = (
    Does(
        "Flag to the school’s safeguarding lead in 2 working days",
        "fiona",
        "nhs-coventry-and-warwickshire-icb",
        "taking_up",
        ("accepting", -6),
        about="When a child was not brought, the clinic writes to the designated lead at the child’s school within two "
        "working days. With Schools (primary).",
        said=(
            (("taking_up", 12), "Words of the letter agreed with twelve school leads and the trust’s clinics.", BEGUN),
            (("taking_up", 30), "Letters go out from two clinics. Schools ring back the same week.", SAME),
            (("accepting", -12), "All eleven children’s clinics send the letter.", SAME),
        ),
        shown=(
            Shown("The letter", paper="Letter to school, agreed words.pdf"),
            Shown("Count of letters", text="46 letters in the first five weeks, 44 of them within two working days."),
            Shown("What schools say", text="Twelve leads were rung; eleven had spoken to the child within the week."),
        ),
        proposed=("accepting", -9),
        note="Every clinic sends it, and the schools we rang act on it.",
        judged="accepting",
        key="A flag",
    ),
    Does(
        "Script: ask the child why",
        "wendy",
        "health-visiting",
        "taking_up",
        ("accepting", -3),
        about="Three questions to a child or young person who was not brought, made with young people.",
        said=(
            (("taking_up", 15), "Young advisers struck out half of our first draft.", BEGUN),
            (("accepting", -15), "In use by school nurses in four schools.", SAME),
        ),
        shown=(
            Shown("The three questions", text="What got in the way? Who could help with that? Who shall we tell?"),
            Shown("Young advisers’ notes", text="“Don’t ask if I forgot. Ask what happened that day.”"),
        ),
        proposed=("accepting", -8),
        note="Young people wrote it; school nurses use it.",
        judged="accepting",
        key="A script",
    ),
    Does(
        "Train receptionists and school offices to ask why",
        "fiona",
        "nhs-coventry-and-warwickshire-icb",
        "accepting",
        -28,
        about="The first person to notice is often at a front desk.",
        parts=(
            Part(
                "Receptionists in 58 practices",
                "nhs-coventry-and-warwickshire-icb",
                "fiona",
                -28,
                said=((20, "Thirty-one practices have had the session.", BEGUN),),
                shown=(Shown("Attendance by practice", text="31 of 58 practices, 212 staff."),),
            ),
            Part(
                "Primary school offices",
                "schools-primary",
                "olive",
                3,
                said=((17, "Dates set with three clusters; two still to answer.", BEGUN),),
            ),
            Part("Hub front desks", "coventry-city-council", "denise", -28),
        ),
        key="A train",
    ),
    Does(
        "One number for any agency to say that a child was not brought",
        "denise",
        "coventry-city-council",
        "taking_up",
        -40,
        said=(
            (("taking_up", 20), "The hubs’ line can take the calls. Opening hours are being agreed.", BEGUN),
            (24, "Tried for a month with two clinics: 19 calls, all answered the same day.", SAME),
        ),
        key="A number",
    ),
)

DISCUSSION = (
    Does(
        "Prompt on the MASH form for missed health care",
        "hale",
        "hospital-trust",
        "taking_up",
        4,
        said=(
            (("taking_up", 18), "Wording agreed with the MASH; the form’s supplier needs four weeks.", BEGUN),
            (21, "The prompt is live on the form.", SAME),
        ),
        shown=(
            Shown("The prompt as it stands", text="“Which health appointments were missed since the last discussion?”"),
            Shown("First fortnight", text="Answered on 38 of 41 forms."),
        ),
        proposed=5,
        note="Live for three weeks and answered on nearly every form.",
        key="A prompt",
    ),
    Does(
        "Share tenancy moves with the MASH",
        "grace",
        "housing",
        "taking_up",
        19,
        about="A weekly list of families with a child who move home, so that no agency writes to the old address.",
        said=(
            (("taking_up", 14), "The tenancy system can list moves each week. Asking how it may be shared.", BEGUN),
            (48, "Draft agreement sent to our information officer.", SAME),
            (19, "No lawful basis agreed for tenancy data. Nothing has been sent.", STUCK),
        ),
        blocked_because="nobody has agreed how Housing may share tenancy moves",
        key="A tenancy",
    ),
    Does(
        "Minutes of strategy discussions say what was missed, and who asks",
        "leo",
        "childrens-services",
        "accepting",
        -35,
        said=((23, "New heading in the minutes, in use in four teams of six.", BEGUN),),
        key="A minutes",
    ),
)
