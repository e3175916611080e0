"""Addresses read from their town, homes told in words, days told around, plates copied, and whom
the data beside capitals belong to; and what looks like these and is nobody's."""

from __future__ import annotations

import pytest

from bastide.engine.personal import personal


def found(text: str, value: str) -> bool:
    """Whether every letter and figure of `value` is in some span."""
    start = text.index(value)
    inside: set[int] = set()
    for span in personal(text):
        inside.update(range(span.start, span.end))
    return all(at in inside for at in range(start, start + len(value)) if text[at].isalnum())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "Convoqué\nChez Mme Fable\nAppt 17 - 3e étage\n24 rue du 8-Mai-1945\n13990 LAUZE\n",
            "Appt 17 - 3e étage\n24 rue du 8-Mai-1945\n13990 LAUZE",
        ),
        ("à l'EHPAD Les Tilleuls, 2 rue Haute, 13990 Lauze.", "EHPAD Les Tilleuls, 2 rue Haute"),
        ("écrire Z.A. des Iscles, lot 9, 13990 Lauze svp", "Z.A. des Iscles, lot 9, 13990 Lauze"),
        ("Lieu dit « Font Froide », 13990 Lauze", "Font Froide"),
        ("Ferme du Col\nRoute du Lac\n13990 LAUZE", "Ferme du Col\nRoute du Lac\n13990 LAUZE"),
        ("au 12 ancien chemin d'Aix, merci", "12 ancien chemin d'Aix"),
        ("son logement rue des Lilas à Lauze", "rue des Lilas à Lauze"),
        ("12 PL DE LA MAIRIE", "12 PL DE LA MAIRIE"),
        ("12 rue haute, 13990 lauze", "12 rue haute, 13990 lauze"),
        ("12 rue Haute, esc 2 ét 3 pte 12", "esc 2 ét 3 pte 12"),
        ("né le 3 du 4 1966", "3 du 4 1966"),
        ("née le 04.IX.2015", "04.IX.2015"),
        ("enfants nés le 12/03/2014, 5/6/2016 et 7/8/2019", "7/8/2019"),
        ("née à Kayes (Mali) en 1979", "1979"),
        ("mon fils (12/03/2014) mange à la cantine", "12/03/2014"),
        ("nés 02/2019 et 11/2022", "11/2022"),
        ("plaque W-418-HB du garage", "W-418-HB"),
        ("camping-car espagnol 4187 KLM", "4187 KLM"),
        ("vu AB 4I8 CE ce matin", "AB 4I8 CE"),
        ("pensionnée n° 36 041 877 K.", "36 041 877 K"),
        ("pass de bus 0418-7720-1187-33", "0418-7720-1187-33"),
        ("TVA FR 0X 512 041 870", "FR 0X 512 041 870"),
        ("tel 06 39 98… 12 34 je crois", "06 39 98"),
        ("écrire à zoe.fable at poste.example", "zoe.fable at poste.example"),
        ("linkedin.com/in/zoe-fable-13", "zoe-fable-13"),
        ("identifiant : zfable04", "zfable04"),
        ("Inscrite : Swann Chapitre, 18/10/2010, 3 livres", "Swann Chapitre"),
        ("nom=Wacquez&prenom=Honorine", "Wacquez"),
    ],
)
def test_a_datum_told_in_another_way_is_found(text: str, value: str) -> None:
    assert found(text, value)


@pytest.mark.parametrize(
    "text",
    [
        "Le conseil vote 1 204 500 € et 3 120 450 euros de travaux.",
        "La pension est de 1 204,12 € par mois.",
        "L'identifiant de la collectivité et la version 3.2.1.",
        "La salle compte 12 places et 3 jardins partagés.",
        "Mon adresse mail est indiquée plus haut.",
        "Le marché n° 2026-VOI-03, lot 2, du 4 mars 2026.",
        "Travaux rue Haute de 8 h à 12 h, sauf riverains.",
        "Le 12 le conseil municipal a délibéré.",
    ],
)
def test_what_looks_like_one_is_left(text: str) -> None:
    assert personal(text) == []
