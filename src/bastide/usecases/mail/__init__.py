"""Mail: what a thread asks, of which service, how soon, and a draft of the reply."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="mail",
    title="Courriels",
    purpose=(
        "Lire un échange de courriels : la demande, ce qui a été répondu, ce qui est attendu, le "
        "service concerné et l'urgence, puis préparer une réponse sourcée que l'agent relit et "
        "envoie lui-même ; rien n'est envoyé par la machine."
    ),
    risk="minimal",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD)",
    owner="Relation aux usagers",
    address="/courriels/",
    right="ask",
)
