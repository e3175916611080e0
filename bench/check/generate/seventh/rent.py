"""Rent: a stationer's receipt, a social landlord's notice, a residence's word, an agent's."""

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
from ..wording import address_truth, full
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bars,
    bottom,
    called,
    commas,
    drawn,
    eur,
    money,
    month,
    of_month,
    place,
    plain,
    rubber,
    slash,
    small,
    stack,
    strip,
    term,
    to,
    who,
    window,
    words,
)


def _sums(facts: Home) -> tuple[Decimal, Decimal, Decimal]:
    """Rent, charges and their sum: a home costs more than a bill, whose amount the facts give."""
    rent = 4 * facts.amount
    charges = (facts.amount * Decimal("0.4")).quantize(Decimal("0.01"))
    return rent, charges, rent + charges


def _since(facts: Home, random: Random) -> date:
    return facts.issued - timedelta(days=random.randint(150, 2400))


def _formbook(facts: Home, random: Random) -> Rows:
    """The page of a receipt book, filled in."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    return (
        (letterhead("QUITTANCE DE LOYER", f"N° {digits(random, 2)}"),
         lines("Propriétaire ou mandataire :", facts.issuer, "99999 Fictiville")),
        entries(Entry("Reçu de", f"{person.short} {full(person, 0)}", who(person, 0)),
                Entry("la somme de", f"{money(total, '')} euros"),
                Entry("le", slash(issued)),
                Entry("pour loyer et accessoires des locaux sis à", commas(person.address),
                      address_truth(person.address)),
                Entry("en paiement du terme du", f"{slash(first)} au {slash(last)}")),
        lines("dont quittance, sous réserve de tous droits."),
        (plain([("Détail", ""), ("Loyer nu", money(rent, "")),
                ("Charges / provisions de charges", money(charges, "")),
                ("Total", money(total, ""))], (0.68, 0.32), total=True),
         stack(lines(f"Fait à Fictiville, le {slash(issued)}", truth=truths.issued(facts)),
               sign("Signature du bailleur"))),
        foot("Le paiement de la présente n'emporte pas présomption de paiement des termes "
             "antérieurs. Cette quittance annule tous les reçus donnés pour le terme."),
    )  # fmt: skip


def _social(facts: Home, random: Random) -> Rows:
    """A social landlord's notice, which is a receipt for the last month."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    return (
        (stack(letterhead(facts.issuer, "Agence de proximité fictive"),
               small("Votre n° de contrat", f"L/{digits(random, 6)}/{digits(random, 2)}",
                     "N° d'allocataire CAF", digits(random, 7))),
         stack(lines(GAP, GAP), bars(digits(random, 14)), window(person, person.civility))),
        title(f"Avis d'échéance / quittance {of_month(issued)}"),
        lines(f"Émis le {slash(issued)}", f"Logement : {place(person)}",
              truth=truths.issued(facts)),
        table([("Rubrique", "Base", "Montant"),
               ("Loyer principal", "1 mois", money(rent, "")),
               ("Eau froide, ascenseur, ménage des communs", "1 mois", money(charges, "")),
               ("RLS", "", "0,00"), ("APL versée au bailleur", "", "0,00"),
               (f"Total quittancé {month(issued)}", "", money(total, ""))],
              (0.58, 0.18, 0.24)),
        strip(Entry("Solde précédent", "0,00 €"), Entry("Règlement reçu", money(total)),
              Entry("Reste dû", "0,00 €")),
        paragraph("Votre compte est à jour : le présent document vaut quittance de loyer. "
                  "L'enquête sur l'occupation du parc social est obligatoire : répondez-y dans le "
                  "mois qui suit sa réception."),
        bottom(f"{facts.issuer} - société anonyme d'habitations fictives - exemple sans valeur"),
    )  # fmt: skip


def _residence(facts: Home, random: Random) -> Rows:
    """The manager of a residence certifies who lives there."""
    person, issued = facts.person, facts.issued
    return (
        letterhead(facts.issuer, "Résidence sociale Les Chimères - gestion locative"),
        title("ATTESTATION DE RÉSIDENCE"),
        paragraph(f"Je soussigné, directeur de la résidence, atteste que {called(person)}, "
                  f"né{person.e} le {words(person.birth)} à {person.birth_place}, occupe à titre "
                  f"de résidence principale, depuis le {words(_since(facts, random))}, un logement "
                  "dont l'adresse est :", truth=who(person, 0)),
        lines(*person.address.lines(), truth=address_truth(person.address)),
        paragraph("L'intéressé(e) est à jour du paiement de sa redevance, d'un montant mensuel de "
                  f"{eur(_sums(facts)[2])}."),
        paragraph("La présente attestation est délivrée pour servir et valoir ce que de droit."),
        aside(f"Fictiville, le {words(issued)}", truth=truths.issued(facts)),
        rubber("RÉSIDENCE", "LES CHIMÈRES"),
        sign("Le directeur"),
        foot(f"Réf. {digits(random, 5)} - exemple sans valeur"),
    )  # fmt: skip


def _agent(facts: Home, random: Random) -> Rows:
    """An estate agent's account of a tenant."""
    person, issued = facts.person, facts.issued
    rent, charges, total = _sums(facts)
    first, last = term(issued)
    return (
        (letterhead(facts.issuer, "Administration de biens", "7 cours de l'Imaginaire"),
         to(person, 1, person.short)),
        lines(f"Date : {slash(issued)}", truth=truths.issued(facts)),
        title("QUITTANCE"),
        entries(Entry("Compte", f"411{digits(random, 5)}"),
                Entry("Mandat", digits(random, 4)),
                Entry("Propriétaire", "SCI DU FAUX-SEMBLANT"),
                Entry("Lot", f"{digits(random, 2)} - T2 - 3e étage")),
        table([("Date", "Libellé", "Appelé", "Réglé"),
               (slash(first), f"Loyer du {slash(first)} au {slash(last)}", money(rent, ""), ""),
               (slash(first), "Provisions charges locatives", money(charges, ""), ""),
               (slash(issued), "Virement reçu", "", money(total, "")),
               ("", "Totaux", money(total, ""), money(total, ""))], (0.16, 0.46, 0.19, 0.19)),
        rubber("PAYÉ", slash(issued), red=True),
        paragraph(f"Nous reconnaissons avoir reçu de {person.short} {full(person, 1)} le montant "
                  "ci-dessus en règlement du loyer et des charges du logement qu'il ou elle occupe "
                  f"{commas(person.address)}, et lui en donnons quittance."),
        Block("sign", "GESTION", ("Le cabinet",)),
        bottom("Cabinet titulaire d'une carte professionnelle fictive. Exemple sans valeur."),
    )  # fmt: skip


def render(facts: Home, number: int, random: Random) -> Drawn:
    made = drawn(((looks.FORMBOOK, _formbook), (looks.LANDLORD, _social),
                  (looks.RESIDENCE, _residence), (looks.AGENT, _agent)),
                 facts, number, random)  # fmt: skip
    made.truth["issuer"] = facts.issuer
    return made
