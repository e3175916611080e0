"""What is said of one is not said of another (`engine.exchanged`), through the whole proof."""

from __future__ import annotations

import pytest

from bastide.engine.located import Quote
from bastide.engine.model import Passage
from bastide.engine.proof import prove

SERVICES = (
    "Madame Colette Faribole dirige le service des bourses. "
    "Monsieur Armand Tralala dirige le service de l'internat."
)
TOWNS = "La commune de Tarasque a 14 logements. La commune de Pontcigal accueille 22 ateliers."
BOUGHT = (
    "Pour un achat de moins de 1 000 €, un devis suffit. "
    "Au-delà de 1 000 €, trois devis sont demandés."
)
COSTS = "Le locataire paie l'eau. Le propriétaire paie la taxe foncière."
LENT = "L'ordinateur est prêté à l'élève. Il reste la propriété de la Région."
PAID = "L'employeur rémunère l'apprenti."
SIGNED = "Le bilan est signé par le trésorier."
HOURS = "L'élève prévient le conseiller avant 12 h."
WEIGHED = "La subvention couvre 40 kg de semences par hectare."
CLOSED = "La piscine ferme à 17 h le dimanche."
GIVEN = "Le conseil régional verse 1,5 million d'euros à la commune de Tarasque."


def shown(source: str, sentence: str, quote: str = "") -> bool:
    passage = Passage(1, 1, 0, source, ())
    return prove(sentence, [Quote(1, quote or source)], {1: passage}, {}).ok


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (SERVICES, "Monsieur Armand Tralala dirige le service des bourses."),
        (SERVICES, "Monsieur Colette Faribole dirige le service des bourses."),
        (TOWNS, "La commune de Tarasque accueille 22 ateliers."),
        (BOUGHT, "Pour un achat de moins de 1 000 €, trois devis sont demandés."),
        (BOUGHT, "Au-delà de 1 000 €, un devis suffit."),
        (COSTS, "Le locataire paie la taxe foncière."),
        (PAID, "L'apprenti rémunère l'employeur."),
        (SIGNED, "Le trésorier est signé par le bilan."),
        (HOURS, "L'élève prévient le conseiller après 12 h."),
        (WEIGHED, "La subvention couvre 40 g de semences par hectare."),
        (CLOSED, "La piscine ferme à 17 h le samedi."),
        (GIVEN, "Le conseil régional verse 1,5 milliard d'euros à la commune de Tarasque."),
    ],
)
def test_what_was_exchanged_is_withheld(source: str, sentence: str) -> None:
    assert not shown(source, sentence)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (SERVICES, "Madame Colette Faribole dirige le service des bourses."),
        (SERVICES, "Le service des bourses est dirigé par Madame Colette Faribole."),
        (BOUGHT, "Pour un achat de moins de 1 000 €, un devis suffit."),
        (COSTS, "Le locataire paie l'eau et le propriétaire paie la taxe foncière."),
        (PAID, "L'apprenti est rémunéré par l'employeur."),
        (SIGNED, "Le trésorier signe le bilan."),
        (HOURS, "L'élève prévient le conseiller avant midi."),
        (WEIGHED, "La subvention couvre 40 kilos de semences par hectare."),
        (CLOSED, "Le dimanche, la piscine ferme à 17 h."),
        (GIVEN, "Le conseil régional verse 1 500 000 € à la commune de Tarasque."),
    ],
)
def test_what_was_said_otherwise_is_shown(source: str, sentence: str) -> None:
    assert shown(source, sentence)


def test_the_sentence_before_lends_the_subject_and_not_the_complement() -> None:
    quote = "Il reste la propriété de la Région."
    assert shown(LENT, "L'ordinateur reste la propriété de la Région.", quote)
    assert not shown(LENT, "L'ordinateur reste la propriété de l'élève.", quote)
