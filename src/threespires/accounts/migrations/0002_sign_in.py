from django.db import migrations, models

import threespires.kernel.clock


class Migration(migrations.Migration):

    dependencies = [("accounts", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="invited_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="last invited"),
        ),
        migrations.AddField(
            model_name="person",
            name="digest",
            field=models.CharField(
                choices=[
                    ("daily", "Every working day, when there is something to do"),
                    ("weekly", "Once a week, when there is something to do"),
                    ("off", "Never"),
                ],
                default="daily",
                max_length=10,
                verbose_name="email about what you owe",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="digest_sent_on",
            field=models.DateField(blank=True, null=True, verbose_name="last sent that email"),
        ),
        migrations.CreateModel(
            name="Guess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
                        choices=[("password", "wrong password"), ("link", "link asked for")], max_length=10
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                ("came_from", models.CharField(max_length=45)),
                ("at", models.DateTimeField(default=threespires.kernel.clock.now)),
            ],
            options={
                "verbose_name_plural": "guesses",
                "indexes": [
                    models.Index(fields=["address", "at"], name="accounts_guess_at_address"),
                    models.Index(fields=["came_from", "at"], name="accounts_guess_from"),
                ],
            },
        ),
    ]
