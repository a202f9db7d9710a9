from threespires.kernel import plates


class Home(plates.Room):
    name = "threespires.home"
    label = "home"
    verbose_name = "Home"
    for_everyone = True
    prefix = ""
    places = (plates.Place("Home", "home:home", 10),)
    clockwork = (
        plates.Clockwork("threespires.home.reminders.digest", "0 7 * * 1-5", "Email people what they owe, if anything"),
    )
