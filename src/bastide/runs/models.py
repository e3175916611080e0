"""One row a run of a use case, errors included."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bastide.tenants.scope import Scoped

# What speaks without a generative model, and what is one.
FRUGAL = ("card", "extract", "silent", "record")
GENERATIVE = ("small", "large")


class Run(Scoped):
    """What a run was and cost.

    `wall_ms` and `cpu_ms` are measured, in milliseconds; energy is a range in Wh, emissions in
    gCO2e, with the method and its version, and what it supposes, as they were when the run was
    entered: a row never changes but for its rating. `stage`: what spoke, or what read the pages.
    `follows`: the run that could not prove a good enough answer, after which this one was tried.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    usecase = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    wall_ms = models.FloatField()
    cpu_ms = models.FloatField()
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followers"
    )
    model = models.CharField(max_length=120, blank=True)
    prompt = models.CharField(max_length=60, blank=True, help_text="Name and version.")
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    tokens_estimated = models.BooleanField(default=False)
    euros = models.FloatField(default=0)
    wh_low = models.FloatField(default=0)
    wh_high = models.FloatField(default=0)
    g_low = models.FloatField(default=0)
    g_high = models.FloatField(default=0)
    method = models.CharField(max_length=120, blank=True)
    hypotheses = models.TextField(blank=True)
    proved = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0, help_text="Pages read from documents.")
    rating = models.CharField(max_length=4, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "usecase", "at"])]
