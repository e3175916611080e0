"""Endpoints of models, what each is for, budgets and what was spent of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from bastide.endpoints.references import SecretError, check_reference
from bastide.providers.chat_client import Capabilities, refused_address
from bastide.tenants.scope import Scoped, current_organisation_id


class Kind(models.TextChoices):
    AZURE = "azure", _("Azure OpenAI")
    MISTRAL = "mistral", _("Mistral (La Plateforme ou Azure)")
    COMPATIBLE = "compatible", _("Serveur compatible (vLLM, Ollama, llama.cpp, Albert API…)")
    LOCAL = "local", _("Modèle de cette machine, pour les vecteurs (sentence-transformers)")


class Role(models.TextChoices):
    """What a model is asked for."""

    ANSWER = "answer", _("Rédiger une réponse")
    SMALL = "small", _("Rédiger avec un petit modèle, d'abord")
    JUDGE = "judge", _("Relire et comparer")
    EMBED = "embed", _("Calculer des vecteurs")
    TRANSCRIBE = "transcribe", _("Transcrire")
    TRANSLATE = "translate", _("Traduire")


class EnergyClass(models.TextChoices):
    """The size of a model, in billions of active parameters."""

    TINY = "tiny", _("Très petit (moins de 4 milliards de paramètres)")
    SMALL = "small", _("Petit (4 à 10 milliards)")
    MEDIUM = "medium", _("Moyen (10 à 40 milliards)")
    LARGE = "large", _("Grand (40 à 130 milliards)")
    HUGE = "huge", _("Très grand (plus de 130 milliards, ou inconnu)")


# Wh for a million tokens written: EcoLogits 0.11.3's formula for a dense model at the top of the
# class (4, 10, 40, 130, 400 billion parameters; H100, batch 64, 16 bits, PUE 1.2). The same formula
# counts nothing for tokens read. Budgets use this single figure; the ledger gives ranges.
WH_PER_MILLION: dict[str, int] = {
    EnergyClass.TINY: 85,
    EnergyClass.SMALL: 92,
    EnergyClass.MEDIUM: 256,
    EnergyClass.LARGE: 949,
    EnergyClass.HUGE: 9037,
}


class Endpoint(Scoped):
    """A model that can be called. `secret` says where its key is; the key itself is nowhere here.

    Prices are in euros for a million tokens.
    """

    name = models.CharField(_("nom"), max_length=60)
    kind = models.CharField(_("genre"), max_length=12, choices=Kind.choices)
    base_url = models.CharField(
        _("adresse"),
        max_length=300,
        blank=True,
        help_text=_(
            "Azure : https://RESSOURCE.openai.azure.com ; Mistral : https://api.mistral.ai/v1 ; "
            "serveur compatible : l'adresse qui finit par /v1. Vide pour un modèle d'ici."
        ),
    )
    deployment = models.CharField(_("modèle ou déploiement"), max_length=120)
    api_version = models.CharField(
        _("version de l'API"),
        max_length=40,
        blank=True,
        help_text=_("Azure seulement ; vide pour l'adresse « v1 », qui n'en demande pas."),
    )
    secret = models.CharField(
        _("où est la clé"),
        max_length=200,
        blank=True,
        help_text=_(
            "env:NOM (une variable que l'installation autorise) ou file:NOM (un fichier du dossier "
            "des clés). Jamais la clé elle-même. Vide si le serveur n'en demande pas."
        ),
    )
    entra = models.BooleanField(
        _("jeton Entra"), default=False, help_text=_("Azure : un jeton au lieu d'une clé.")
    )
    price_in = models.DecimalField(
        _("prix d'un million de jetons lus (€)"),
        max_digits=10,
        decimal_places=4,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
    )
    price_out = models.DecimalField(
        _("prix d'un million de jetons écrits (€)"),
        max_digits=10,
        decimal_places=4,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
    )
    energy_class = models.CharField(
        _("taille"), max_length=8, choices=EnergyClass.choices, default=EnergyClass.HUGE
    )
    region = models.CharField(
        _("lieu d'hébergement"), max_length=120, blank=True, help_text=_("Exemple : France.")
    )
    outside = models.BooleanField(
        _("hors de la collectivité"),
        default=True,
        help_text=_("Les questions et les extraits quittent vos serveurs."),
    )
    hide_personal = models.BooleanField(
        _("masquer les données personnelles"),
        default=True,
        help_text=_(
            "Noms, coordonnées et numéros reconnus sont remplacés par des repères avant l'envoi "
            "hors de la collectivité, et remis dans la réponse."
        ),
    )
    capabilities = models.JSONField(default=dict, blank=True, editable=False)
    probed = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.CharField(max_length=200, blank=True, editable=False)

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="endpoint_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The address and the key's place are ones that this installation allows."""
        wrong: dict[str, Any] = {}
        if self.kind == Kind.LOCAL:
            self.base_url, self.secret, self.outside = "", "", False
            if not self.deployment or {"/", "\\", "\0"} & set(self.deployment):
                raise ValidationError(
                    {"deployment": _("Le nom du dossier du modèle, sans chemin.")}
                )
            return
        why = refused_address(self.base_url, frozenset(settings.MODEL_PRIVATE_HOSTS))
        if why:
            wrong["base_url"] = why
        try:
            check_reference(self.secret, current_organisation_id())
        except SecretError as error:
            wrong["secret"] = str(error)
        if wrong:
            raise ValidationError(wrong)

    @property
    def able(self) -> Capabilities:
        """What the last probe found; the least when there was none."""
        known = Capabilities.__dataclass_fields__
        found = {k: v for k, v in self.capabilities.items() if k in known and isinstance(v, bool)}
        return Capabilities(**found)


class Assignment(Scoped):
    """An endpoint serves a role; `order` is its place among the fallbacks, from 0."""

    role = models.CharField(max_length=12, choices=Role.choices)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="assignments")
    order = models.PositiveSmallIntegerField()

    class Meta(Scoped.Meta):
        ordering: ClassVar = ["role", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "role", "endpoint"], name="endpoint_once_a_role"
            )
        ]


class Budget(Scoped):
    """The most that may be spent in a calendar month; an empty limit is none."""

    class Whose(models.TextChoices):
        ORGANISATION = "organisation", _("Toute l'organisation")
        PERSON = "person", _("Chaque personne")

    whose = models.CharField(max_length=12, choices=Whose.choices)
    tokens = models.BigIntegerField(
        _("jetons"), null=True, blank=True, default=None, validators=[MinValueValidator(0)]
    )
    euros = models.DecimalField(
        _("euros"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    wh = models.DecimalField(
        _("énergie (Wh)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "whose"], name="budget_once")
        ]


class Spent(Scoped):
    """What a month has cost so far, calls under way included: one row for the organisation
    (`person` 0) and one a member (`person`: her number). Whole millionths, so that sums are exact.
    """

    month = models.DateField()
    person = models.PositiveBigIntegerField()
    tokens = models.BigIntegerField(default=0)
    micro_euros = models.BigIntegerField(default=0)
    micro_wh = models.BigIntegerField(default=0)

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "month", "person"], name="spent_row_once"
            )
        ]
