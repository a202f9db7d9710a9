from threespires.kernel import plates


class Mail(plates.Room):
    name = "threespires.mail"
    label = "mail"
    verbose_name = "Mail"
