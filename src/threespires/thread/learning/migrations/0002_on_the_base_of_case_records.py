
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0001_begin'),
        ('partnership', '0005_reasons_of_a_review'),
    ]

    operations = [
        migrations.AlterField(
            model_name='caselearning',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.group'),
        ),
        migrations.AlterField(
            model_name='release',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.group'),
        ),
    ]
