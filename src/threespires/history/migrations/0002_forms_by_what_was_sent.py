from django.db import migrations, models

import threespires.kernel.clock


class Migration(migrations.Migration):
    """Forms answered before are forgotten: what stood in them was never kept, so no digest can be made."""

    dependencies = [("history", "0001_begin")]

    operations = [
        migrations.DeleteModel("Submission"),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(db_index=True, default=threespires.kernel.clock.now)),
            ],
        ),
    ]
