"""Listen: the mood of what citizens write, the words that show it, and alerts of distress."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="listen",
    title="Humeur des usagers",
    purpose=(
        "Repérer dans les mots des usagers la satisfaction, la colère et la détresse, alerter "
        "l'agent d'une détresse et suivre les tendances par groupes ; ni agent noté, ni voix."
    ),
    risk="minimal",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD)",
    owner="Centre de contact",
    address="/humeur/",
    right="ask",
)
