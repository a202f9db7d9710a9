"""How each duty stands: its state, what shows it, who owes it, and when it is next due."""

from dataclasses import dataclass

from threespires.demo.story.telling import When
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
        ("this_week", 4),
    ),
    Stands(
        "arrangements.act.std",
        State.MET,
        "Attendance, returns and escalations are reported each quarter.",
        (("Attendance and escalations, last quarter", 96),),
        "board-manager",
        4,
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
        "board-manager",
        ("this_week", 3),
    ),
    Stands("info.partners.std", State.MET, "Every request was answered.", (("Request log", 28),)),
    Stands(
        "info.panel.std",
        State.MET,
        "The last request was answered in time; another came.",
        (("Answer to the Panel", 95),),
        "board-manager",
        ("this_week", 1),
    ),
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
    Stands("area.combine.std", State.NOT_YET_DUE, "A power. The partners have not joined areas."),
    Stands("incident.looked_after.std", State.MET, "All in time.", (("Notifications, checked each month", 20),)),
    Stands("incident.care_leaver.std", State.MET, "All in time.", (("Notifications, checked each month", 20),)),
    Stands("incident.home.std", State.NOT_YET_DUE, "No home here was concerned this year."),
    Stands("rapid.complete.from_aware", State.NOT_YET_DUE, "We count from the day on which notice was sent."),
    Stands("cdr.info.std", State.MET, "Each request was answered.", (("Request log of the panel", 50),)),
    Stands("cdr.fund.std", State.NOT_YET_DUE, "A power. Nothing was asked for this year."),
    Stands("cdr.notify_panel.h24", State.MET, "All within the day.", (("Log of the child death office", 40),)),
    Stands("cdr.jar_visit.local24", State.MET, "Considered each time.", (("Log of joint responses", 38),)),
    Stands("cdr.jar_share.local48", State.MET, "Shared in time.", (("Log of joint responses", 38),)),
    Stands("cdr.jar_first.local4", State.MET, "Attended in time.", (("Log of joint responses", 38),)),
    Stands("cdr.register_error.std", State.NOT_YET_DUE, "No error was found."),
    Stands("registrar.notify.std", State.MET, "Messages agree with our log.", (("Registrar’s messages", 42),)),
    Stands("coroner.notify.std", State.MET, "Told in each case.", (("Coroner’s letters, counted", 42),)),
    Stands("coroner.information.std", State.MET, "Given when asked for.", (("Coroner’s letters, counted", 42),)),
    Stands("coroner.pfd_copy.std", State.NOT_YET_DUE, "No report was made."),
    Stands("coroner.pfd_answer.std", State.NOT_YET_DUE, "No report was addressed to us."),
    Stands("macpt.establish.std", State.NOT_YET_DUE, "Waits for the day on which it comes into force."),
)
