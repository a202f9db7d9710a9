import uuid

import django.db.models.deletion
import threespires.kernel.clock
from django.conf import settings
from django.db import migrations, models

from threespires.cases.wall.policies import guard, guard_pairs


def refuse_what_is_not_sealed(apps, schema_editor):
    if apps.get_model("learning", "CaseLearning").objects.exists():
        raise SystemExit(
            "This database holds case records from before each case had a key, which can't be carried over.\n"
            "A demonstration is told anew with bin/demo --reset."
        )


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0002_on_the_base_of_case_records'),
        ('cases', '0003_cases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(refuse_what_is_not_sealed, migrations.RunPython.noop),
        migrations.DeleteModel(name='Release'),
        migrations.DeleteModel(name='CaseLearning'),
        migrations.CreateModel(
            name='CaseLearning',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.BinaryField(editable=True)),
                ('title', models.BinaryField(editable=True)),
                ('text', models.BinaryField(editable=True)),
                ('learned_on', models.BinaryField(editable=True)),
                ('recorded_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('contributed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'verbose_name_plural': 'case learning', 'ordering': ['-recorded_at']},
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('version', models.PositiveIntegerField(default=1)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.BinaryField(editable=True)),
                ('summary', models.BinaryField(editable=True)),
                ('not_before', models.DateField(blank=True, null=True, verbose_name='not before')),
                ('status', models.CharField(choices=[('drafted', 'With a second member'), ('returned', 'Returned'), ('checked', 'Checked, waiting for its day'), ('released', 'Released')], default='drafted', max_length=20)),
                ('written_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('returned_because', models.BinaryField(editable=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('learning', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='release', to='learning.learning')),
                ('sources', models.ManyToManyField(related_name='releases', to='learning.caselearning')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'ordering': ['-written_at']},
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('written_by')), _negated=True), _connector='OR'), name='learning_release_checked_by_another'),
        ),
        guard('learning_caselearning'),
        guard('learning_release'),
        guard_pairs('learning_release_sources', 'release_id', 'learning_release'),
    ]
