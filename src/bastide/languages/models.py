"""The words that an organisation has settled, and the translations that its agents put right."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.engine.translation.flow import memory_key
from bastide.tenants.scope import Scoped

LONGEST_TERM = 120
LONGEST_SEGMENT = 5_000


class Term(Scoped):
    """A term, in French, and how it is said in other languages.

    `kept`: never translated (a scheme's name, a brand), whatever `translations` holds.
    `translations`: language code → words, the plural after a bar (« carta / cartas »).
    """

    term = models.CharField(_("terme"), max_length=LONGEST_TERM)
    kept = models.BooleanField(
        _("ne jamais traduire"),
        default=False,
        help_text=_("Le terme reste tel quel dans toutes les langues."),
    )
    translations = models.JSONField(_("traductions"), default=dict, blank=True)
    note = models.CharField(
        _("précision"),
        max_length=200,
        blank=True,
        help_text=_("Pour les collègues : sens, service qui l'emploie. N'est pas traduite."),
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["term", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "term"], name="glossary_term_once")
        ]

    def __str__(self) -> str:
        return self.term


class Remembered(Scoped):
    """A segment and the translation that a person gave it, or that a TMX file brought.

    `fingerprint`: that of the source, by which identical segments are found.
    """

    class Origin(models.TextChoices):
        CORRECTED = "corrected", _("correction")
        IMPORTED = "imported", _("fichier TMX")

    source_language = models.CharField(max_length=8)
    target_language = models.CharField(max_length=8)
    source = models.TextField(max_length=LONGEST_SEGMENT)
    target = models.TextField(max_length=LONGEST_SEGMENT)
    fingerprint = models.CharField(max_length=64, editable=False)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.CORRECTED)
    changed = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-changed", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "source_language", "target_language", "fingerprint"],
                name="memory_segment_once",
            )
        ]

    def __str__(self) -> str:
        return self.source[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fingerprint = fingerprint(memory_key(self.source))
        super().save(*args, **kwargs)


def fingerprint(key: str) -> str:
    """Of a segment's key (`engine.translation.flow.memory_key`): as short whatever its length."""
    return hashlib.sha256(key.encode()).hexdigest()
