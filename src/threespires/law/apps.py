from threespires.kernel import plates


class Law(plates.Room):
    name = "threespires.law"
    verbose_name = "Law"
