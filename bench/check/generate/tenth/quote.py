"""Quotes: a form in numbered frames, a school's letter, an invoicing site's, a university's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..eighth.paper import (
    GAP,
    Rows,
    aside,
    band,
    blank,
    bottom,
    boxed,
    called,
    commas,
    dashes,
    eur,
    fieldset,
    formal,
    heading,
    hidden,
    ledger,
    money,
    newsprint,
    nothing,
    padded,
    panel,
    place,
    plain,
    slash,
    small,
    spelt,
    stack,
    to,
    who,
    wide,
    words,
)
from ..facts import Quote
from ..ninth.paper_b import bare, fiche, sums
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
from .paper_b import drawn, stars


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _form(facts: Quote, random: Random) -> Rows:
    """A form for jobseekers, its parts numbered and framed, each in a table of two columns."""
    body, person = facts.body, facts.person
    taxed = (f"{bare(facts.vat)} € (taux : {percent(facts.vat_rate)} %)" if facts.vat_rate
             else "0,00 € (organisme exonéré de TVA)")  # fmt: skip
    return (
        (wide(1.3, letterhead(body.name, "Centre de formation professionnelle")),
         stack(aside(f"Devis n° {facts.number}", f"établi le {slash(facts.issued)}"))),
        title("DEVIS DE FORMATION POUR UN DEMANDEUR D'EMPLOI"),
        fieldset("1. Le prestataire",
                 entries(Entry("Dénomination et statut", f"{body.name} ({body.form})"),
                         Entry("Adresse", commas(body.address)),
                         Entry("SIRET / code APE", f"{body.siret} / 8559A"),
                         Entry("Enregistrement comme organisme de formation",
                               f"{body.nda} (Préfecture de région)"),
                         Entry("Personne à joindre", f"{body.director} - {body.phone}"))),
        fieldset("2. Le candidat",
                 entries(Entry("Nom, prénom", full(person, 0), who(person, 0)),
                         Entry("Né(e) le", slash(person.birth)),
                         Entry("Identifiant France Travail", person.identifier),
                         Entry("Coordonnées", f"{commas(person.address)} - {person.phone}"))),
        fieldset("3. Le stage",
                 entries(Entry("Nom du stage", facts.title, _named(facts)),
                         Entry("Titre ou certification préparé", facts.certification),
                         Entry("Entrée prévue le", slash(facts.start)),
                         Entry("Sortie prévue le", slash(facts.end), truths.session(facts)),
                         Entry("Nombre d'heures en centre", f"{facts.hours} h"),
                         Entry("Nombre d'heures en entreprise", "néant"),
                         Entry("Lieu du stage", commas(body.address)),
                         Entry("Rythme", "temps plein, 35 heures par semaine"))),
        fieldset("4. Le prix",
                 entries(Entry("Prix de l'heure par stagiaire (HT)", f"{bare(facts.rate)} €"),
                         Entry("Frais pédagogiques (HT)", f"{bare(facts.total)} €"),
                         *([Entry("Frais d'examen et de dossier (HT)", f"{bare(facts.fees)} €",
                                  truths.fees(facts))] if facts.fees else []),
                         Entry("Ensemble hors taxes", f"{bare(facts.total + facts.fees)} €"),
                         Entry("T.V.A.", taxed),
                         Entry("Coût total toutes taxes comprises",
                               f"{bare(facts.total_incl)} €"))),
        paragraph(f"Proposition valable jusqu'au {slash(facts.valid_to)} inclus, dans la limite "
                  "des places disponibles.", truth=_until(facts)),
        (Block("sign", body.name.split()[0], ("Signature et cachet de l'organisme :",)),
         stack(lines("Signature du demandeur d'emploi :"), blank(3))),
        bottom("La prise en charge par un financeur reste soumise à son accord préalable et écrit. "
               "Exemple sans valeur."),
    )  # fmt: skip


def _letter(facts: Quote, random: Random) -> Rows:
    """A school's letter: the offer told in sentences, a short table of sums, an agreement."""
    body, person = facts.body, facts.person
    weeks = max(1, facts.hours // 35)
    fees = (f" Les droits d'inscription à l'examen, d'un montant de {spelt(facts.fees)} hors "
            "taxes, s'y ajoutent." if facts.fees else "")  # fmt: skip
    taxed = (f"TVA au taux de {percent(facts.vat_rate)} %" if facts.vat_rate else
             "TVA (exonération - article 261.4.4° a du CGI)")  # fmt: skip
    return (
        letterhead(body.name, f"{body.form} - {commas(body.address)}",
                   f"Tél. : {body.phone.replace(' ', '.')} - Mél : {body.email}"),
        (stack(lines(f"Dossier suivi par : {body.director}", f"Nos réf. : {facts.number}")),
         to(person, 1, person.civility, home=False)),
        aside(f"{body.address.city}, le {words(facts.issued)}"),
        lines("Objet : devis pour une action de formation"),
        paragraph(f"{person.civility},\nNous vous remercions de l'intérêt que vous portez à notre "
                  "établissement et faisant suite à votre entretien d'information, nous vous "
                  "adressons notre devis pour la formation :"),
        Block("centred", facts.title, (f"préparant à la certification {fiche(facts.certification)}"
                                       f", d'une durée de {facts.hours} heures",),
              truth=_named(facts)),
        paragraph(f"La session se déroulera du {words(facts.start)} au {words(facts.end)}, soit "
                  f"{weeks} semaine{'s' if weeks > 1 else ''} en continu, dans nos locaux de "
                  f"{body.address.city}.", truth=truths.session(facts)),
        paragraph(f"Le coût pédagogique est de {spelt(facts.total)} hors taxes, calculé sur la "
                  f"base de {spelt(facts.rate)} de l'heure.{fees}", truth=truths.fees(facts)),
        table([("Récapitulatif", "Montant"),
               ("Net hors taxes", money(facts.total + facts.fees)),
               (taxed, money(facts.vat)), ("Net TTC à régler", money(facts.total_incl))],
              (0.68, 0.32)),
        paragraph(f"Cette offre est ferme jusqu'au {words(facts.valid_to)}. Pour réserver votre "
                  "place, il vous suffit de nous renvoyer le présent devis daté et revêtu de votre "
                  "signature. Nous restons à votre disposition et vous prions d'agréer, "
                  f"{person.civility}, nos salutations les meilleures.", truth=_until(facts)),
        (Block("sign", body.name.split()[0], ("La responsable administrative",)),
         lines("Bon pour acceptation, le ....................", "Signature :")),
        bottom(f"SIRET {spaced(body.siret, 3, 3, 3, 5)} - NAF 8559 A - Déclaration d'activité n° "
               f"{spaced(body.nda, 2, 2, 5, 2)} (ne vaut pas agrément de l'État) - Exemple sans "
               "valeur"),
    )  # fmt: skip


def _online(facts: Quote, random: Random) -> Rows:
    """What an invoicing site makes: emitter and client face to face, units, a second page."""
    body, person = facts.body, facts.person
    account = iban("99993", "0" + digits(random, 4), digits(random, 11))
    rate = f"{percent(facts.vat_rate)} %"
    what = (f"{facts.title}\n{facts.certification} - session du {slash(facts.start)} au "
            f"{slash(facts.end)}")  # fmt: skip
    return (
        (letterhead(body.name), title(f"Devis {facts.number}")),
        (stack(small("Date d'émission"), lines(slash(facts.issued))),
         stack(small("Date d'expiration"), lines(slash(facts.valid_to)), hidden(_until(facts))),
         stack(small("Type de vente"), lines("Prestation de services"))),
        (boxed("Émetteur", body.name, *body.address.lines(), body.phone, body.email,
               f"SIRET : {body.siret}", f"N° TVA : {vat(body.siren) if facts.vat_rate else '-'}",
               f"N° de formateur : {body.nda}"),
         boxed("Client", f"{person.short} {full(person, 1)}", *person.address.lines(),
               person.phone, person.email, truth=who(person, 1))),
        ledger([("Description", "Qté", "Unité", "Prix unit. HT", "TVA", "Total HT"),
                (what, str(facts.hours), "heure", money(facts.rate), rate, money(facts.total)),
                *([("Inscription à la certification", "1", "forfait", money(facts.fees), rate,
                    money(facts.fees))] if facts.fees else [])],
               (0.4, 0.08, 0.11, 0.15, 0.09, 0.17),
               truth=_named(facts) | truths.session(facts) | truths.fees(facts)),
        (stack(small("Conditions de règlement : 30 jours", "Mode de règlement : virement",
                     f"IBAN {spaced(account, 4)}", *(
                         [] if facts.vat_rate else
                         ["Exonération de TVA, article 261-4-4 du code général des impôts"]))),
         sums(Entry("Total HT", money(facts.total + facts.fees)),
              Entry(f"TVA {rate}", money(facts.vat)),
              Entry("Total TTC", money(facts.total_incl)))),
        (nothing(), boxed("Date et signature précédées de « Bon pour accord »", GAP, GAP, GAP)),
        bottom(f"{body.name}, {body.form} immatriculée sous le SIREN {spaced(body.siren, 3)}",
               "Page 1 sur 2"),
        BREAK,
        heading(f"Annexe au devis {facts.number} : déroulé"),
        plain([("Séquence", "Ce que vous saurez faire", "Évaluation"),
               ("1. Découvrir", "Situer le métier, ses règles et ses interlocuteurs", "quiz"),
               ("2. Pratiquer", "Réaliser les tâches courantes avec méthode", "mise en situation"),
               ("3. Approfondir", "Traiter un cas complexe, rendre compte", "étude de cas"),
               ("4. Se préparer", "Constituer son dossier et s'entraîner à l'oral",
                "jury blanc")], (0.2, 0.56, 0.24)),
        heading("Ce qu'il faut pour entrer"),
        lines(*stars("savoir lire, écrire et compter", "avoir un projet confirmé",
                     "aucun niveau de diplôme n'est exigé")),
        heading("Moyens"),
        paragraph("Salle équipée de postes récents, plateforme d'apprentissage accessible pendant "
                  "six mois, formateurs issus du métier. Locaux accessibles aux personnes à "
                  "mobilité réduite ; d'autres aménagements sont étudiés avec le référent."),
        newsprint("Tout retard de paiement entraîne des pénalités calculées au taux d'intérêt "
                  "légal majoré de dix points. En cas d'annulation à moins de dix jours ouvrés du "
                  "début, 30 % du prix sont retenus, sauf force majeure.",
                  "Le participant signe une feuille de présence par demi-journée. Une attestation "
                  "lui est remise à la fin. Les données sont traitées pour le seul suivi du "
                  "dossier."),
        bottom("Document fictif, exemple sans valeur", "Page 2 sur 2"),
    )  # fmt: skip


def _university(facts: Quote, random: Random) -> Rows:
    """A university's service: tabs, the table ends with its sums, articles of the code below."""
    body, person = facts.body, facts.person
    taxed = (f"TVA ({percent(facts.vat_rate)} %)" if facts.vat_rate
             else "TVA (0 %, établissement exonéré)")  # fmt: skip
    return (
        (letterhead(body.name, "Service de la formation continue", *body.address.lines()),
         small(f"SIRET {spaced(body.siret, 9, 5)}", f"Déclaration d'activité {body.nda}",
               f"Affaire suivie par {body.director}", f"{body.phone}", body.email)),
        title("Devis individuel de formation continue", f"Référence {facts.number} du "
              f"{dashes(facts.issued)}"),
        entries(Entry("Stagiaire", called(person), who(person, 0)),
                Entry("Adresse", place(person)),
                Entry("Statut", "demandeur d'emploi"),
                Entry("Code d'inscription", f"{facts.start.year}FC{digits(random, 4)}")),
        band("FORMATION"),
        entries(Entry("Intitulé du parcours", facts.title, _named(facts)),
                Entry("Répertoire national", facts.certification),
                Entry("Calendrier", f"{dashes(facts.start)} au {dashes(facts.end)}",
                      truths.session(facts)),
                Entry("Volume", f"{facts.hours} heures d'enseignement"),
                Entry("Modalités", "cours du jour, en présence, contrôle continu")),
        band("TARIF APPLIQUÉ"),
        table([("Nature des frais", "Calcul", "Montant (EUR)"),
               ("Frais de formation", f"{facts.hours} h à {eur(facts.rate)}", bare(facts.total)),
               *([("Droits d'inscription", "forfait", bare(facts.fees))] if facts.fees else []),
               ("Sous-total hors taxes", "", bare(facts.total + facts.fees)),
               (taxed, "", bare(facts.vat)),
               ("TOTAL TTC", "", bare(facts.total_incl))], (0.5, 0.28, 0.22),
              truth=truths.fees(facts)),
        paragraph("Le règlement est effectué auprès de l'agent comptable de l'établissement, en "
                  "une ou plusieurs fois selon l'échéancier annexé au contrat de formation prévu à "
                  "l'article L. 6353-3 du code du travail. Les sommes correspondant à des heures "
                  "suivies restent acquises."),
        paragraph(f"Le présent devis expire le {dashes(facts.valid_to)}.", truth=_until(facts)),
        (panel("Acceptation du stagiaire", f"{formal(person)}", "Date :", "Signature :"),
         Block("sign", "UNIV", ("Pour la direction et par délégation,",
                                "la directrice du service"))),
        small("Réduction possible pour les agents publics : se renseigner. Les personnes en "
              "situation de handicap sont invitées à prendre contact avec la mission handicap "
              f"avant le {padded(facts.start)}."),
        foot("Établissement fictif - exemple sans valeur"),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn(((looks_b.FORM_SCHOOL, _form), (looks_b.LETTER_SCHOOL, _letter),
                  (looks_b.INVOICER, _online), (looks_b.UNIVERSITY, _university)),
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
