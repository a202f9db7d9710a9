from threespires.kernel import plates

_ROOM = "threespires.leaving"


class Leaving(plates.Room):
    name = _ROOM
    label = "leaving"
    verbose_name = "Leaving with everything"
    prefix = "leaving/"
    leaving = f"{_ROOM}.kinds.KINDS"
    group_sections = f"{_ROOM}.offers.sections"
    owed = f"{_ROOM}.offers.owed"
    decisions = f"{_ROOM}.offers.decisions"
    on_account = {"Exports that left sealed": "leaving:parts"}
    on_account_if = f"{_ROOM}.permissions.has_parts"
    costly = {
        "leaving:records": plates.Limit(5, minutes=10, sending_only=True),
        "leaving:parcel": plates.Limit(10, minutes=10, sending_only=True),
        "leaving:part": plates.Limit(10, minutes=10, sending_only=True),
        "leaving:bring": plates.Limit(10, minutes=10, sending_only=True),
    }
    by_two = (
        plates.ByTwo(
            kind="opening",
            words="Opening what left sealed",
            rule=f"{_ROOM}.permissions.may_approve_opening",
            tell=f"{_ROOM}.asked.tell_opening",
            carry_out=f"{_ROOM}.operations.carry_out_opening",
        ),
    )
    jobs = (f"{_ROOM}.reminders.make_parcel", f"{_ROOM}.reminders.open_part")
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.let_lapse",
            "*/15 * * * *",
            "Destroys exports that nobody fetched in time, and gives up those that stood still",
        ),
        plates.Clockwork(
            f"{_ROOM}.reminders.shut_for_good",
            "47 * * * *",
            "Destroys the keys of exports that hold a case which was disposed of since",
        ),
    )
