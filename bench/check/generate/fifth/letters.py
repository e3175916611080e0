"""Rent receipts and attestations of home insurance: four papers of each sort."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .. import truths
from ..facts import Home
from ..numbers import digits
from ..sheet import (
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    sign,
    table,
    title,
)
from ..wording import MONTHS, address_truth, full
from . import looks
from .paper import (
    Rows,
    aside,
    band,
    bottom,
    drawn,
    money,
    named,
    nothing,
    of_month,
    panel,
    place,
    short,
    slash,
    stack,
    to,
    weekday,
    who,
    words,
)


def _truth(facts: Home, style: int) -> dict[str, str]:
    return who(facts.person, style) | address_truth(facts.person.address)


def _rent(facts: Home) -> tuple[Decimal, Decimal]:
    """Rent and charges: a home costs more than a bill, whose amount the facts give."""
    return 4 * facts.amount, (facts.amount * Decimal("0.5")).quantize(Decimal("0.01"))


def _last(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _rent_social(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    rent, charges = _rent(facts)
    return (
        (stack(letterhead(facts.issuer, "Gestion locative sociale (fictive)"),
               lines(f"N° locataire : {digits(random, 6)}/{digits(random, 2)}",
                     "Votre agence : Fictiville Est", "Astreinte technique : 04 65 71 00 00")),
         to(person, 0, person.short.upper())),
        band(f"AVIS D'ÉCHÉANCE ET QUITTANCE - {MONTHS[issued.month - 1].upper()} {issued.year}"),
        lines(f"Émis le {short(issued)}", f"Logement : {place(person)}",
              truth=truths.issued(facts)),
        table([("Rubrique", "Quittancé", "Réglé"), ("LOYER", money(rent, ""), ""),
               ("PROVISIONS CHARGES GENERALES", money(charges, ""), ""),
               ("A.P.L.", "0,00", ""), ("PAIEMENT RECU", "", money(rent + charges, ""))],
              (0.6, 0.2, 0.2)),
        panel("Solde de votre compte : 0,00 €", "Le présent document vaut quittance sous réserve "
              "de l'encaissement effectif de votre paiement."),
        bottom(f"{facts.issuer} - bailleur social fictif - exemple sans valeur"),
    )  # fmt: skip


def _rent_owner(facts: Home, random: Random) -> Rows:
    """A private landlord's, typed from a model."""
    person, issued = facts.person, facts.issued
    rent, charges = _rent(facts)
    first = issued.replace(day=1)
    return (
        lines(facts.issuer, "6 impasse des Modèles", "99999 FICTIVILLE"),
        (nothing(), to(person, 1, person.civility)),
        title("Quittance de loyer"),
        paragraph(f"Reçu de {named(person, 1)} la somme de {money(rent + charges)} pour le "
                  f"loyer du {words(first)} au {words(_last(issued))} et le paiement des charges "
                  "locatives du logement sis :"),
        lines(*person.address.lines()),
        lines(f"- Loyer nu : {money(rent)}", f"- Charges / provisions : {money(charges)}",
              f"- Montant total du terme : {money(rent + charges)}"),
        sign(f"Fait à Fictiville, le {words(issued)}", "Le bailleur", truth=truths.issued(facts)),
        paragraph("Le paiement de la présente n'emporte pas présomption de paiement des termes "
                  "antérieurs. Cette quittance est délivrée gratuitement (article 21 de la loi "
                  "n° 89-462 du 6 juillet 1989)."),
    )  # fmt: skip


def _rent_software(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    rent, charges = _rent(facts)
    return (
        (letterhead(facts.issuer, "Administrateur de biens"),
         to(person, 1, person.short)),
        title(f"Quittance de loyer {of_month(issued)}"),
        entries(Entry("Mandat / lot", f"{digits(random, 4)} / {digits(random, 3)}"),
                Entry("Locataire", full(person, 1)),
                Entry("Bien loué", place(person)),
                Entry("Quittance générée le", slash(issued), truths.issued(facts)),
                Entry("Loyer hors charges", money(rent)), Entry("Charges", money(charges)),
                Entry("Total réglé", money(rent + charges))),
        paragraph(f"{facts.issuer}, mandataire du bailleur, donne quittance au locataire pour la "
                  "période indiquée."),
        bottom("Document envoyé par voie électronique, sans signature manuscrite. Exemple."),
    )  # fmt: skip


def _rent_letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Gestion locative"),
        aside(f"Fictiville, {weekday(issued)}", truth=truths.issued(facts)),
        title("ATTESTATION DE DOMICILE ET DE BONNE TENUE DE COMPTE"),
        paragraph(f"Je soussignée, S. EXEMPLE, gestionnaire, atteste que {named(person, 0)} "
                  f"occupe en qualité de locataire, depuis le {words(_since(facts, random))}, "
                  f"l'appartement situé {place(person)}.", truth=_truth(facts, 0)),
        paragraph("À ce jour, le compte locatif ne présente aucun arriéré."),
        Block("sign", "GESTION", ("La gestionnaire",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _insured_mutual(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (letterhead(facts.issuer, "Société d'assurance mutuelle à cotisations variables (fictive)"),
         to(person, 2, person.short.upper())),
        (lines(f"N° SOCIETAIRE : {digits(random, 8)} T", f"N° CONTRAT : {digits(random, 4)} 003"),
         lines(f"EDITE LE {short(issued)}", truth=truths.issued(facts))),
        title("Attestation d'assurance habitation"),
        paragraph(f"La société {facts.issuer} atteste que la personne nommée ci-dessus est "
                  "titulaire d'un contrat multirisque vie privée garantissant sa résidence "
                  "principale située :"),
        lines(*(line.upper() for line in person.address.lines())),
        paragraph("Qualité : locataire. Pièces principales : 3. Sont garantis les risques "
                  "locatifs, le recours des voisins et des tiers, la responsabilité civile."),
        paragraph(f"Attestation valable du {slash(issued.replace(day=1))} au "
                  f"{slash(date(issued.year, 12, 31))}, sous réserve du paiement des cotisations."),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


def _insured_agent(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "A. MODÈLE, agent général - 2 rue du Prototype, 99999 FICTIVILLE"),
        title("ATTESTATION D'ASSURANCE", "Responsabilité civile vie privée - Multirisque"),
        paragraph(f"Je soussigné, A. MODÈLE, agent général de {facts.issuer}, certifie que "
                  f"{named(person, 1)}, demeurant {place(person)}, est assuré{person.e} par "
                  f"police n° {digits(random, 9)}, à effet du {words(_since(facts, random))}, pour "
                  "l'habitation désignée à cette adresse.", truth=_truth(facts, 1)),
        paragraph("La présente attestation ne peut engager la compagnie au-delà des limites "
                  "prévues par les conditions du contrat."),
        sign(f"Fait à Fictiville, le {words(issued)}", truth=truths.issued(facts)),
    )  # fmt: skip


def _insured_web(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Assurance 100 % en ligne (fictive)"),
        title("Attestation d'assurance habitation"),
        lines(f"Document édité le {words(issued)}", truth=truths.issued(facts)),
        entries(Entry("Assuré principal", full(person, 1), who(person, 1)),
                Entry("Adresse du logement assuré", place(person), address_truth(person.address)),
                Entry("Numéro de contrat", f"FAB-{digits(random, 7)}"),
                Entry("Type de logement", "Appartement, 2 pièces"),
                Entry("Statut de l'occupant", "Locataire"),
                Entry("Début du contrat", slash(_since(facts, random)))),
        paragraph(f"{facts.issuer} certifie que le logement ci-dessus est couvert contre "
                  "l'incendie, le dégât des eaux et le vol à la date d'édition de ce document."),
        bottom("Attestation à remettre au propriétaire. Exemple sans valeur."),
    )  # fmt: skip


def _insured_letter(facts: Home, random: Random) -> Rows:
    person, issued = facts.person, facts.issued
    return (
        (lines(facts.issuer, "Direction des contrats", "99999 FICTIVILLE CEDEX"), nothing()),
        (nothing(), to(person, 1, person.civility)),
        (lines(f"Nos réf. : MRH/{digits(random, 6)}"),
         lines(f"Fictiville, le {words(issued)}", truth=truths.issued(facts))),
        lines("Objet : attestation d'assurance de votre habitation"),
        paragraph(f"{person.civility},\nNous avons le plaisir de vous confirmer que votre logement "
                  f"situé {place(person)} est assuré auprès de notre compagnie, formule Confort.\n"
                  "Ce courrier vaut attestation auprès de votre bailleur.\nNous vous prions de "
                  f"croire, {person.civility}, à l'assurance de nos sentiments dévoués."),
        Block("sign", lines=("Le directeur des contrats",)),
        bottom("Exemple sans valeur."),
    )  # fmt: skip


_MAKERS = {
    "rent": ((looks.UTILITY, _rent_social), (looks.WORD_SERIF, _rent_owner),
             (looks.WEB, _rent_software), (looks.WORD, _rent_letter)),
    "insurance": ((looks.PRINTER, _insured_mutual), (looks.BUREAU, _insured_agent),
                  (looks.APP, _insured_web), (looks.BANK_BOLD, _insured_letter)),
}  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(_MAKERS[facts.sort], facts, number, random)
    made.truth["issuer"] = facts.issuer
    return made
