from threespires.kernel import plates


class Priorities(plates.Room):
    name = "threespires.thread.priorities"
    label = "priorities"
    verbose_name = "Priorities"
    prefix = "thread/"
