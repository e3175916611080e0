"""Source → Document → Passage, and what editors keep beside them.

The database is the truth; the search index follows it through `Change` rows.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.models import ReaderGroup
from bastide.tenants.scope import Scoped


class Source(Scoped):
    """Where documents come from: a folder, a web site, an archive, uploads, the answer cards."""

    class Kind(models.TextChoices):
        FOLDER = "folder", _("Dossier")
        WEBSITE = "website", _("Site web")
        DILA = "dila", _("Fiches service-public (DILA)")
        FILE = "file", _("Fichier")
        UPLOADS = "uploads", _("Fichiers déposés")
        CARDS = "cards", _("Réponses types")

    name = models.CharField(_("nom"), max_length=150)
    kind = models.CharField(_("genre"), max_length=20, choices=Kind.choices)
    location = models.CharField(
        _("emplacement"),
        max_length=1000,
        blank=True,
        help_text=_("Chemin du dossier ou du fichier, ou adresse de départ du site."),
    )
    limit = models.PositiveIntegerField(
        _("nombre de pages au plus"), default=2000, help_text=_("Pour un site web.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    readers = models.ManyToManyField(
        ReaderGroup,
        blank=True,
        related_name="+",
        verbose_name=_("réservé aux groupes"),
        help_text=_("Vide : tous les membres de l'organisation."),
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="source_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Document(Scoped):
    """A page, a file, a fiche, a card: what a citizen could be pointed at.

    `key` names it within its source; `digest` is the SHA-256 of what was read, so that an
    unchanged document costs nothing. A withdrawn or hidden document no longer answers.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="documents")
    key = models.CharField(max_length=500)
    title = models.CharField(_("titre"), max_length=500)
    theme = models.JSONField(_("thème"), default=list, blank=True)
    url = models.CharField(_("adresse"), max_length=1000, blank=True)
    updated = models.DateField(_("à jour au"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    withdrawn = models.BooleanField(_("disparu de la source"), default=False)
    hidden = models.BooleanField(_("écarté par un rédacteur"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsable"),
    )
    valid_from = models.DateField(_("valable du"), null=True, blank=True)
    valid_to = models.DateField(_("valable jusqu'au"), null=True, blank=True)
    review_date = models.DateField(_("à relire le"), null=True, blank=True)
    readers = models.ManyToManyField(
        ReaderGroup, blank=True, related_name="+", verbose_name=_("réservé aux groupes")
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="document_key_once")
        ]

    def __str__(self) -> str:
        return self.title


class Passage(Scoped):
    """A piece of a document short enough to be read at a glance. Quotes are parts of `text`."""

    class Kind(models.TextChoices):
        TEXT = "text"
        TABLE = "table"
        QA = "qa"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    headings = models.JSONField(default=list, blank=True)
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TEXT)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["document", "position"]


class LibraryVersion(Scoped):
    """The number of the organisation's last change of what can be searched."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], name="one_version_each")
        ]


class Change(Scoped):
    """« This document changed at this version »: what an index that lags must take up again.

    `document` is a plain number: the row may be gone.
    """

    version = models.PositiveBigIntegerField()
    document = models.PositiveBigIntegerField()

    class Meta(Scoped.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "version"])]


class Ingestion(Scoped):
    """One pass over a source. `heartbeat` tells a live pass from one whose process was killed."""

    class State(models.TextChoices):
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminée")
        FAILED = "failed", _("interrompue")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="ingestions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    started = models.DateTimeField(auto_now_add=True)
    heartbeat = models.DateTimeField(auto_now=True)
    finished = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=200, help_text="host:pid:start of the process at work")
    total = models.PositiveIntegerField(null=True, blank=True)
    seen = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    passages = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]


class Refusal(Scoped):
    """A file or page that an ingestion could not read, with its reason in plain French."""

    ingestion = models.ForeignKey(Ingestion, on_delete=models.CASCADE, related_name="refusals")
    name = models.CharField(max_length=500)
    reason = models.TextField()

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["id"]


class AnswerCard(Scoped):
    """An editor's own question and answer, served first when the question matches."""

    question = models.CharField(_("question"), max_length=500)
    phrasings = models.TextField(
        _("autres façons de la poser"), blank=True, help_text=_("Une par ligne.")
    )
    answer = models.TextField(_("réponse"), help_text=_("Ce que l'agent peut lire tel quel."))
    theme = models.CharField(_("thème"), max_length=200, blank=True)
    url = models.CharField(_("source"), max_length=1000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsable"),
    )
    review_date = models.DateField(_("à relire le"), null=True, blank=True)
    published = models.BooleanField(_("publiée"), default=True)
    document = models.OneToOneField(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="card"
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["question"]

    def __str__(self) -> str:
        return self.question


class CardVersion(Scoped):
    """What a card said, and who said it: one row a save."""

    card = models.ForeignKey(AnswerCard, on_delete=models.CASCADE, related_name="versions")
    at = models.DateTimeField(auto_now_add=True)
    author = models.CharField(max_length=254)
    content = models.JSONField()

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]


class Contact(Scoped):
    """An official contact of the directory: the only contacts ever shown as verified."""

    service = models.CharField(_("service"), max_length=200)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    hours = models.CharField(_("horaires"), max_length=300, blank=True)
    address = models.CharField(_("adresse postale"), max_length=300, blank=True)
    url = models.URLField(_("page"), max_length=500, blank=True)
    forms = models.JSONField(
        _("formulaires"), default=list, blank=True, help_text="[{title, url}, …]"
    )
    territory = models.CharField(_("territoire"), max_length=200, blank=True)
    subjects = models.TextField(
        _("sujets"), blank=True, help_text=_("Mots ou expressions, un par ligne.")
    )
    review_date = models.DateField(_("à relire le"), null=True, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["service"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "service"], name="service_once")
        ]

    def __str__(self) -> str:
        return self.service


class Competence(Scoped):
    """Who handles a subject here, and what to say when it is somebody else."""

    class Level(models.TextChoices):
        COMMUNE = "commune", _("commune")
        EPCI = "epci", _("intercommunalité")
        DEPARTEMENT = "departement", _("département")
        REGION = "region", _("région")
        ETAT = "etat", _("État")
        OTHER = "autre", _("autre organisme")

    subject = models.CharField(_("sujet"), max_length=200)
    phrases = models.TextField(
        _("mots des usagers"), help_text=_("Mots ou expressions, un par ligne.")
    )
    level = models.CharField(_("niveau"), max_length=20, choices=Level.choices)
    authority = models.CharField(_("organisme"), max_length=200)
    transfer = models.TextField(_("phrase de renvoi"))
    ours = models.BooleanField(_("c'est nous"), default=False)
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("contact")
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["subject"]

    def __str__(self) -> str:
        return self.subject


class Word(Scoped):
    """An acronym or a word family of the organisation, on top of the shipped tables."""

    class Kind(models.TextChoices):
        ACRONYM = "acronym", _("Sigle")
        FAMILY = "family", _("Famille de mots")

    kind = models.CharField(_("genre"), max_length=10, choices=Kind.choices)
    term = models.CharField(_("sigle ou premier mot"), max_length=100)
    meaning = models.CharField(
        _("signification ou autres mots"),
        max_length=500,
        help_text=_("Pour une famille, les autres mots séparés par des virgules."),
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["term"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "term"], name="word_once")
        ]

    def __str__(self) -> str:
        return self.term


class Commune(models.Model):
    """A commune of the official geographic code (INSEE). Public data, the same for everyone."""

    insee = models.CharField(max_length=5)
    postcode = models.CharField(max_length=5, db_index=True)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120, db_index=True)
    epci = models.CharField(max_length=150, blank=True)
    departement = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["insee", "postcode"], name="commune_postcode_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.postcode})"


class VectorSet(Scoped):
    """The vectors that one model made of the organisation's passages.

    `model`: what made them (address and name): vectors of two models cannot be compared. `whole`:
    every passage had its own once; until then the former set goes on serving. `revision` grows with
    each batch: whoever holds them in memory reads what is new. `adapter`: what the authority's own
    questions taught (`engine.adapter`), if anything.
    """

    model = models.CharField(max_length=450)
    whole = models.BooleanField(default=False)
    revision = models.PositiveBigIntegerField(default=0)
    adapter = models.BinaryField(null=True)

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "model"], name="vector_set_once")
        ]


class Vector(Scoped):
    """A passage's vector: `values` are float32, little-endian, of norm 1."""

    set = models.ForeignKey(VectorSet, on_delete=models.CASCADE, related_name="vectors")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="+")
    values = models.BinaryField()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["set", "passage"], name="vector_once")
        ]
