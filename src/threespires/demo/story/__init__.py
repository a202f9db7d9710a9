"""One invented year of the partnership's work, told by the operations of the product as those who would do it.

Each part writes down its beats; then all are played in the order in which they happened. So every record has
the history it would have, and none exists that the product would refuse. Days are counted from today.
"""

from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from threespires.accounts.models import Person
from threespires.demo.story import (
    actions,
    cases,
    decisions,
    duties,
    effects,
    enquiries,
    forum,
    information,
    learning,
    meetings,
    mirrors,
    people,
    plan_missing,
    plan_not_brought,
    plan_others,
    plan_sleep,
    priorities,
    reviews,
    rising,
    rounds,
    seats,
    work,
)
from threespires.demo.story.telling import Story, at_time, before
from threespires.kernel import clock
from threespires.partnership.arrangement import loading
from threespires.partnership.arrangement.checking import read_and_check
from threespires.search import indexing
from threespires.work.assurance.operations import load_duties

ARRANGEMENT = settings.ROOT / "arrangements" / "coventry.toml"

PLAN = {
    "W route": plan_not_brought.ROUTE,
    "W discussion": plan_not_brought.DISCUSSION,
    "W list": plan_missing.LIST,
    "W known": plan_missing.KNOWN,
    "W why": plan_missing.WHY,
    "W visits": plan_sleep.VISITS,
    "W one room": plan_sleep.ONE_ROOM,
    "W minute": plan_sleep.MINUTE,
    "W offices": plan_others.OFFICES,
    "W forms": plan_others.FORMS,
    "W fathers": plan_others.FATHERS,
}


@transaction.atomic
def tell(today: date, until: datetime | None = None) -> Story:
    """Builds the story that ends on `today`, all or nothing, in a database that holds nobody yet.

    Args:
        until: the moment at which to stop, to show the partnership as it stood then.
    """
    story = Story(today)
    with clock.at(at_time(story.begins, time(8))):
        _begin(story)
    for part in (seats, meetings, reviews, learning, cases, enquiries, priorities, work):
        part.tell(story)
    for tasked, does in PLAN.items():
        actions.tell_actions(story, tasked, does)
    for part in (effects, rising, rounds, decisions, duties, mirrors, forum, information):
        part.tell(story)
    with indexing.together():
        story.play(until)
    _last_look(until or at_time(story.today, time(16, 52)))
    return story


def _begin(story: Story) -> None:
    """The arrangement, the register of duties, the people, where they sit, and the dates of the year."""
    loading.load(read_and_check(ARRANGEMENT.read_bytes()).arrangement, by=None, today=clock.today())
    load_duties()
    story.load_structure()
    story.people = people.introduce()
    seats.fill_posts_and_seats(story)
    meetings.plan_the_year(story)


def _last_look(ends: datetime) -> None:
    """Everybody looked at home some days before the story ends, so that something is new to them."""
    looked = at_time(before(timezone.localtime(ends).date(), 5), time(16, 52))
    Person.objects.filter(is_active=True).update(looked_at=looked)
