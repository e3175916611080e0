"""Redact: personal data of a text or a file masked or replaced, each replacement reviewed."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="redact",
    title="Masquer les données personnelles",
    purpose=(
        "Retirer d'un texte ou d'un fichier les noms, adresses, numéros et dates de naissance "
        "avant de le transmettre ou de le publier ; l'agent relit et décide de chaque passage."
    ),
    risk="minimal",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD) ; article 25 du RGPD",
    owner="Délégué à la protection des données",
    address="/anonymiser/",
    right="ask",
)
