"""France Travail's situation notice, attestation of rights, RQTH."""

from __future__ import annotations

from random import Random

from .facts import Notice, Rights, Rqth
from .numbers import digits, spaced
from .sheet import (
    BREAK,
    Drawn,
    Entry,
    address,
    draw,
    entries,
    foot,
    layouts,
    letterhead,
    paragraph,
    sign,
    table,
    title,
)
from .theme import wheel
from .wording import day, full, given, person_lines, person_truth, pick

_NOTICE = layouts(
    wheel(0),
    ("agency", ("references", "addressee"), "title", "body", "situation", "rights", "sign", "foot",
     BREAK, "second", "periods", "page2"),
    (("agency", "addressee"), "title", "person", "situation", "body", "foot",
     BREAK, "second", "periods", "sign", "page2"),
    ("title", "agency", "person", "body", "addressee", "situation", "sign",
     "foot", BREAK, "second", "periods", "page2"),
    (("references", "agency"), "addressee", "body", "title", ("situation", "person"), "sign",
     "foot", BREAK, "periods", "second", "page2"),
    ("agency", "title", ("person", "situation"), "addressee", "rights", "sign", "foot",
     BREAK, "second", "periods", "page2"),
    (("addressee", "references"), "agency", "title", "body", "situation", "person", "sign",
     "foot", BREAK, "second", "periods", "page2"),
    ("title", ("agency", "references"), "situation", "person", "body", "sign", "foot",
     BREAK, "periods", "page2"),
    ("agency", "addressee", ("title", "person"), "body", "rights", "situation", "sign",
     "foot", BREAK, "second", "periods", "page2"),
)  # fmt: skip


def notice(facts: Notice, number: int, random: Random) -> Drawn:
    person, issued = facts.person, facts.issued
    iso, since = issued.isoformat(), day(facts.since, number)
    named = f"{person.civility} {full(person, number)}"
    registered = {"registered_since": facts.since.isoformat(), "status": "registered"}
    if facts.ended:
        registered |= {"status": "ended", "end_date": facts.ended.isoformat()}
    ended = day(facts.ended, number) if facts.ended else ""
    if facts.ended:
        body = pick(
            number,
            f"Nous vous informons que {named} a été inscrit{person.e} sur la liste des demandeurs "
            f"d'emploi du {since} au {ended}.",
            f"{named} n'est plus inscrit{person.e} comme demandeur d'emploi depuis le {ended}. "
            f"Période d'inscription : du {since} au {ended}.",
            f"Votre inscription, débutée le {since}, a pris fin le {ended}.",
        )
    else:
        body = pick(
            number,
            f"Nous vous informons que, à ce jour, {named} est inscrit{person.e} sur la liste des "
            f"demandeurs d'emploi depuis le {since}, en catégorie 1.",
            f"{named} est inscrit{person.e} comme demandeur d'emploi depuis le {since}. Cet avis "
            "est établi au vu des informations connues à ce jour.",
            f"Vous êtes inscrit{person.e} à France Travail depuis le {since}, catégorie 1 : "
            "personne sans emploi, immédiatement disponible.",
        )
    state = (
        Entry(pick(number, "Situation", "Statut", "Votre situation"),
              "Inscription terminée" if facts.ended else
              pick(number, "Demandeur d'emploi inscrit", "Inscrit", f"Inscrit{person.e}")),
        Entry(pick(number, "Inscrit depuis le", "Date d'inscription", "Inscription le",
                   "Inscrit(e) depuis le", "Début d'inscription", "Date de votre inscription"),
              since),
        Entry(pick(number, "Date de fin d'inscription", "Fin d'inscription", "Cessation "
                   "d'inscription le"), ended) if ended else Entry("", ""),
        Entry(pick(number, "Catégorie", "Catégorie d'inscription"), "1"),
    )  # fmt: skip
    label = pick(number, "Identifiant", "N° identifiant", "Identifiant France Travail",
                 "Votre identifiant", "Numéro d'identifiant", "Identifiant demandeur")  # fmt: skip
    birth = Entry(pick(number, "Né(e) le", "Date de naissance", "Né(e) le"), day(person.birth,
                  number), {"birth_date": person.birth.isoformat()})  # fmt: skip
    blocks = {
        "agency": letterhead(
            pick(number, "France Travail (spécimen)", "FRANCE TRAVAIL", "France Travail Exemple"),
            f"Agence de {person.address.city}", "39 49 (service fictif)"),
        "references": entries(
            Entry(label, person.identifier, {"identifier": person.identifier}),
            Entry("Référence", digits(random, 10)), pairs="above"),
        "addressee": address(*person_lines(person, number), truth=person_truth(person, number)),
        "title": title(pick(
            number, "Avis de situation", "Attestation de situation", "AVIS DE SITUATION "
            "INDIVIDUELLE", "Avis de situation déclarative", "Avis de situation du demandeur "
            "d'emploi", "Attestation d'inscription", "Historique et avis de situation",
            "Avis de situation – inscription")),
        "body": paragraph("Madame, Monsieur,\n" + body + "\nCet avis est délivré pour servir et "
                          "valoir ce que de droit.", truth=registered),
        "person": entries(
            Entry(pick(number, "Nom", "Nom de naissance", "NOM"), person.surname,
                  {"surname": person.surname}),
            Entry(pick(number, "Prénom", "Prénom(s)"), person.given[0],
                  {"given_names": person.given[0]}),
            birth, Entry(label, person.identifier, {"identifier": person.identifier}),
            head=pick(number, "", "Vos informations", "Identité")),
        "situation": entries(*state, head=pick(number, "Votre inscription", "")),
        "rights": paragraph(
            "Allocation d'aide au retour à l'emploi : aucune information à cette date. Ce document "
            "ne préjuge pas de vos droits à indemnisation."),
        "sign": sign(
            pick(number, "Fait à {c}, le {d}", "Le {d}", "{c}, le {d}", "Édité le {d}",
                 "Document édité le {d}", "Établi à {c} le {d}", "Émis le {d}").format(
                c=person.address.city, d=day(issued, number)),
            pick(number, "La directrice d'agence", "Le directeur de l'agence", "Votre agence"),
            truth={"issue_date": iso}),
        "second": paragraph(f"Suite de l'avis de situation de {named} – identifiant "
                            f"{person.identifier}"),
        "periods": table(
            [("Période d'inscription", "Catégorie", "Motif"),
             (f"du {day(facts.since)} au {day(facts.ended)}" if facts.ended else
              f"depuis le {day(facts.since)}", "1", "Inscription")],
            (0.5, 0.2, 0.3)),
        "foot": foot("Vous devez signaler tout changement de situation dans les 72 heures et vous "
                     "actualiser chaque mois.", "Document d'exemple sans valeur – page 1/2"),
        "page2": foot("Document d'exemple sans valeur – page 2/2"),
    }  # fmt: skip
    drawn = draw(blocks, _NOTICE[number], random.randrange(10**6))
    drawn.truth.update(registered)  # said by the sentence or by the entries, or both
    return drawn


_RIGHTS = layouts(
    wheel(3),
    ("fund", ("references", "addressee"), "title", "intro", "person", "rights", "sign", "foot"),
    (("fund", "addressee"), "title", "rights", "person", "intro", "sign"),
    ("title", "fund", "person", "intro", "rights_table", "addressee", "sign", "foot"),
    (("title", "fund"), ("addressee", "references"), "rights_table", "person", "sign"),
    ("addressee", "fund", "title", ("person", "rights"), "intro", "sign", "foot"),
    ("fund", "title", "rights_table", ("references", "person"), "sign", "addressee"),
    (("references", "fund"), "intro", "title", "rights", "person", "addressee", "sign"),
    ("title", ("person", "addressee"), "rights", "fund", "sign", "intro"),
)


def rights(facts: Rights, number: int, random: Random) -> Drawn:
    person = facts.person
    dates = {"valid_from": facts.valid_from.isoformat(), "valid_to": facts.valid_to.isoformat()}
    printed = spaced(person.nir[:13], 1, 2, 2, 2, 3, 3) + " " + person.nir[13:]
    blocks = {
        "fund": letterhead("L'Assurance Exemple", "Caisse primaire de l'Exemple",
                           f"99999 FICTIVILLE CEDEX – {person.address.city}"),
        "references": entries(Entry("Nos références", digits(random, 9)),
                              Entry("Objet", "Attestation de droits"), pairs="above"),
        "addressee": address(*person_lines(person, number), truth=person_truth(person, number)),
        "title": title(pick(
            number, "Attestation de droits à l'assurance maladie", "Attestation de droits",
            "ATTESTATION DE DROITS À L'ASSURANCE MALADIE", "Attestation de vos droits",
            "Votre attestation de droits", "Droits à l'assurance maladie – attestation")),
        "intro": paragraph(
            "Cette attestation est à présenter aux professionnels de santé avec la carte de "
            "l'assuré. Elle justifie des droits de la personne ci-dessous, sauf changement de "
            "situation ou de législation."),
        "person": entries(
            Entry(pick(number, "Nom", "Nom de famille", "Nom de naissance"), person.surname,
                  {"surname": person.surname}),
            Entry(pick(number, "Nom d'usage", "Nom d'usage"), person.usage_name,
                  {"usage_name": person.usage_name}) if person.usage_name else Entry("", ""),
            Entry(pick(number, "Prénom(s)", "Prénom", "Prénoms"), given(person, number),
                  {"given_names": given(person, number)}),
            Entry(pick(number, "Né(e) le", "Date de naissance"), day(person.birth, number),
                  {"birth_date": person.birth.isoformat()}),
            Entry(pick(number, "N° de sécurité sociale", "Numéro de sécurité sociale",
                       "N° d'immatriculation", "Numéro d'assuré social", "NIR",
                       "N° sécurité sociale de l'assuré"), printed, {"nir": person.nir}),
            head=pick(number, "Assuré", "Bénéficiaire", "Identité de l'assuré")),
        "rights": entries(
            Entry(pick(number, "Droits ouverts du", "Début des droits", "Validité du",
                       "À partir du"),
                  f"{day(facts.valid_from, number)}", {"valid_from": dates["valid_from"]}),
            Entry(pick(number, "au", "Fin des droits", "jusqu'au", "Valable jusqu'au"),
                  f"{day(facts.valid_to, number)}", {"valid_to": dates["valid_to"]}),
            Entry("Régime", "Général"), Entry("Organisme", f"01 999 {digits(random, 4)}")),
        "rights_table": table(
            [("Nature des droits", "Du", "Au"),
             ("Prise en charge des frais de santé", day(facts.valid_from), day(facts.valid_to))],
            (0.5, 0.25, 0.25), truth=dates),
        "sign": sign(pick(number, "Fait le {d}", "Le {d}", "Date d'édition : {d}", "À {c}, le {d}")
                     .format(d=day(facts.issued, number), c=person.address.city),
                     "Le directeur de la caisse",
                     truth={"issue_date": facts.issued.isoformat()}),
        "foot": foot("Quiconque se rend coupable de fraude est passible de sanctions. Exemple."),
    }  # fmt: skip
    return draw(blocks, _RIGHTS[number], random.randrange(10**6))


_RQTH = layouts(
    wheel(1),
    ("office", "addressee", "title", "considering", "decision", "sign", "foot"),
    (("office", "addressee"), "references", "title", "decision", "considering", "sign"),
    ("title", "office", "references", "considering", "decision", "addressee", "sign"),
    (("references", "office"), "title", "period", "considering", "sign", "foot"),
    ("office", ("references", "addressee"), "decision", "title", "period", "sign"),
    ("title", ("office", "addressee"), "period", "references", "considering", "sign"),
    ("addressee", "office", "title", "decision", "references", "sign", "foot"),
    (("title", "office"), "considering", "period", ("references", "addressee"), "sign"),
)


def rqth(facts: Rqth, number: int, random: Random) -> Drawn:
    person = facts.person
    start = day(facts.valid_from, number)
    until = (f"jusqu'au {day(facts.valid_to, number)}" if facts.valid_to
             else "sans limitation de durée")  # fmt: skip
    dates = {"valid_from": facts.valid_from.isoformat()}
    if facts.valid_to:
        dates["valid_to"] = facts.valid_to.isoformat()
    named = f"{person.civility} {full(person, number)}"
    issuer = f"MDPH {pick(number, 'des Exemples', 'de la Fiction', 'du Spécimen')}"
    end = facts.valid_to
    blocks = {
        "office": letterhead(issuer, "Maison départementale des personnes handicapées",
                             "Commission des droits et de l'autonomie (CDAPH)"),
        "addressee": address(*person_lines(person, number)),
        "title": title(pick(
            number, "Décision relative à la reconnaissance de la qualité de travailleur handicapé",
            "Notification de décision – RQTH", "Reconnaissance de la qualité de travailleur "
            "handicapé", "NOTIFICATION DE DÉCISION DE LA CDAPH", "Attestation RQTH",
            "Décision RQTH de la commission des droits et de l'autonomie")),
        "references": entries(
            Entry(pick(number, "N° de dossier", "Dossier n°", "Référence"), facts.number),
            Entry("Nom et prénom", full(person, number), {"full_name": full(person, number)}),
            Entry(pick(number, "Né(e) le", "Date de naissance"), day(person.birth, number),
                  {"birth_date": person.birth.isoformat()})),
        "considering": paragraph(
            "Vu le code de l'action sociale et des familles, vu le code du travail, notamment son "
            f"article L. 5213-1, la commission, en sa séance du {day(facts.decided, number)}, "
            f"après évaluation, reconnaît la qualité de travailleur handicapé à {named}, "
            f"né{person.e} le {day(person.birth, number)}.",
            truth={"full_name": full(person, number), "birth_date": person.birth.isoformat(),
                   "decision_date": facts.decided.isoformat()}),
        "decision": paragraph(
            pick(number, f"Décision : accord. Cette reconnaissance est attribuée à {named} à "
                 f"compter du {start} {until}.",
                 f"La qualité de travailleur handicapé est reconnue à {named}, du {start} {until}.",
                 f"ACCORD de la RQTH pour {named}. Période de validité : du {start} {until}."),
            truth={"full_name": full(person, number), **dates}),
        "period": entries(
            Entry("Décision", "Accord"),
            Entry(pick(number, "Valable du", "Date de début", "Début de validité"), start,
                  {"valid_from": dates["valid_from"]}),
            Entry(pick(number, "au", "Date de fin", "Fin de validité"),
                  day(end, number) if end else "sans limitation de durée",
                  {"valid_to": end.isoformat()} if end else {})),
        "sign": sign(f"{pick(number, 'Fait le', 'Décision du', 'Notifiée le')} "
                     f"{day(facts.decided, number)}", "La présidente de la CDAPH",
                     truth={"decision_date": facts.decided.isoformat()}),
        "foot": foot("Voies de recours : voir la notice jointe. Document d'exemple."),
    }  # fmt: skip
    drawn = draw(blocks, _RQTH[number], random.randrange(10**6))
    drawn.truth["issuer"] = issuer
    return drawn
