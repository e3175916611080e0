"""Qualiopi certificates of several certifiers, attestations of entry into training."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Entry as EntryFacts
from ..facts import Qualiopi
from ..numbers import digits, spaced
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
from ..wording import full
from .paper import Rows, dots, drawn, padded, slash, who, words

_LAW = "articles L. 6316-1 et suivants du code du travail"


def _body(facts: Qualiopi) -> dict[str, str]:
    body = facts.body
    return {"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}


def _actions(facts: Qualiopi, head: str, mark: str) -> Block:
    return lines(head, *(f"{mark} {c}" for c in facts.categories),
                 truth={"categories": ", ".join(facts.categories)})  # fmt: skip


def _diploma(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead(facts.issuer, "Certification - inspection - essais (société fictive)"),
        title("CERTIFICAT DE SERVICES", "Référentiel national qualité Qualiopi"),
        lines("Délivré à", body.name, *body.address.lines(),
              f"SIRET {spaced(body.siret, 3, 3, 3, 5)}", f"NDA {body.nda}", truth=_body(facts)),
        paragraph(f"{facts.issuer} atteste que le système de l'organisme susmentionné a été "
                  f"évalué et trouvé conforme au référentiel national qualité ({_LAW})."),
        _actions(facts, "Au titre de :", "·"),
        table([("Certificat n°", "Date d'entrée en vigueur", "Date d'expiration"),
               (facts.number, slash(facts.valid_from), slash(facts.valid_to))],
              (0.36, 0.34, 0.3)),
        Block("sign", "CERTIF", ("Le responsable de la certification",)),
        foot("La validité de ce certificat est vérifiable auprès du certificateur. Exemple."),
    )  # fmt: skip


def _table(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead(facts.issuer, f"Accréditation fictive 5-{digits(random, 4)}"),
         lines(f"Certificat {facts.number}", "Indice 2")),
        title("Qualiopi processus certifié"),
        entries(Entry("Entité certifiée", body.name, {"body_name": body.name}),
                Entry("Siège", " - ".join(body.address.lines())),
                Entry("SIRET", body.siret, {"body_siret": body.siret}),
                Entry("Déclaration d'activité", body.nda, {"body_nda": body.nda}),
                Entry("Valable du", words(facts.valid_from)),
                Entry("au", words(facts.valid_to))),
        _actions(facts, "Champ de la certification", "[x]"),
        sign(f"Fait à Fictiville, le {words(facts.valid_from)}", "La directrice générale"),
        foot(f"Certification délivrée selon les {_LAW}. Exemple."),
    )  # fmt: skip


def _sober(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        title("Certificat qualité", f"n° {facts.number}"),
        paragraph(f"Nous, {facts.issuer}, organisme certificateur, certifions que {body.name}, "
                  f"dont le siège est situé {', '.join(body.address.lines())}, numéro SIRET "
                  f"{body.siret}, déclaration d'activité {body.nda}, respecte le référentiel "
                  "national qualité (marque Qualiopi).", truth=_body(facts)),
        _actions(facts, "Les actions concernées sont :", "-"),
        (entries(Entry("Délivré le", dots(facts.valid_from)),
                 Entry("Valide jusqu'au", dots(facts.valid_to))),
         letterhead(facts.issuer)),
        Block("sign", "CERTIF", ("Le président du comité de certification",)),
    )  # fmt: skip


def _history(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        (lines("Certificat n°", facts.number), letterhead(facts.issuer, "Pôle formation")),
        title("CERTIFICATION QUALIOPI"),
        (lines(body.name, *body.address.lines(), truth={"body_name": body.name}),
         entries(Entry("SIRET", body.siret, {"body_siret": body.siret}),
                 Entry("NDA", body.nda, {"body_nda": body.nda}))),
        _actions(facts, "Catégories d'actions certifiées", "•"),
        entries(Entry("Certificat émis le", padded(facts.valid_from)),
                Entry("Échéance du certificat", padded(facts.valid_to)),
                Entry("Audit de surveillance", "entre le 14e et le 22e mois")),
        foot(f"Fondement : {_LAW}. Exemple sans valeur."),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn((_diploma, _table, _sober, _history), facts, number, 0, random)
    made.truth.update({
        "issuer": facts.issuer, "certificate_number": facts.number,
        "valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat(),
    })  # fmt: skip
    return made


def _begin(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat()}


def _finish(facts: EntryFacts) -> dict[str, str]:
    return {"end_date": facts.end.isoformat()}


def _named(facts: EntryFacts) -> dict[str, str]:
    return {"training_title": facts.title}


def _centre(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, *body.address.lines(), f"SIRET {body.siret}"),
        title("ATTESTATION D'ENTRÉE EN FORMATION"),
        paragraph(f"Nous certifions que {person.civility} {full(person, 0)}, né{person.e} le "
                  f"{slash(person.birth)}, est entré{person.e} en formation le "
                  f"{slash(facts.start)} dans notre centre.", truth=who(person, 0) | _begin(facts)),
        entries(Entry("Formation suivie", facts.title, _named(facts)),
                Entry("Fin prévue", slash(facts.end), _finish(facts)),
                Entry("Statut", "Stagiaire de la formation professionnelle")),
        sign(f"Fait à {body.address.city}, le {slash(facts.issued)}", body.director,
             truth=truths.issued(facts)),
        foot("Exemple."),
    )  # fmt: skip


def _grid(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, f"Siret {spaced(body.siret, 3, 3, 3, 5)}"),
         lines(f"{body.address.city}, le {words(facts.issued)}", truth=truths.issued(facts))),
        title("Attestation d'entrée en stage"),
        table([("Stagiaire", "Entrée", "Sortie prévue"),
               (full(person, 1), slash(facts.start), slash(facts.end))], (0.5, 0.25, 0.25),
              truth=who(person, 1) | _begin(facts) | _finish(facts)),
        entries(Entry("Action", facts.title, _named(facts)),
                Entry("Temps de formation", "35 heures par semaine")),
        paragraph("L'organisme certifie la présence du stagiaire au premier jour de l'action."),
        Block("sign", body.name.split()[0], ("Cachet et signature",)),
    )  # fmt: skip


def _mail(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        (lines(f"{person.short} {full(person, 1)}", *person.address.lines(),
               truth=who(person, 1)),
         letterhead(body.name, *body.address.lines())),
        lines(f"Le {padded(facts.issued)}", truth=truths.issued(facts)),
        title("Confirmation d'entrée en formation"),
        paragraph(f"{person.civility},\nNous confirmons que vous avez commencé, ce "
                  f"{words(facts.start)}, la formation « {facts.title} ». Elle se terminera le "
                  f"{words(facts.end)}.", truth=_named(facts) | _begin(facts) | _finish(facts)),
        paragraph("Cette attestation d'entrée peut être transmise à votre financeur.\nLe "
                  "secrétariat pédagogique"),
        foot(f"{body.name} - N° SIRET {body.siret} - N° d'activité {body.nda} - exemple"),
    )  # fmt: skip


def _form(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        title("Déclaration d'entrée en formation", "Attestation de l'organisme"),
        entries(Entry("Stagiaire", f"{person.civility} {full(person, 0)}", who(person, 0)),
                Entry("Né(e) le", dots(person.birth)),
                Entry("A débuté la formation", facts.title, _named(facts)),
                Entry("à la date du", dots(facts.start), _begin(facts)),
                Entry("pour une fin au", dots(facts.end), _finish(facts))),
        entries(Entry("Organisme", body.name), Entry("SIRET", body.siret),
                Entry("Signataire", body.director),
                Entry("Signé le", dots(facts.issued), truths.issued(facts))),
        Block("sign", body.name.split()[0], ("Signature et cachet",)),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn((_centre, _grid, _mail, _form), facts, number, 1, random)
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
