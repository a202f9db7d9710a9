from threespires.kernel import plates


class Accounts(plates.Room):
    name = "threespires.accounts"
    verbose_name = "Accounts"
    for_everyone = True
    prefix = "account/"
    clockwork = (
        plates.Clockwork(
            "threespires.accounts.reminders.forget_guesses", "20 3 * * *", "Forget yesterday’s wrong passwords"
        ),
        plates.Clockwork(
            "threespires.accounts.reminders.forget_sessions",
            "25 3 * * *",
            "Forget sessions that are over, and forms kept for a day that nobody came back for",
        ),
    )
