"""Uploaded files: what they are, having them scanned, and handing them out."""

from threespires.kernel import plates


class Documents(plates.Room):
    name = "threespires.documents"
    label = "documents"
    verbose_name = "Documents"
    leaving = "threespires.documents.leaving.KINDS"
    prefix = "documents/"
    costly = {"documents:document": plates.Limit(120), "documents:case_file": plates.Limit(120)}
    decisions = "threespires.documents.offers.decisions"
    jobs = (
        "threespires.documents.reminders.scan_document",
        "threespires.documents.reminders.scan_case_file",
    )
    clockwork = (
        plates.Clockwork(
            "threespires.documents.reminders.scan_held",
            "* * * * *",
            "Has files that are still held scanned",
        ),
        plates.Clockwork(
            "threespires.documents.reminders.seal_plain", "50 3 * * *", "Seals files kept before files were sealed"
        ),
    )
