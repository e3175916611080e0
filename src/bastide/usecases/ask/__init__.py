"""Ask: a citizen's question, an answer whose every sentence points at its source."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="ask",
    title="Questions",
    purpose=(
        "Répondre aux questions des usagers à partir des documents de la collectivité, chaque "
        "phrase renvoyant à sa source."
    ),
    risk="transparence",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD)",
    owner="Centre de contact",
    address="/questions/",
    right="ask",
)
