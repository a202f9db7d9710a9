"""The rest of what was learned in the year: closed with its line of enquiry, waiting, set aside, or kept to some."""

from threespires.demo.story.learned import _DOCUMENT, _HEARD, _KEPT, _MISSED, Piece
from threespires.thread.learning.models import Kind

PRIVATE_FOSTERING = [
    Piece(
        "fewer told",
        Kind.DATA,
        "leo",
        ("first", -57),
        "Notifications of private fostering have fallen for three years",
        "Nothing suggests that fewer children live so. What fell is the number of people who know to tell us.",
        agency="childrens-services",
        themes=(_KEPT,),
    ),
    Piece(
        "school offices",
        Kind.TRAINING_NEED,
        "stella",
        ("first", -52),
        "School offices do not know what private fostering is",
        "Of 22 office staff asked at a training day, 4 could say what it is and whom to tell.",
        group="workforce",
        themes=(_KEPT, "Training"),
    ),
    Piece(
        "host families",
        Kind.OTHER,
        "dominic",
        ("first", -45),
        "Host families for language students ask us whom to tell",
        "A community centre was asked three times in a term. It did not know either.",
        agency="voluntary-sector",
        themes=(_KEPT,),
    ),
]

DISABILITY = [
    Piece(
        "plans of 15",
        Kind.AUDIT,
        "nadia",
        61,
        "Audit of 15 plans for children with a disability",
        "In 10 of 15 plans the child’s own view is told by an adult. Two agencies used the child’s own way of "
        "communicating, and their plans were different for it.",
        origin=_DOCUMENT,
        origin_title="Audit of plans for children with a disability",
        themes=("Disability", _HEARD),
    ),
    Piece(
        "my book",
        Kind.CHILDS_VOICE,
        "marguerite",
        55,
        "“Ask me with my book”",
        "Said with a communication book, and written down picture by picture. Used as said, with agreement.",
        words="Ask me with my book. Not mum. Me.",
        said_by="A child who uses a communication book",
        agency="early-years",
        themes=("Disability", _HEARD),
    ),
    Piece(
        "short breaks",
        Kind.LOCAL_LEARNING,
        "rhys",
        48,
        "Carers in short breaks are the first to notice, and the last to be asked",
        "Staff of two short-break homes were not invited to any of the last ten strategy discussions about a child "
        "they knew well.",
        agency="community-health-trust",
        themes=("Disability",),
    ),
]

WAITING = [
    Piece(
        "dental access",
        Kind.DATA,
        "owen",
        33,
        "Fewer than half of children in care plans saw a dentist last year",
        "Public health’s yearly count. The figure is for the city; it does not say for whom the appointment was made.",
        agency="public-health",
        themes=(_MISSED, "Dental health"),
    ),
    Piece(
        "interpreters",
        Kind.TRAINING_NEED,
        "stella",
        26,
        "Working with an interpreter when a child is present",
        "Six teams asked for the same training within a month.",
        group="workforce",
        themes=("Training", "Language"),
    ),
    Piece(
        "vapes",
        Kind.INTELLIGENCE,
        "neil",
        19,
        "Vapes sold as sweets near three secondary schools",
        "Trading standards and neighbourhood officers saw the same two sellers. No child is named in what was passed.",
        agency="west-midlands-police",
        themes=("Outside the home",),
    ),
    Piece(
        "ambulance",
        Kind.LOCAL_LEARNING,
        "ben",
        12,
        "Children at home when an adult is in crisis",
        "Crews asked who tells the school when they take a parent to hospital at night. Nobody at the table knew.",
        agency="ambulance-service",
        themes=("Sharing information",),
    ),
    Piece(
        "college",
        Kind.FORUM,
        "swann",
        8,
        "Students who care for a parent leave college in the first term",
        "Tutors see it in the register by week five. No other agency hears of it.",
        agency="colleges",
        themes=("Young carers", "Education"),
    ),
    Piece(
        "fostering in faith schools",
        Kind.FORUM,
        "ivo",
        40,
        "Supplementary schools ask for the private fostering guide in four languages",
        "Five of seven teachers who came to the forum had not seen the guide; the other two had only the English one.",
        group="forum",
        themes=(_KEPT, "Language"),
    ),
    Piece(
        "court reports",
        Kind.LOCAL_LEARNING,
        "lucy",
        5,
        "Court reports repeat what one agency said first",
        "In 8 of 10 reports looked at, a mistake in the first referral stood in the last report.",
        agency="cafcass",
        themes=("Sharing information",),
    ),
]

SET_ASIDE = [
    Piece(
        "posters",
        Kind.OTHER,
        "dominic",
        210,
        "Posters in surgeries are out of date",
        "Three surgeries still show the telephone number of the old duty team.",
        agency="voluntary-sector",
        themes=("Sharing information",),
    ),
    Piece(
        "summer figures",
        Kind.DATA,
        "kamal",
        165,
        "Contacts to the MASH fall by a third in August",
        "They fall each year when schools are closed, and rise by as much in September.",
        group="mash",
        themes=("Education",),
    ),
]

KEPT_TO_SOME = [
    Piece(
        "one team",
        Kind.AUDIT,
        "nadia",
        30,
        "Quality of strategy discussion minutes in one team",
        "Of ten sets of minutes read, four do not say who was asked. Shared with the MASH sub group first, so that the "
        "team can answer.",
        only_for=("mash",),
        themes=("Strategy discussions",),
    ),
    Piece(
        "course feedback",
        Kind.TRAINING_NEED,
        "stella",
        45,
        "A commissioned course that did not fit",
        "Nineteen of 24 who came would not recommend it. Shared with Workforce Development until the provider has "
        "answered.",
        only_for=("workforce",),
        themes=("Training",),
    ),
]

# How many days ago each was set aside, and why.
WHY_SET_ASIDE = {
    "posters": (
        195,
        "Housekeeping, not learning: the Business Development Officer replaced the posters the same week.",
    ),
    "summer figures": (150, "Known, and the same each year. The indicator’s note now says so."),
}
