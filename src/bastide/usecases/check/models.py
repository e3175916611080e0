"""A case, what was deposited in it, what was read, what the rules say, and who decided what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.scope import Scoped


class Case(Scoped):
    """A person's request under a procedure, with its supporting documents."""

    class State(models.TextChoices):
        OPEN = "open", _("à instruire")
        ASKED = "asked", _("pièces demandées")
        ACCEPTED = "accepted", _("accepté")
        REFUSED = "refused", _("refusé")

    class Outcome(models.TextChoices):
        """The engine's `FileOutcome`; empty while nothing was examined."""

        COMPLETE = "complete", _("complet")
        INCOMPLETE = "incomplete", _("incomplet")
        TO_BE_SEEN = "to_be_seen", _("à voir")

    reference = models.CharField(_("référence du dossier"), max_length=60)
    surname = models.CharField(_("nom de naissance"), max_length=100)
    usage_name = models.CharField(_("nom d'usage"), max_length=100, blank=True)
    given_names = models.CharField(_("prénoms"), max_length=150)
    birth_date = models.DateField(_("date de naissance"), null=True, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    procedure = models.CharField(_("dispositif"), max_length=60)
    version = models.CharField(_("version du dispositif"), max_length=40, blank=True)
    deposited = models.DateField(_("date de dépôt"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    examined = models.DateTimeField(null=True, blank=True)
    test_trusted = models.BooleanField(
        default=False, help_text="The 2D-Doc test authority was trusted at the last examination."
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("instructeur"),
    )
    created = models.DateTimeField(auto_now_add=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "state", "outcome"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="case_once")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def person(self) -> str:
        return f"{self.given_names} {self.surname}".strip()


class DepositedFile(Scoped):
    """A file handed over, under a name of ours; `name` is the depositor's, shown, never opened."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        READING = "reading", _("lecture en cours")
        READ = "read", _("lu")
        FAILED = "failed", _("illisible")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    path = models.CharField(max_length=200, help_text="Within the data folder's `check`.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    pdf = models.JSONField(default=dict, blank=True, help_text="Traits of a PDF, if it is one.")
    cpu_s = models.FloatField(default=0, help_text="Of its readings, failed ones included.")
    wall_s = models.FloatField(default=0)
    entered = models.BooleanField(default=False, help_text="That cost is in the ledger.")
    deposited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_applicant = models.BooleanField(default=False)
    announced = models.CharField(
        max_length=60, blank=True, help_text="The scheme's document that the applicant meant."
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class PageImage(Scoped):
    """A page as shown and as read (`told.page_as_data`)."""

    file = models.ForeignKey(DepositedFile, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(default=1)
    path = models.CharField(max_length=200, help_text="Within the data folder's `check`.")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    reading = models.JSONField(default=dict)
    advice = models.CharField(
        max_length=300, blank=True, help_text="Why the page cannot be read, what to ask."
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["file_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="page_once")
        ]


class PieceRow(Scoped):
    """A document of the case (`engine.pieces.model.Piece`), written anew at each examination.

    `pages`: list of [file's key, page number].
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pieces")
    rank = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=40)
    confidence = models.FloatField(default=0)
    pages = models.JSONField(default=list)
    fields = models.JSONField(default=dict)
    signed = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    fingerprint = models.JSONField(default=dict, help_text="`engine.pieces.similar.Fingerprint`.")

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["case_id", "rank"]


class PieceKey(Scoped):
    """One of the keys under which a piece is found again from another case (`known.keys_of`)."""

    piece = models.ForeignKey(PieceRow, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=90)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "key"])]


class Correction(Scoped):
    """What an agent put right, kept as training data: the piece is told by one of its pages."""

    class What(models.TextChoices):
        KIND = "kind", _("type")
        FIELD = "field", _("champ")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="corrections")
    file = models.ForeignKey(DepositedFile, on_delete=models.CASCADE, related_name="+")
    page = models.PositiveIntegerField(default=1)
    what = models.CharField(max_length=5, choices=What.choices)
    kind = models.CharField(max_length=40, help_text="Kind of the piece when it was corrected.")
    name = models.CharField(max_length=60, blank=True, help_text="Of the field, if it is one.")
    before = models.CharField(max_length=500, blank=True)
    after = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone = models.DateTimeField(null=True, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class FindingRow(Scoped):
    """The judgement of a rule at the last examination. `pieces`: ranks; `box`: four shares."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="findings")
    rank = models.PositiveIntegerField(default=0)
    rule = models.CharField(max_length=80)
    outcome = models.CharField(max_length=12)
    level = models.CharField(max_length=10)
    message = models.TextField()
    applicant = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    pieces = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    file = models.ForeignKey(
        DepositedFile, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    page = models.PositiveIntegerField(null=True, blank=True)
    box = models.JSONField(default=list)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["case_id", "rank"]


class Event(Scoped):
    """The trail of a case: who did or decided what, when and why. Rows are only added."""

    class What(models.TextChoices):
        CREATED = "created", _("a créé le dossier")
        DEPOSITED = "deposited", _("a déposé")
        SET_ASIDE = "set_aside", _("fichier mis de côté")
        EXAMINED = "examined", _("pièces examinées")
        CORRECTED = "corrected", _("a corrigé")
        UNDONE = "undone", _("a annulé une correction")
        ASSIGNED = "assigned", _("a confié le dossier")
        ASKED = "asked", _("a demandé des pièces")
        LINKED = "linked", _("a ouvert un lien de dépôt")
        ACCEPTED = "accepted", _("a accepté le dossier")
        REFUSED = "refused", _("a refusé le dossier")
        REOPENED = "reopened", _("a rouvert le dossier")
        EXPORTED = "exported", _("a exporté le dossier")
        WITHDRAWN = "withdrawn", _("a retiré un fichier")
        READ_AGAIN = "read_again", _("a fait relire un fichier")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    who = models.CharField(max_length=254, help_text="Name kept when the member is gone.")
    what = models.CharField(max_length=10, choices=What.choices)
    reason = models.TextField(blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class ApplicantLink(Scoped):
    """A deposit page without an account: the link's secret and its code are kept hashed only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token.")
    code_hash = models.CharField(max_length=200, help_text="Django's password hash of the code.")
    expires = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
