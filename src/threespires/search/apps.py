from threespires.kernel import plates


class Search(plates.Room):
    name = "threespires.search"
    label = "search"
    verbose_name = "Search"
    prefix = "search/"
