from django.db import migrations, models


class Migration(migrations.Migration):
    """Files that came before lie as they came, until the clock has sealed them."""

    dependencies = [("documents", "0002_held_until_scanned")]

    operations = [
        migrations.AddField(
            "document",
            "sealed_under",
            models.UUIDField(editable=False, null=True, verbose_name="name of the key that seals it"),
        ),
        migrations.AddField("document", "has_own_key", models.BooleanField(default=False)),
    ]
