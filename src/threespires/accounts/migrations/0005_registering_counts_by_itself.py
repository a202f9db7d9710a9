from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0004_sessions_and_devices")]

    operations = [
        migrations.AlterField(
            model_name="guess",
            name="about",
            field=models.CharField(
                choices=[
                    ("password", "wrong password"),
                    ("link", "link asked for"),
                    ("register", "link to register asked for"),
                ],
                max_length=10,
            ),
        ),
    ]
