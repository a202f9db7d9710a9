from threespires.kernel import plates


class Assurance(plates.Room):
    name = "threespires.work.assurance"
    label = "assurance"
    verbose_name = "Assurance"
    leaving = "threespires.work.assurance.leaving.KINDS"
    prefix = "assurance/"
    places = (plates.Place("Assurance", "assurance:duties", 60),)
    record_sections = "threespires.work.assurance.plates.sections"
    after_loading = "threespires.work.assurance.plates.after_loading"
    owed = "threespires.work.assurance.plates.owed"
    decisions = "threespires.work.assurance.plates.decisions"
    agenda_sources = {
        "assurance.duties": "threespires.work.assurance.plates.duties_for_agenda",
        "assurance.reports": "threespires.work.assurance.plates.reports_for_agenda",
    }
    agenda_dates = {
        "assurance.duties": "threespires.work.assurance.plates.dates_of_duties",
        "assurance.reports": "threespires.work.assurance.plates.dates_of_reports",
    }
    agenda_words = {"assurance.duties": ("duty", "duties"), "assurance.reports": ("report", "reports")}
    searchable = (
        plates.Searchable(
            kind="duty",
            words="Duty",
            model="assurance.duty",
            visible_to="threespires.work.assurance.permissions.visible_duties",
            entry="threespires.work.assurance.plates.entry",
        ),
    )
