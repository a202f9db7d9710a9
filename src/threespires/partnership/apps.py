from threespires.kernel import plates

_ROOM = "threespires.partnership"


class Partnership(plates.Room):
    name = _ROOM
    verbose_name = "Partnership"
    prefix = "groups/"
    places = (plates.Place("Groups", "partnership:groups", 20),)
    any_day = ("partnership",)
    invites = "threespires.partnership.permissions.may_invite"
    held_by = "threespires.partnership.standing.held_by"
    needs_second_factor = "threespires.partnership.permissions.needs_second_factor"
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.find_people",
            "10 0 * * *",
            "Lets search find those whose seat or post begins today, and no more those whose last has ended",
        ),
    )
    searchable = (
        plates.Searchable(
            kind="person",
            words="Person",
            model="accounts.Person",
            visible_to=f"{_ROOM}.permissions.visible_people",
            entry=f"{_ROOM}.entries.person_entry",
        ),
        plates.Searchable(
            kind="group",
            words="Group",
            model="partnership.Group",
            visible_to=f"{_ROOM}.permissions.visible_groups",
            entry=f"{_ROOM}.entries.group_entry",
        ),
        plates.Searchable(
            kind="agency",
            words="Agency",
            model="partnership.Agency",
            visible_to=f"{_ROOM}.permissions.visible_agencies",
            entry=f"{_ROOM}.entries.agency_entry",
        ),
        plates.Searchable(
            kind="post",
            words="Post",
            model="partnership.Post",
            visible_to=f"{_ROOM}.permissions.visible_posts",
            entry=f"{_ROOM}.entries.post_entry",
        ),
    )
