from threespires.kernel import plates


class Search(plates.Room):
    name = "threespires.search"
    label = "search"
    verbose_name = "Search"
    leaving = "threespires.search.leaving.KINDS"
    for_everyone = True
    prefix = "search/"
    costly = {"search:search": plates.Limit(60)}
    index = "threespires.search.indexing.index"
