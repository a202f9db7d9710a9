from threespires.kernel import plates

_ROOM = "threespires.meetings"


class Meetings(plates.Room):
    name = _ROOM
    label = "meetings"
    verbose_name = "Meetings"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "meetings/"
    places = (plates.Place("Meetings", "meetings:meetings", 50),)
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.plan_ahead", "15 5 * * *", "Keeps fifteen months of meetings planned for every group"
        ),
        plates.Clockwork(
            f"{_ROOM}.calendar.jobs.keep_everyone_in_step",
            "*/5 * * * *",
            "Invites people by email to the meetings they sit in, and tells them what changed",
        ),
        plates.Clockwork(
            f"{_ROOM}.reminders.tell_notes", "*/10 * * * *", "Writes to history what was typed in minutes and left"
        ),
    )
    on_account = {"Your calendar": "meetings:calendar"}
    on_account_if = "threespires.partnership.permissions.takes_part"
    costly = {"meetings:feed": plates.Limit(60), "meetings:make_address": plates.Limit(10)}
    jobs = (f"{_ROOM}.calendar.jobs.invite_to",)
    after_loading = f"{_ROOM}.reminders.after_loading"
    owed = f"{_ROOM}.offers.owed"
    next_meetings = f"{_ROOM}.offers.next_meetings"
    occasion = f"{_ROOM}.offers.occasion_from"
    way_back = f"{_ROOM}.along.way_back"
    held_meetings = f"{_ROOM}.offers.held_meetings"
    agenda_sources = {"meetings.minutes": f"{_ROOM}.offers.left_by_earlier_meetings"}
    agenda_words = {"meetings.minutes": ("matter of earlier meetings", "matters of earlier meetings")}
    any_day = ("meetings:meetings", "meetings:group")
    group_tabs = {"Meetings": "meetings:group"}
    group_sections = f"{_ROOM}.offers.sections"
    searchable = (
        plates.Searchable(
            kind="meeting",
            words="Meeting",
            model="meetings.Meeting",
            visible_to=f"{_ROOM}.permissions.visible_meetings",
            entry=f"{_ROOM}.entries.meeting_entry",
        ),
        plates.Searchable(
            kind="note",
            words="What was said",
            model="meetings.AgendaItem",
            visible_to=f"{_ROOM}.permissions.visible_notes",
            entry=f"{_ROOM}.entries.note_entry",
        ),
        plates.Searchable(
            kind="decision",
            words="Decision",
            model="meetings.Decision",
            visible_to=f"{_ROOM}.permissions.visible_decisions",
            entry=f"{_ROOM}.offers.decision_entry",
        ),
    )
