"""What is left of an organisation that is removed; its audit trail may go once that is written."""

from importlib import import_module

import django.utils.timezone
from django.db import migrations, models

before = import_module("bastide.tenants.migrations.0002_audit_is_append_only")

ENTRIES, REMOVALS = "tenants_auditentry", "tenants_removal"
REMOVED = f"SELECT 1 FROM {REMOVALS} WHERE of = OLD.organisation_id"
KEPT = "Ce qui reste d''une organisation retirée ne se modifie pas."


def forbid(apps, schema_editor):
    """A row of the trail goes only with its organisation, whose removal is then written for good."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {ENTRIES} "
            f"BEGIN SELECT RAISE(ABORT, '{before.MESSAGE}'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {ENTRIES} "
            f"WHEN NOT EXISTS ({REMOVED}) BEGIN SELECT RAISE(ABORT, '{before.MESSAGE}'); END"
        )
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER removal_no_{verb.lower()} BEFORE {verb} ON {REMOVALS} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION audit_append_only() RETURNS trigger AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' AND EXISTS ({REMOVED}) THEN RETURN OLD; END IF; "
            f"RAISE EXCEPTION '{before.MESSAGE}'; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            f"CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {ENTRIES} "
            "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
        )
        schema_editor.execute(
            "CREATE FUNCTION removal_append_only() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{KEPT}'; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            f"CREATE TRIGGER removal_append_only BEFORE UPDATE OR DELETE ON {REMOVALS} "
            "FOR EACH ROW EXECUTE FUNCTION removal_append_only()"
        )


def allow(apps, schema_editor):
    before.allow(apps, schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS removal_no_{verb}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS removal_append_only ON {REMOVALS}")
        schema_editor.execute("DROP FUNCTION IF EXISTS removal_append_only()")


def put_back(apps, schema_editor):
    allow(apps, schema_editor)
    before.forbid(apps, schema_editor)


def replace(apps, schema_editor):
    before.allow(apps, schema_editor)
    forbid(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("tenants", "0005_identities")]
    operations = [
        migrations.CreateModel(
            "Leftover",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of", models.PositiveBigIntegerField()),
                ("path", models.CharField(max_length=500)),
            ],
        ),
        migrations.CreateModel(
            "Removal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of", models.PositiveBigIntegerField(unique=True)),
                ("slug", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.CharField(max_length=254)),
                ("rows", models.JSONField(default=dict)),
                ("entries", models.PositiveBigIntegerField()),
                ("head", models.CharField(max_length=64)),
                ("sound", models.BooleanField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.RunPython(replace, put_back),
    ]
