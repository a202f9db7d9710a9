from django.db import migrations, models

STATUS = [
    ("held", "Being checked for viruses"),
    ("clean", "Checked for viruses"),
    ("refused", "Refused by the virus scanner"),
    ("not_scanned", "Not scanned for viruses"),
]


class Migration(migrations.Migration):
    """Files that came before are held until the clock has had them scanned."""

    dependencies = [("documents", "0001_begin")]

    operations = [
        migrations.AddField(
            "document", "status", models.CharField(choices=STATUS, default="held", max_length=12)
        ),
        migrations.AddField(
            "document",
            "harm",
            models.CharField(
                blank=True, default="", max_length=200, verbose_name="what the virus scanner found, as it calls it"
            ),
            preserve_default=False,
        ),
        migrations.AddField("document", "holds_macros", models.BooleanField(default=False)),
        migrations.AddField(
            "document", "is_locked", models.BooleanField(default=False, verbose_name="locked with a password")
        ),
        migrations.AddField(
            "document",
            "seen",
            models.BooleanField(default=False, verbose_name="whoever handed it in knows that it was refused"),
        ),
        migrations.AddIndex(
            "document",
            models.Index(
                fields=["id"], name="documents_to_settle", condition=models.Q(("status__in", ("held", "refused")))
            ),
        ),
    ]
