"""The register of duties as the Board manager and quality assurance keep it: most met, two at risk, one not."""

from threespires.demo.story.register import REGISTER, Stands
from threespires.demo.story.telling import Story
from threespires.work.assurance import operations
from threespires.work.assurance.models import Duty


def tell(story: Story) -> None:
    for stands in REGISTER:
        last = max((story.day(when) for _, when in stands.shown), default=story.ago(6))
        for title, when in stands.shown:
            story.tell(story.day(when), lambda stands=stands, title=title: _show(story, stands, title))
        story.tell(last, lambda stands=stands: _assess(story, stands))


def _duty(stands: Stands) -> Duty:
    key, _, rule = stands.duty.rpartition(".")
    return Duty.objects.get(key=key, rule=rule)


def _show(story: Story, stands: Stands, title: str) -> None:
    duty = _duty(stands)
    day = story.day(next(when for shown, when in stands.shown if shown == title))
    operations.add_evidence(duty, by=story.person("nadia"), title=title, dated=day)


def _assess(story: Story, stands: Stands) -> None:
    duty = _duty(stands)
    if stands.owner or stands.report:
        post = story.posts[stands.owner] if stands.owner else None
        operations.assign(duty, by=story.person("ruth"), owner_post=post, is_report=stands.report)
    operations.assess(
        duty,
        by=story.person("ruth"),
        state=stands.state,
        why=stands.why,
        next_date=story.day(stands.next) if stands.next is not None else None,
    )
