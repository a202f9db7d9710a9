import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import threespires.kernel.clock


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('learning', '0001_begin'),
        ('partnership', '0002_background_and_sources_of_enquiry'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LineOfEnquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('ref', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                ('question', models.CharField(max_length=250)),
                ('scale_low', models.CharField(max_length=200, verbose_name='what 0 means')),
                ('scale_high', models.CharField(max_length=200, verbose_name='what 10 means')),
                ('status', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', max_length=10)),
                ('opened_on', models.DateField(default=threespires.kernel.clock.today)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('closed_because', models.TextField(blank=True)),
                ('approach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.practiceapproach')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'line of enquiry',
                'verbose_name_plural': 'lines of enquiry',
                'ordering': ['-opened_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Priority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('ref', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                ('title', models.CharField(max_length=200)),
                ('outcome', models.TextField(verbose_name='the outcome for children')),
                ('how_known', models.TextField(verbose_name='how we shall know')),
                ('vision', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('current', 'Current'), ('closed', 'Closed')], default='current', max_length=10)),
                ('set_on', models.DateField(default=threespires.kernel.clock.today)),
                ('occasion', models.CharField(max_length=200, verbose_name='where it was set')),
                ('occasion_address', models.CharField(blank=True, max_length=300)),
                ('enquiries', models.ManyToManyField(related_name='priorities', to='priorities.lineofenquiry')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'priorities',
                'ordering': ['-set_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('text', models.TextField()),
                ('as_said', models.BooleanField(default=False, verbose_name='these are a child’s own words')),
                ('written_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=300)),
                ('cites', models.ManyToManyField(related_name='statements', to='learning.learning')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.approachcolumn')),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='priorities.lineofenquiry')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['column__order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VisionAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', models.DateField(default=threespires.kernel.clock.today)),
                ('vision', models.TextField(verbose_name='the words agreed')),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='priorities.priority')),
            ],
            options={
                'ordering': ['agreed_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuarterDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter', models.DateField(verbose_name='first day of the quarter')),
                ('choice', models.CharField(choices=[('set', 'Set'), ('carried', 'Carried forward'), ('changed', 'Changed'), ('closed', 'Closed')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('decided_on', models.DateField(default=threespires.kernel.clock.today)),
                ('occasion', models.CharField(blank=True, max_length=200)),
                ('occasion_address', models.CharField(blank=True, max_length=300)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('priority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quarters', to='priorities.priority')),
            ],
            options={
                'ordering': ['quarter', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('choice', 'set'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='priorities_decided_never_silently')],
            },
        ),
        migrations.CreateModel(
            name='Scaling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(10)])),
                ('reason', models.CharField(max_length=300)),
                ('said_on', models.DateField(default=threespires.kernel.clock.today)),
                ('recorded_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('enquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scalings', to='priorities.lineofenquiry')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['said_on', 'recorded_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 10)), name='priorities_scaling_from_0_to_10')],
            },
        ),
    ]
