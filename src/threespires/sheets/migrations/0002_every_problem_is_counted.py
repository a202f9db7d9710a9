from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_begin")]

    operations = [
        migrations.AlterField(
            "sheetimport", "problems", models.JSONField(default=list, verbose_name="the first of what is wrong")
        ),
        migrations.AddField("sheetimport", "problems_found", models.PositiveIntegerField(default=0)),
    ]
