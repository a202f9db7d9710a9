from threespires.kernel import plates


class Home(plates.Room):
    name = "threespires.home"
    label = "home"
    verbose_name = "Home"
    prefix = ""
    places = (plates.Place("Home", "home:home", 10),)
