import uuid

import django.db.models.deletion
import threespires.kernel.clock
from django.conf import settings
from django.db import migrations, models

from threespires.cases.triggers import put_up, take_down
from threespires.cases.wall.policies import raise_wall


def refuse_what_is_not_sealed(apps, schema_editor):
    if apps.get_model("cases", "Entry").objects.exists():
        raise SystemExit(
            "This database holds case records from before each case had a key, which can't be carried over.\n"
            "A demonstration is told anew with bin/demo --reset."
        )


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_only_added_to'),
        ('partnership', '0006_seats_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(refuse_what_is_not_sealed, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(help_text='In its group, from 1. It says nothing of what the case is.')),
                ('opened_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.group')),
                ('drawn_from', models.ManyToManyField(help_text='The cases from which this one was drawn: whoever is shut out of one of them is shut out of it.', related_name='+', to='cases.case')),
            ],
            options={'ordering': ['-opened_at']},
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('group', 'number'), name='cases_case_number_once_a_group'),
        ),
        migrations.CreateModel(
            name='Numbering',
            fields=[
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='partnership.group')),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Due',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=60)),
                ('case_id', models.UUIDField(verbose_name='case')),
                ('thing', models.UUIDField(verbose_name='record')),
                ('on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['job', 'on'], name='cases_due_by_day')],
                'constraints': [models.UniqueConstraint(fields=('job', 'thing'), name='cases_due_once')],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('declared', models.BooleanField(verbose_name='declared by the person themself')),
                ('why', models.BinaryField(editable=True)),
                ('noted_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('group', models.ForeignKey(help_text='Whoever is shut out may see it, and not the case.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.group')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'ordering': ['-noted_at']},
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case', 'person'), name='cases_interest_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(('declared', False), ('noted_by', models.F('person')), _connector='OR'), name='cases_interest_declared_by_oneself'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_by', models.F('person')), _negated=True)), _connector='OR'), name='cases_interest_ended_by_another'),
        ),
        # On SQLite a table is made anew to add to it, and its triggers with it.
        migrations.RunPython(lambda apps, schema_editor: take_down(schema_editor.connection), lambda apps, schema_editor: put_up(schema_editor.connection)),
        migrations.AddField(
            model_name='entry',
            name='case_id',
            field=models.UUIDField(default=uuid.uuid4, help_text='Without a constraint: an entry outlives what it tells of.', verbose_name='case'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='changes',
            field=models.BinaryField(default=bytes, verbose_name='what changed, sealed'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['case_id', '-number'], name='cases_entry_of_case'),
        ),
        migrations.RunPython(lambda apps, schema_editor: put_up(schema_editor.connection), lambda apps, schema_editor: take_down(schema_editor.connection)),
        raise_wall(),
    ]
