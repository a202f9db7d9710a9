from threespires.kernel import plates


class Accounts(plates.Room):
    name = "threespires.accounts"
    verbose_name = "Accounts"
    leaving = "threespires.accounts.leaving.KINDS"
    for_everyone = True
    prefix = "account/"
    costly = {
        "accounts:sign_in": plates.Limit(60, sending_only=True),
        "accounts:sign_out": plates.Limit(60, sending_only=True),
        "account_reauthenticate": plates.Limit(10, sending_only=True),
        "mfa_authenticate": plates.Limit(30, sending_only=True),
        "mfa_login_webauthn": plates.Limit(60),
        "mfa_reauthenticate": plates.Limit(10, sending_only=True),
        "mfa_reauthenticate_webauthn": plates.Limit(10, sending_only=True),
        "openid_connect_login": plates.Limit(60),
        "openid_connect_callback": plates.Limit(60),
        "accounts:forgotten": plates.Limit(20, minutes=10, sending_only=True),
        "accounts:set_password": plates.Limit(30, minutes=10),
        "accounts:invite": plates.Limit(60, minutes=10, sending_only=True),
    }
    clockwork = (
        plates.Clockwork(
            "threespires.accounts.limits.forget_tallies", "25 * * * *", "Forget how often pages were asked for"
        ),
        plates.Clockwork(
            "threespires.accounts.reminders.forget_guesses", "20 3 * * *", "Forget yesterday’s wrong passwords"
        ),
        plates.Clockwork(
            "threespires.accounts.reminders.forget_sessions",
            "25 3 * * *",
            "Forget sessions that are over, and forms kept for a day that nobody came back for",
        ),
    )
