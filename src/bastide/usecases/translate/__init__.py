"""Translate: texts and files in another language, the authority's terms kept, doubts shown."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="translate",
    title="Traduction",
    purpose=(
        "Traduire des textes et des fichiers pour comprendre ou préparer un échange, en gardant "
        "les termes de la collectivité et en signalant ce qui est douteux ; un agent relit."
    ),
    risk="transparence",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD)",
    owner="Relations internationales",
    address="/traduire/",
    right="ask",
)
