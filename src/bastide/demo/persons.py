"""The applicants of the demonstration: nobody's names, in towns that do not exist."""

from __future__ import annotations

from datetime import date

from bastide.demo.papers.people import Person

_STREETS = (
    "rue des Exemples",
    "impasse des Modèles",
    "allée des Chimères",
    "chemin de la Fiction",
    "place de l'Ébauche",
)
# The scheme's territory is told by departments; these postcodes are given to no town.
_TOWNS = (
    ("34999", "FABLECOURT"),
    ("30999", "CHIMÈRE-LE-VIEUX"),
    ("11999", "MAQUETTE"),
    ("48999", "SAINT-PROTOTYPE"),
    ("66999", "FICTIVILLE"),
)


def _person(rank: int, surname: str, given: str, sex: str, usage_name: str = "") -> Person:
    postcode, city = _TOWNS[rank % len(_TOWNS)]
    return Person(
        surname=surname,
        usage_name=usage_name,
        given=given,
        sex=sex,
        birth=date(1974 + rank * 7 % 27, 1 + rank * 5 % 12, 1 + rank * 11 % 28),
        street=f"{3 + rank * 4} {_STREETS[rank % len(_STREETS)]}",
        postcode=postcode,
        city=city,
        identifier=f"{4100000 + rank * 90817}{'ABCDEFGHJKLM'[rank % 12]}",
    )


NADIA = _person(1, "EXEMPLE", "Nadia", "F")
THEO = _person(2, "PROTOTYPE", "Théo", "M")
LEA = _person(3, "FICTIVE", "Léa", "F")
KARIM = _person(4, "MAQUETTE", "Karim", "M")
ANNE_LAURE = _person(5, "CHIMÈRE", "Anne-Laure", "F")
HUGO = _person(6, "ÉBAUCHE", "Hugo", "M")
INES = _person(7, "FABULEUSE", "Inès", "F")
BENOIT = _person(8, "IMAGINAIRE", "Benoît", "M")
MARIE = _person(9, "D'EXEMPLE", "Marie", "F", "MODÈLE")
ETIENNE = _person(10, "FACTICE", "Étienne", "M")
YASMINE = _person(11, "PSEUDONYME", "Yasmine", "F")
LOIC = _person(12, "SIMULACRE", "Loïc", "M")
CHLOE = _person(13, "ROMANESQUE", "Chloé", "F")
RACHID = _person(14, "ILLUSION", "Rachid", "M")
HOST = _person(14, "MIRAGE", "Agnès", "F")
SOLENE = _person(15, "FABLE", "Solène", "F")
GAEL = _person(16, "INVENTÉ", "Gaël", "M")
MAELLE = _person(17, "POSTICHE", "Maëlle", "F")
