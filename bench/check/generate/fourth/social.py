"""Attestations of rights, and decisions on the quality of disabled worker (RQTH)."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .. import truths
from ..facts import Rights, Rqth
from ..numbers import digits, spaced
from ..people import Person
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
from .paper import Rows, dots, drawn, padded, place, slash, to, who, words


def _nir(person: Person) -> str:
    return spaced(person.nir[:13], 1, 2, 2, 2, 3, 3) + " / " + person.nir[13:]


def _issue(facts: Rights) -> dict[str, str]:
    return {"issue_date": facts.issued.isoformat()}


def _family(facts: Rights, random: Random) -> Rows:
    person, given = facts.person, ", ".join(facts.person.given)
    return (
        (letterhead("Caisse primaire fictive", "Assurance Maladie - exemple"),
         lines(f"Le {words(facts.issued)}", truth=_issue(facts))),
        to(person, 0, person.short),
        title("Attestation de droits à l'assurance maladie"),
        paragraph("Présentez cette attestation lors de vos soins si vous n'avez pas votre carte."),
        entries(Entry("Numéro de sécurité sociale", _nir(person), {"nir": person.nir}),
                Entry("Nom de naissance", person.surname, {"surname": person.surname}),
                *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
                  if person.usage_name else []),
                Entry("Prénoms", given, {"given_names": given}),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                head="Bénéficiaire des soins"),
        entries(Entry("Droits ouverts du", slash(facts.valid_from),
                      {"valid_from": facts.valid_from.isoformat()}),
                Entry("au", slash(facts.valid_to), {"valid_to": facts.valid_to.isoformat()}),
                Entry("Organisme de rattachement", f"01 {digits(random, 3)} {digits(random, 4)}"),
                head="Période"),
        foot("Votre caisse ne vous demandera jamais vos codes. Exemple."),
    )  # fmt: skip


def _farming(facts: Rights, random: Random) -> Rows:
    person = facts.person
    return (
        title("ATTESTATION DE DROITS - PRESTATIONS SANTÉ"),
        (letterhead("MSA de l'Exemple", "Mutualité agricole fictive", "99999 FICTIVILLE"),
         to(person, 1, person.civility)),
        paragraph(f"La MSA de l'Exemple atteste que les droits de {person.civility} "
                  f"{full(person, 1)} à la prise en charge de ses frais de santé sont ouverts pour "
                  f"la période du {slash(facts.valid_from)} au {slash(facts.valid_to)}.",
                  truth=truths.validity(facts)),
        table([("Personne protégée", "Immatriculation", "Naissance"),
               (full(person, 1), _nir(person), slash(person.birth))], (0.38, 0.38, 0.24),
              truth=truths.born(person) | {"nir": person.nir}),
        sign(f"Document établi le {slash(facts.issued)}", "Le directeur", truth=_issue(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _mobile(facts: Rights, random: Random) -> Rows:
    person = facts.person
    return (
        letterhead("Mon compte Assurance Maladie (fictif)"),
        title("Mon attestation de droits", f"Éditée le {padded(facts.issued)}"),
        entries(Entry("Assuré(e) social(e)", full(person, 0), who(person, 0)),
                Entry("N° de sécurité sociale", _nir(person), {"nir": person.nir}),
                Entry("Date de naissance", slash(person.birth), truths.born(person)),
                Entry("Rang de naissance", "1"),
                Entry("Adresse", place(person), address_truth(person.address))),
        entries(Entry("Validité", f"du {slash(facts.valid_from)} au {slash(facts.valid_to)}",
                      truths.validity(facts)),
                Entry("Médecin traitant", "Oui"), Entry("Exonération", "Aucune")),
        paragraph("Mettez votre carte à jour chaque année dans une pharmacie."),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _complementary(facts: Rights, random: Random) -> Rows:
    person = facts.person
    return (
        (to(person, 1, person.short), letterhead("CPAM du Spécimen", "Relation clients")),
        lines(f"Fictiville, le {words(facts.issued)}", truth=_issue(facts)),
        title("Attestation de droits"),
        entries(Entry("N° d'immatriculation", _nir(person), {"nir": person.nir}),
                Entry("Date de naissance", dots(person.birth), truths.born(person))),
        table([("Prestation", "Début", "Fin"),
               ("Assurance maladie et maternité", dots(facts.valid_from), dots(facts.valid_to))],
              (0.5, 0.25, 0.25), truth=truths.validity(facts)),
        paragraph("Cette attestation est valable sous réserve d'un changement dans votre "
                  "situation familiale ou professionnelle."),
        Block("sign", lines=("Votre correspondant",)),
    )  # fmt: skip


def rights(facts: Rights, number: int, random: Random) -> Drawn:
    made = drawn((_family, _farming, _mobile, _complementary), facts, number, 0, random)
    made.truth.update(_issue(facts))
    return made


def _end(facts: Rqth) -> str:
    return f"au {slash(facts.valid_to)}" if facts.valid_to else "sans limitation de durée"


def _grant(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    return (
        (letterhead("MDPH de la Fable", "Pôle évaluation", "99999 FICTIVILLE"),
         to(person, 0, person.short, home=False)),
        (entries(Entry("Dossier n°", facts.number)),
         lines(f"Fictiville, le {words(facts.decided)}", truth=truths.decided(facts))),
        title("Notification de décision de la CDAPH"),
        paragraph(f"{person.civility},\nVous avez demandé la reconnaissance de la qualité de "
                  f"travailleur handicapé. La commission vous l'accorde du "
                  f"{slash(facts.valid_from)} {_end(facts)}.", truth=truths.validity(facts)),
        paragraph(f"Cette décision concerne {full(person, 0)}, né{person.e} le "
                  f"{slash(person.birth)}. Elle vaut orientation vers le marché du travail.",
                  truth=truths.born(person)),
        paragraph("Voies de recours : recours préalable auprès de la MDPH dans un délai de deux "
                  "mois."),
        Block("sign", lines=("Le président de la commission",)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _form(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    return (
        title("RECONNAISSANCE DE LA QUALITÉ DE TRAVAILLEUR HANDICAPÉ", "Attestation"),
        letterhead("MDPH Imaginaire", "Commission des droits et de l'autonomie"),
        entries(Entry("Bénéficiaire", f"{person.civility} {full(person, 1)}", who(person, 1)),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("N° de dossier", facts.number)),
        table([("Date de la décision", "Effet à partir du", "Fin"),
               (slash(facts.decided), slash(facts.valid_from),
                slash(facts.valid_to) if facts.valid_to else "sans limitation de durée")],
              (0.32, 0.32, 0.36), truth=truths.decided(facts) | truths.validity(facts)),
        paragraph("À présenter à l'employeur, au service public de l'emploi ou à l'organisme de "
                  "formation."),
        Block("sign", lines=("La directrice",)),
    )  # fmt: skip


def _several(facts: Rqth, random: Random) -> Rows:
    person, given = facts.person, facts.person.given[0]
    return (
        (letterhead("MDPH des Modèles", "Secrétariat de la CDAPH"),
         entries(Entry("Numéro de dossier", facts.number),
                 Entry("Séance du", slash(facts.decided), truths.decided(facts)))),
        title("RELEVÉ DE DÉCISION"),
        entries(Entry("Nom de naissance", person.surname, {"surname": person.surname}),
                *([Entry("Nom d'usage", person.usage_name, {"usage_name": person.usage_name})]
                  if person.usage_name else []),
                Entry("Prénom", given, {"given_names": given}),
                Entry("Né(e) le", slash(person.birth), truths.born(person)),
                Entry("Demande déposée le", slash(facts.decided - timedelta(days=160)))),
        table([("Demande", "Décision", "Du", "Au"),
               ("Qualité de travailleur handicapé", "Accord", slash(facts.valid_from),
                slash(facts.valid_to) if facts.valid_to else "sans limitation de durée"),
               ("Carte mobilité inclusion", "Rejet", "", "")], (0.4, 0.15, 0.2, 0.25),
              truth=truths.validity(facts)),
        foot("Décision susceptible de recours. Exemple."),
    )  # fmt: skip


def _plain(facts: Rqth, random: Random) -> Rows:
    person = facts.person
    return (
        (to(person, 1, person.civility, home=False),
         letterhead("MDPH du Prototype", "Maison de l'autonomie")),
        title("Décision : RQTH accordée"),
        paragraph(f"La commission des droits et de l'autonomie des personnes handicapées, lors de "
                  f"sa réunion du {words(facts.decided)}, vous a reconnu{person.e} "
                  f"travailleur handicapé.", truth=truths.decided(facts)),
        entries(Entry("Début du droit", words(facts.valid_from),
                      {"valid_from": facts.valid_from.isoformat()}),
                Entry("Fin du droit", words(facts.valid_to) if facts.valid_to else
                      "sans limitation de durée",
                      {"valid_to": facts.valid_to.isoformat()} if facts.valid_to else {}),
                Entry("Votre date de naissance", words(person.birth), truths.born(person)),
                Entry("Votre dossier", facts.number)),
        paragraph("Ce document est personnel. Vous choisissez à qui vous le montrez."),
        foot("Reconnaissance de la qualité de travailleur handicapé - exemple"),
    )  # fmt: skip


_ISSUERS = ("MDPH de la Fable", "MDPH Imaginaire", "MDPH des Modèles", "MDPH du Prototype")


def rqth(facts: Rqth, number: int, random: Random) -> Drawn:
    made = drawn((_grant, _form, _several, _plain), facts, number, 3, random)
    made.truth["issuer"] = _ISSUERS[number - 12]
    return made
