from threespires.kernel import plates


class Actions(plates.Room):
    name = "threespires.thread.actions"
    label = "actions"
    verbose_name = "Actions"
    prefix = "actions/"
    places = (plates.Place("Action plan", "actions:plan", 40),)
