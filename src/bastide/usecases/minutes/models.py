"""Meetings given, the states of their minutes as they are edited, and the rules of the use case.

A transcript is personal data: it goes with its minutes when its time is over (`purge`).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bastide.tenants.models import Member
from bastide.tenants.rights import ADMINISTER, may
from bastide.tenants.scope import Scoped

RETENTION_DAYS = 90


class Kind(models.TextChoices):
    """The document that is wanted. Values: as `engine.minutes.write` takes them."""

    REPORT = "compte-rendu", _("compte rendu")
    DECISIONS = "relevé de décisions", _("relevé de décisions")
    RECORD = "procès-verbal", _("procès-verbal")


class Rules(Scoped):
    """What the administrator decides for the use case; the last row counts."""

    retention_days = models.PositiveSmallIntegerField(
        _("conservation des réunions, en jours"),
        default=RETENTION_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(1826)],
        help_text=_(
            "Passé ce délai, la transcription et le compte rendu sont effacés d'ici : téléchargez "
            "le document avant. L'enregistrement sonore, lui, est effacé dès qu'il est transcrit."
        ),
    )
    template = models.BinaryField(default=b"", help_text="The authority's Word template.")
    template_name = models.CharField(max_length=120, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class Meeting(Scoped):
    """A meeting whose transcript was given. `turns`: `[speaker, seconds or null, words]` each.

    `path`: the file given, within `storage.root()`, until it is read; `done` of `parts`: how far
    the reading is. `given`: the people and agenda that were typed with it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        LISTENING = "listening", _("transcription en cours")
        DONE = "done", _("prêt à relire")
        FAILED = "failed", _("arrêté")

    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    shared = models.BooleanField(_("partagée avec les agents de l'organisation"), default=False)
    title = models.CharField(_("réunion"), max_length=200)
    kind = models.CharField(_("document"), max_length=20, choices=Kind.choices)
    day = models.DateField(_("date"), null=True, blank=True)
    name = models.CharField(max_length=200, blank=True, help_text="The name of the file given.")
    path = models.CharField(max_length=200, blank=True)
    given = models.JSONField(default=dict)
    turns = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.CharField(max_length=400, blank=True, help_text="Why it stopped, in French.")
    writing = models.BooleanField(default=False, help_text="A model is putting it in writing.")
    attempts = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.LISTENING)


def may_erase(member: Any, meeting: Meeting) -> bool:
    """Who gave it, anybody once that member is gone, and an administrator who sees it."""
    return meeting.owner_id in (None, member.pk) or may(member, ADMINISTER)


def visible_to(member: Any) -> QuerySet[Meeting]:
    """The meetings that a member gave, and those that are shared."""
    found: QuerySet[Meeting] = Meeting.objects.filter(Q(owner=member) | Q(shared=True))
    return found


class Version(Scoped):
    """The minutes after an edit; the last row is what stands, the one before is what « undo »
    gives back. `content`: `content.Content.as_data`; `what`: the edit, in French."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="versions")
    content = models.JSONField(default=dict)
    what = models.CharField(max_length=120, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
