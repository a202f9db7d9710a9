from threespires.kernel import plates


class History(plates.Room):
    name = "threespires.history"
    verbose_name = "History"
