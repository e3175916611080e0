"""One row a run of a use case, errors included."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bastide.tenants.scope import Scoped


class Run(Scoped):
    """What a run was and cost. `wall_ms` and `cpu_ms` are measured, in milliseconds."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    usecase = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    wall_ms = models.FloatField()
    cpu_ms = models.FloatField()

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
