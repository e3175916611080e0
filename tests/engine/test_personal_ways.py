"""Each datum in the ways that people write it, and what looks like it and is nobody's."""

from __future__ import annotations

import pytest

from bastide.engine.personal import personal


def covered(text: str, value: str) -> bool:
    start = text.index(value)
    inside: set[int] = set()
    for span in personal(text):
        inside.update(range(span.start, span.end))
    places = range(start, start + len(value))
    return all(at in inside for at in places if text[at].isalnum())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("rappeler : 0 6 3 9 9 8 1 2 3 4 ce soir", "0 6 3 9 9 8 1 2 3 4"),
        ("au (+33) 06 39 98 12 34 svp", "06 39 98 12 34"),
        ("mon numéro 06 39 98\n12 34 ou rien", "06 39 98\n12 34"),
        ("appelez zéro six 39 98 douze 34", "zéro six 39 98 douze 34"),
        ("bureau 04 65 71 12 34 / 35.", "04 65 71 12 34 / 35"),
        ("à la Réunion 0262 00 12 34, merci", "0262 00 12 34"),
        ("écrire à zoe . fable @ poste . example svp", "zoe . fable @ poste . example"),
        ("écrire à zoe.fable arobase poste.example svp", "zoe.fable arobase poste.example"),
        ("écrire à zoe.fable@gmail merci", "zoe.fable@gmail"),
        ("fr76 3000 6000 011 23456 78901 89 merci", "fr76 3000 6000 011 23456 78901 89"),
        ("sécurité sociale du conjoint : 1 87 03 2A 055 042", "1 87 03 2A 055 042"),
        ("2.87.03.13.055.042.73, régime général", "2.87.03.13.055.042.73"),
        ("n° fiscal du déclarant 2 : 07 45 123 456 790", "07 45 123 456 790"),
        ("CNI nouveau format X4RTBPFW4 valide", "X4RTBPFW4"),
        ("passeport de ma fille : 14AB12345", "14AB12345"),
        ("la clio grise, bx 204 fg, gêne", "bx 204 fg"),
        ("mon identifiant France Travail, 4471208K, ne va pas", "4471208K"),
        ("numéro INE du lycéen 1108034512B", "1108034512B"),
        ("boîtier TA-00417-F rendu", "TA-00417-F"),
        ("chien pucé 250 269 604 417 880", "250 269 604 417 880"),
        ("née en décembre 1962 à Lauze", "décembre 1962"),
        ("Votre date de naissance ?\n07/01/1992", "07/01/1992"),
        ("née le 3 mai, la petite", "3 mai"),
        ("né le vingt-deux mars mil neuf cent cinquante et un", "mil neuf cent cinquante et un"),
        ("22, allée des Fables – Esc. B – 3e étage – 13990 LAUZE", "3e étage – 13990 LAUZE"),
        ("du 22 quai des Brumes au 7 ter, cours Fictif, 99100 Lauze", "7 ter, cours Fictif"),
        ("Foyer Les Mimosas, chambre 112, Lauze.", "Foyer Les Mimosas, chambre 112"),
        ("Ville / code postal : 13990 LAUZE", "13990 LAUZE"),
        ("j'habite rue des Fables, n° 12", "rue des Fables, n° 12"),
    ],
)
def test_every_way_of_writing_it(text: str, value: str) -> None:
    assert covered(text, value)


@pytest.mark.parametrize(
    "text",
    [
        "Délibération du 4 mars 2026, n° 2026-0141.",
        "Marché n° 2026-VOI-0003, lot 2.",
        "Vu l'article L2121-2900 du code",
        "un budget de 1 204 500 et 48 500 000 €",
        "le rendez-vous du 15/11/2026. Merci",
        "Appelez le 3949, le 115 ou le 36 46",
        "revenu fiscal de référence : 18 204",
        "section AB n° 0417, zone UB2 du PLU",
        "le 12.11.2026 à 14:30 en salle 204",
    ],
)
def test_what_is_nobodys_is_left(text: str) -> None:
    assert personal(text) == []
