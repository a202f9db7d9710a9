import django.db.models.deletion
import threespires.kernel.clock
import threespires.law.retention
import uuid
from django.conf import settings
from django.db import migrations, models

from threespires.cases.wall.policies import guard, leave_out_the_disposed


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_cases'),
        ('partnership', '0006_seats_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='kept_as',
            field=models.CharField(choices=threespires.law.retention.retention_classes, default='case_record', max_length=40, verbose_name='class under which it is kept'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='case',
            name='kept_from',
            field=models.DateField(default=threespires.kernel.clock.today, help_text='Its last change. Never a day of somebody’s life.', verbose_name='day from which its time runs'),
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('why', models.BinaryField(editable=True)),
                ('put_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('ended_because', models.BinaryField(editable=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('put_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'legal hold',
                'ordering': ['-put_at'],
            },
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('opened_on', models.DateField()),
                ('kept_as', models.CharField(max_length=40)),
                ('rule', models.CharField(max_length=60)),
                ('rule_words', models.CharField(max_length=400, verbose_name='the rule as it stood')),
                ('kept_from', models.DateField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('records', models.PositiveIntegerField(blank=True, null=True)),
                ('asked_in', models.CharField(blank=True, max_length=300)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('approved_in', models.CharField(blank=True, max_length=300)),
                ('disposed_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('destroyed_at', models.DateTimeField(blank=True, null=True, verbose_name='when its key was destroyed')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.group')),
            ],
            options={
                'ordering': ['-disposed_at', '-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('asked_by__isnull', True)), models.Q(('approved_by__isnull', False), models.Q(('approved_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='cases_disposal_by_two')],
            },
        ),
        guard('cases_hold'),
        leave_out_the_disposed(),
    ]
