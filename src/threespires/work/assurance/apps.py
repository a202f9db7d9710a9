from threespires.kernel import plates


class Assurance(plates.Room):
    name = "threespires.work.assurance"
    label = "assurance"
    verbose_name = "Assurance"
    prefix = "assurance/"
    places = (plates.Place("Assurance", "assurance:duties", 60),)
