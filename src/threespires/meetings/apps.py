from threespires.kernel import plates


class Meetings(plates.Room):
    name = "threespires.meetings"
    label = "meetings"
    verbose_name = "Meetings"
    prefix = "meetings/"
    places = (plates.Place("Meetings", "meetings:meetings", 50),)
