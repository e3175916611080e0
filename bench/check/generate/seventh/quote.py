"""Quotes: a program's with columns, a private school's, a spreadsheet's, a small firm's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Quote
from ..numbers import spaced, vat
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
from .mentions import mentions
from .paper import (
    GAP,
    Rows,
    aside,
    bottom,
    boxed,
    called,
    commas,
    dots,
    drawn,
    eur,
    money,
    named,
    nothing,
    panel,
    plain,
    point,
    rubber,
    ruledhead,
    slash,
    small,
    stack,
    strip,
    ticks,
    to,
    who,
    wide,
    words,
)


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _exempt(facts: Quote, said: str) -> tuple[str, ...]:
    return () if facts.vat_rate else (said,)


def _program(facts: Quote, random: Random) -> Rows:
    """A training body's program: a line an item, with its VAT, and the sums below."""
    body, person = facts.body, facts.person
    rate = f"{percent(facts.vat_rate)} %"
    return (
        (stack(letterhead(body.name, "Centre de formation professionnelle"),
               small(*body.address.lines(), f"Tél. : {body.phone}", f"Mail : {body.email}")),
         stack(strip(Entry("Devis n°", facts.number), Entry("Date", slash(facts.issued))),
               lines(GAP), to(person, 0, person.civility, home=False))),
        title(f"Devis {facts.number}"),
        entries(Entry("Action", facts.title, _named(facts)),
                Entry("Code CPF / RNCP / RS", facts.certification),
                Entry("Session", f"{slash(facts.start)} au {slash(facts.end)}",
                      truths.session(facts)),
                Entry("Nombre d'heures par stagiaire", f"{facts.hours},00"),
                Entry("Site", commas(body.address))),
        table([("Réf.", "Libellé", "Qté", "P.U. HT", "TVA", "Montant HT"),
               ("FORM", "Formation - coût horaire stagiaire", f"{facts.hours}",
                money(facts.rate, ""), rate, money(facts.total, "")),
               *([("FD", "Frais de dossier et de certification", "1", money(facts.fees, ""),
                   rate, money(facts.fees, ""))] if facts.fees else [])],
              (0.09, 0.37, 0.09, 0.15, 0.12, 0.18), truth=truths.fees(facts)),
        (stack(small(*_exempt(facts, "TVA non applicable : exonération, article 261-4-4° du CGI."),
                     "Règlement : virement à 30 jours."),
               small(f"Ce devis est valable jusqu'au {slash(facts.valid_to)}.",
                     truth=_until(facts))),
         Block("total", entries=(Entry("Total HT", eur(facts.total + facts.fees)),
                                 Entry("Total TVA", eur(facts.vat)),
                                 Entry("Net à payer TTC", eur(facts.total_incl))))),
        (stack(lines("Cachet et signature de l'organisme"), Block("sign", body.name.split()[0])),
         stack(lines("Bon pour accord, date et signature du client"), lines(GAP, GAP, GAP))),
        mentions("school"),
        bottom(f"{body.name} - {body.form} - SIRET {body.siret} - TVA {vat(body.siren)} - NDA "
               f"{body.nda} (cet enregistrement ne vaut pas agrément de l'État) - exemple sans "
               "valeur"),
    )  # fmt: skip


def _school(facts: Quote, random: Random) -> Rows:
    """A private school's letter: the price in words of the trade, two pages."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{commas(body.address)}",
                   f"SIRET : {spaced(body.siret, 3, 3, 3, 5)} / NDA : {body.nda}"),
        aside(f"{body.address.city}, le {words(facts.issued)}"),
        title(f"DEVIS DE FORMATION N° {facts.number}"),
        paragraph(f"À l'attention de {named(person, 1)}, demandeur d'emploi, demeurant "
                  f"{commas(person.address)}.", truth=who(person, 1)),
        paragraph("Suite à votre demande, nous avons le plaisir de vous adresser notre "
                  "proposition pour la formation suivante :"),
        entries(Entry("Formation", facts.title, _named(facts)),
                Entry("Certification visée", f"inscrite sous le n° {facts.certification}"),
                Entry("Dates", f"entrée le {words(facts.start)}, sortie le {words(facts.end)}",
                      truths.session(facts)),
                Entry("Durée totale", f"{facts.hours} heures"),
                Entry("Tarif horaire", f"{money(facts.rate)} HT")),
        plain([("Coût de la formation", "Montant"),
               (f"Frais pédagogiques ({facts.hours} h x {money(facts.rate)})", money(facts.total)),
               *([("Droits d'inscription", money(facts.fees))] if facts.fees else []),
               ("Montant hors taxes", money(facts.total + facts.fees)),
               (f"Taxe sur la valeur ajoutée au taux de {percent(facts.vat_rate)} %",
                money(facts.vat)),
               ("Montant total TTC", money(facts.total_incl))], (0.74, 0.26),
              truth=truths.fees(facts), total=True),
        paragraph(" ".join((*_exempt(facts, "Organisme exonéré de TVA."), "La présente proposition "
                            f"est valable jusqu'au {words(facts.valid_to)}.")),
                  truth=_until(facts)),
        Block("sign", body.name.split()[0], (f"{body.director}, directeur",)),
        foot("Page 1/2 - exemple sans valeur"),
        BREAK,
        ruledhead("Programme"),
        lines("1. Accueil et positionnement", "2. Modules professionnels",
              "3. Techniques de recherche d'emploi", "4. Préparation à la certification"),
        ruledhead("Moyens et évaluation"),
        paragraph("Salle équipée, supports remis, formateurs diplômés. Feuilles d'émargement, "
                  "évaluations en cours et en fin de formation, questionnaire de satisfaction. "
                  "Locaux accessibles aux personnes en situation de handicap."),
        foot("Page 2/2"),
    )  # fmt: skip


def _cells(facts: Quote, random: Random) -> Rows:
    """A spreadsheet filled in: cells, then a grid of amounts."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, *body.address.lines(), body.phone),
         boxed("DEVIS / PROPOSITION COMMERCIALE", f"Numéro : {facts.number}",
               f"Fait le : {slash(facts.issued)}", f"Fin de validité : {slash(facts.valid_to)}",
               truth=_until(facts))),
        entries(Entry("Nom du stagiaire", full(person, 0), who(person, 0)),
                Entry("Financeur envisagé", "Région, aide individuelle"),
                Entry("Intitulé exact de la formation", facts.title, _named(facts)),
                Entry("Certification (RNCP / RS)", facts.certification),
                Entry("Date d'entrée", slash(facts.start)),
                Entry("Date de sortie", slash(facts.end), truths.session(facts)),
                Entry("N° SIRET", body.siret), Entry("N° déclaration d'activité", body.nda)),
        ticks("x Présentiel", "- À distance", "- Mixte", "x Temps plein", "- Temps partiel"),
        table([("Détail du coût", "Heures", "Coût horaire", "HT", "TVA", "TTC"),
               ("Coût pédagogique", str(facts.hours), money(facts.rate, ""),
                money(facts.total, ""), "", ""),
               *([("Frais annexes", "", "", money(facts.fees, ""), "", "")] if facts.fees else []),
               ("TOTAL", str(facts.hours), "", money(facts.total + facts.fees, ""),
                money(facts.vat, ""), money(facts.total_incl, ""))],
              (0.25, 0.11, 0.16, 0.16, 0.15, 0.17), truth=truths.fees(facts)),
        lines(f"Taux de TVA : {percent(facts.vat_rate)} %",
              *_exempt(facts, "Exonération de TVA (art. 261 du CGI)")),
        (stack(lines("L'organisme", body.director), Block("sign", body.name.split()[0])),
         stack(lines("Le stagiaire", GAP, GAP)), stack(lines("Le financeur", GAP, GAP))),
        rubber(*body.name.split(" ", 1)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _firm(facts: Quote, random: Random) -> Rows:
    """A small firm's, from a site of quotes: labels under the values, amounts with a point."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, body.email), nothing(0.3),
         stack(small("Émis le"), lines(dots(facts.issued)), small("Expire le"),
               lines(dots(facts.valid_to), truth=_until(facts)))),
        title("Devis", f"Réf. {facts.number}"),
        (panel("Pour", f"{person.civility} {full(person, 1)}", *person.address.lines(),
               truth=who(person, 1)),
         panel("De", f"{body.name} ({body.form})", *body.address.lines(), f"SIRET {body.siret}")),
        entries(Entry("Prestation", facts.title, _named(facts)),
                Entry("Titre préparé", facts.certification),
                Entry("Premier jour", dots(facts.start)),
                Entry("Dernier jour", dots(facts.end), truths.session(facts))),
        plain([("Ligne", "Quantité", "Prix unitaire", "Sous-total"),
               ("Heures de formation", f"{facts.hours} h", point(facts.rate), point(facts.total)),
               *([("Frais de dossier", "1", point(facts.fees), point(facts.fees))]
                 if facts.fees else [])], (0.4, 0.16, 0.22, 0.22), truth=truths.fees(facts)),
        (nothing(0.8), wide(1.2, plain(
            [("", ""), ("Sous-total HT", point(facts.total + facts.fees)),
             (f"TVA {percent(facts.vat_rate)} %", point(facts.vat)),
             ("Total TTC", point(facts.total_incl))], (0.55, 0.45), total=True))),
        small(*_exempt(facts, "TVA : exonérée, formation professionnelle continue."),
              f"Organisme enregistré sous le n° {body.nda} auprès du préfet de région. Certifié "
              "Qualiopi : actions de formation.",
              f"Bénéficiaire de l'action : {called(person)}."),
        mentions("school"),
        bottom("Pour accepter ce devis, signez-le en ligne. Exemple sans valeur."),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn(((looks.SCHOOL, _program), (looks.SCHOOL_WORD, _school),
                  (looks.SCHOOL_CELLS, _cells), (looks.SCHOOL_WEB, _firm)),
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
