"""Minutes: what was decided in a meeting, who does what by when, each line tied to its words."""

from bastide.usecases.usecase import UseCase

USECASE = UseCase(
    slug="minutes",
    title="Comptes rendus de réunion",
    purpose=(
        "Tirer d'une transcription de réunion le compte rendu, les décisions et les actions, "
        "chaque ligne liée à ses mots et à son heure ; une personne relit et corrige."
    ),
    risk="minimal",
    legal_basis="Mission d'intérêt public (article 6, 1, e du RGPD)",
    owner="Secrétariat général",
    address="/comptes-rendus/",
    right="ask",
)
