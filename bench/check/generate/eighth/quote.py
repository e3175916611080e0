"""Quotes: a network of schools', a platform's, a workshop's letter, an official form."""

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
    address,
    entries,
    foot,
    letterhead,
    lines,
    paragraph,
    title,
)
from ..wording import amount, full, percent
from . import looks
from .mentions import back
from .paper import (
    Rows,
    aside,
    blank,
    bottom,
    brief,
    checked,
    comb,
    commas,
    deck,
    drawn,
    eur,
    fieldset,
    formal,
    glued,
    heading,
    hidden,
    ledger,
    masthead,
    money,
    named,
    plain,
    ruledhead,
    slash,
    small,
    spelt,
    stack,
    to,
    who,
    wide,
    words,
)


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _net(facts: Quote) -> str:
    return f"{percent(facts.vat_rate)} %"


def _exempt(facts: Quote, said: str) -> tuple[str, ...]:
    return () if facts.vat_rate else (said,)


def _network(facts: Quote, random: Random) -> Rows:
    """A public network's: tabs of references, a ledger of lines, the sums below at the right."""
    body, person = facts.body, facts.person
    return (
        (stack(letterhead(body.name, *body.address.lines()),
               small(f"SIRET : {body.siret}", f"N° d'existence : {body.nda}",
                     f"Affaire suivie par {body.director}", body.phone)),
         stack(blank(2), to(person, 0, person.short, home=False))),
        title("DEVIS"),
        entries(Entry("N° du devis", facts.number),
                Entry("Établi le", slash(facts.issued)),
                Entry("Valable jusqu'au", slash(facts.valid_to), _until(facts)),
                Entry("Intitulé de l'action", facts.title, _named(facts)),
                Entry("Certification", f"code {facts.certification}"),
                Entry("Date de début", slash(facts.start)),
                Entry("Date de fin", slash(facts.end), truths.session(facts)),
                Entry("Public", "demandeurs d'emploi")),
        ledger([("Désignation", "Quantité", "Unité", "Prix unitaire", "Montant"),
                ("Prestation de formation individualisée", str(facts.hours), "heure",
                 money(facts.rate, ""), money(facts.total, "")),
                *([("Frais de gestion du dossier", "1", "forfait", money(facts.fees, ""),
                    money(facts.fees, ""))] if facts.fees else [])],
               (0.44, 0.12, 0.12, 0.16, 0.16), truth=truths.fees(facts)),
        (stack(small(*_exempt(facts, "Montants nets de taxe : TVA non applicable (article 261-4 du "
                              "CGI)."), "Domiciliation : agence comptable fictive.")),
         Block("total", entries=(Entry("Total HT", money(facts.total + facts.fees)),
                                 Entry(f"TVA {_net(facts)}", money(facts.vat)),
                                 Entry("TOTAL TTC", money(facts.total_incl))))),
        small(f"Lieu de réalisation : {commas(body.address)}. Rythme : 35 heures par semaine, "
              "du lundi au vendredi. Interruption possible pendant les vacances scolaires. "
              "Positionnement préalable obligatoire."),
        (Block("sign", body.name.split()[0], ("L'ordonnateur",)),
         stack(lines("Le client, avec la mention « lu et approuvé »"), blank(3))),
        back("school"),
        bottom(f"{body.name} - {body.form} - exemple sans valeur"),
    )  # fmt: skip


def _platform(facts: Quote, random: Random) -> Rows:
    """A platform's: parties side by side, one line of legends, prices without grouped digits."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{body.email} - {body.phone}"),
        (title(f"Devis {facts.number}"), aside(f"Créé le {brief(facts.issued)}",
                                               f"Expire le {brief(facts.valid_to)}",
                                               truth=_until(facts))),
        (address("ÉMETTEUR", body.name, *body.address.lines(),
                 f"SIRET {spaced(body.siret, 3, 3, 3, 5)}", f"NDA {body.nda}"),
         address("DESTINATAIRE", full(person, 1), *person.address.lines(), person.email,
                 truth=who(person, 1))),
        entries(Entry("Formation", facts.title, _named(facts)),
                Entry("Code", facts.certification),
                Entry("Période", f"{brief(facts.start)} - {brief(facts.end)}",
                      truths.session(facts)),
                Entry("Volume", f"{facts.hours} h par apprenant"),
                Entry("Format", "présentiel, groupe de 8 à 12")),
        plain([("Article", "Qté", "Prix HT", "TVA", "Total HT"),
               ("Heure de formation", str(facts.hours), glued(facts.rate), _net(facts),
                glued(facts.total)),
               *([("Frais d'inscription", "1", glued(facts.fees), _net(facts),
                   glued(facts.fees))] if facts.fees else [])],
              (0.38, 0.1, 0.18, 0.14, 0.2), truth=truths.fees(facts)),
        (blank(), wide(1.1, deck(
            Entry("Sous-total HT", glued(facts.total + facts.fees)),
            Entry("TVA", glued(facts.vat)), Entry("Total TTC", glued(facts.total_incl))))),
        small(*_exempt(facts, "TVA : exonération des organismes de formation, art. 261.4.4 CGI.")),
        small("Objectifs : acquérir les compétences du référentiel et se présenter aux épreuves. "
              "Prérequis : entretien de motivation. Délai d'accès : de deux à six semaines. "
              "Accessibilité : nous contacter. Taux de réussite de l'an passé : 87 %."),
        fieldset("Acceptation", lines("Signer électroniquement ou retourner ce devis daté et "
                                      "signé."), blank(2)),
        back("school"),
        bottom(f"{body.name}, {body.form} - déclaration enregistrée sous le n° {body.nda} ; ne "
               "vaut pas agrément de l'État - exemple sans valeur"),
    )  # fmt: skip


def _workshop(facts: Quote, random: Random) -> Rows:
    """A small body's letter: the offer in sentences, the price in a short table, two pages."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, commas(body.address)),
        aside(f"{body.address.city}, le {words(facts.issued)}"),
        title("Proposition financière", f"valant devis - référence {facts.number}"),
        paragraph(f"{person.civility},\nNous faisons suite à notre entretien et vous proposons de "
                  f"suivre la formation « {facts.title} », qui prépare à la certification "
                  f"{facts.certification}.", truth=_named(facts)),
        paragraph(f"Elle se déroulera du {words(facts.start)} au {words(facts.end)}, soit "
                  f"{facts.hours} heures, dans nos locaux.", truth=truths.session(facts)),
        paragraph(f"Bénéficiaire : {formal(person)}, {commas(person.address)}.",
                  truth=who(person, 1)),
        plain([("Calcul du prix", "Euros"),
               (f"{facts.hours} heures à {spelt(facts.rate)} l'heure", money(facts.total, "")),
               *([("Frais annexes (dossier, examen)", money(facts.fees, ""))]
                 if facts.fees else []),
               ("Prix hors taxe", money(facts.total + facts.fees, "")),
               (f"TVA à {_net(facts)}", money(facts.vat, "")),
               ("Prix toutes taxes comprises", money(facts.total_incl, ""))], (0.75, 0.25),
              truth=truths.fees(facts), total=True),
        paragraph(" ".join((f"Cette proposition vous engage à réception de votre accord et reste "
                            f"valable jusqu'au {words(facts.valid_to)}.",
                            *_exempt(facts, "Notre association n'est pas assujettie à la TVA."
                                     if body.form == "Association"
                                     else "Notre organisme n'est pas assujetti à la TVA."))),
                  truth=_until(facts)),
        Block("sign", body.name.split()[0], (body.director, "responsable pédagogique")),
        foot(f"SIRET {spaced(body.siret, 3, 3, 3, 5)} - déclaration d'activité {body.nda} - "
             f"{body.phone} - page 1"),
        BREAK,
        heading("Déroulé prévisionnel"),
        lines("Semaine 1 : accueil, bilan des acquis, contrat pédagogique",
              "Semaines suivantes : apports, ateliers, mises en pratique",
              "Dernière semaine : épreuves blanches, bilan"),
        heading("Moyens et suivi"),
        paragraph("Une salle, un atelier, douze postes. Formateurs issus du métier. Présence "
                  "attestée par demi-journée ; certificat de réalisation remis à la fin, avec les "
                  "résultats des évaluations. Repas possible sur place (5,40 euros)."),
        heading("Conditions"),
        back("school"),
        foot("Exemple sans valeur - page 2"),
    )  # fmt: skip


def _form(facts: Quote, random: Random) -> Rows:
    """The form that a financing body asks for: frames by letter, cells, ticks, cost lines."""
    body, person = facts.body, facts.person
    return (
        masthead("Aide individuelle à la formation", "Devis à remplir par l'organisme",
                 "(formulaire imaginaire 02)"),
        title(f"DEVIS N° {facts.number}"),
        fieldset("A - L'organisme de formation",
                 comb(Entry("SIRET", spaced(body.siret, 3, 3, 3, 5)),
                      Entry("Déclaration d'activité", body.nda)),
                 lines(f"Dénomination : {body.name} ({body.form})",
                       f"Adresse : {commas(body.address)}", f"Responsable : {body.director}")),
        fieldset("B - Le candidat",
                 lines(f"{named(person, 0)} - identifiant {person.identifier}",
                       commas(person.address), truth=who(person, 0))),
        fieldset("C - L'action",
                 entries(Entry("Libellé", facts.title, _named(facts)),
                         Entry("Code de la fiche (RNCP ou RS)", facts.certification),
                         Entry("Début", slash(facts.start)), Entry("Fin", slash(facts.end)),
                         Entry("Nombre total d'heures", str(facts.hours))),
                 checked("x En centre", "- À distance", "x Intensité : temps plein",
                         "- Action déjà conventionnée", form="two")),
        hidden(truths.session(facts)),
        fieldset("D - Le coût",
                 entries(Entry("Coût de l'heure (HT)", eur(facts.rate)),
                         Entry("Coût pédagogique (HT)", eur(facts.total)),
                         *([Entry("Frais de dossier (HT)", eur(facts.fees), truths.fees(facts))]
                           if facts.fees else []),
                         Entry("Total HT", eur(facts.total + facts.fees)),
                         Entry(f"TVA, taux {_net(facts)}", eur(facts.vat)),
                         Entry("Total TTC", eur(facts.total_incl)))),
        (stack(ruledhead("Cadre de signature"),
               lines(f"Devis fait le {slash(facts.issued)}",
                     f"Offre maintenue jusqu'au {slash(facts.valid_to)}", truth=_until(facts))),
         Block("sign", body.name.split()[0], ("Cachet et signature",))),
        foot(f"N° de TVA : {vat(body.siren)}" if facts.vat_rate else "Organisme exonéré de TVA",
             "Exemple sans valeur."),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn(((looks.COLLEGE, _network), (looks.PLATFORM, _platform),
                  (looks.WORKSHOP, _workshop), (looks.OFFICIAL_FORM, _form)),
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
