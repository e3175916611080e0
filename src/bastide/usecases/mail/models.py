"""Files of mails handed over, mailboxes, threads and what is understood of them, drafts of replies.

Who sees a thread: `visible`. What was read is erased when its time is over (`purge`).
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.models import ReaderGroup
from bastide.tenants.scope import Scoped

RETENTION_DAYS = 90


class Rules(Scoped):
    """The house style and what else the administrator decides; the last row counts."""

    salutation = models.CharField(
        _("salutation"),
        max_length=120,
        default="Madame, Monsieur,",
        help_text=_("Quand l'usager ne dit pas lui-même « Madame » ou « Monsieur »."),
    )
    formula = models.CharField(_("formule de politesse"), max_length=300, default="Cordialement,")
    signature = models.TextField(
        _("signature"),
        blank=True,
        max_length=1000,
        help_text=_("Nom du service, adresse, téléphone : sous la formule de politesse."),
    )
    own = models.TextField(
        _("nos adresses"),
        blank=True,
        max_length=4000,
        help_text=_(
            "Domaines ou adresses de la collectivité, un par ligne (exemple : mairie.example). "
            "Vide : ceux de l'annuaire, et l'adresse à laquelle l'usager a écrit."
        ),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("conservation, en jours"),
        default=RETENTION_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(1826)],
        help_text=_("Passé ce délai après leur arrivée ici, les échanges sont effacés d'ici."),
    )
    forgotten = models.DateTimeField(
        null=True, editable=False, help_text="Corrections before it are no longer learnt from."
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class Box(Scoped):
    """A mailbox read over IMAP. `secret` says where its password or token is, never what it is.

    `seen`: folder → [validity, last number read] (RFC 3501, 2.3.1.1).
    """

    class Security(models.TextChoices):
        TLS = "tls", _("TLS (port 993)")
        STARTTLS = "starttls", _("STARTTLS (port 143)")

    class Auth(models.TextChoices):
        PASSWORD = "password", _("Mot de passe")
        OAUTH = "oauth", _("Jeton OAuth (XOAUTH2)")

    name = models.CharField(_("nom"), max_length=80)
    host = models.CharField(_("serveur"), max_length=200)
    port = models.PositiveIntegerField(
        _("port"), default=993, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    security = models.CharField(
        _("liaison"), max_length=10, choices=Security.choices, default=Security.TLS
    )
    user = models.CharField(_("compte"), max_length=200)
    auth = models.CharField(
        _("identification"), max_length=10, choices=Auth.choices, default=Auth.PASSWORD
    )
    secret = models.CharField(
        _("où est le mot de passe ou le jeton"),
        max_length=200,
        help_text=_(
            "env:NOM (une variable que l'installation autorise) ou file:NOM (un fichier du dossier "
            "des clés). Jamais le mot de passe lui-même."
        ),
    )
    folders = models.TextField(
        _("dossiers à lire"), default="INBOX", max_length=2000, help_text=_("Un par ligne.")
    )
    drafts = models.CharField(
        _("dossier des brouillons"),
        max_length=200,
        blank=True,
        help_text=_("Où un agent peut déposer sa réponse. Vide : il ne peut pas."),
    )
    readers = models.ManyToManyField(
        ReaderGroup,
        blank=True,
        related_name="+",
        verbose_name=_("réservée aux groupes"),
        help_text=_("Vide : tous les membres de l'organisation."),
    )
    active = models.BooleanField(_("relevée"), default=True)
    seen = models.JSONField(default=dict, editable=False)
    checked = models.DateTimeField(null=True, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="mail_box_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Intake(Scoped):
    """A file of mails handed over, or a reading of a mailbox, done in the background.

    `path`: where the file waits (`storage`), empty once it was read. `notes`: sentences in French
    on what was left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        DONE = "done", _("lu")
        FAILED = "failed", _("non lu")

    name = models.CharField(_("nom"), max_length=200)
    path = models.CharField(max_length=200, blank=True)
    box = models.ForeignKey(Box, on_delete=models.SET_NULL, null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    read = models.PositiveIntegerField(default=0, help_text="Mails read so far.")
    threads = models.PositiveIntegerField(default=0, help_text="Threads they belong to.")
    problem = models.CharField(max_length=500, blank=True)
    notes = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name


class Thread(Scoped):
    """An exchange of mails and what is understood of it. `told`: the rest of it (`told.py`).

    `said`: the service that an agent chose in the place of the machine's, the label learnt from;
    `said_none`: she chose « none of ours ».
    """

    class Urgency(models.IntegerChoices):
        HIGH = 0, _("haute")
        NORMAL = 1, _("normale")
        LOW = 2, _("basse")

    class State(models.TextChoices):
        OPEN = "open", _("à traiter")
        DONE = "done", _("traité")

    subject = models.CharField(_("objet"), max_length=500, blank=True)
    sender = models.CharField(_("correspondant"), max_length=254, blank=True)
    sender_name = models.CharField(max_length=150, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    box = models.ForeignKey(Box, on_delete=models.SET_NULL, null=True, blank=True)
    topic = models.CharField(max_length=500, blank=True, db_index=True, help_text="Folded.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    service = models.CharField(_("service"), max_length=200, blank=True)
    confidence = models.FloatField(default=0)
    said = models.CharField(max_length=200, blank=True)
    said_none = models.BooleanField(default=False)
    said_at = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handed = models.CharField(_("confié au service"), max_length=200, blank=True)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.NORMAL)
    due = models.DateField(null=True, blank=True)
    last = models.DateTimeField(_("dernier message"), null=True, blank=True)
    mails = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict)
    touched = models.DateTimeField(help_text="When a mail of it last came here.")

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["urgency", "last", "id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "state", "urgency"])]

    def __str__(self) -> str:
        return self.subject or str(_("(sans objet)"))

    @property
    def concerned(self) -> str:
        """The service that counts: the agent's, else the machine's; empty: none is known."""
        return "" if self.said_none else self.said or self.service

    @property
    def corrected(self) -> bool:
        return self.said_at is not None


class Mail(Scoped):
    """A mail of a thread. `data`: `told.message_as_data`; `answers` are kept apart to be found."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=500, db_index=True)
    sent = models.DateTimeField(null=True, blank=True)
    data = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["sent", "id"]


class Reference(Scoped):
    """A mail names another, by its identifier, whether it is here or not: what joins threads."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="references")
    key = models.CharField(max_length=500, db_index=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class Reply(Scoped):
    """A member's own draft of the reply to a thread: what she may read is in it, hence one each.

    `lines`: what was proposed, sentence by sentence, with its sources.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="replies")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    text = models.TextField(_("réponse"), max_length=100_000, blank=True)
    lines = models.JSONField(default=list)
    saved = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "member"], name="mail_reply_once_each")
        ]


class Step(Scoped):
    """What an agent did with a thread, and what stood before: the last one can be undone."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)
    what = models.CharField(max_length=300)
    before = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]


class LocalModel(Scoped):
    """What the corrections of the place taught; the last row counts. It holds no text.

    Counts are of cross-validation: each correction judged by a model that has not seen it.
    """

    data = models.JSONField(default=dict)
    examples = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    services = models.JSONField(default=dict, help_text="name → [examples, right]")
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
