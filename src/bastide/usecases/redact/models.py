"""Texts and files whose personal data is being masked, for as few days as the rules say.

The key that brings a result back is never kept: it is made when it is asked for, handed over, and
lives with who asked. Only who gave a text sees it.
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.scope import Scoped

RETENTION_DAYS = 7


class Rules(Scoped):
    """What the administrator decides for the use case; the last row counts."""

    retention_days = models.PositiveSmallIntegerField(
        _("conservation, en jours"),
        default=RETENTION_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("Passé ce délai, textes et fichiers donnés à masquer sont effacés."),
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


def _place(row: Redaction, _name: str) -> str:
    """Where a file lies: the depositor's name is no part of it."""
    return f"redact/{row.organisation_id}/{secrets.token_hex(16)}"


class Redaction(Scoped):
    """A text given, what was found in it, and what the agent decided of each place.

    `found`: `{start, end, kind, on, hand}` in the order of the text; `on`: to be replaced; `hand`:
    added by the agent. `source`: the file, none for a pasted text.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en lecture")
        READY = "ready", _("à relire")
        FAILED = "failed", _("refusé")

    class Mode(models.TextChoices):
        MASKS = "masks", _("des masques, comme [NOM]")
        PSEUDONYMS = "pseudonyms", _("des pseudonymes, les mêmes dans tout le texte")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    name = models.CharField(_("nom"), max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was refused.")
    mode = models.CharField(
        _("remplacer par"), max_length=10, choices=Mode.choices, default=Mode.MASKS
    )
    kinds = models.JSONField(default=list)
    source = models.FileField(upload_to=_place, blank=True)
    suffix = models.CharField(max_length=8, default=".txt")
    text = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    found = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The row and its file."""
        gone = super().delete(*args, **kwargs)
        if self.source:
            self.source.delete(save=False)
        return gone
