"""Plates of vehicles as they are copied: odd signs between the parts, figures misread, foreign.

1. The form of 2009 with any sign or blanks between its parts, an O or I read for a figure.
2. After « immatriculé », « plaque », a kind of vehicle or its make: small letters, foreign plates
   (letters and figures, three figures at least), those of garages (« W-418-HB »).

Source: arrêté du 9 février 2009; the foreign forms are those of the neighbours of France. Every
repetition is bounded, and so is the cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span

_L = "[A-HJ-NP-TV-Z]{2}"
_BY = r"[ ]{0,2}[./·_–—-]?[ ]{0,2}"
_ANYHOW = re.compile(
    r"(?<![\w./-])(?!(?:DE|LA|LE|ET|EN|DU|AU|NE|SE|CE|SA|MA|TA|RN|RD|CD|BP|CS|PV|PC|DP|NF|BC"
    r"|FA)[ .-])"
    rf"{_L}{_BY}[\dOIl]{{3}}{_BY}(?!(?:KM|CM|MM|KG|HT|CV|CC|HP|KW|MW|GB|MB|ML)(?!\w)){_L}(?![\w/-])"
)
_VEHICLE = (
    r"(?<!\w)(?i:immat\w{0,14}|plaques?|v[ée]hicules?|voitures?|autos?|scooters?|motos?|cyclos?"
    r"|cyclomoteurs?|mobylettes?|quads?|tracteurs?|remorques?|caravanes?|camping[ -]?cars?"
    r"|camion\w{0,6}|fourgon\w{0,4}|utilitaires?|berlines?|4x4|cartes?[ ]grises?"
    r"|certificat[ ]d'immatriculation"
    r"|renault|peugeot|citro[ëe]n|dacia|fiat|ford|opel|toyota|volkswagen|audi|mercedes|seat|skoda"
    r"|clio|twingo|kangoo|berlingo|partner|golf|polo|m[ée]gane|sc[ée]nic|sandero|duster|trafic|master)"
    r"(?!\w)"
)
_AFTER = re.compile(
    rf"{_VEHICLE}[^\d\n@;!?]{{0,45}}?(?:(?<=4)x4[ ])?\n?(?<![\w'.-])"
    r"(?P<number>(?-i:(?!(?:BMW|MG|DS|VW|RN|RD|CD|BP|CS|PV|PC|DP|NF|N|D|A|L|R|TVA|HT|TTC|AC|AB[ ]n)"
    r"[ .-]?\d{1,4}(?![\w-]))"
    r"(?=(?:[A-Z .-]{0,8}\d){3})(?=[\d .-]{0,8}[A-Z])"
    r"(?:[A-Z]{1,3}(?:[ .-]?[A-Z]{1,2})?[ .-]?\d{2,6}(?:[ .-]?[A-Z]{1,3})?|\d{3,4}[ .-]?[A-Z]{3}"
    r"|[A-Z]{1,3}[ .-]?\d{3}[ .-]?[A-Z]{2,3}|[A-Z]{2}\d{2}[ ]?[A-Z]{3}))"
    r"|(?i:[a-hj-np-tv-z]{2}[ .-]?\d{2,3}[ .-]?[a-hj-np-tv-z]{2}"
    r"|\d{2,4}[ .-]?[a-hj-np-tv-z]{2,3}[ .-]?(?:0[1-9]|[1-9]\d|2[ab]))"
    r")(?![\w/]|[ ]?(?:km|cv|kg|€))"
)


def plates(view: str) -> Iterator[Span]:
    """Every one; they may overlap. `view`: see `view`."""
    for found in _ANYHOW.finditer(view):
        if any(c.isdigit() for c in found[0]):
            yield Span(found.start(), found.end(), "plate")
    for found in _AFTER.finditer(view):
        yield Span(found.start("number"), found.end("number"), "plate")
