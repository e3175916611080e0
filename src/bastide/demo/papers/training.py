"""The papers of a fictitious training body: quote, Qualiopi certificate, SIRENE notice, RIB."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bastide.demo.papers.people import Body, Person
from bastide.demo.papers.sheet import Paper, Sheet, day, euros, spaced


@dataclass(frozen=True, slots=True)
class Training:
    """`rate`: euros an hour; the body is exempt of VAT (CGI, art. 261, 4, 4°, a)."""

    title: str
    certification: str
    hours: int
    rate: Decimal
    starts_in: int  # days from the deposit

    @property
    def total(self) -> Decimal:
        return self.hours * self.rate


def quote(body: Body, person: Person, training: Training, on: date) -> Paper:
    """Established a week before the day of deposit, `on`."""
    issued, start = on - timedelta(days=7), on + timedelta(days=training.starts_in)
    end = start + timedelta(days=max(4, training.hours // 5))

    def draw(sheet: Sheet) -> None:
        sheet.letterhead(
            body.name,
            f"{body.street}, {body.city}",
            f"SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
            f"Déclaration d'activité n° {body.nda}",
        )
        sheet.addressee(f"{person.civility} {person.used_name} {person.given}", *person.place)
        sheet.title("Devis de formation")
        sheet.entries(
            ("Devis n°", f"D{issued:%Y%m}-{person.identifier[3:7]}"),
            ("Date du devis", day(issued)),
            ("Valable jusqu'au", day(issued + timedelta(days=90))),
        )
        sheet.entries(
            ("Intitulé de la formation", training.title),
            ("Certification visée", training.certification),
            ("Stagiaire", f"{person.used_name} {person.given}"),
            ("Date de début", day(start)),
            ("Date de fin", day(end)),
            ("Durée", f"{training.hours} heures"),
        )
        sheet.table(
            [
                ("Désignation", "Heures", "Taux horaire HT", "Total HT"),
                (
                    "Frais pédagogiques",
                    f"{training.hours} h",
                    euros(training.rate),
                    euros(training.total),
                ),
            ],
            (0.4, 0.16, 0.22, 0.22),
        )
        sheet.entries(
            ("Total HT", euros(training.total)),
            ("TVA (exonérée)", euros(Decimal(0))),
            ("Total TTC", euros(training.total)),
        )
        sheet.paragraph("Exonération de TVA – article 261-4-4° a du CGI.")
        sheet.line("Pour l'organisme, la direction")

    return draw


def qualiopi(body: Body, since: date) -> Paper:
    """Valid for three years (code du travail, art. L6316-1; decree 2019-565, art. 2)."""
    until = date(since.year + 3, since.month, min(since.day, 28)) - timedelta(days=1)

    def draw(sheet: Sheet) -> None:
        sheet.letterhead("Certif Imaginaire", "Organisme certificateur fictif")
        sheet.title("Certificat Qualiopi")
        sheet.entries(("Certificat n°", f"QF-{body.siren[1:6]}"))
        sheet.paragraph(
            "Certif Imaginaire atteste que l'organisme désigné ci-après satisfait aux exigences du "
            "référentiel national qualité mentionné à l'article L. 6316-3 du code du travail."
        )
        sheet.entries(
            ("Organisme", body.name),
            ("SIRET", spaced(body.siret, 3, 3, 3, 5)),
            ("N° de déclaration d'activité", body.nda),
            ("Adresse", f"{body.street}, {body.city}"),
        )
        sheet.line("au titre des catégories d'actions suivantes :")
        sheet.line("– Actions de formation")
        sheet.gap()
        sheet.entries(("Date de délivrance", day(since)), ("Date de fin de validité", day(until)))

    return draw


def sirene(body: Body, on: date) -> Paper:
    def draw(sheet: Sheet) -> None:
        sheet.letterhead("Répertoire SIRENE", "Institut de statistique fictif")
        sheet.title("Avis de situation au répertoire SIRENE")
        sheet.entries(("Situation au", day(on)))
        sheet.line("Description de l'entreprise", 12, bold=True)
        sheet.entries(
            ("Identifiant SIREN", spaced(body.siren, 3)),
            ("Dénomination", body.name),
            ("Activité principale (APE)", "85.59A – Formation continue d'adultes"),
            ("État administratif", "Actif"),
        )
        sheet.line("Description de l'établissement", 12, bold=True)
        sheet.entries(
            ("Identifiant SIRET", spaced(body.siret, 3, 3, 3, 5)),
            ("Adresse", f"{body.street}, {body.city}"),
            ("État de l'établissement", "Actif"),
        )

    return draw


def rib(body: Body, *, iban: str = "") -> Paper:
    """`iban`: the one printed, when it is not the body's own."""
    shown = iban or body.iban

    def draw(sheet: Sheet) -> None:
        sheet.letterhead("Banque Imaginaire du Midi", "Agence de Fictiville")
        sheet.title("Relevé d'identité bancaire")
        sheet.entries(("Titulaire du compte", body.name))
        sheet.table(
            [
                ("Code banque", "Code guichet", "Numéro de compte", "Clé RIB"),
                (shown[4:9], shown[9:14], shown[14:25], shown[25:27]),
            ],
            (0.22, 0.22, 0.36, 0.2),
        )
        sheet.entries(
            ("IBAN", spaced(shown, 4)), ("BIC", "IMAGFR22"), ("Domiciliation", "FICTIVILLE")
        )

    return draw
