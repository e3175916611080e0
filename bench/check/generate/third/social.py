"""Attestations of rights, and decisions on the quality of disabled worker (RQTH)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .. import truths
from ..facts import Rights, Rqth
from ..numbers import digits, spaced
from ..people import Person
from ..sheet import (
    Block,
    Drawn,
    Entry,
    address,
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
from .paper import Rows, drawn, padded, slash, words


def _nir(person: Person, compact: bool = False) -> str:
    if compact:
        return f"{person.nir[:13]} {person.nir[13:]}"
    return spaced(person.nir[:13], 1, 2, 2, 2, 3, 3) + " " + person.nir[13:]


def _to(person: Person, style: int) -> Block:
    name = full(person, style)
    return address(f"{person.short} {name}", *person.address.lines(),
                   truth={"full_name": name} | address_truth(person.address))  # fmt: skip


def _card_like(facts: Rights, random: Random) -> Rows:
    person = facts.person
    given = ", ".join(person.given)
    return (
        (letterhead("l'Assurance Maladie (exemple)", "CPAM de Fictiville"), _to(person, 1)),
        title("Attestation de droits", "à conserver avec votre carte Vitale"),
        entries(
            Entry("N° d'assuré(e)", _nir(person), {"nir": person.nir}),
            Entry("Nom de famille", person.surname, {"surname": person.surname}),
            *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
              if person.usage_name else []),
            Entry("Prénom(s)", given, {"given_names": given}),
            Entry("Date de naissance", slash(person.birth), truths.born(person)),
            Entry("Centre gestionnaire", f"01 991 {digits(random, 4)}")),
        paragraph(f"Attestation valable du {slash(facts.valid_from)} au {slash(facts.valid_to)}, "
                  "sous réserve de changement de situation.", truth=truths.validity(facts)),
        paragraph("Si vous avez déclaré un médecin traitant, vous êtes remboursé au taux normal. "
                  "Pensez à mettre à jour votre carte au moins une fois par an en pharmacie. "
                  "Service d'information : 36 46 (fictif)."),
        lines(f"Imprimée le {slash(facts.issued)}",
              truth={"issue_date": facts.issued.isoformat()}),
        foot("Document d'exemple, sans valeur."),
    )  # fmt: skip


def _agricultural(facts: Rights, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("MSA Fictive Provence", "Régime agricole – santé"),
        (_to(person, 0), lines(f"Fictiville, le {words(facts.issued)}",
                               truth={"issue_date": facts.issued.isoformat()})),
        title("ATTESTATION DE DROITS À L'ASSURANCE MALADIE"),
        paragraph(f"Nous certifions que {person.civility} {full(person, 0)} a droit aux "
                  "prestations de l'assurance maladie pour la période indiquée ci-dessous."),
        table([("Assuré", "N° Sécurité sociale", "Né(e) le", "Droits du", "Droits au"),
               (full(person, 0), _nir(person, True), slash(person.birth),
                slash(facts.valid_from), slash(facts.valid_to))],
              (0.34, 0.21, 0.15, 0.15, 0.15),
              truth=truths.validity(facts) | truths.born(person) | {"nir": person.nir}),
        paragraph("Cette attestation remplace la précédente. Elle est délivrée au vu des pièces "
                  "de votre dossier."),
        Block("sign", lines=("Le directeur général",)),
    )  # fmt: skip


def _download(facts: Rights, random: Random) -> Rows:
    person = facts.person
    return (
        title("Attestation de droits maladie"),
        (letterhead("Assurance maladie – exemple", "Votre compte en ligne"),
         entries(Entry("Édition du", padded(facts.issued),
                       {"issue_date": facts.issued.isoformat()}))),
        entries(
            Entry("Assuré(e)", f"{person.short} {full(person, 1)}",
                  {"full_name": full(person, 1)}),
            Entry("Né(e) le", slash(person.birth), truths.born(person)),
            Entry("Immatriculation", _nir(person), {"nir": person.nir}),
            Entry("Domicile", ", ".join(person.address.lines()), address_truth(person.address))),
        entries(
            Entry("Ouverture des droits", slash(facts.valid_from),
                  {"valid_from": facts.valid_from.isoformat()}),
            Entry("Fermeture des droits", slash(facts.valid_to),
                  {"valid_to": facts.valid_to.isoformat()}),
            Entry("Exonération du ticket modérateur", "Non"), head="Vos droits de base"),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _extended(facts: Rights, random: Random) -> Rows:
    person = facts.person
    given = " ".join(person.given)
    return (
        (letterhead("CPAM DE LA FICTION", "Service relations assurés"),
         entries(Entry("N° de sécurité sociale", _nir(person), {"nir": person.nir}))),
        _to(person, 0),
        title("Attestation de droits à la protection maladie"),
        entries(Entry("Nom", person.surname, {"surname": person.surname}),
                Entry("Prénom", given, {"given_names": given}),
                Entry("Naissance", slash(person.birth), truths.born(person)),
                head="Bénéficiaire"),
        paragraph(f"Vos droits sont ouverts à compter du {words(facts.valid_from)} et jusqu'au "
                  f"{words(facts.valid_to)} inclus.", truth=truths.validity(facts)),
        sign(f"Délivrée le {words(facts.issued)}", "Votre caisse",
             truth={"issue_date": facts.issued.isoformat()}),
        foot("Toute fausse déclaration expose à des pénalités. Exemple."),
    )  # fmt: skip


def rights(facts: Rights, number: int, random: Random) -> Drawn:
    return drawn((_card_like, _agricultural, _download, _extended), facts, number, 0, random)


def _until(day: date | None, write: str = "") -> str:
    if day is None:
        return "sans limitation de durée"
    return words(day) if write == "words" else slash(day)


def _notification(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    end = f"au {slash(facts.valid_to)}" if facts.valid_to else "sans limitation de durée"
    return (
        (letterhead("MDPH de la Fiction", "Maison de l'autonomie"), _to_plain(person, 1)),
        entries(Entry("Numéro de dossier", facts.number),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Demande reçue le", slash(facts.decided - timedelta(days=130)))),
        title("NOTIFICATION DE DÉCISION",
              "Reconnaissance de la qualité de travailleur handicapé (RQTH)"),
        paragraph(f"{person.civility},\nLa commission des droits et de l'autonomie des personnes "
                  f"handicapées (CDAPH), réunie le {slash(facts.decided)}, a examiné votre "
                  "demande et a pris la décision suivante :", truth=truths.decided(facts)),
        table([("Droit", "Décision", "Période"),
               ("RQTH", "ACCORD", f"Du {slash(facts.valid_from)} {end}")], (0.25, 0.2, 0.55),
              truth=truths.validity(facts)),
        paragraph("Vous pouvez contester cette décision dans un délai de deux mois."),
        Block("sign", lines=("Le président de la CDAPH",)),
    )  # fmt: skip


def _to_plain(person: Person, style: int) -> Block:
    return address(f"{person.short} {full(person, style)}", *person.address.lines(),
                   truth={"full_name": full(person, style)})  # fmt: skip


def _recognition(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    end = (f"jusqu'au {words(facts.valid_to)}" if facts.valid_to
           else "sans limitation de durée")  # fmt: skip
    return (
        letterhead("MDPH du Spécimen", "Commission des droits et de l'autonomie"),
        title("Attestation de reconnaissance de la qualité de travailleur handicapé"),
        paragraph(f"Il est attesté que {person.civility} {full(person, 0)}, né{person.e} le "
                  f"{words(person.birth)}, bénéficie de la reconnaissance de la qualité de "
                  f"travailleur handicapé à compter du {words(facts.valid_from)} {end}.",
                  truth={"full_name": full(person, 0)} | truths.born(person)
                     | truths.validity(facts)),
        entries(Entry("Référence du dossier", facts.number),
                Entry("Décision de la commission en date du", words(facts.decided),
                      truths.decided(facts))),
        Block("sign", lines=("Pour la directrice de la MDPH",)),
        foot("Article L. 5213-1 du code du travail. Exemple sans valeur."),
    )  # fmt: skip


def _sheet(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    given = person.given[0]
    return (
        title("DÉCISION DE LA CDAPH"),
        (letterhead("MDPH des Exemples"), entries(Entry("Dossier", facts.number))),
        entries(
            Entry("Nom de naissance", person.surname, {"surname": person.surname}),
            *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
              if person.usage_name else []),
            Entry("Prénom", given, {"given_names": given}),
            Entry("Date de naissance", slash(person.birth), truths.born(person))),
        entries(
            Entry("Nature de la décision", "Qualité de travailleur handicapé (RQTH) : accord"),
            Entry("Commission du", slash(facts.decided), truths.decided(facts)),
            Entry("Date d'ouverture du droit", slash(facts.valid_from),
                  {"valid_from": facts.valid_from.isoformat()}),
            Entry("Date de fin du droit", _until(facts.valid_to),
                  {"valid_to": facts.valid_to.isoformat()} if facts.valid_to else {})),
        paragraph("Cette reconnaissance permet d'accéder à des dispositifs dédiés à l'insertion "
                  "professionnelle."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _warm(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    end = (f"Elle prendra fin le {words(facts.valid_to)}." if facts.valid_to
           else "Elle est accordée sans limitation de durée.")  # fmt: skip
    return (
        (_to_plain(person, 1), letterhead("Maison départementale des personnes handicapées",
                                          "MDPH de l'Ébauche")),
        lines(f"Fictiville, le {words(facts.decided)}", truth=truths.decided(facts)),
        title("Votre reconnaissance de travailleur handicapé"),
        paragraph(f"Bonjour,\nLa CDAPH vous reconnaît la qualité de travailleur handicapé (RQTH). "
                  f"Cette décision prend effet le {words(facts.valid_from)}. {end}",
                  truth=truths.validity(facts)),
        entries(Entry("Bénéficiaire", f"{person.civility} {full(person, 1)}"),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Votre numéro de dossier", facts.number)),
        Block("sign", lines=("La présidente de la commission",)),
        foot("Recours possible dans les deux mois. Exemple."),
    )  # fmt: skip


_ISSUERS = ("MDPH de la Fiction", "MDPH du Spécimen", "MDPH des Exemples", "MDPH de l'Ébauche")


def rqth(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn((_notification, _recognition, _sheet, _warm), facts, number, 2, random)
    made.truth["issuer"] = _ISSUERS[number - 8]
    return made
