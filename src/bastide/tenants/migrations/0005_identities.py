"""Members that a provider of identity (OpenID Connect) vouches for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0004_second_factor")]
    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=255)),
                ("created", models.DateTimeField(auto_now_add=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to="tenants.member",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "identity",
            models.UniqueConstraint(fields=("issuer", "subject"), name="one_member_a_subject"),
        ),
        migrations.AddConstraint(
            "identity",
            models.UniqueConstraint(fields=("issuer", "member"), name="one_subject_a_member"),
        ),
    ]
