"""The kinds of personal data, in the words of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bastide.engine.personal import KINDS, Kind

NAMES: dict[Kind, Promise] = {
    "name": _("Noms de personnes"),
    "address": _("Adresses postales"),
    "phone": _("Téléphones"),
    "email": _("Courriels"),
    "birth": _("Dates de naissance"),
    "profile": _("Pseudos et profils en ligne"),
    "iban": _("Comptes bancaires (IBAN, RIB)"),
    "card": _("Cartes bancaires"),
    "nir": _("Numéros de sécurité sociale"),
    "tax": _("Numéros fiscaux"),
    "siret": _("SIRET"),
    "siren": _("SIREN et TVA"),
    "plate": _("Plaques de véhicules"),
    "identity": _("Pièces d'identité"),
    "file": _("Numéros de dossier"),
}
assert set(NAMES) == set(KINDS)


def sound(kinds: object) -> list[Kind]:
    """The kinds of a list that exist, in the order of the page."""
    asked = set(kinds) if isinstance(kinds, list | tuple) else set()
    return [kind for kind in NAMES if kind in asked]
