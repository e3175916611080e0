"""Qualiopi certificates of several certifiers, attestations of entry into training."""

from __future__ import annotations

from random import Random

from .. import truths
from ..facts import Entry as EntryFacts
from ..facts import Qualiopi
from ..numbers import digits, spaced
from ..sheet import Block, Drawn, Entry, entries, foot, letterhead, lines, paragraph, title
from ..wording import full
from .paper import Rows, drawn, padded, slash, words

_DECREE = ("décret n° 2019-564 du 6 juin 2019 et arrêté du 6 juin 2019 relatifs à la qualité des "
           "actions concourant au développement des compétences")  # fmt: skip


def _number(facts: Qualiopi) -> dict[str, str]:
    return {"certificate_number": facts.number}


def _validity(facts: Qualiopi) -> dict[str, str]:
    return {"valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat()}


def _actions(facts: Qualiopi, head: str, mark: str, upper: bool = False) -> Block:
    told = [c.upper() if upper else c for c in facts.categories]
    return lines(head, *(f"{mark} {c}" for c in told),
                 truth={"categories": ", ".join(facts.categories)})  # fmt: skip


def _year_first(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead(facts.issuer),
        title("Certificat", f"N° {facts.number}"),
        paragraph(f"{facts.issuer} certifie que l'organisme :"),
        lines(body.name, ", ".join(body.address.lines()),
              f"N° de déclaration d'activité : {body.nda}", f"SIRET : {body.siret}",
              truth={"body_name": body.name, "body_nda": body.nda, "body_siret": body.siret}),
        _actions(facts, "pour les activités suivantes :", "•", True),
        paragraph(f"a été évalué et jugé conforme aux exigences requises par : {_DECREE} "
                  "(référentiel national qualité – Qualiopi)."),
        entries(
            Entry("Ce certificat est valable à compter du (année-mois-jour)",
                  facts.valid_from.isoformat()),
            Entry("Jusqu'au", facts.valid_to.isoformat()), pairs="ruled"),
        Block("sign", "CERTIF", ("Le directeur général",)),
        foot("Seul le certificat électronique fait foi. Exemple sans valeur."),
    )  # fmt: skip


def _boxed(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        title("CERTIFICAT QUALIOPI", "Processus certifié – République de Fiction"),
        (letterhead(facts.issuer, f"Accréditation n° 5-9{digits(random, 3)} (fictive)"),
         entries(Entry("Certificat N°", facts.number), Entry("Version", "1"))),
        entries(
            Entry("Organisme certifié", body.name, {"body_name": body.name}),
            Entry("Adresse du siège", ", ".join(body.address.lines())),
            Entry("N° SIREN", spaced(body.siren, 3), {"body_siren": body.siren}),
            Entry("NDA", body.nda, {"body_nda": body.nda})),
        _actions(facts, "La certification qualité a été délivrée au titre de la ou des "
                 "catégories d'actions suivantes :", "-"),
        entries(
            Entry("Date de décision", slash(facts.valid_from)),
            Entry("Prise d'effet du certificat", slash(facts.valid_from)),
            Entry("Expiration du certificat", slash(facts.valid_to))),
        Block("sign", "CERTIF", ("La présidente",)),
        foot(f"Conforme au {_DECREE}. Exemple."),
    )  # fmt: skip


def _sentence(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        (letterhead(facts.issuer, "Organisme certificateur"), title("CERTIFICAT DE CONFORMITÉ")),
        paragraph(f"Attribué à : {body.name}", truth={"body_name": body.name}),
        entries(Entry("Siège social", ", ".join(body.address.lines())),
                Entry("SIRET", spaced(body.siret, 3, 3, 3, 5), {"body_siret": body.siret}),
                Entry("Numéro de déclaration d'activité", body.nda, {"body_nda": body.nda})),
        paragraph(f"L'organisme a démontré sa conformité au référentiel national qualité Qualiopi "
                  f"({_DECREE})."),
        _actions(facts, "Portée de la certification :", "[X]"),
        paragraph(f"Sous réserve du résultat de l'audit de surveillance, le présent certificat "
                  f"n° {facts.number} est valide du {words(facts.valid_from)} au "
                  f"{words(facts.valid_to)}."),
        Block("sign", "CERTIF", (f"Fait à Fictiville, le {words(facts.valid_from)}",)),
    )  # fmt: skip


def _cycle(facts: Qualiopi, random: Random) -> Rows:
    body = facts.body
    return (
        letterhead(facts.issuer, "Certification de services"),
        title("Certificat Qualiopi", body.name),
        (entries(Entry("Référence", facts.number),
                 Entry("Début du cycle de certification", padded(facts.valid_from)),
                 Entry("Certificat valide jusqu'au", padded(facts.valid_to)),
                 Entry("Certification initiale",
                       padded(facts.valid_from.replace(year=facts.valid_from.year - 3, day=2)))),
         entries(Entry("Titulaire", body.name, {"body_name": body.name}),
                 Entry("Siret", body.siret, {"body_siret": body.siret}),
                 Entry("Déclaration d'activité", body.nda, {"body_nda": body.nda}))),
        paragraph(f"{facts.issuer} déclare que le titulaire respecte le référentiel national sur "
                  "la qualité des actions concourant au développement des compétences (article "
                  "L. 6316-1 du code du travail)."),
        _actions(facts, "Actions certifiées", "–"),
        foot("La liste des organismes certifiés est publique. Exemple sans valeur."),
    )  # fmt: skip


def qualiopi(facts: Qualiopi, number: int, random: Random) -> Drawn:
    made = drawn((_year_first, _boxed, _sentence, _cycle), facts, number, 2, random)
    made.truth.update({"issuer": facts.issuer, **_number(facts), **_validity(facts)})
    return made


def _who(facts: EntryFacts, style: int) -> dict[str, str]:
    return {"full_name": full(facts.person, style)}


def _dates(facts: EntryFacts) -> dict[str, str]:
    return {"start_date": facts.start.isoformat(), "end_date": facts.end.isoformat()}


def _letter(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, ", ".join(body.address.lines()),
                   f"Siret {spaced(body.siret, 3, 3, 3, 5)} – activité déclarée n° {body.nda}"),
        title("ATTESTATION D'ENTRÉE EN FORMATION"),
        paragraph(f"Nous, {body.name}, certifions que {person.civility} {full(person, 0)}, "
                  f"demeurant {', '.join(person.address.lines())}, a intégré le "
                  f"{slash(facts.start)} la formation suivante :", truth=_who(facts, 0)),
        lines(f"« {facts.title} »", truth={"training_title": facts.title}),
        paragraph(f"Cette formation se déroulera jusqu'au {slash(facts.end)}.",
                  truth=_dates(facts)),
        Block("sign", body.name.split()[0],
              (f"{body.address.city}, le {slash(facts.issued)}", body.director),
              truth=truths.issued(facts)),
        foot("Exemple sans valeur."),
    )  # fmt: skip


def _form(facts: EntryFacts, random: Random) -> Rows:
    body, name = facts.body, full(facts.person, 1)
    return (
        title("Attestation d'entrée en stage de formation"),
        entries(Entry("Organisme de formation", body.name),
                Entry("SIRET de l'organisme", body.siret),
                Entry("Représenté par", body.director), head="Cadre 1 – organisme"),
        entries(Entry("Nom et prénom", name, _who(facts, 1)),
                Entry("Date de naissance", slash(facts.person.birth)), head="Cadre 2 – stagiaire"),
        entries(Entry("Intitulé du stage", facts.title, {"training_title": facts.title}),
                Entry("Entré(e) en stage le", slash(facts.start),
                      {"start_date": facts.start.isoformat()}),
                Entry("Fin de stage prévue le", slash(facts.end),
                      {"end_date": facts.end.isoformat()}), head="Cadre 3 – stage"),
        Block("sign", body.name.split()[0],
              (f"Certifié exact, le {slash(facts.issued)}",), truth=truths.issued(facts)),
    )  # fmt: skip


def _certificate(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        (letterhead(body.name, *body.address.lines(), f"SIRET : {body.siret}"),
         lines(f"Le {words(facts.issued)}", truth=truths.issued(facts))),
        title("Attestation de présence à l'entrée en formation"),
        paragraph(f"L'organisme atteste que {person.short} {full(person, 1)} s'est "
                  f"présenté{person.e} le premier jour de la formation et a débuté son parcours.",
                  truth=_who(facts, 1)),
        entries(Entry("Parcours", facts.title, {"training_title": facts.title}),
                Entry("Premier jour", words(facts.start), {"start_date": facts.start.isoformat()}),
                Entry("Dernier jour prévu", words(facts.end), {"end_date": facts.end.isoformat()}),
                Entry("Rythme", "Temps plein")),
        Block("sign", body.name.split()[0], ("Le responsable pédagogique",)),
        foot(f"{body.name} – exemple"),
    )  # fmt: skip


def _short(facts: EntryFacts, random: Random) -> Rows:
    body, person = facts.body, facts.person
    return (
        letterhead(body.name, f"SIRET {spaced(body.siret, 3, 3, 3, 5)}"),
        title("Attestation d'entrée effective en formation"),
        paragraph(f"Je, {body.director}, responsable de {body.name}, certifie l'entrée effective "
                  f"en formation de {person.civility} {full(person, 0)}.", truth=_who(facts, 0)),
        entries(Entry("Intitulé de la formation", facts.title, {"training_title": facts.title}),
                Entry("Période", f"{slash(facts.start)} – {slash(facts.end)}", _dates(facts)),
                Entry("Lieu", body.address.city)),
        Block("sign", body.name.split()[0],
              (f"Établi à {body.address.city} le {padded(facts.issued)}",),
                 truth=truths.issued(facts)),
    )  # fmt: skip


def entry(facts: EntryFacts, number: int, random: Random) -> Drawn:
    made = drawn((_letter, _form, _certificate, _short), facts, number, 3, random)
    made.truth.update({"body_name": facts.body.name, "body_siret": facts.body.siret})
    return made
