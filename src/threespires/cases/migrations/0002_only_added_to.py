from django.db import migrations

from threespires.cases.triggers import put_up, take_down


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_begin'),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: put_up(schema_editor.connection),
            lambda apps, schema_editor: take_down(schema_editor.connection),
        ),
    ]
