"""Quotes of training bodies."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Quote
from ..numbers import spaced, vat
from ..sheet import (
    Block,
    Drawn,
    Entry,
    address,
    entries,
    foot,
    letterhead,
    paragraph,
    table,
    title,
)
from ..wording import amount, full, percent
from .paper import Rows, drawn, money, padded, slash, words

_EXEMPT = "TVA non applicable – article 261.4.4° a du code général des impôts"


def _to(facts: Quote, style: int, head: str) -> Block:
    person = facts.person
    return address(head, f"{person.short} {full(person, style)}", *person.address.lines(),
                   truth={"full_name": full(person, style)})  # fmt: skip


def _references(facts: Quote, number: str, day: str, until: str, write=slash) -> Block:  # type: ignore[no-untyped-def]
    return entries(
        Entry(number, facts.number, {"quote_number": facts.number}),
        Entry(day, write(facts.issued), {"issue_date": facts.issued.isoformat()}),
        Entry(until, write(facts.valid_to), {"valid_to": facts.valid_to.isoformat()}))  # fmt: skip


def _invoice_like(facts: Quote, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead(body.name, *body.address.lines(), f"SIRET : {spaced(body.siret, 3, 3, 3, 5)}",
                    f"N° DA : {body.nda}", body.email), title("DEVIS")),
        (_references(facts, "Numéro de devis", "Date d'établissement", "Valable jusqu'au"),
         _to(facts, 1, "Adressé à")),
        table(
            [("Description", "Qté", "Unité", "Prix unit. HT", "Montant HT"),
             (f"{facts.title} ({facts.certification}). Session du {slash(facts.start)} au "
              f"{slash(facts.end)}", str(facts.hours), "heure", money(facts.rate),
              money(facts.total)),
             *([("Frais de dossier", "1", "forfait", money(facts.fees), money(facts.fees))]
               if facts.fees else [])],
            (0.42, 0.09, 0.11, 0.19, 0.19),
            truth=truths.session(facts) | truths.fees(facts) | {"training_title": facts.title}),
        Block("total", entries=(
            Entry("Montant HT", money(facts.total + facts.fees)),
            Entry(f"TVA à {percent(facts.vat_rate)} %", money(facts.vat)),
            Entry("Montant TTC", money(facts.total_incl)))),
        paragraph((_EXEMPT + ". " if facts.vat_rate == 0 else "") + "Lieu de la formation : "
                  f"{body.address.city}, en présentiel. Référent handicap : {body.director}."),
        paragraph("Prérequis : aucun. Effectif maximal : 12 personnes. Moyens pédagogiques : "
                  "salle équipée, supports remis aux participants. Évaluation en fin de parcours, "
                  "attestation remise à l'issue. Délai de rétractation : 14 jours."),
        Block("sign", body.name.split()[0], ("Bon pour accord (date et signature du client)",)),
        foot(f"{body.name}, {body.form} – RCS Fictiville {spaced(body.siren, 3)}"),
    )  # fmt: skip


def _detailed(facts: Quote, random: Random) -> Rows:
    body = facts.body
    name = full(facts.person, 0)
    return (
        letterhead(body.name, f"{body.form} – {', '.join(body.address.lines())}",
                   f"Siret {body.siret} – Numéro de déclaration d'activité {body.nda} "
                   "auprès du préfet de région"),
        title(f"DEVIS DE FORMATION n° {facts.number}"),
        entries(
            Entry("Établi le", words(facts.issued), {"issue_date": facts.issued.isoformat()}),
            Entry("Durée de validité du devis : jusqu'au", words(facts.valid_to),
                  {"valid_to": facts.valid_to.isoformat()})),
        entries(
            Entry("Nom et prénom du stagiaire", name, {"full_name": name}),
            Entry("Titre de la formation", facts.title, {"training_title": facts.title}),
            Entry("Code RNCP ou RS", facts.certification, {"certification": facts.certification}),
            Entry("Date d'entrée en formation", slash(facts.start),
                  {"start_date": facts.start.isoformat()}),
            Entry("Date de sortie de formation", slash(facts.end),
                  {"end_date": facts.end.isoformat()}),
            Entry("Durée totale en heures", f"{facts.hours} heures"),
            head="Action de formation"),
        entries(
            Entry("Coût horaire HT", money(facts.rate)),
            *([Entry("Frais annexes d'inscription HT", money(facts.fees), truths.fees(facts))]
              if facts.fees else []),
            Entry("Coût total HT", money(facts.total + facts.fees)),
            Entry("Taux de TVA", f"{percent(facts.vat_rate)} %"),
            Entry("Montant de la TVA", money(facts.vat)),
            Entry("Coût total TTC", money(facts.total_incl)),
            head="Coût de l'action"),
        paragraph(_EXEMPT if facts.vat_rate == 0 else f"TVA intracommunautaire {vat(body.siren)}"),
        paragraph("En cas de renoncement moins de dix jours avant le début, 30 % du montant reste "
                  "dû. Toute heure commencée est due. Aucun escompte pour paiement anticipé."),
        Block("sign", body.name.split()[0], ("Cachet et signature de l'organisme",)),
    )  # fmt: skip


def _proposal(facts: Quote, random: Random) -> Rows:
    body = facts.body
    return (
        (_to(facts, 2, "Devis établi pour"),
         letterhead(body.name, *body.address.lines(), f"Tél. {body.phone}")),
        title("Proposition tarifaire", facts.title),
        _references(facts, "Devis", "En date du", "Offre valable jusqu'au", padded),
        entries(
            Entry("Formation", facts.title, {"training_title": facts.title}),
            Entry("Certification", facts.certification, {"certification": facts.certification}),
            Entry("Dates prévisionnelles", f"du {slash(facts.start)} au {slash(facts.end)}",
                  truths.session(facts)),
            Entry("Nombre d'heures par stagiaire", f"{facts.hours} h"),
            Entry("Effectif", "1 stagiaire")),
        table(
            [("Prestation", "Volume", "Tarif HT", "Total HT"),
             ("Frais pédagogiques", f"{facts.hours} h", f"{money(facts.rate, '')} €/h",
              money(facts.total)),
             *([("Inscription et certification", "1", money(facts.fees), money(facts.fees))]
               if facts.fees else [])], (0.4, 0.16, 0.22, 0.22), truth=truths.fees(facts)),
        Block("total", entries=(
            Entry("Total HT", money(facts.total + facts.fees)),
            Entry("Exonération de TVA (0 %)"
               if facts.vat_rate == 0 else f"TVA {percent(facts.vat_rate)} %",
                  money(facts.vat)),
            Entry("Total TTC à régler", money(facts.total_incl)))),
        paragraph("Conditions : règlement à l'issue de la formation, sur présentation de la "
                  "facture et des feuilles d'émargement."),
        foot(f"{body.name} · {body.form} · SIRET {spaced(body.siret, 3, 3, 3, 5)} · organisme "
             f"enregistré sous le n° {body.nda}, sans que cela vaille agrément de l'État",
             "" if facts.vat_rate else _EXEMPT),
    )  # fmt: skip


def _contract_like(facts: Quote, random: Random) -> Rows:
    body, person = facts.body, facts.person
    name = full(person, 1)
    return (
        title("DEVIS INDIVIDUEL", f"Référence {facts.number} – Date : {slash(facts.issued)}"),
        (entries(
            Entry("Raison sociale", body.name),
            Entry("Adresse", ", ".join(body.address.lines())),
            Entry("N° SIRET", body.siret),
            Entry("N° de déclaration d'existence", body.nda), head="L'organisme de formation"),
         entries(
            Entry("Nom, prénom", name, {"full_name": name}),
            Entry("Adresse", ", ".join(person.address.lines())),
            head="Le bénéficiaire")),
        entries(
            Entry("Intitulé", facts.title, {"training_title": facts.title}),
            Entry("Fiche", facts.certification),
            Entry("Du", slash(facts.start), {"start_date": facts.start.isoformat()}),
            Entry("Au", slash(facts.end), {"end_date": facts.end.isoformat()}),
            Entry("Nombre total d'heures", str(facts.hours)),
            Entry("Coût horaire (HT)", money(facts.rate)),
            head="La formation"),
        table(
            [("Frais", "Montant"),
             ("Frais pédagogiques HT", money(facts.total)),
             *([("Frais d'inscription HT", money(facts.fees))] if facts.fees else []),
             ("Total hors taxes", money(facts.total + facts.fees)),
             (f"TVA ({percent(facts.vat_rate)} %)" + (", organisme exonéré"
                if facts.vat_rate == 0 else ""),
              money(facts.vat)),
             ("Total toutes taxes comprises", money(facts.total_incl))], (0.7, 0.3),
            truth=truths.fees(facts)),
        paragraph(f"Le présent devis est valable jusqu'au {words(facts.valid_to)}.",
                  truth={"valid_to": facts.valid_to.isoformat()}),
        Block("sign", body.name.split()[0], (f"Pour {body.name}", body.director)),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn((_invoice_like, _detailed, _proposal, _contract_like), facts, number, 1, random)
    body = facts.body
    made.truth.update({
        "body_name": body.name, "body_siret": body.siret, "body_nda": body.nda,
        "quote_number": facts.number, "issue_date": facts.issued.isoformat(),
        "certification": facts.certification, "hours": str(facts.hours),
        "hourly_rate": amount(facts.rate), "total_excl_tax": amount(facts.total + facts.fees),
        "vat_rate": f"{facts.vat_rate.normalize():f}", "vat_amount": amount(facts.vat),
        "total_incl_tax": amount(facts.total_incl),
    })  # fmt: skip
    return made
