import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import threespires.kernel.clock


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnership', '0002_background_and_sources_of_enquiry'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CaseLearning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('audit', 'Audit'), ('data', 'Data'), ('national_learning', 'National learning'), ('local_learning', 'Local learning'), ('childs_voice', 'Child’s voice'), ('practice_review', 'Practice review'), ('child_death', 'Child death'), ('intelligence', 'Intelligence'), ('forum', 'Forum'), ('training_need', 'Training need'), ('test_of_effect', 'Test of effect'), ('other', 'Other')], max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('learned_on', models.DateField(default=threespires.kernel.clock.today)),
                ('recorded_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('contributed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_learning', to='partnership.group')),
            ],
            options={
                'verbose_name_plural': 'case learning',
                'ordering': ['-learned_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Learning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('ref', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                ('kind', models.CharField(blank=True, choices=[('audit', 'Audit'), ('data', 'Data'), ('national_learning', 'National learning'), ('local_learning', 'Local learning'), ('childs_voice', 'Child’s voice'), ('practice_review', 'Practice review'), ('child_death', 'Child death'), ('intelligence', 'Intelligence'), ('forum', 'Forum'), ('training_need', 'Training need'), ('test_of_effect', 'Test of effect'), ('other', 'Other')], max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField(blank=True)),
                ('words', models.TextField(blank=True, verbose_name='a child’s words, as said')),
                ('said_by', models.CharField(blank=True, max_length=120)),
                ('agreed_to_use', models.BooleanField(default=False, verbose_name='the child agreed to its use')),
                ('learned_on', models.DateField(blank=True, null=True)),
                ('quarter', models.DateField(blank=True, null=True, verbose_name='first day of the quarter, when protected')),
                ('listed_on', models.DateField(help_text='The day learned; of protected learning its quarter’s last day.', verbose_name='day it is listed under')),
                ('protected', models.BooleanField(default=False, verbose_name='protected source')),
                ('origin', models.CharField(blank=True, choices=[('', 'No origin given'), ('record', 'A record here'), ('document', 'A document'), ('publication', 'An outside publication')], max_length=20)),
                ('origin_title', models.CharField(blank=True, max_length=200)),
                ('origin_address', models.CharField(blank=True, max_length=500)),
                ('audience', models.CharField(choices=[('partnership', 'Everyone who holds a seat or post'), ('groups', 'Only the groups named')], default='partnership', max_length=20)),
                ('status', models.CharField(choices=[('new', 'Not taken up'), ('taken_up', 'Taken up'), ('set_aside', 'Set aside')], default='new', max_length=20)),
                ('set_aside_because', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.agency')),
                ('contributed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='learning', to='partnership.group')),
                ('groups', models.ManyToManyField(blank=True, related_name='learning_shared_with_it', to='partnership.group')),
                ('origin_group', models.ForeignKey(blank=True, help_text='Only this group may follow the origin.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.group')),
                ('themes', models.ManyToManyField(blank=True, related_name='learning', to='learning.theme')),
            ],
            options={
                'ordering': ['-listed_on', 'title', 'ref'],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField()),
                ('not_before', models.DateField(blank=True, null=True, verbose_name='not before')),
                ('status', models.CharField(choices=[('drafted', 'With a second member'), ('returned', 'Returned'), ('checked', 'Checked, waiting for its day'), ('released', 'Released')], default='drafted', max_length=20)),
                ('written_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('returned_because', models.TextField(blank=True)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='partnership.group')),
                ('learning', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='release', to='learning.learning')),
                ('sources', models.ManyToManyField(related_name='releases', to='learning.caselearning')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-written_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('checked_by', models.F('written_by')), _negated=True), _connector='OR'), name='learning_release_checked_by_another')],
            },
        ),
        migrations.AddIndex(
            model_name='learning',
            index=models.Index(fields=['-listed_on', 'title', 'ref'], name='learning_as_listed'),
        ),
        migrations.AddIndex(
            model_name='learning',
            index=models.Index(fields=['status', '-listed_on'], name='learning_by_status'),
        ),
        migrations.AddConstraint(
            model_name='learning',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), ('agreed_to_use', True), _connector='OR'), name='learning_childs_words_used_by_agreement'),
        ),
        migrations.AddConstraint(
            model_name='learning',
            constraint=models.CheckConstraint(condition=models.Q(('protected', False), models.Q(('agency__isnull', True), ('contributed_by__isnull', True), ('group__isnull', True), ('kind', ''), ('learned_on__isnull', True), ('origin', ''), ('origin_group__isnull', True), ('protected', True), ('quarter__isnull', False)), _connector='OR'), name='learning_protected_points_nowhere'),
        ),
    ]
