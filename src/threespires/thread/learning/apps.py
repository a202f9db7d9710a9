from threespires.kernel import plates

_ROOM = "threespires.thread.learning"


class Learning(plates.Room):
    name = _ROOM
    label = "learning"
    verbose_name = "Learning"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "thread/learning/"
    searchable = (
        plates.Searchable(
            kind="learning",
            words="Learning",
            model="learning.Learning",
            visible_to=f"{_ROOM}.permissions.visible_learning",
            entry=f"{_ROOM}.entries.entry",
        ),
    )
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.release_due",
            "30 5 * * *",
            "Lets out what case groups checked and whose day has come",
        ),
    )
    owed = f"{_ROOM}.offers.owed"
    decisions = f"{_ROOM}.offers.decisions"
    record_sections = f"{_ROOM}.shown.beside"
    group_tabs = {"Learning": "learning:of_group"}
    group_sections = f"{_ROOM}.shown.sections"
    agenda_sources = {"thread.learning_to_take_up": f"{_ROOM}.offers.learning_to_take_up"}
    agenda_words = {"thread.learning_to_take_up": ("piece of learning", "pieces of learning")}
