import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import threespires.kernel.clock
from threespires.cases.wall.policies import guard


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_files'),
        ('documents', '0004_names_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('size', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('held', 'Being checked for viruses'), ('clean', 'Checked for viruses'), ('refused', 'Refused by the virus scanner'), ('not_scanned', 'Not scanned for viruses')], default='held', max_length=12)),
                ('holds_macros', models.BooleanField(default=False)),
                ('is_locked', models.BooleanField(default=False, verbose_name='locked with a password')),
                ('seen', models.BooleanField(default=False, verbose_name='whoever handed it in knows that it was refused')),
                ('uploaded_at', models.DateTimeField(default=threespires.kernel.clock.now)),
                ('name', models.BinaryField(editable=True)),
                ('content_type', models.BinaryField(editable=True)),
                ('sha256', models.BinaryField(editable=True)),
                ('harm', models.BinaryField(editable=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file of a case',
                'verbose_name_plural': 'files of cases',
                'ordering': ['-uploaded_at'],
            },
        ),
        guard('documents_casefile'),
    ]
