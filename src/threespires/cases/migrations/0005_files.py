from django.db import migrations, models


class Migration(migrations.Migration):
    """A certificate says how many files went with the case."""

    dependencies = [("cases", "0004_letting_go")]

    operations = [
        migrations.AddField(
            "disposal", "files", models.PositiveIntegerField(blank=True, null=True, verbose_name="of them files")
        )
    ]
