"""Fictitious persons and training bodies. Their numbers have right keys and are nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """`surname`: birth name, capitals; `usage_name`: empty when the birth name is used."""

    surname: str
    given: str
    sex: str
    birth: date
    street: str
    postcode: str
    city: str
    identifier: str  # France Travail's
    usage_name: str = ""

    @property
    def used_name(self) -> str:
        return self.usage_name or self.surname

    @property
    def civility(self) -> str:
        return "Monsieur" if self.sex == "M" else "Madame"

    @property
    def e(self) -> str:
        """The feminine ending, or nothing."""
        return "" if self.sex == "M" else "e"

    @property
    def place(self) -> tuple[str, str]:
        return self.street, f"{self.postcode} {self.city}"


@dataclass(frozen=True, slots=True)
class Body:
    """A training body. SIRENs begin with 0, which no real one does; no bank has number 99991."""

    name: str
    siret: str
    iban: str
    nda: str  # declaration of activity
    street: str
    city: str

    @property
    def siren(self) -> str:
        return self.siret[:9]


SCHOOL = Body(
    "ATELIER DES FABLES",
    "05260181200010",
    "FR7699991000425908301661303",
    "76340052618",
    "2 place de l'Ébauche",
    "34999 FABLECOURT",
)
CAMPUS = Body(
    "CAMPUS IMAGINAIRE",
    "01860913100018",
    "FR7699991000429099603082450",
    "76300018609",
    "14 allée des Chimères",
    "30999 CHIMÈRE-LE-VIEUX",
)
TREMPLIN = Body(
    "TREMPLIN FICTIF",
    "06281948700018",
    "FR7699991000422199351819039",
    "76110062819",
    "9 rue du Prototype",
    "11999 MAQUETTE",
)
