from threespires.kernel import plates


class Walk(plates.Room):
    name = "threespires.thread.walk"
    label = "walk"
    verbose_name = "The thread"
    prefix = "thread/"
    places = (plates.Place("Thread", "walk:threads", 30),)
    thread_strip = "threespires.thread.walk.drawing.strip_for"
