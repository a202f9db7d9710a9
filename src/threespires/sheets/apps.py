from threespires.kernel import plates


class Sheets(plates.Room):
    name = "threespires.sheets"
    label = "sheets"
    verbose_name = "Spreadsheets"
    leaving = "threespires.sheets.leaving.KINDS"
    prefix = "sheets/"
    owed = "threespires.sheets.offers.owed"
    decisions = "threespires.sheets.offers.decisions"
    costly = {"sheets:hand_in": plates.Limit(20, minutes=10, sending_only=True)}
    file_settled = "threespires.sheets.operations.settled"
    jobs = tuple(f"threespires.sheets.reminders.{name}" for name in ("read_sheet", "take_in_sheet", "put_back_sheet"))
    clockwork = (
        plates.Clockwork(
            "threespires.sheets.reminders.give_up_stalled",
            "*/5 * * * *",
            "Give up the spreadsheets that have stood still on their way in",
        ),
    )
