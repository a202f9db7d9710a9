"""What the quarterly cycle is about, and what its meetings have in common."""

from tests.journeys.stories import Visit
from threespires.partnership.models import Group

QUESTION = "Do we act together when a child is not brought to a health appointment?"
AUDIT = "Audit of 24 cases of children not brought"
WORDS = "Nobody asked me why I kept missing. I would have told them."
WORRY = "In 9 of 24 cases a missed appointment was known to one agency alone."
PRIORITY = "Every child not brought is followed up the same week"
VISION = "Whoever notices first rings, and somebody sees me that week."
ROUTE, TRAINING, SHARING = (
    "Write the follow-up route on one page",
    "Train every reception to ask why",
    "Share missed appointments the same day",
)
ANSWER = "Share them for six months, on the ground of the child’s welfare."
RE_AUDIT = "Re-audit of 20 cases"
FOUND = "In 12 of 20 cases more than one agency knew."
LEARNED = "More agencies know, but not yet all of them"
ACTIONS = (
    (ROUTE, lambda area: area.others[0], 30),
    (TRAINING, lambda area: area.others[1], 40),
    (SHARING, lambda area: area.statutory[1], 50),
)
NEED = "One follow-up route that every service uses within the week."


def close_the_meeting(v: Visit, group: Group) -> None:
    """Says what was said, is done with the item, and closes: what is left goes to the next meeting."""
    v.place("Meetings", str(group), "Go to the meeting")
    v.write("Minutes", "Everyone spoke. The young adviser asked to see what comes of it.")
    v.write("How it ended, in a few words", "Agreed")
    v.press("Next item")
    v.go("Close the meeting")
    v.look("meeting-close")
    v.press("Close the meeting")
    v.reads("Meeting closed", "carried to the next meeting")
    v.look("meeting-closed")


def everyone_is_here(v: Visit) -> None:
    for seat in v.main.get_by_role("combobox").all():
        seat.select_option(label="Here")
