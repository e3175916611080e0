"""Texts of citizens, their mood, and what was learnt of the place.

No row here points at a member, and none holds a voice, a face or a score of a person: the mood is
of a text. Who did what is in the audit trail alone. `tests/usecases/listen` says so.
"""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.scope import Scoped
from bastide.usecases.listen.procedure import DEFAULT

# A trend of fewer texts might tell who wrote them.
SMALLEST_GROUP = 5
GROUP = 10
RETENTION_DAYS = 365


class Rules(Scoped):
    """What the administrator decides for the use case; the last row counts."""

    procedure = models.TextField(
        _("procédure en cas de détresse"),
        default=DEFAULT,
        max_length=6000,
        help_text=_("Montrée à l'agent avec chaque texte de détresse."),
    )
    group = models.PositiveSmallIntegerField(
        _("taille minimale d'un groupe"),
        default=GROUP,
        validators=[MinValueValidator(SMALLEST_GROUP), MaxValueValidator(1000)],
        help_text=_("Une tendance ne se montre qu'à partir de ce nombre de textes (5 au moins)."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("conservation des textes, en jours"),
        default=RETENTION_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(1826)],
        help_text=_("Passé ce délai après l'import, les textes sont effacés."),
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class Batch(Scoped):
    """Texts handed over together, judged in the background."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        DONE = "done", _("lu")
        FAILED = "failed", _("interrompu")

    name = models.CharField(_("nom"), max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0, help_text="Lines that gave no text.")
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name


class Note(Scoped):
    """A citizen's text and its mood. `spans`: `{start, end, kind}` of the words that show it.

    `said`: the polarity that an agent put in the place of the machine's, the label learnt from.
    """

    class Polarity(models.TextChoices):
        POSITIVE = "positive", _("positive")
        NEUTRAL = "neutral", _("neutre")
        NEGATIVE = "negative", _("négative")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="notes")
    theme = models.CharField(_("thème"), max_length=80, blank=True)
    territory = models.CharField(_("territoire"), max_length=80, blank=True)
    day = models.DateField(_("date"))
    text = models.TextField(_("texte"))
    judged = models.BooleanField(default=False)
    polarity = models.CharField(max_length=8, choices=Polarity.choices, blank=True)
    score = models.FloatField(default=0)
    anger = models.BooleanField(default=False)
    distress = models.BooleanField(default=False)
    spans = models.JSONField(default=list)
    problem = models.CharField(max_length=300, blank=True, help_text="Why it was not judged.")
    said = models.CharField(max_length=8, choices=Polarity.choices, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Its rank among the texts to label that teach most, from 1.",
    )
    seen_to = models.DateTimeField(null=True, blank=True, help_text="The alert was dealt with.")
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "distress", "seen_to"]),
            models.Index(fields=["organisation", "day"]),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"

    @property
    def mood(self) -> str:
        """The polarity that counts: the agent's, else the machine's."""
        return self.said or self.polarity


class LocalModel(Scoped):
    """What the labels of the place taught; the last row counts. `data`: `Model.as_data`, empty
    while it is being learnt."""

    data = models.JSONField(default=dict)
    labels = models.PositiveIntegerField(default=0)
    before = models.FloatField(default=0)
    after = models.FloatField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
