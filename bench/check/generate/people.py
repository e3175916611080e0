"""Fictitious persons: their names say so, their numbers have right keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import numbers

# Nobody's names, in the shapes that real ones take.
_ROOTS = (
    "EXEMPLE FICTIF SPÉCIMEN MODÈLE IMAGINAIRE FACTICE ÉCHANTILLON PROTOTYPE MAQUETTE ÉBAUCHE "
    "SIMULACRE INVENTÉ PSEUDONYME ANONYME TÉMOIN FABULEUX CHIMÈRE ILLUSION ROMANESQUE FABLE"
).split()
_WOMEN = (
    "Marie Nadia Élodie Anne-Laure Fatoumata Zoé Inès Chloé Maëlle Françoise Léa Yasmine Aïcha "
    "Marie-Hélène Céline Agnès Solène Thi-Mai Anaïs Joëlle Sabrina Ludivine Noémie Rachel"
).split()
_MEN = (
    "Jean Karim Étienne Jean-Baptiste Mamadou Loïc Hugo François Théo Rachid Gaël Jérôme Nuno "
    "Jean-Noël Cédric Benoît Raphaël Bao Anatole Joël Mehdi Maxime Rémi Ismaël"
).split()
_STREETS = (
    "rue des Exemples,avenue du Spécimen,impasse des Modèles,chemin de la Fiction,"
    "boulevard de l'Échantillon,allée des Chimères,place de l'Ébauche,rue du Prototype,"
    "traverse de la Maquette,montée des Fables,cours de l'Imaginaire,route du Faux-Semblant"
).split(",")
CITIES = (
    ("04000", "Digne-les-Bains"), ("04100", "Manosque"), ("04200", "Sisteron"), ("05000", "Gap"),
    ("05100", "Briançon"), ("05200", "Embrun"), ("06000", "Nice"), ("06130", "Grasse"),
    ("06400", "Cannes"), ("06600", "Antibes"), ("13001", "Marseille"), ("13014", "Marseille"),
    ("13100", "Aix-en-Provence"), ("13200", "Arles"), ("13300", "Salon-de-Provence"),
    ("13400", "Aubagne"), ("13500", "Martigues"), ("83000", "Toulon"), ("83300", "Draguignan"),
    ("83400", "Hyères"), ("83600", "Fréjus"), ("84000", "Avignon"), ("84100", "Orange"),
    ("84200", "Carpentras"), ("84300", "Cavaillon"),
)  # fmt: skip
OUTSIDE = (
    ("34000", "Montpellier"), ("69003", "Lyon"), ("30000", "Nîmes"), ("26000", "Valence"),
    ("38000", "Grenoble"), ("31000", "Toulouse"), ("75011", "Paris"), ("07100", "Annonay"),
    ("59000", "Lille"), ("44000", "Nantes"),
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    street: str
    postcode: str
    city: str
    more: str = ""

    def lines(self) -> list[str]:
        return [*([self.more] if self.more else []), self.street, f"{self.postcode} {self.city}"]


@dataclass(frozen=True)
class Person:
    """`surname`: birth name, capitals; `usage_name`: empty when the birth name is used."""

    surname: str
    usage_name: str
    given: tuple[str, ...]
    sex: str
    birth: date
    birth_place: str
    birth_department: str
    nationality: str
    address: Address
    nir: str
    fiscal_number: str
    identifier: str
    email: str
    phone: str

    @property
    def used_name(self) -> str:
        return self.usage_name or self.surname

    @property
    def civility(self) -> str:
        return "Monsieur" if self.sex == "M" else "Madame"

    @property
    def short(self) -> str:
        return "M." if self.sex == "M" else "Mme"

    @property
    def e(self) -> str:
        """The feminine ending, or nothing."""
        return "" if self.sex == "M" else "e"


def surname(random: Random) -> str:
    root = random.choice(_ROOTS)
    other = random.choice([r for r in _ROOTS if r != root])
    shape = random.random()
    if shape < 0.55:
        return root
    if shape < 0.70:
        return f"{root}-{other}"
    if shape < 0.78:
        return f"N'{root}"
    if shape < 0.85:
        return f"D'{root}" if root[0] in "AEIOÉÈ" else f"DE {root}"
    if shape < 0.93:
        return random.choice(("DE LA FICTION", "LE MODÈLE", "DE L'EXEMPLE", "BEN SPÉCIMEN"))
    return f"{root} {other}"


def near(name: str) -> str:
    """Another person's name that looks like this one, as MARTINEZ looks like MARTIN."""
    return name + ("Z" if name.endswith("E") else "EZ")


def address(random: Random, cities: tuple[tuple[str, str], ...] = CITIES) -> Address:
    postcode, city = random.choice(cities)
    number = random.choice(("", "", "", " bis", " ter"))
    more = random.choice(
        ("", "", "", "Bâtiment B", "Appartement 12", "Résidence Les Fictives", "Étage 3 porte 7")
    )
    return Address(
        f"{random.randint(1, 240)}{number} {random.choice(_STREETS)}", postcode, city, more
    )


def person(random: Random, on: date) -> Person:
    """A grown-up seen on the day `on`."""
    sex = random.choice("MF")
    first = random.sample(_MEN if sex == "M" else _WOMEN, 3)
    birth = on - timedelta(days=random.randint(19 * 366, 62 * 365))
    name = surname(random)
    usage = ""
    if random.random() < (0.35 if sex == "F" else 0.06):
        other = surname(random)
        usage = random.choice((other, f"{name}-{other}" if len(name + other) < 22 else other))
        usage = "" if usage == name else usage
    postcode, city = random.choice(CITIES + OUTSIDE)
    department = postcode[:2]
    given = tuple(first[: random.choice((1, 1, 2, 3))])
    return Person(
        surname=name,
        usage_name=usage,
        given=given,
        sex=sex,
        birth=birth,
        birth_place=city,
        birth_department=department,
        nationality="FRA",
        address=address(random),
        nir=numbers.nir(random, sex, birth.year, birth.month, department),
        fiscal_number=random.choice("0123") + numbers.digits(random, 12),
        identifier=numbers.digits(random, 7) + random.choice("ABCDEFGHJKLMNPRSTVWX"),
        # Ranges kept for fiction by the numbering plan (ARCEP decision 2018-0881).
        phone="06 39 98 " + numbers.spaced(numbers.digits(random, 4), 2),
        email=f"personne.fictive{random.randint(10, 9999)}@example.org",
    )
