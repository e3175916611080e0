"""A job to do in the background for one organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce

from bastide.tenants.scope import Scoped


class Job(Scoped):
    """Claimed with a lease, done at least once, set aside after `MAX_ATTEMPTS`."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        ASIDE = "aside"

    class Priority(models.IntegerChoices):
        PERSON = 0
        BULK = 1

    task = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    priority = models.PositiveSmallIntegerField(
        choices=Priority.choices, default=Priority.PERSON, help_text="The lowest goes first."
    )
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="Since it was ordered, or last retried by an administrator."
    )
    tries = models.PositiveIntegerField(default=0, help_text="Since it was ordered.")
    lease = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    retried = models.DateTimeField(
        null=True, blank=True, help_text="When an administrator last had it wait again."
    )
    finished = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["state", "priority", "id"]),
        ]

    @staticmethod
    def waits_since() -> Coalesce:
        """Since when a job waits: ordered then, or retried."""
        return Coalesce("retried", "created")
