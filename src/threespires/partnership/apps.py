from threespires.kernel import plates

_ROOM = "threespires.partnership"


class Partnership(plates.Room):
    name = _ROOM
    verbose_name = "Partnership"
    leaving = f"{_ROOM}.leaving.KINDS"
    prefix = "groups/"
    places = (plates.Place("Groups", "partnership:groups", 20),)
    any_day = ("partnership",)
    invites = "threespires.partnership.permissions.may_invite"
    held_by = "threespires.partnership.standing.all_held_by"
    needs_second_factor = "threespires.partnership.permissions.needs_second_factor"
    circles = f"{_ROOM}.pairs.circles"
    admitted_by_two = f"{_ROOM}.pairs.admitted_by_two"
    asks_for_reset = "partnership:ask_reset"
    by_two = (
        plates.ByTwo(
            kind="seat",
            words="A seat on a case group",
            rule=f"{_ROOM}.permissions.may_approve_seat",
            tell=f"{_ROOM}.asked.tell_seat",
            carry_out=f"{_ROOM}.operations.seats.carry_out_seat",
        ),
        plates.ByTwo(
            kind="seat_change",
            words="A change of a seat on a case group",
            rule=f"{_ROOM}.permissions.may_approve_seat",
            tell=f"{_ROOM}.asked.tell_change",
            carry_out=f"{_ROOM}.operations.seats.carry_out_change",
        ),
        plates.ByTwo(
            kind="lead",
            words="Who leads for a statutory partner",
            rule=f"{_ROOM}.permissions.may_approve_lead",
            tell=f"{_ROOM}.asked.tell_lead",
            carry_out=f"{_ROOM}.operations.posts.carry_out_lead",
        ),
        plates.ByTwo(
            kind="reset",
            words="What lets somebody sign in",
            rule=f"{_ROOM}.permissions.may_approve_reset",
            tell=f"{_ROOM}.asked.tell_reset",
            carry_out=f"{_ROOM}.operations.resets.carry_out_reset",
        ),
    )
    clockwork = (
        plates.Clockwork(
            f"{_ROOM}.reminders.find_people",
            "10 0 * * *",
            "Lets search find those whose seat or post begins today, and no more those whose last has ended",
        ),
        plates.Clockwork(
            f"{_ROOM}.reminders.tell_who_left", "30 6 * * *", "Tells those whose last seat or post has ended"
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
