from threespires.kernel import plates


class Documents(plates.Room):
    name = "threespires.documents"
    label = "documents"
    verbose_name = "Documents"
    prefix = "documents/"
