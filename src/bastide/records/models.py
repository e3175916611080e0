"""Connections, what their tables are and who may see them, reviewed queries, free questions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.tenants.scope import Scoped


class Connection(Scoped):
    """A database under an account that can only read. The password is never here."""

    class Kind(models.TextChoices):
        POSTGRESQL = "postgresql", _("PostgreSQL")
        MARIADB = "mariadb", _("MariaDB ou MySQL")
        SQLITE = "sqlite", _("Fichier SQLite")
        URL = "url", _("Autre (adresse SQLAlchemy)")

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("genre"), max_length=12, choices=Kind.choices)
    host = models.CharField(_("serveur"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("port"), null=True, blank=True)
    database = models.CharField(_("base, ou chemin du fichier"), max_length=500, blank=True)
    namespace = models.CharField(
        _("schéma"), max_length=63, blank=True, help_text=_("PostgreSQL : « public » d'ordinaire.")
    )
    user = models.CharField(
        _("compte en lecture seule"),
        max_length=63,
        blank=True,
        help_text=_("Un compte propre à votre organisation : c'est lui qui borne ce qui se lit."),
    )
    secret = models.CharField(
        _("où est le mot de passe"),
        max_length=200,
        blank=True,
        help_text=_(
            "env:NOM (une variable que l'installation autorise) ou file:NOM (un fichier du dossier "
            "des clés). Jamais le mot de passe lui-même."
        ),
    )
    url = models.CharField(
        _("adresse SQLAlchemy"), max_length=500, blank=True, help_text=_("Sans mot de passe.")
    )
    seconds = models.FloatField(_("secondes au plus"), default=5.0)
    rows = models.PositiveIntegerField(_("lignes au plus"), default=200)
    report = models.JSONField(default=dict, blank=True)
    checked = models.DateTimeField(null=True, blank=True)
    usable = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="connection_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Table(Scoped):
    """A table of a connection. Closed until someone opens it; `roles` empty: every role."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="tables")
    name = models.CharField(max_length=63)
    description = models.CharField(_("description"), max_length=500, blank=True)
    opened = models.BooleanField(_("ouverte"), default=False)
    roles = models.JSONField(_("rôles"), default=list, blank=True)
    missing = models.BooleanField(default=False, help_text="The server no longer has it.")

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["connection", "name"], name="table_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Column(Scoped):
    """A column. Sensitive ones are read by no query; personal ones by named queries alone."""

    class Sensitivity(models.TextChoices):
        OPEN = "open", _("ordinaire")
        PERSONAL = "personal", _("personnelle")
        SENSITIVE = "sensitive", _("sensible : jamais lue")

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="columns")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=63)
    type = models.CharField(max_length=60, blank=True)
    description = models.CharField(_("description"), max_length=500, blank=True)
    sensitivity = models.CharField(
        _("sensibilité"), max_length=10, choices=Sensitivity.choices, default=Sensitivity.PERSONAL
    )
    roles = models.JSONField(_("rôles"), default=list, blank=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "name"], name="column_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class NamedQuery(Scoped):
    """A reviewed question to a database. Answers only once reviewed, and under its own title.

    `parameters`: see `engine.slots.Parameter`. Holes of a sentence: `{column}`, `{:parameter}`.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="queries")
    slug = models.SlugField(_("identifiant"), max_length=80)
    title = models.CharField(_("titre"), max_length=200)
    sql = models.TextField(_("requête SQL"), help_text=_("Paramètres écrits :nom."))
    parameters = models.JSONField(_("paramètres"), default=list, blank=True)
    examples = models.TextField(
        _("exemples de questions"), help_text=_("Un par ligne, comme les gens parlent.")
    )
    singular = models.CharField(
        _("phrase pour un"),
        max_length=400,
        blank=True,
        help_text=_("Les trous {colonne} et {:paramètre} sont remplis."),
    )
    plural = models.CharField(_("phrase pour plusieurs"), max_length=400, blank=True)
    none = models.CharField(_("phrase pour zéro"), max_length=400, blank=True)
    roles = models.JSONField(_("rôles"), default=list, blank=True)
    identity = models.BooleanField(
        _("donne le dossier d'une personne"),
        default=False,
        help_text=_("L'agent confirme d'abord qu'il a vérifié l'identité de l'usager."),
    )
    dated_by = models.CharField(
        _("colonne de la date des données"),
        max_length=63,
        blank=True,
        help_text=_("Sinon, la date de la lecture est donnée."),
    )
    reviewed_by = models.CharField(max_length=254, blank=True)
    reviewed = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="query_slug_once")
        ]

    def __str__(self) -> str:
        return self.title


class FreeQuestion(Scoped):
    """A question that a model turned into SQL: not verified until it becomes a named query."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="free")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    text = models.CharField(max_length=500)
    sql = models.TextField(blank=True)
    plan = models.JSONField(default=list, blank=True)
    refusal = models.CharField(max_length=500, blank=True)
    model = models.CharField(max_length=120, blank=True)
    ran = models.BooleanField(default=False)
    named = models.ForeignKey(
        NamedQuery, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["-id"]
