from threespires.kernel import plates

_ROOM = "threespires.cases"


class Cases(plates.Room):
    name = _ROOM
    verbose_name = "Case records"
    prefix = "cases/"
    on_account = {"Case records you opened": "cases:mine"}
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.anchors.drop_anchor",
            "7 * * * *",
            "Writes down, outside the database, where the record of who looked has got to",
        ),
    )
