from threespires.kernel import plates


class Partnership(plates.Room):
    name = "threespires.partnership"
    verbose_name = "Partnership"
    prefix = "groups/"
    places = (plates.Place("Groups", "partnership:groups", 20),)
    any_day = ("partnership",)
    invites = "threespires.partnership.permissions.may_invite"
    held_by = "threespires.partnership.standing.held_by"
