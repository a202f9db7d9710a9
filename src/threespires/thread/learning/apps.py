from threespires.kernel import plates


class Learning(plates.Room):
    name = "threespires.thread.learning"
    label = "learning"
    verbose_name = "Learning"
    prefix = "thread/learning/"
