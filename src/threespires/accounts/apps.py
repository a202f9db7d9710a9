from threespires.kernel import plates


class Accounts(plates.Room):
    name = "threespires.accounts"
    verbose_name = "Accounts"
    prefix = "account/"
