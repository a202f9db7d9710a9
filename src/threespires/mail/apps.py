from threespires.kernel import plates


class Mail(plates.Room):
    name = "threespires.mail"
    label = "mail"
    verbose_name = "Mail"
    leaving = "threespires.mail.leaving.KINDS"
    write_letter = "threespires.mail.operations.write_letter"
    clockwork = (
        plates.Clockwork("threespires.mail.reminders.send_letters", "* * * * *", "Send the letters that wait"),
        plates.Clockwork("threespires.mail.reminders.forget_letters", "10 3 * * *", "Forget letters a month old"),
    )
