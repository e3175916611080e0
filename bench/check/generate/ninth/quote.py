"""Quotes: an adult school's, a digital school's, a lone trainer's table, a national body's."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .. import truths
from ..eighth.paper import (
    Rows,
    aside,
    band,
    blank,
    bottom,
    boxed,
    commas,
    dots,
    glued,
    heading,
    money,
    named,
    newsprint,
    nothing,
    padded,
    panel,
    plain,
    slash,
    small,
    stack,
    to,
    who,
    wide,
    words,
)
from ..facts import Quote
from ..numbers import digits, iban, spaced, vat
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
from . import looks_b
from .paper_b import bare, dash, drawn, fiche, head, sums


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _adults(facts: Quote, random: Random) -> Rows:
    """An adult school's: references in cells, the action described within the line it prices."""
    body, person = facts.body, facts.person
    days = max(1, facts.hours // 7)
    described = (f"{facts.title}\nCertification : {fiche(facts.certification)}\n"
                 f"Session du {slash(facts.start)} au {slash(facts.end)}\n"
                 f"Rythme : {days} jours de 7 heures en groupe, à {body.address.city}")  # fmt: skip
    price = money(facts.rate, "")
    return (
        (wide(1.2, letterhead(body.name, *body.address.lines(),
                              f"Tél. {body.phone} - {body.email}")),
         stack(small("Client"), to(person, 0, person.civility, home=False))),
        title("Devis de formation"),
        Block("strip", entries=(
            Entry("Devis n°", facts.number), Entry("Date du devis", slash(facts.issued)),
            Entry("Date limite de validité", slash(facts.valid_to), _until(facts)),
            Entry("Conseiller formation", body.director))),
        paragraph(f"{person.civility}, vous trouverez ci-après notre meilleure offre pour l'action "
                  "de formation que vous souhaitez suivre."),
        table([("Désignation", "Quantité", "P.U. HT", "Total HT"),
               (described, f"{facts.hours},00 h", price, money(facts.total, "")),
               *([("Frais d'inscription et de certification", "1,00 u", money(facts.fees, ""),
                   money(facts.fees, ""))] if facts.fees else [])],
              (0.52, 0.14, 0.15, 0.19),
              truth=_named(facts) | truths.session(facts) | truths.fees(facts)),
        (wide(0.9, stack(small("Mode de règlement : virement à 30 jours fin de mois, sur "
                               "présentation de la facture et du certificat de réalisation."),
                         *([] if facts.vat_rate else
                           [small("TVA non applicable en vertu de l'article 261-4-4° a du code "
                                  "général des impôts.")]))),
         sums(Entry("Montant HT (€)", money(facts.total + facts.fees, "")),
              Entry(f"TVA à {percent(facts.vat_rate)} %", money(facts.vat, "")),
              Entry("Montant TTC (€)", money(facts.total_incl, "")))),
        (boxed("Pour l'organisme de formation", f"À {body.address.city}, le {slash(facts.issued)}",
               body.director, " ", " "),
         boxed("Bon pour accord du stagiaire", "Date, signature précédée de la mention manuscrite "
               "« Bon pour accord »", " ", " ")),
        heading("Contenu et modalités"),
        paragraph("Accueil, positionnement et individualisation du parcours. Apports techniques et "
                  "travaux dirigés sur plateau. Recherche de stage et préparation à l'emploi. "
                  "Préparation aux épreuves et rédaction du dossier professionnel. Les acquis sont "
                  "évalués en cours de formation ; les résultats sont remis au stagiaire avec son "
                  "attestation."),
        paragraph("Ce devis est établi pour une entrée individuelle. Il est annulé de plein droit "
                  "si l'effectif minimal de six stagiaires n'est pas atteint quinze jours avant "
                  "l'ouverture. La prise en charge par un tiers doit nous être notifiée par écrit "
                  "avant le premier jour ; à défaut, le stagiaire est redevable du prix."),
        small("Formation accessible aux personnes en situation de handicap : contactez notre "
              "référent. Programme détaillé, règlement intérieur et conditions générales de vente "
              "joints au présent devis."),
        bottom(f"{body.name} - {body.form} - SIRET {spaced(body.siret, 3, 3, 3, 5)} - APE 8559A",
               f"Déclaration d'activité enregistrée sous le numéro {body.nda} auprès du préfet de "
               "la région. Exemple sans valeur."),
    )  # fmt: skip


def _digital(facts: Quote, random: Random) -> Rows:
    """A digital school's: the title as a heading, panels, sums in lines, the terms after."""
    body, person = facts.body, facts.person

    def euros(value: Decimal) -> str:
        return money(value, thousands="\u00a0")

    return (
        (letterhead(""), letterhead(body.name)),
        (stack(title("Devis"), small(f"Référence {facts.number}",
                                     f"Émis le {padded(facts.issued)}",
                                     f"Valide jusqu'au {padded(facts.valid_to)}",
                                     truth=_until(facts))),
         panel("", full(person, 1), *person.address.lines(), person.phone,
               truth=who(person, 1))),
        head(facts.title, _named(facts)),
        lines(f"{facts.certification} · {facts.hours} heures · "
              f"du {padded(facts.start)} au {padded(facts.end)}",
              "Classe virtuelle et ateliers sur site, rythme de 4 jours par semaine",
              truth=truths.session(facts)),
        plain([("Prestation", "Nombre", "Tarif unitaire HT", "Prix HT"),
               ("Formation, coût par heure stagiaire", str(facts.hours), euros(facts.rate),
                euros(facts.total)),
               *([("Passage de la certification", "1", euros(facts.fees), euros(facts.fees))]
                 if facts.fees else [])],
              (0.46, 0.12, 0.21, 0.21), truth=truths.fees(facts)),
        (nothing(), entries(Entry("Total hors taxes", euros(facts.total + facts.fees)),
                            Entry(f"Taxes ({percent(facts.vat_rate)} %)", euros(facts.vat)),
                            Entry("À payer", euros(facts.total_incl)))),
        heading("Objectifs"),
        lines(*dash("mettre en œuvre les gestes et les outils du métier",
                    "produire les livrables attendus par le référentiel",
                    "présenter un projet devant un jury de professionnels")),
        heading("Programme"),
        plain([("Étape", "Contenu", "Modalité"),
               ("Positionnement", "Test en ligne et entretien avec la référente", "à distance"),
               ("Fondamentaux", "Vocabulaire, outils, environnement professionnel", "en classe"),
               ("Mise en pratique", "Projets par groupes de quatre, revues hebdomadaires",
                "en atelier"),
               ("Évaluation", "Épreuves blanches puis passage devant le jury", "sur site")],
              (0.2, 0.58, 0.22)),
        heading("Conditions"),
        paragraph(" ".join((
            "L'acceptation de ce devis vaut commande. Le délai de rétractation est de 14 jours "
            "pour un contrat conclu à distance. Aucune somme n'est exigible avant son terme ; il "
            "ne peut ensuite être demandé plus de 30 % du prix.",
            *([] if facts.vat_rate else ["Exonération de TVA, article 261 du CGI."])))),
        (lines("Signature du client"), lines("Signature de l'école")),
        blank(2),
        bottom(f"{body.name} {body.form}, {commas(body.address)}",
               f"Siret : {body.siret} - NDA : {body.nda} (cet enregistrement ne vaut pas agrément "
               f"de l'État) - {body.email} - exemple sans valeur"),
    )  # fmt: skip


def _trainer(facts: Quote, random: Random) -> Rows:
    """A lone trainer's, one table of a word processor; the price is a calculation in a cell."""
    body, person = facts.body, facts.person
    priced = [f"{facts.hours} h x {glued(facts.rate)} = {glued(facts.total)} HT"]
    if facts.fees:
        priced.append(f"+ frais de dossier : {glued(facts.fees)} HT")
    return (
        letterhead(body.name, commas(body.address), f"{body.phone} - {body.email}",
                   f"N° SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
                   f"N° de déclaration d'activité : {spaced(body.nda, 2, 2, 5, 2)}"),
        title(f"DEVIS n° {facts.number}"),
        entries(Entry("Stagiaire", f"{named(person, 1)}, {commas(person.address)}",
                      who(person, 1)),
                Entry("Formation", facts.title, _named(facts)),
                Entry("Certification visée", f"{facts.certification}, inscrite au répertoire "
                      "national"),
                Entry("Durée", f"{facts.hours} heures"),
                Entry("Dates", f"Du {words(facts.start)} au {words(facts.end)}",
                      truths.session(facts)),
                Entry("Lieu", f"Salle de formation, {body.address.city}"),
                Entry("Effectif", "6 personnes au plus"),
                Entry("Pédagogie", "Exposés, études de cas, exercices corrigés. Supports remis."),
                Entry("Sanction", "Attestation de fin de formation et passage de l'examen")),
        entries(Entry("Coût pédagogique", " ".join(priced), truths.fees(facts)),
                Entry("Total hors taxes", glued(facts.total + facts.fees)),
                Entry("Montant de la TVA", f"{glued(facts.vat)} ({percent(facts.vat_rate)} %)"
                      + ("" if facts.vat_rate else " - exonéré, art. 261-4 CGI")),
                Entry("Total TTC", glued(facts.total_incl))),
        paragraph(f"La présente offre est valable jusqu'au {words(facts.valid_to)}. Pour la "
                  "confirmer, merci de me retourner ce devis signé. Un contrat de formation vous "
                  "sera alors adressé.", truth=_until(facts)),
        (Block("sign", body.name.split()[0],
               (f"{body.address.city}, le {words(facts.issued)}", body.director)),
         lines("Signature du stagiaire :")),
        foot("Référent handicap et réclamations : voir les coordonnées ci-dessus. Exemple sans "
             "valeur."),
    )  # fmt: skip


def _national(facts: Quote, random: Random) -> Rows:
    """A national body's program: tabs, bands, a table of lines and one of the tax; terms behind."""
    body, person = facts.body, facts.person
    account = iban("99991", "0" + digits(random, 4), digits(random, 11))
    return (
        (letterhead(body.name, body.form, *body.address.lines()),
         stack(title("PROPOSITION COMMERCIALE - DEVIS"),
               aside(f"N° {facts.number}", f"Date : {dots(facts.issued)}",
                     f"Validité : {dots(facts.valid_to)}", truth=_until(facts)))),
        (entries(Entry("N° d'organisme", body.nda), Entry("SIRET", body.siret),
                 Entry("TVA intracom.", vat(body.siren) if facts.vat_rate else "non assujetti"),
                 Entry("Votre contact", body.director)),
         entries(Entry("Bénéficiaire", full(person, 2), who(person, 2)),
                 Entry("Adresse", ", ".join(person.address.lines()).upper()),
                 Entry("Courriel", person.email), Entry("Compte client", digits(random, 7)))),
        band("ACTION PROPOSÉE"),
        entries(Entry("Libellé du produit", facts.title, _named(facts)),
                Entry("Code RNCP / RS", fiche(facts.certification)),
                Entry("Dates de session", f"{dots(facts.start)} - {dots(facts.end)}",
                      truths.session(facts)),
                Entry("Horaire hebdomadaire", "35 h, du lundi au vendredi")),
        band("DÉTAIL DE L'OFFRE (montants en euros)"),
        table([("Poste", "Article", "Libellé", "Heures", "Prix horaire", "Montant HT"),
               ("10", f"FC{digits(random, 5)}", "Heures en centre", str(facts.hours),
                bare(facts.rate), bare(facts.total)),
               *([("20", "FR00080", "Frais de gestion", "", "", bare(facts.fees))]
                 if facts.fees else [])], (0.08, 0.13, 0.36, 0.11, 0.15, 0.17),
              truth=truths.fees(facts)),
        (table([("Taux TVA", "Base HT", "TVA"),
                (f"{percent(facts.vat_rate)} %", bare(facts.total + facts.fees),
                 bare(facts.vat))], (0.3, 0.36, 0.34)),
         sums(Entry("Total net HT", bare(facts.total + facts.fees)),
              Entry("Total TVA", bare(facts.vat)), Entry("Total TTC", bare(facts.total_incl)))),
        small(*([] if facts.vat_rate else ["Opération exonérée de TVA (CGI, art. 261-4)."]),
              "Règlement par virement au compte de la Banque Fictive du Midi, IBAN "
              f"{spaced(account, 4)}, en rappelant le numéro de la proposition. Échéance : "
              "30 jours à réception de facture. Pénalités de retard : trois fois le taux légal ; "
              "indemnité forfaitaire de recouvrement : 40 euros."),
        (boxed("Cachet et visa du donneur d'ordre", "Nom et qualité du signataire :", "Le :", " "),
         Block("sign", body.name.split()[0], ("Le directeur du centre",))),
        bottom("Page 1 / 2 - exemple sans valeur"),
        BREAK,
        heading("Conditions générales de vente"),
        newsprint(
            "1. Objet. Les présentes conditions s'appliquent à toute action de formation commandée "
            "par une personne physique, une entreprise ou une administration.",
            "2. Commande. Elle est ferme à réception de la proposition signée. Pour un particulier "
            "qui finance lui-même sa formation, un contrat est conclu selon l'article L. 6353-3 du "
            "code du travail.",
            "3. Report. L'organisme peut reporter une session si le nombre de participants est "
            "insuffisant ; les sommes versées sont alors remboursées ou reportées, au choix.",
            "4. Absences. Les heures non suivies sans motif légitime restent dues à titre de "
            "dédommagement et sont facturées séparément ; elles ne sont pas prises en charge par "
            "un financeur public.",
            "5. Propriété. Les supports remis sont à l'usage exclusif du stagiaire.",
            "6. Données personnelles. Les informations recueillies servent à la gestion de la "
            "formation et sont conservées cinq ans. Chacun peut y accéder et les faire rectifier.",
            "7. Réclamation. Toute réclamation est adressée par écrit à la direction du centre, "
            "qui répond sous quinze jours.",
            "8. Litiges. À défaut d'accord amiable, les tribunaux de Fictiville sont compétents."),
        heading("Annexe : moyens du centre"),
        table([("Moyen", "Description"),
               ("Plateaux techniques", "Ateliers équipés, salle informatique de seize postes"),
               ("Équipe", "Formateurs diplômés, psychologue du travail, référente handicap"),
               ("Suivi", "Livret individuel, bilan à mi-parcours, enquête à six mois"),
               ("Vie au centre", "Restauration sur place, hébergement selon disponibilité")],
              (0.26, 0.74)),
        bottom("Page 2 / 2"),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.ADULT_SCHOOL, _adults), (looks_b.DIGITAL_SCHOOL, _digital),
                  (looks_b.TRAINER, _trainer), (looks_b.NATIONAL_SCHOOL, _national)),
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
