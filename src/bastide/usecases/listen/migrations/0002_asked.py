"""A text that agents are asked to label has a rank."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listen", "0001_initial")]
    operations = [
        migrations.AddField(
            "note",
            "asked",
            models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                help_text="Its rank among the texts to label that teach most, from 1.",
            ),
        ),
    ]
