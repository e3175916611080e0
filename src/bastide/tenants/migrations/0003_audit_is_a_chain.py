"""Each row of the audit trail is chained to the one before; those that are there take their place."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from bastide.tenants import chain

triggers = import_module("bastide.tenants.migrations.0002_audit_is_append_only")


def link(apps, schema_editor):
    AuditEntry = apps.get_model("tenants", "AuditEntry")
    AuditHead = apps.get_model("tenants", "AuditHead")
    for organisation in apps.get_model("tenants", "Organisation").objects.all():
        number, digest = 0, chain.FIRST
        rows = AuditEntry.objects.filter(organisation=organisation).order_by("id")
        for row in rows.iterator():
            number += 1
            row.number = number
            row.digest = digest = chain.digest(digest, row)
            row.save(update_fields=["number", "digest"])
        AuditHead.objects.create(organisation=organisation, number=number, digest=digest)


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_audit_is_append_only")]
    operations = [
        migrations.RunPython(triggers.allow, triggers.forbid),
        migrations.AlterField(
            "auditentry",
            "at",
            models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
        migrations.AddField("auditentry", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("auditentry", "digest", models.CharField(blank=True, max_length=64)),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="audit_head",
                        serialize=False,
                        to="tenants.organisation",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(default=chain.FIRST, max_length=64)),
            ],
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
        migrations.AddConstraint(
            "auditentry",
            models.UniqueConstraint(fields=("organisation", "number"), name="one_row_a_number"),
        ),
        migrations.RunPython(triggers.forbid, triggers.allow),
    ]
