"""What rose to the Executive: one action that people took there, answered; one that the clock took there, open."""

from datetime import time, timedelta

from threespires.demo.story.telling import Story, at_time
from threespires.thread.actions import operations
from threespires.thread.actions.lifecycle import State
from threespires.thread.actions.reminders import rise_overdue

DAYS_WATCHED = 8


def tell(story: Story) -> None:
    _take_the_health_lead_up(story)
    for days in range(DAYS_WATCHED, 0, -1):
        story.tell_at(at_time(story.today - timedelta(days=days), time(6)), rise_overdue)


def _take_the_health_lead_up(story: Story) -> None:
    """Three trusts each thought that another should name somebody. The Executive named them."""
    key = "A health lead"
    story.tell(
        story.day(("second", 10)),
        lambda: operations.update(
            story[key],
            by=story.person("fiona"),
            text="Each of the three trusts thinks that another should name somebody.",
            status=State.BLOCKED,
            blocked_because="Three trusts, and none names a person",
        ),
    )
    story.tell(
        story.day(("second", 14)),
        lambda: story.keep(
            "X health lead",
            operations.escalate(
                story[key],
                by=story.person("priya"),
                reason="Nobody from health has been on the call for nine weeks. It is not for this group to choose "
                "between trusts.",
            ),
        ),
    )
    answering = story.answering
    story.during(
        answering,
        45,
        lambda: operations.answer(
            story["X health lead"],
            by=story.person("helen"),
            answer="The community trust names the lead and the hospital trust a deputy, from the first of next month. "
            "Both chief executives have agreed.",
            **story.occasion(answering),
        ),
    )
    story.tell(
        story.after(answering.day, 3),
        lambda: operations.update(
            story[key],
            by=story.person("fiona"),
            text="A lead and a deputy are named. They join the next call.",
            status=State.IN_PROGRESS,
        ),
    )
    story.tell(
        story.after(answering.day, 3),
        lambda: operations.change(story[key], by=story.person("ruth"), due_on=story.ahead(12)),
    )
