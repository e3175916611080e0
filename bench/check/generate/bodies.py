"""Fictitious firms: training bodies, employers, suppliers, banks. All numbers have right keys."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from . import numbers
from .people import CITIES, OUTSIDE, Address, address

_NAMES = (
    "FORMA FICTIF,INSTITUT DE L'EXEMPLE,ÉCOLE DU SPÉCIMEN,CAMPUS IMAGINAIRE,ATELIER DES MODÈLES,"
    "ACADÉMIE FACTICE,COMPÉTENCES & FABLES,CENTRE CHIMÈRE FORMATION,SAVOIR-FAIRE FICTIFS,"
    "LE FAUX CAMPUS,MÉTIERS DE L'ÉBAUCHE,GRETA IMAGINAIRE,TREMPLIN SPÉCIMEN,PASSERELLE MODÈLE"
).split(",")
_FORMS = ("SARL", "SAS", "SASU", "Association", "EURL", "SCOP")
BANKS = (
    ("Banque Fictive du Midi", "99991", "FICTFR2M"),
    ("Caisse d'Exemple Provence", "99992", "EXEMFRPPXXX"),
    ("Crédit Imaginaire", "99993", "IMAGFR22"),
    ("Banque Spécimen en ligne", "99994", "SPECFRP1XXX"),
    ("Société de Banque Modèle", "99995", "MODEFR21"),
    ("Néobanque Factice", "99996", "NEOFFR2AXXX"),
)


@dataclass(frozen=True)
class Account:
    holder: str
    bank: str
    bic: str
    iban: str


@dataclass(frozen=True)
class Body:
    name: str
    form: str
    siren: str
    siret: str
    nda: str
    address: Address
    vat_exempt: bool
    phone: str
    email: str
    director: str


def body(random: Random) -> Body:
    siren = numbers.siren(random)
    place = address(random, CITIES if random.random() < 0.9 else OUTSIDE)
    # Activity declaration number: region 93 (Provence), department, serial.
    return Body(
        name=random.choice(_NAMES) + random.choice(("", "", " SUD", " PROVENCE", " 2000", " PRO")),
        form=random.choice(_FORMS),
        siren=siren,
        siret=numbers.siret(random, siren),
        nda=f"93{random.choice(('04', '05', '06', '13', '83', '84'))}0{numbers.digits(random, 6)}",
        address=place,
        vat_exempt=random.random() < 0.5,
        phone="04 65 71 " + numbers.spaced(numbers.digits(random, 4), 2),
        email=f"contact{random.randint(1, 999)}@example.com",
        director=random.choice(("A. MODÈLE", "C. FICTIF", "S. EXEMPLE", "P. CHIMÈRE")),
    )


def account(random: Random, holder: str) -> Account:
    bank, code, bic = random.choice(BANKS)
    number = numbers.digits(random, 10) + random.choice("0123456789ABKX")
    return Account(holder, bank, bic, numbers.iban(code, "0" + numbers.digits(random, 4), number))
