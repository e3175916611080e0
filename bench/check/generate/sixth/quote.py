"""Quotes: a network of public centres', an association's, a sole trainer's, an apprentices'."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Quote
from ..numbers import spaced
from ..sheet import (
    BREAK,
    Block,
    Drawn,
    Entry,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    table,
    title,
)
from ..wording import amount, full, percent
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    boxed,
    commas,
    drawn,
    edge,
    heading,
    money,
    named,
    nothing,
    padded,
    panel,
    slash,
    stack,
    to,
    who,
    wide,
    words,
)

_EXEMPT = "Exonération de TVA - article 261, 4, 4° a du code général des impôts"


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _exempt(facts: Quote) -> tuple[str, ...]:
    return () if facts.vat_rate else (_EXEMPT,)


def _before_tax(facts: Quote) -> str:
    return money(facts.total + facts.fees)


def _network(facts: Quote, random: Random) -> Rows:
    """A network of public centres: numbered headings, costs in a table, two signatures."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, "Réseau public de formation des adultes (fictif)",
                    *body.address.lines(), f"Tél. {body.phone}"),
         boxed("DEVIS", f"N° {facts.number}", f"Établi le {slash(facts.issued)}",
               f"Validité : {slash(facts.valid_to)}", f"Dossier suivi par {body.director}",
               truth=_until(facts))),
        (nothing(), to(person, 0, person.short, home=False)),
        heading("1. Action de formation"),
        entries(Entry("Intitulé", facts.title, _named(facts)),
                Entry("Certification", facts.certification),
                Entry("Date de début", slash(facts.start)),
                Entry("Date de fin", slash(facts.end), truths.session(facts)),
                Entry("Durée en centre", f"{facts.hours} h"),
                Entry("Lieu", commas(body.address)),
                Entry("Statut du stagiaire", "demandeur d'emploi")),
        lines("Objectif : acquérir les compétences du référentiel et se présenter aux épreuves.",
              "Prérequis, programme et calendrier : voir les documents joints.",
              "Modalités : face-à-face en groupe de 8 à 14, pratique, stage en entreprise."),
        heading("2. Conditions financières"),
        table([("Prestation", "Nombre d'heures", "Prix unitaire", "Total"),
               ("Coûts pédagogiques", f"{facts.hours}", money(facts.rate), money(facts.total)),
               *([("Frais d'inscription", "", "", money(facts.fees))] if facts.fees else [])],
              (0.4, 0.2, 0.2, 0.2), truth=truths.fees(facts)),
        (lines(*_exempt(facts)), Block("total", entries=(
            Entry("Montant HT", _before_tax(facts)),
            Entry(f"TVA ({percent(facts.vat_rate)} %)", money(facts.vat)),
            Entry("Montant TTC", money(facts.total_incl))))),
        paragraph("Ce devis est à retourner signé avant la date de validité. Après accord du "
                  "financeur, une convention sera établie. Toute heure non suivie sans motif "
                  "légitime est due. Le stagiaire dispose d'un délai de rétractation de quatorze "
                  "jours."),
        heading("3. Acceptation"),
        (lines("Le bénéficiaire", "« Bon pour accord »", GAP, GAP),
         lines("L'ordonnateur", "Pour le réseau, la présidente", GAP, GAP)),
        bottom(f"SIRET {body.siret} - déclaration d'activité n° {body.nda} - certifié Qualiopi au "
               "titre des actions de formation - exemple sans valeur"),
    )  # fmt: skip


def _association(facts: Quote, random: Random) -> Rows:
    """An association's, in office software."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{body.form} - organisme de formation", commas(body.address),
                   f"{body.phone} - {body.email}",
                   f"N° SIRET : {spaced(body.siret, 3, 3, 3, 5)} - N° de déclaration d'activité : "
                   f"{body.nda}"),
        title("DEVIS POUR UNE ACTION DE FORMATION"),
        lines(f"Devis n° : {facts.number}", f"Date d'émission : {slash(facts.issued)}"),
        entries(Entry("Bénéficiaire", named(person, 1), who(person, 1)),
                Entry("Adresse du bénéficiaire", commas(person.address)),
                Entry("Titre de la formation", facts.title, _named(facts)),
                Entry("Code de la certification", facts.certification),
                Entry("Calendrier", f"du {slash(facts.start)} au {slash(facts.end)}",
                      truths.session(facts)),
                Entry("Volume horaire", f"{facts.hours} heures"),
                Entry("Taux horaire HT", money(facts.rate))),
        table([("Nature des dépenses", "Montant en euros"),
               ("Frais de formation", money(facts.total)),
               *([("Frais administratifs", money(facts.fees))] if facts.fees else []),
               ("TOTAL hors taxes", _before_tax(facts)),
               (f"TVA à {percent(facts.vat_rate)} %", money(facts.vat)),
               ("TOTAL toutes taxes comprises", money(facts.total_incl))], (0.7, 0.3),
              truth=truths.fees(facts)),
        lines(*_exempt(facts), f"Offre valable jusqu'au {slash(facts.valid_to)}.",
              "Modalités de paiement : à réception de facture.", truth=_until(facts)),
        (Block("sign", body.name.split()[0], ("Pour l'organisme,", body.director)),
         lines("Pour le bénéficiaire,", "date et signature :", GAP)),
        foot("Membre d'une fédération fictive d'éducation populaire. Exemple sans valeur."),
    )  # fmt: skip


def _trainer(facts: Quote, random: Random) -> Rows:
    """A self-employed trainer's, from an invoicing application."""
    body, person = facts.body, facts.person
    return (
        (stack(title("Devis"), lines(f"N° {facts.number}")),
         aside(body.name, body.director, *body.address.lines(), body.email,
               f"SIRET {body.siret}")),
        (entries(Entry("Date du devis", padded(facts.issued)),
                 Entry("Valide jusqu'au", padded(facts.valid_to), _until(facts)),
                 Entry("Début de la prestation", padded(facts.start)),
                 Entry("Fin de la prestation", padded(facts.end), truths.session(facts))),
         panel("Client", full(person, 1), *person.address.lines(), truth=who(person, 1))),
        table([("Description", "Qté", "Unité", "Prix unitaire HT", "Total HT"),
               (facts.title, str(facts.hours), "heure", money(facts.rate), money(facts.total)),
               *([("Frais de dossier", "1", "forfait", money(facts.fees), money(facts.fees))]
                 if facts.fees else [])], (0.4, 0.1, 0.12, 0.19, 0.19),
              truth=truths.fees(facts) | _named(facts)),
        lines(f"Certification préparée : {facts.certification}"),
        (nothing(), entries(Entry("Total HT", _before_tax(facts)),
                            Entry(f"TVA {percent(facts.vat_rate)} %", money(facts.vat)),
                            Entry("Total TTC", money(facts.total_incl)))),
        paragraph("Conditions de règlement : trente jours fin de mois. Pénalités de retard : trois "
                  "fois le taux d'intérêt légal. Indemnité pour frais de recouvrement : 40 €. "
                  + " ".join(f"{line}." for line in _exempt(facts))),
        lines("Signature du client, précédée de la mention « Bon pour accord »", GAP, GAP),
        bottom(f"{body.name} ({body.form}) - activité enregistrée sous le n° {body.nda}, sans "
               "valeur d'agrément de l'État - exemple"),
    )  # fmt: skip


def _apprentices(facts: Quote, random: Random) -> Rows:
    """An apprentices' centre's: a proposal in two pages, the price on the first."""
    body, person = facts.body, facts.person
    return (
        edge(f"{body.name} - SIRET {body.siret} - NDA {body.nda} - exemple sans valeur"),
        (letterhead(body.name, "CFA et formation continue (fictif)", commas(body.address)),
         lines(f"Proposition n° {facts.number}", f"Date : {words(facts.issued)}",
               f"SIRET : {body.siret}", f"N° d'activité : {body.nda}")),
        title("Proposition de formation et devis", facts.title),
        Block("lines", truth=_named(facts)),
        (boxed("Apprenant", f"{person.civility} {full(person, 0)}", *person.address.lines(),
               truth=who(person, 0)),
         boxed("Parcours", f"Diplôme ou titre : {facts.certification}",
               f"Début : {slash(facts.start)}", f"Fin : {slash(facts.end)}",
               f"Durée : {facts.hours} heures", truth=truths.session(facts))),
        table([("Poste", "Base de calcul", "Montant HT"),
               ("Enseignement", f"{facts.hours} h à {money(facts.rate)}", money(facts.total)),
               *([("Frais annexes", "forfait", money(facts.fees))] if facts.fees else []),
               ("Total HT", "", _before_tax(facts)),
               ("TVA", f"{percent(facts.vat_rate)} %", money(facts.vat)),
               ("Total à payer TTC", "", money(facts.total_incl))], (0.4, 0.34, 0.26),
              truth=truths.fees(facts)),
        lines(f"Proposition valable jusqu'au {words(facts.valid_to)}", *_exempt(facts),
              truth=_until(facts)),
        Block("sign", body.name.split()[0], ("Le directeur du centre", body.director)),
        foot("1/2"),
        BREAK,
        heading("Organisation pédagogique"),
        (wide(1, paragraph("Alternance de cours, d'ateliers et de périodes en entreprise. "
                           "Positionnement à l'entrée, suivi individuel, évaluation en cours de "
                           "formation et épreuve finale.")),
         paragraph("Référent handicap : sur rendez-vous. Restauration et internat possibles. "
                   "Règlement intérieur remis à l'entrée.")),
        table([("Bloc", "Heures"), ("Enseignement professionnel", f"{facts.hours * 3 // 5}"),
               ("Enseignement général", f"{facts.hours - facts.hours * 3 // 5}")], (0.7, 0.3)),
        foot(f"{facts.number} - 2/2"),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn(((looks.AGENCY_OLD, _network), (looks.OFFICE, _association),
                  (looks.CLOUD, _trainer), (looks.LEDGER_BLUE, _apprentices)),
                 facts, number, random)  # fmt: skip
    body = facts.body
    made.truth.update({
        "body_name": body.name, "body_siret": body.siret, "body_nda": body.nda,
        "quote_number": facts.number, "certification": facts.certification,
        "hours": str(facts.hours), "hourly_rate": amount(facts.rate),
        "total_excl_tax": amount(facts.total + facts.fees),
        "vat_rate": f"{facts.vat_rate.normalize():f}", "vat_amount": amount(facts.vat),
        "total_incl_tax": amount(facts.total_incl), **truths.issued(facts),
    })  # fmt: skip
    return made
