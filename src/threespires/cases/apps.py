from threespires.kernel import plates

_ROOM = "threespires.cases"


class Cases(plates.Room):
    name = _ROOM
    verbose_name = "Case records"
    leaving = f"{_ROOM}.leaving.kinds.KINDS"
    prefix = "cases/"
    on_account = {"Case records you opened": "cases:mine"}
    decisions = f"{_ROOM}.keeping.offers.decisions"
    for_roles = True
    circles = f"{_ROOM}.circles.circles"
    by_two = (
        plates.ByTwo(
            kind="disposal",
            words="Disposing of a case",
            rule=f"{_ROOM}.permissions.may_approve_disposal",
            tell=f"{_ROOM}.keeping.asked.tell_disposal",
            carry_out=f"{_ROOM}.keeping.operations.carry_out_disposal",
        ),
        plates.ByTwo(
            kind="case_role",
            words="A role on a case",
            rule=f"{_ROOM}.permissions.may_approve_role",
            tell=f"{_ROOM}.roles.asked.tell_role",
            carry_out=f"{_ROOM}.roles.operations.carry_out_role",
        ),
    )
    costly = {"cases:export": plates.Limit(3, minutes=10, sending_only=True)}
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.anchors.drop_anchor",
            "7 * * * *",
            "Writes down, outside the database, where the record of who looked has got to",
        ),
        plates.Clockwork(
            f"{_ROOM}.keeping.reminders.let_go",
            "37 * * * *",
            "Destroys what keys of disposed cases are left, and disposes again of what a backup brought back",
        ),
    )
