from threespires.kernel import plates


class Sheets(plates.Room):
    name = "threespires.sheets"
    label = "sheets"
    verbose_name = "Spreadsheets"
    prefix = "sheets/"
