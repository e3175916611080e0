"""Quotes of training bodies: a public centre's, a sole trader's, a school's, a portal's."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Quote
from ..numbers import spaced, vat
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, table, title
from ..wording import amount, full, percent
from .paper import Rows, dots, drawn, money, padded, slash, to, who, words

_EXEMPT = "Exonéré de TVA en application de l'article 261-4-4°a du CGI"


def _issue(facts: Quote) -> dict[str, str]:
    return {"issue_date": facts.issued.isoformat()}


def _until(facts: Quote) -> dict[str, str]:
    return {"valid_to": facts.valid_to.isoformat()}


def _named(facts: Quote) -> dict[str, str]:
    return {"training_title": facts.title}


def _sums(facts: Quote, before: str, tax: str, after: str) -> tuple[Entry, ...]:
    return (Entry(before, money(facts.total + facts.fees)), Entry(tax, money(facts.vat)),
            Entry(after, money(facts.total_incl)))  # fmt: skip


def _public(facts: Quote, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead(body.name, *body.address.lines(), f"Tél. {body.phone}"),
         lines(f"SIRET {spaced(body.siret, 3, 3, 3, 5)}", f"Déclaration d'activité {body.nda}",
               "enregistrée auprès du préfet de région")),
        title("DEVIS", f"N° {facts.number} du {slash(facts.issued)}"),
        to(facts.person, 0, facts.person.short, "À l'attention de", home=False),
        entries(Entry("Action de formation", facts.title, _named(facts)),
                Entry("Certification visée", facts.certification),
                Entry("Période", f"du {slash(facts.start)} au {slash(facts.end)}",
                      truths.session(facts)),
                Entry("Durée", f"{facts.hours} heures")),
        table([("Nature", "Nombre d'heures", "Coût horaire HT", "Montant HT"),
               ("Coût pédagogique", str(facts.hours), money(facts.rate), money(facts.total)),
               *([("Frais de dossier", "", "", money(facts.fees))] if facts.fees else [])],
              (0.34, 0.22, 0.22, 0.22), truth=truths.fees(facts)),
        Block("total", entries=_sums(facts, "Total HT", f"TVA {percent(facts.vat_rate)} %",
           "Total TTC")),
        paragraph(f"Ce devis est valable jusqu'au {slash(facts.valid_to)}."
                  + ("" if facts.vat_rate else f" {_EXEMPT}."), truth=_until(facts)),
        Block("sign", body.name.split()[0], (f"Le directeur, {body.director}",)),
    )  # fmt: skip


def _trader(facts: Quote, random: Random) -> Rows:
    body = facts.body
    return (
        (to(facts.person, 1, facts.person.civility, "Client", home=False),
         letterhead(body.name, *body.address.lines(), body.email)),
        title(f"Devis n° {facts.number}"),
        entries(Entry("Date du devis", words(facts.issued), _issue(facts)),
                Entry("Date d'expiration du devis", words(facts.valid_to), _until(facts))),
        Block("heading", "Prestation proposée"),
        lines(f"Formation : {facts.title}", f"Certification : {facts.certification}",
              f"Début : {words(facts.start)}", f"Fin : {words(facts.end)}",
              f"Volume : {facts.hours} heures à {money(facts.rate)} HT de l'heure",
              truth=_named(facts) | truths.session(facts)),
        Block("heading", "Prix"),
        entries(Entry("Formation HT", money(facts.total)),
                *([Entry("Frais d'inscription HT", money(facts.fees), truths.fees(facts))]
                  if facts.fees else []),
                *_sums(facts, "Sous-total HT", f"TVA ({percent(facts.vat_rate)} %)",
                   "Montant total TTC")),
        paragraph(_EXEMPT if facts.vat_rate == 0 else f"N° de TVA : {vat(body.siren)}"),
        paragraph("Mention manuscrite « bon pour accord », date et signature :"),
        foot(f"{body.name} - {body.form} - SIRET {body.siret} - déclaration d'activité n° "
             f"{body.nda} (cet enregistrement ne vaut pas agrément de l'État) - exemple"),
    )  # fmt: skip


def _school(facts: Quote, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"{', '.join(body.address.lines())} - {body.phone}",
                   f"N° SIRET : {body.siret} - N° d'activité : {body.nda}"),
        title("Devis de formation professionnelle"),
        (entries(Entry("Réf. devis", facts.number), Entry("Établi le", dots(facts.issued),
                                                         _issue(facts)),
                 Entry("Valable jusqu'au", dots(facts.valid_to), _until(facts)), head="Devis"),
         entries(Entry("Stagiaire", f"{person.short} {full(person, 2)}", who(person, 2)),
                 Entry("Ville", person.address.city), head="Participant")),
        table([("Formation", "Du", "Au", "Heures"),
               (facts.title, dots(facts.start), dots(facts.end), str(facts.hours))],
              (0.46, 0.2, 0.2, 0.14), truth=_named(facts) | truths.session(facts)),
        entries(Entry("Code de la certification", facts.certification),
                Entry("Tarif horaire HT", money(facts.rate)),
                Entry("Coût de la formation HT", money(facts.total)),
                *([Entry("Frais annexes HT", money(facts.fees), truths.fees(facts))]
                  if facts.fees else []),
                *_sums(facts, "Total hors taxe", f"TVA {percent(facts.vat_rate)} %",
                       "Total toutes taxes comprises")),
        paragraph("Modalités : présentiel, groupe de huit à quatorze personnes. Accès aux "
                  "personnes en situation de handicap : nous consulter."
                  + ("" if facts.vat_rate else f" {_EXEMPT}.")),
        Block("sign", body.name.split()[0], ("Pour l'organisme",)),
    )  # fmt: skip


def _portal(facts: Quote, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        title("Devis", f"Référence : {facts.number}"),
        entries(Entry("Nom de l'organisme", body.name), Entry("SIRET", body.siret),
                Entry("NDA", body.nda), Entry("Lieu", body.address.city),
                head="Organisme"),
        entries(Entry("Bénéficiaire", full(person, 1), who(person, 1)),
                Entry("Devis créé le", padded(facts.issued), _issue(facts)),
                Entry("Fin de validité", padded(facts.valid_to), _until(facts)),
                head="Demande"),
        entries(Entry("Intitulé", facts.title, _named(facts)),
                Entry("RNCP / RS", facts.certification),
                Entry("Entrée", slash(facts.start), {"start_date": facts.start.isoformat()}),
                Entry("Sortie", slash(facts.end), {"end_date": facts.end.isoformat()}),
                Entry("Nb d'heures", f"{facts.hours} h"),
                Entry("Prix de l'heure HT", money(facts.rate)), head="Session"),
        table([("Ligne", "Montant"), ("Frais pédagogiques HT", money(facts.total)),
               *([("Frais d'inscription HT", money(facts.fees))] if facts.fees else []),
               ("Total HT", money(facts.total + facts.fees)),
               (f"TVA {percent(facts.vat_rate)} %", money(facts.vat)),
               ("Total TTC", money(facts.total_incl))], (0.7, 0.3), truth=truths.fees(facts)),
        foot("" if facts.vat_rate else _EXEMPT, "Exemple sans valeur."),
    )  # fmt: skip


def quote(facts: Quote, number: int, random: Random) -> Drawn:
    made = drawn((_public, _trader, _school, _portal), facts, number, 3, random)
    body = facts.body
    made.truth.update({
        "body_name": body.name, "body_siret": body.siret, "body_nda": body.nda,
        "quote_number": facts.number, "certification": facts.certification,
        "hours": str(facts.hours), "hourly_rate": amount(facts.rate),
        "total_excl_tax": amount(facts.total + facts.fees),
        "vat_rate": f"{facts.vat_rate.normalize():f}", "vat_amount": amount(facts.vat),
        "total_incl_tax": amount(facts.total_incl), **_issue(facts),
    })  # fmt: skip
    return made
