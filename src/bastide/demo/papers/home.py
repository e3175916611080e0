"""Fictitious proofs of address: a bill, with or without its 2D-Doc, and a hosting attestation."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bastide.demo.papers import twoddoc
from bastide.demo.papers.people import Person
from bastide.demo.papers.sheet import Paper, Sheet, day, euros


def bill(person: Person, issued: date, *, code: str = "") -> Paper:
    """`code`: nothing, « exact », or « altered »: another street than the one signed."""

    own = person.identifier[:7]
    used = 120 + int(own) % 311
    net = Decimal(used) / 4
    due = net * Decimal("1.2")

    def draw(sheet: Sheet) -> None:
        sheet.letterhead("Électricité Fabuleuse", "Service clients – 99999 FICTIVILLE CEDEX 9")
        sheet.addressee(f"{person.civility} {person.used_name} {person.given}", *person.place)
        sheet.title("Facture d'électricité")
        sheet.entries(
            ("Date de facture", day(issued)),
            ("N° client", own),
            ("Facture n°", f"F{issued:%y%m%d}{own[-3:]}"),
            ("Titulaire du contrat", f"{person.used_name} {person.given}"),
            ("Point de livraison", f"0{own}{issued:%d%m}"),
            ("À régler avant le", day(issued + timedelta(days=15))),
        )
        sheet.table(
            [
                ("Désignation", "Montant HT", "TVA", "Montant TTC"),
                (f"Consommation : {used} kWh", euros(net), "20 %", euros(due)),
            ],
            (0.46, 0.18, 0.14, 0.22),
        )
        sheet.entries(("Net à payer", euros(due)))
        if code:
            signed = twoddoc.address_code(person, issued)
            sheet.code(
                twoddoc.picture(twoddoc.altered(signed) if code == "altered" else signed),
                twoddoc.MODULE,
            )
        sheet.paragraph("Le montant de cette facture sera prélevé sur votre compte.")

    return draw


def hosting(person: Person, host: Person, issued: date) -> Paper:
    """Someone says on her honour that she houses the person."""

    def draw(sheet: Sheet) -> None:
        sheet.gap(60)
        sheet.title("Attestation d'hébergement")
        sheet.paragraph(
            f"Je soussigné{host.e}, {host.civility} {host.used_name} {host.given}, déclare sur "
            f"l'honneur héberger à mon domicile, à titre gratuit, {person.civility} "
            f"{person.used_name} {person.given}, né{person.e} le {day(person.birth)}, à l'adresse "
            f"suivante : {host.street}, {host.postcode} {host.city}, de façon stable depuis plus "
            "de trois mois."
        )
        sheet.paragraph(f"Fait à {host.city}, le {day(issued)}")
        sheet.line("Signature")

    return draw
