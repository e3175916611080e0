"""Check: a training-aid file's supporting documents read, judged, explained; a person decides."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="check",
    title="Pièces justificatives",
    purpose=(
        "Vérifier les pièces d'un dossier d'aide à la formation, chaque constat montrant son "
        "motif et l'endroit de la page ; la décision reste à l'instructeur."
    ),
    risk="haut",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD)",
    owner="Service de la formation",
    address="/pieces/",
    right="examine",
    open_address="/depot/",
)
