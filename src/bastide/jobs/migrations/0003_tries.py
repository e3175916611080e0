"""A job retried keeps when it was ordered, and how often it was tried since."""

from django.db import migrations, models
from django.db.models import F


def count(apps, schema_editor):
    jobs = models.QuerySet(apps.get_model("jobs", "Job"), using=schema_editor.connection.alias)
    jobs.update(tries=F("attempts"))


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_priority")]
    operations = [
        migrations.AlterField(
            "job",
            "attempts",
            models.PositiveSmallIntegerField(
                default=0, help_text="Since it was ordered, or last retried by an administrator."
            ),
        ),
        migrations.AddField(
            "job",
            "tries",
            models.PositiveIntegerField(default=0, help_text="Since it was ordered."),
        ),
        migrations.AddField(
            "job",
            "retried",
            models.DateTimeField(
                blank=True, null=True, help_text="When an administrator last had it wait again."
            ),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
