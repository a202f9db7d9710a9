from threespires.kernel import plates


class Vault(plates.Room):
    name = "threespires.vault"
    verbose_name = "Vault"
