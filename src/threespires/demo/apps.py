from threespires.kernel import plates


class Demo(plates.Room):
    name = "threespires.demo"
    label = "demo"
    verbose_name = "Demonstration"
    prefix = "demo/"
