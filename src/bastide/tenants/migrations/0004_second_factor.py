"""A code from the telephone beside the password, its recovery codes, and who requires it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0003_audit_is_a_chain'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='factor_changes',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='second_factor_required',
            field=models.BooleanField(default=False, help_text='Chaque membre devra, avant toute autre page, ajouter à son mot de passe un code donné par son téléphone.', verbose_name='exiger un second facteur'),
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret', models.TextField()),
                ('last_step', models.PositiveBigIntegerField(default=0)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('blocked_until', models.DateTimeField(null=True)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('used', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.organisation')),
                ('factor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.secondfactor')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
    ]
