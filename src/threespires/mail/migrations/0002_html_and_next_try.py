from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("mail", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="html",
            field=models.TextField(blank=True, default="", verbose_name="the same with headings and links"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="letter",
            name="next_try_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
