from threespires.kernel import plates


class Walk(plates.Room):
    name = "threespires.thread.walk"
    label = "walk"
    verbose_name = "The thread"
    prefix = "thread/"
    places = (plates.Place("Thread", "walk:threads", 30),)
    costly = {"walk:thread_print": plates.Limit(30), "walk:thread_svg": plates.Limit(60)}
    thread_strip = "threespires.thread.walk.drawing.strip_for"
