from django.db import migrations

from threespires.cases.wall.policies import let_in_by_role


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_files'),
        ('partnership', '0009_roles_on_cases'),
    ]

    operations = [let_in_by_role()]
