"""Texts and files handed over to be translated, with their segments; kept for a time, then erased.

They are read by the member who gave them alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.engine.translation.model import QUALITIES
from bastide.tenants.scope import Scoped

RETENTION_DAYS = 30


class Rules(Scoped):
    """What the administrator decides for the use case; the last row counts."""

    retention_days = models.PositiveSmallIntegerField(
        _("conservation des textes et des fichiers, en jours"),
        default=RETENTION_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(1826)],
        help_text=_("Passé ce délai, textes, fichiers et traductions sont effacés."),
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class Text(Scoped):
    """A text or a file and its translation.

    `text`: what was pasted; empty for a file, which lies at `path` (`storage`), its translation at
    `output`. `done` of `total` paragraphs are translated.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en cours")
        DONE = "done", _("traduit")
        FAILED = "failed", _("interrompu")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("nom"), max_length=150)
    source_language = models.CharField(max_length=8)
    target_language = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=120, blank=True)
    output = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=400, blank=True, help_text="Why it stopped, in French.")
    engine = models.CharField(max_length=120, blank=True)
    quality = models.CharField(max_length=8, choices=list(QUALITIES.items()), blank=True)
    run = models.ForeignKey(
        "runs.Run", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "member", "created"])]

    def __str__(self) -> str:
        return self.name


class Segment(Scoped):
    """A sentence of a text. `after`: what stands behind it; `doubts`: sentences in French.

    `corrected`: what the agent wrote in the place of `target`; empty when she did not.
    """

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    source = models.TextField()
    target = models.TextField(blank=True)
    after = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=8, blank=True)
    doubts = models.JSONField(default=list)
    corrected = models.TextField(blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [models.Index(fields=["text", "position"])]

    def __str__(self) -> str:
        return self.source[:80]

    @property
    def said(self) -> str:
        """The translation that counts: the agent's, else the machine's."""
        return self.corrected or self.target

    @property
    def doubtful(self) -> bool:
        """Whether it is to be read again: what a person wrote is no longer."""
        return bool(self.doubts) and not self.corrected

    @property
    def can_reset(self) -> bool:
        """Whether the engine's words are still here: a file made anew holds the agent's alone."""
        anew = self.origin == "memory" and self.corrected == self.target
        return bool(self.corrected) and not anew
