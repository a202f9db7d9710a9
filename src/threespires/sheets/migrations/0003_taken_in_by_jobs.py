from django.db import migrations, models

import threespires.kernel.clock

STATUS = [
    ("reading", "Being read"),
    ("refused", "Refused"),
    ("ready", "Ready to apply"),
    ("applying", "Being taken in"),
    ("applied", "Applied"),
    ("undoing", "Being undone"),
    ("undone", "Undone"),
    ("failed", "Not taken in"),
    ("dropped", "Dropped"),
]


def count_changes(apps, schema_editor):
    """What came in before is counted, and is no news on anybody's home page."""
    sheets = apps.get_model("sheets", "SheetImport").objects
    for sheet in sheets.only("changes", "problems"):
        sheet.rows_changing, sheet.problems_found = len(sheet.changes), len(sheet.problems)
        sheet.save(update_fields=["rows_changing", "problems_found"])
    sheets.update(seen=True)


class Migration(migrations.Migration):
    dependencies = [("sheets", "0002_every_problem_is_counted")]

    operations = [
        migrations.AlterField(
            "sheetimport", "status", models.CharField(choices=STATUS, default="reading", max_length=10)
        ),
        migrations.AlterField(
            "sheetimport", "rows_done", models.PositiveIntegerField(default=0, verbose_name="rows read so far")
        ),
        migrations.AddField(
            "sheetimport",
            "moved_at",
            models.DateTimeField(default=threespires.kernel.clock.now, verbose_name="in this state since"),
        ),
        migrations.AddField(
            "sheetimport",
            "seen",
            models.BooleanField(default=False, verbose_name="whoever handed it in has looked since"),
        ),
        migrations.AddField("sheetimport", "rows_changing", models.PositiveIntegerField(default=0)),
        migrations.AddField("sheetimport", "failed_because", models.TextField(blank=True)),
        migrations.RunPython(count_changes, migrations.RunPython.noop),
    ]
