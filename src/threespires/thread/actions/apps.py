from threespires.kernel import plates

_ROOM = "threespires.thread.actions"


class Actions(plates.Room):
    name = _ROOM
    label = "actions"
    verbose_name = "Actions"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "actions/"
    places = (plates.Place("Action plan", "actions:plan", 40),)
    searchable = (
        plates.Searchable(
            kind="work",
            words="Tasked work",
            model="actions.TaskedWork",
            visible_to=f"{_ROOM}.permissions.visible_work",
            entry=f"{_ROOM}.entries.work_entry",
        ),
        plates.Searchable(
            kind="action",
            words="Action",
            model="actions.Action",
            visible_to=f"{_ROOM}.permissions.visible_actions",
            entry=f"{_ROOM}.entries.action_entry",
            read=f"{_ROOM}.entries.with_words",
        ),
        plates.Searchable(
            kind="escalation",
            words="Escalation",
            model="actions.Escalation",
            visible_to=f"{_ROOM}.permissions.visible_escalations",
            entry=f"{_ROOM}.entries.escalation_entry",
        ),
        plates.Searchable(
            kind="test",
            words="Test of effect",
            model="actions.TestOfEffect",
            visible_to=f"{_ROOM}.permissions.visible_tests",
            entry=f"{_ROOM}.entries.test_entry",
        ),
    )
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.rise_overdue",
            "0 6 * * *",
            "Lets what is blocked or late beyond a group’s period rise to the group above",
        ),
    )
    group_tabs = {"Work": "actions:of_group"}
    group_sections = f"{_ROOM}.in_group.sections"
    owed = f"{_ROOM}.offers.owed"
    decisions = f"{_ROOM}.offers.decisions"
    risen = f"{_ROOM}.offers.risen"
    agenda_sources = {
        "thread.proposed_complete": f"{_ROOM}.offers.proposed_complete",
        "thread.escalations": f"{_ROOM}.offers.escalations",
        "thread.newly_tasked": f"{_ROOM}.offers.newly_tasked",
        "thread.tests_due": f"{_ROOM}.offers.tests_due",
    }
    agenda_dates = {"thread.tests_due": f"{_ROOM}.offers.dates_of_tests"}
    agenda_words = {
        "thread.proposed_complete": ("action to accept", "actions to accept"),
        "thread.escalations": ("escalation", "escalations"),
        "thread.newly_tasked": ("newly tasked", "newly tasked"),
        "thread.tests_due": ("test of effect", "tests of effect"),
    }
    sheets = (f"{_ROOM}.sheet.ACTION_PLAN",)
    costly = {
        "actions:export": plates.Limit(20),
        "actions:plan_print": plates.Limit(20),
        "actions:evidence": plates.Limit(30, minutes=10, sending_only=True),
        "actions:part_evidence": plates.Limit(30, minutes=10, sending_only=True),
    }
    file_access = f"{_ROOM}.permissions.may_open_document"
    record_sections = f"{_ROOM}.beside.sections"
    statement_work = f"{_ROOM}.offers.statement_work"
