"""Quotes of training bodies: a spreadsheet, a typed letter, accounting software, a training ERP."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Quote
from ..numbers import digits, spaced, vat
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
    table,
    title,
)
from ..wording import amount, full, percent
from . import looks
from .paper import (
    GAP,
    Rows,
    aside,
    band,
    bottom,
    drawn,
    money,
    named,
    nothing,
    panel,
    short,
    slash,
    stack,
    to,
    who,
    wide,
    words,
)

_EXEMPT = "Organisme exonéré de TVA, article 261-4-4° a du CGI"
_TAXED_BY = "Entreprise exonérée de la TVA - art. 261.4.4 a du CGI"


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _sheet(facts: Quote, random: Random) -> Rows:
    """A spreadsheet model: identity of the body, cells to fill, a grid of costs."""
    body, person = facts.body, facts.person
    return (
        (lines(body.name, *body.address.lines(), f"Tél : {body.phone}", body.email),
         lines(f"SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
               f"Numéro de déclaration d'activité : {body.nda}",
               f"Certifié Qualiopi - référent handicap : {body.director}")),
        title(f"DEVIS N° {facts.number}"),
        entries(Entry("Date", short(facts.issued)),
                Entry("Apprenant", f"{person.short} {full(person, 0)}", who(person, 0)),
                Entry("Formation", facts.title, _named(facts)),
                Entry("Code RNCP / RS", facts.certification),
                Entry("Dates de la formation",
                      f"du {short(facts.start)} au {short(facts.end)}", truths.session(facts)),
                Entry("Durée totale (heures)", str(facts.hours)),
                Entry("Lieu / modalité", f"{body.address.city} - présentiel")),
        table([("Désignation", "Heures", "Tarif horaire HT", "Total HT"),
               ("Frais pédagogiques", str(facts.hours), money(facts.rate), money(facts.total)),
               *([("Frais d'inscription", "", "", money(facts.fees))] if facts.fees else []),
               ("TOTAL HT", "", "", money(facts.total + facts.fees)),
               (f"TVA {percent(facts.vat_rate)} %", "", "", money(facts.vat)),
               ("TOTAL TTC", "", "", money(facts.total_incl))], (0.4, 0.16, 0.22, 0.22),
              truth=truths.fees(facts)),
        lines("Horaires : du lundi au vendredi, 9 h - 12 h 30 et 13 h 30 - 17 h",
              "Prérequis : savoir lire, écrire, compter. Effectif : 4 à 12 stagiaires.",
              "Méthodes : apports, exercices, mises en situation. Évaluation : quiz et dossier.",
              "Accessibilité : locaux adaptés, aménagements possibles sur demande."),
        lines(f"Devis valable jusqu'au {short(facts.valid_to)}",
              *([] if facts.vat_rate else [_EXEMPT]), truth=_until(facts)),
        (lines("Signature de l'organisme", GAP, GAP, GAP),
         lines("Bon pour accord, le stagiaire", GAP, GAP, GAP)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _letter(facts: Quote, random: Random) -> Rows:
    """A sole trainer's letter."""
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{body.form} - {', '.join(body.address.lines())}",
                   f"SIRET {body.siret}"),
        (nothing(), to(person, 1, person.civility, home=False)),
        aside(f"{body.address.city}, le {words(facts.issued)}"),
        title("Devis de formation"),
        lines(f"Réf. : {facts.number}"),
        paragraph(f"{person.civility},\nPour faire suite à notre entretien, voici notre "
                  f"proposition pour la formation « {facts.title} » ({facts.certification}).",
                  truth=_named(facts)),
        lines(f"• Stagiaire : {named(person, 1)}",
              f"• Session : du {words(facts.start)} au {words(facts.end)}",
              f"• Durée : {facts.hours} heures, à raison de 7 heures par jour",
              f"• Coût horaire : {money(facts.rate)} HT", truth=truths.session(facts)),
        table([("Prix de la prestation", "Euros"),
               (f"Formation ({facts.hours} h x {money(facts.rate)})", money(facts.total)),
               *([("Frais de dossier", money(facts.fees))] if facts.fees else []),
               ("Montant total HT", money(facts.total + facts.fees)),
               (f"TVA ({percent(facts.vat_rate)} %)", money(facts.vat)),
               ("Montant total TTC", money(facts.total_incl))], (0.74, 0.26),
              truth=truths.fees(facts)),
        paragraph(f"Cette offre reste valable jusqu'au {words(facts.valid_to)}. "
                  + ("" if facts.vat_rate else f"{_TAXED_BY}. ")
                  + "Elle comprend l'accompagnement, les supports et le passage de la "
                    "certification.", truth=_until(facts)),
        Block("sign", body.name.split()[0], (body.director,)),
        bottom(f"Déclaration d'activité enregistrée sous le numéro {body.nda} auprès du préfet de "
               "région. Cet enregistrement ne vaut pas agrément de l'État. Exemple."),
    )  # fmt: skip


def _accounts(facts: Quote, random: Random) -> Rows:
    """Accounting software: boxes at the head, references, the foot of totals."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, *body.address.lines(), f"Tél. : {body.phone}",
                    f"Siret : {body.siret} - APE : 8559A",
                    f"N° TVA : {vat(body.siren)}"),
         stack(title("DEVIS"),
               table([("Numéro", "Date", "Code client"),
                      (facts.number, short(facts.issued), f"STG{digits(random, 4)}")],
                     (0.4, 0.28, 0.32)),
               address(f"{person.short} {full(person, 2)}", *person.address.lines(),
                       truth=who(person, 2)))),
        lines(f"Stage : {facts.title}", f"Du {short(facts.start)} au {short(facts.end)} - "
              f"certification {facts.certification}", truth=_named(facts) | truths.session(facts)),
        table([("Référence", "Désignation", "Qté", "Unité", "P.U. HT", "Montant HT", "TVA"),
               ("FORM", facts.title, f"{facts.hours},00", "H", money(facts.rate, ""),
                money(facts.total, ""), f"{percent(facts.vat_rate)} %"),
               *([("INSC", "Frais d'inscription", "1,00", "U", money(facts.fees, ""),
                   money(facts.fees, ""), f"{percent(facts.vat_rate)} %")] if facts.fees else [])],
              (0.11, 0.35, 0.09, 0.08, 0.12, 0.15, 0.1), truth=truths.fees(facts)),
        (table([("Taux", "Base", "Montant TVA"),
                (f"{percent(facts.vat_rate)} %", money(facts.total + facts.fees, ""),
                 money(facts.vat, ""))], (0.26, 0.37, 0.37)),
         Block("total", entries=(Entry("Total HT", money(facts.total + facts.fees)),
                                 Entry("Total TVA", money(facts.vat)),
                                 Entry("Net à payer TTC", money(facts.total_incl))))),
        lines(f"Date limite de validité : {short(facts.valid_to)}",
              "Mode de règlement : virement à 30 jours",
              *([] if facts.vat_rate else [_EXEMPT]), truth=_until(facts)),
        lines("Bon pour accord (date, cachet et signature) :", GAP, GAP),
        bottom(f"{body.name} {body.form} - NDA {body.nda} - exemple sans valeur"),
    )  # fmt: skip


def _erp(facts: Quote, random: Random) -> Rows:
    """A training body's own software, on the web."""
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, body.email), aside(f"Devis n° {facts.number}",
                                                 f"Émis le {slash(facts.issued)}",
                                                 f"Expire le {slash(facts.valid_to)}",
                                                 truth=_until(facts))),
        title(facts.title, f"Certification : {facts.certification}"),
        (panel("Prestataire", f"{body.name} ({body.form})", *body.address.lines(),
               f"N° SIRET {body.siret}", f"NDA n° {body.nda}"),
         panel("Bénéficiaire de la formation", f"{person.civility} {full(person, 1)}",
               *person.address.lines(), person.email, truth=who(person, 1))),
        entries(Entry("Dates", f"{slash(facts.start)} - {slash(facts.end)}",
                      truths.session(facts)),
                Entry("Nombre d'heures de formation", f"{facts.hours} h"),
                Entry("Format", "Présentiel, groupe de 12 personnes au plus"),
                Entry("Prix horaire HT", money(facts.rate)), pairs="edges"),
        table([("Élément", "Quantité", "Prix HT"),
               ("Parcours de formation", f"{facts.hours} h", money(facts.total)),
               *([("Inscription et frais annexes", "1", money(facts.fees))]
                 if facts.fees else [])], (0.56, 0.2, 0.24),
              truth=truths.fees(facts) | _named(facts)),
        (nothing(), wide(1.4, Block("total", entries=(
            Entry("Sous-total HT", money(facts.total + facts.fees)),
            Entry(f"TVA {percent(facts.vat_rate)} %", money(facts.vat)),
            Entry("Total TTC", money(facts.total_incl)))))),
        paragraph(("" if facts.vat_rate else f"{_TAXED_BY}.\n")
                  + "Public, prérequis, objectifs et modalités d'évaluation : voir le programme "
                    "joint. Accessibilité : contactez-nous pour étudier vos besoins."),
        band("Signature électronique du client"),
        bottom("page 1/2"),
        BREAK,
        Block("heading", "Conditions générales de vente"),
        paragraph("1. Objet. Les présentes conditions s'appliquent aux actions de formation "
                  "conclues avec l'organisme.\n2. Inscription. Elle est définitive à réception du "
                  "devis signé et, le cas échéant, de l'accord du financeur.\n3. Rétractation. Le "
                  "client dispose de quatorze jours à compter de la signature.\n4. Annulation. "
                  "Toute annulation à moins de dix jours ouvrés du début donne lieu à la "
                  "facturation de 30 % du prix.\n5. Règlement. Les factures sont payables à trente "
                  "jours. Le retard entraîne des pénalités au taux légal et une indemnité de "
                  "40 euros.\n6. Données personnelles. Elles ne servent qu'au suivi de la "
                  "formation.\n7. Litiges. À défaut d'accord amiable, le tribunal compétent est "
                  "celui du siège de l'organisme."),
        lines(f"Devis {facts.number} - {body.name} - page 2/2"),
        bottom(f"{body.name} · {body.phone} · la certification qualité a été délivrée au titre "
               "des actions de formation · exemple sans valeur"),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn(((looks.SPREADSHEET, _sheet), (looks.WORD, _letter), (looks.ACCOUNTS, _accounts),
                  (looks.WEB, _erp)),
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
