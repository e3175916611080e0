"""What was asked, what was answered, and the note that the agent leaves."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.scope import Scoped


class Call(Scoped):
    """One citizen's contact: its questions, then its wrap-up note."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    commune = models.CharField(_("commune"), max_length=150, blank=True)
    language = models.CharField(
        _("langue de l'usager"), max_length=8, blank=True, help_text="Empty: French."
    )
    started = models.DateTimeField(auto_now_add=True)
    saved = models.DateTimeField(null=True, blank=True)
    request = models.TextField(_("demande"), blank=True)
    answer = models.TextField(_("réponse donnée"), blank=True)
    sources = models.TextField(_("sources"), blank=True)
    next_step = models.TextField(_("suite à donner"), blank=True)
    theme = models.CharField(_("thème"), max_length=200, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]


class Question(Scoped):
    """A question of a call with what was answered, kept word for word."""

    class Rating(models.TextChoices):
        GOOD = "good", _("utile")
        BAD = "bad", _("pas utile")

    class Writing(models.TextChoices):
        """Whether a model is to complete the extract; empty: no."""

        WANTED = "wanted", _("à écrire")
        RUNNING = "running", _("en cours")
        DONE = "done", _("écrit")
        FAILED = "failed", _("échec")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    message = models.PositiveIntegerField(
        default=1, help_text="Questions asked in one message share its number."
    )
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    mode = models.CharField(max_length=10)
    confidence = models.FloatField(default=0)
    answer = models.JSONField(default=dict)
    answered_by = models.CharField(max_length=500, blank=True)
    document = models.PositiveBigIntegerField(null=True, blank=True)
    wall_ms = models.FloatField(default=0)
    rating = models.CharField(max_length=4, choices=Rating.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(
        "runs.Run", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    writing = models.CharField(max_length=8, choices=Writing.choices, blank=True)
    wanted = models.DateTimeField(null=True, blank=True, help_text="When the writing was claimed.")
    written = models.JSONField(default=dict, help_text="What a model wrote and was proved.")
    translated = models.JSONField(
        default=dict, help_text="What was shown in the caller's language, sentence by sentence."
    )
    closed = models.BooleanField(default=False, help_text="The gap was dealt with.")

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "mode", "rating"])]
