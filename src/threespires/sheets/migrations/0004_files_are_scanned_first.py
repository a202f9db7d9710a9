import django.db.models.deletion
from django.db import migrations, models

STATUS = [
    ("checking", "Being checked for viruses"),
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


def give_up_unread(apps, schema_editor):
    """What was handed in before was never scanned, so it is not read any more."""
    apps.get_model("sheets", "SheetImport").objects.filter(status="reading").update(
        status="failed", failed_because="It came before files were scanned for viruses. Hand it in again"
    )


class Migration(migrations.Migration):
    dependencies = [("sheets", "0003_taken_in_by_jobs"), ("documents", "0002_held_until_scanned")]

    operations = [
        migrations.AlterField(
            "sheetimport", "status", models.CharField(choices=STATUS, default="checking", max_length=10)
        ),
        migrations.AddField(
            "sheetimport",
            "document",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sheet_imports",
                to="documents.document",
            ),
        ),
        migrations.RunPython(give_up_unread, migrations.RunPython.noop),
        migrations.RemoveField("sheetimport", "content"),
    ]
