"""Two rounds of updates: an earlier one that everybody answered, and this week's, which three have not."""

from threespires.demo.story.telling import Story
from threespires.thread.actions import operations

_EARLIER = ("A call home", "A begins with why", "A look for")

# Of what the round asks, who owns it, which part where there are parts, and what they answered; or nothing.
ASKED: tuple[tuple[str, str, int | None, str, int], ...] = (
    ("A number", "denise", None, "Hours agreed: eight to six on working days. The number is printed next week.", 6),
    ("A train", "fiona", 0, "Forty-one practices of 58 have had it.", 5),
    ("A train", "olive", 1, "Three clusters done. Two heads ask to wait until after half-term.", 2),
    ("A train", "denise", 2, "Dates offered to all eight hubs.", 4),
    ("A minutes", "leo", None, "Five teams of six. The sixth begins on Monday.", 5),
    ("A tenancy", "grace", None, "", 0),
    ("A weekly list", "priya", None, "The report ran by itself twice. We check it against the hand-made list.", 1),
    ("A out of city", "dev", None, "I have left the city’s schools. Please ask Miriam Tasker who takes this on.", 7),
    ("A colleges", "swann", None, "The second college runs it from next week.", 6),
    ("A registers", "anjali", None, "Fourteen practices now.", 3),
    ("A health lead", "fiona", None, "Twelve calls of thirteen.", 5),
    ("A other areas", "leo", None, "A fourth area has agreed. The fifth has not answered three letters.", 5),
    ("A sibling", "jo", None, "", 0),
    ("A visit form", "hannah", None, "Tested. It goes live with the release on the first of the month.", 2),
    ("A officers", "neil", 0, "Four shifts of five.", 3),
    ("A officers", "wendy", 1, "A duty health visitor reads the mailbox each morning.", 4),
    ("A youth justice", "corinne", None, "", 0),
)


def tell(story: Story) -> None:
    day = story.day(("second", 5))
    story.tell(
        day,
        lambda: operations.ask_round(
            by=story.person("ruth"),
            actions=[story[key] for key in _EARLIER],
            words="Where does this stand?",
            due_on=story.after(day, 14),
        ),
    )
    asked = list(dict.fromkeys(key for key, *_ in ASKED))
    story.tell(
        story.ago(8),
        lambda: story.keep(
            "R neglect",
            operations.ask_round(
                by=story.person("ruth"),
                actions=[story[key] for key in asked],
                words="Neglect and missing: where does this stand, in two sentences, before the Implementation Group?",
                due_on=story.ahead(1),
            ),
        ),
    )
    for key, who, part, text, days in ASKED:
        if text:
            story.tell(
                story.ago(days),
                lambda key=key, who=who, part=part, text=text: operations.update(
                    story[key],
                    by=story.person(who),
                    text=text,
                    part=story[key].parts.order_by("pk")[part] if part is not None else None,
                ),
            )
