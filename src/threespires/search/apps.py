from threespires.kernel import plates


class Search(plates.Room):
    name = "threespires.search"
    label = "search"
    verbose_name = "Search"
    for_everyone = True
    prefix = "search/"
    index = "threespires.search.indexing.index"
