from threespires.kernel import plates

_ROOM = "threespires.practitioners"


class Practitioners(plates.Room):
    name = _ROOM
    verbose_name = "Practitioners"
    leaving = f"{_ROOM}.leaving.KINDS"
    for_everyone = True
    prefix = "practitioners/"
    registers = "practitioners:register"
    takes_practitioners = f"{_ROOM}.links.takes_practitioners"
    told_on_account = f"{_ROOM}.telling.told_on_account"
    record_sections = f"{_ROOM}.telling.record_sections"
    costly = {
        "practitioners:register": plates.Limit(20, minutes=10, sending_only=True),
        "practitioners:confirm": plates.Limit(30, minutes=10),
    }
