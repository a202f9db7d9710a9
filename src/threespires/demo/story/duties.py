"""The register of duties as the Board manager and quality assurance keep it: most met, two at risk, one not."""

from dataclasses import dataclass

from threespires.demo.story.telling import Story, When
from threespires.work.assurance import operations
from threespires.work.assurance.models import Duty

State = Duty.State


@dataclass(frozen=True)
class Stands:
    """How one duty stands: what shows it (and when), what is said of it, who owes it, and when it is next due."""

    duty: str
    state: str
    why: str
    shown: tuple[tuple[str, When], ...] = ()
    owner: str = ""
    next: When | None = None
    report: bool = False


REGISTER = (
    Stands(
        "arrangements.make.std",
        State.MET,
        "Signed by the three partners.",
        (("Signed arrangements, version 4", 173),),
    ),
    Stands(
        "arrangements.publish.std",
        State.MET,
        "Published, with each change marked.",
        (("Arrangements as published, version 4", 172),),
        "council-chief-executive",
        -193,
    ),
    Stands(
        "arrangements.scrutiny.std",
        State.MET,
        "Appointed until next year; two visits made and answered.",
        (("Letter of appointment", 400), ("Scrutineer’s first visit, with answers", 150), ("Second visit report", 1)),
        "board-manager",
        -3,
    ),
    Stands(
        "arrangements.act.std",
        State.MET,
        "Attendance, returns and escalations are reported each quarter.",
        (("Attendance and escalations, last quarter", 30),),
    ),
    Stands(
        "report.yearly.std",
        State.MET,
        "Published within twelve months of the last.",
        (("Yearly report as published", 8),),
        "council-chief-executive",
        -357,
        report=True,
    ),
    Stands(
        "report.copy.wt18",
        State.NOT_MET,
        "No receipt. The draft letter is ready to send.",
        (),
        "board-manager",
        1,
    ),
    Stands(
        "threshold.publish.std",
        State.MET,
        "Signed off by the lead partners.",
        (("Levels of need, as published", 220),),
        "board-manager",
        -145,
    ),
    Stands(
        "arrangements.dispute.std",
        State.MET,
        "The way to escalate and settle disputes was used twice this year.",
        (("Escalation policy and log", 90),),
    ),
    Stands("info.partners.std", State.MET, "Every request was answered.", (("Request log", 28),)),
    Stands("info.panel.std", State.MET, "The one request was answered in time.", (("Answer to the Panel", 95),)),
    Stands(
        "fund.partners.std",
        State.MET,
        "Contributions are agreed until the end of March.",
        (("Contributions, this year", 200),),
        "business-development-officer",
        -40,
    ),
    Stands("guidance.regard.std", State.MET, "No departure from guidance this year.", (("Note to the file", 60),)),
    Stands("incident.notify.std", State.MET, "All in time this year.", (("Notifications, checked each month", 20),)),
    Stands("incident.partners.std", State.MET, "Told the same day.", (("Notifications, checked each month", 20),)),
    Stands(
        "rapid.complete.from_sin",
        State.AT_RISK,
        "One agency’s return is two working days late.",
        (("Timetable of the review", 9),),
        "board-manager",
        -8,
    ),
    Stands("review.identify.std", State.MET, "Each decision is minuted with reasons.", (("Decision log", 45),)),
    Stands("review.reviewer.std", State.MET, "Reviewer appointed.", (("Letter of appointment, reviewer", 130),)),
    Stands("review.monitor.std", State.MET, "Looked at each month.", (("Progress notes", 25),)),
    Stands("review.content.std", State.MET, "The last report holds both.", (("Report as published", 146),)),
    Stands(
        "review.finish.wt18",
        State.MET,
        "The last was published within six months.",
        (("Report as published", 146),),
        "quality-assurance-manager",
    ),
    Stands("review.copy.reg16", State.NOT_YET_DUE, "No report is close to publication."),
    Stands("review.publish.std", State.MET, "Published in full.", (("Report as published", 146),)),
    Stands("review.keep_public.std", State.MET, "Still on the public pages.", (("Public pages, looked at", 15),)),
    Stands(
        "s11.arrange.std",
        State.AT_RISK,
        "11 of 17 agencies have signed off; 2 have not begun.",
        (("Returns so far", 6),),
        "quality-assurance-manager",
        -27,
        report=True,
    ),
    Stands("s175.school.std", State.MET, "All schools returned the audit.", (("Schools’ returns", 110),)),
    Stands("cdr.review.std", State.MET, "Every death is reviewed.", (("Panel’s log, numbers not shown", 35),)),
    Stands("cdr.analyse.std", State.MET, "Analysed twice a year.", (("Half-yearly analysis", 70),)),
    Stands("cdr.inform.std", State.MET, "Two services were told what to change.", (("Letters and answers", 80),)),
    Stands(
        "cdr.report.std",
        State.MET,
        "Published.",
        (("Panel’s yearly report", 190),),
        "public-health-lead",
        -62,
        report=True,
    ),
    Stands("cdr.ncmd.std", State.MET, "Sent with each review.", (("Receipts", 22),)),
    Stands("cdr.tell_partners.std", State.NOT_YET_DUE, "Nothing to tell since the last meeting."),
    Stands("education.include.std", State.MET, "Schools, colleges and nurseries are named.", (("Version 4", 173),)),
    Stands("review.copy_unpublished.reg16_2", State.NOT_YET_DUE, "Nothing is withheld."),
)


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
