"""Whether the documents are the applicant's: same person, residence, registration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bastide.engine.pieces.kinds import IDENTITY
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Outcome, Piece
from bastide.engine.pieces.names import PersonName, compare, tokens
from bastide.engine.pieces.rules.case import Case, heading
from bastide.engine.pieces.rules.known import also_named, person_seen
from bastide.engine.pieces.rules.reading import (
    Seen,
    agreed,
    best,
    day_of,
    french_day,
    person,
    see,
    settle,
)
from bastide.engine.pieces.rules.registry import Judged, Parameter, Parameters, register


@register(
    "same_person",
    "Les documents ({kinds}) portent le nom et la date de naissance du demandeur ; le titulaire "
    "peut en être un autre, à vérifier : {others_allowed}.",
    Parameter("kinds", "kinds", "les documents comparés"),
    Parameter("others_allowed", "kinds", "ceux qu'un autre titulaire peut porter", ()),
    Parameter("may_lack", "kinds", "ceux où l'absence de nom est admise", ()),
    quotes=("name", "expected", "birth_date", "expected_birth_date"),
)
def same_person(case: Case, parameters: Parameters) -> list[Judged]:
    """One finding for each document that disagrees or doubts, or one that all agree.

    The reference is the declared applicant, else the first identity document.
    """
    reference, born, seen, holder = reference_of(case)
    found: list[Judged] = []
    agreeing: list[Judged] = []
    for index, piece in case.of(parameters["kinds"]):
        if index == holder:
            continue
        named = person(index, piece)
        birth = see(index, piece, "birth_date")
        said = None
        if reference is not None and (
            named is None or compare(named[0], reference).outcome != "same"
        ):
            said = person_seen(case, index, piece, reference)
        if named is None and said is None and piece.kind in parameters["may_lack"]:
            continue
        if (
            said is not None
            and reference is not None
            and (
                named is None
                or _doubtful(named, reference, piece.kind in parameters["others_allowed"])
                or _hosted(case, piece, parameters)
            )
        ):
            # What stands beside a label is a part of it, or another line: the whole name is there.
            named = PersonName(full_name=said.field.text), [said]
        if named is None or reference is None:
            reason = f"{heading(piece)} : aucun nom à comparer n'a pu être lu."
            found.append(settle(case, "INCONCLUSIVE", reason, [birth], {}, [index]))
            continue
        judged = _compare(case, piece, named, birth, reference, born, seen, parameters)
        if judged.outcome == "FAILED" and said is not None:
            also = f"{judged.reason} Le nom du demandeur figure aussi sur ce document : à vérifier."
            judged = replace(judged, outcome="INCONCLUSIVE", reason=also)
        (agreeing if judged.outcome == "PASSED" else found).append(judged)
    if found or not agreeing:
        return found
    indexes = tuple(dict.fromkeys(i for one in agreeing for i in one.pieces))
    fields = tuple(dict.fromkeys(name for one in agreeing for name in one.fields))
    first = agreeing[0]
    reason = "Tous les documents portent le nom du demandeur."
    return [Judged("PASSED", reason, {}, indexes, fields, first.page, first.box)]


def _hosted(case: Case, piece: Piece, parameters: Parameters) -> bool:
    """Whether another's document says that it lodges somebody: its first name is the host's."""
    return piece.kind in parameters["others_allowed"] and "HEBERG" in fold(case.text(piece))


_SURE_PLACE = 0.75  # the confidence of a name beside a label of its own


def _doubtful(named: tuple[PersonName, list[Seen]], reference: PersonName, strict: bool) -> bool:
    """Whether a name that was read may be a part of another, or no name: nothing labelled it, or
    all its words are the applicant's. `strict`: the document may well be another person's."""
    name, seen = named
    if not strict and not (name.surname or name.usage_name):
        return True  # a firm's name, the signatory's: the applicant's own is there whole
    read = tokens(" ".join((name.surname, name.usage_name, name.given_names, name.full_name)))
    known = tokens(" ".join((reference.surname, reference.usage_name, reference.given_names)))
    return min(one.field.confidence for one in seen) < _SURE_PLACE or set(read) <= set(known)


def reference_of(case: Case) -> tuple[PersonName | None, date | None, list[Seen], int | None]:
    """The name and birth date to compare with, their fields, the piece that bears them."""
    if case.facts.applicant is not None:
        return case.facts.applicant, case.facts.birth_date, [], None
    for index, piece in case.of(IDENTITY):
        named = person(index, piece)
        if named:
            birth = see(index, piece, "birth_date")
            seen = [*named[1], *([birth] if birth else [])]
            return named[0], case.facts.birth_date or day_of(birth), seen, index
    return None, case.facts.birth_date, [], None


def _compare(
    case: Case,
    piece: Piece,
    named: tuple[PersonName, list[Seen]],
    birth: Seen | None,
    reference: PersonName,
    born: date | None,
    seen: list[Seen],
    parameters: Parameters,
) -> Judged:
    likeness, why = compare(named[0], reference)
    values = {"name": shown(named[0]), "expected": shown(reference)}
    outcomes: dict[str, Outcome] = {
        "same": "PASSED",
        "unsure": "INCONCLUSIVE",
        "different": "FAILED",
    }
    outcome = outcomes[likeness]
    if outcome != "PASSED" and seen:
        also = also_named(case, seen[0].index, named[0], reference)
        if also is not None:
            outcome, why = "PASSED", "La pièce d'identité porte aussi ce nom."
            seen = [also, *(one for one in seen if one.field.name == "birth_date")]
    reason = (
        f"{heading(piece)} au nom de « {values['name']} », demandeur "
        f"« {values['expected']} ». {why}"
    )
    used: Sequence[Seen | None] = [*named[1], *seen]
    if outcome == "PASSED":
        used = agreed(used)
    on = day_of(birth)
    if birth and on and born and piece.kind not in parameters["others_allowed"]:
        values |= {"birth_date": french_day(on), "expected_birth_date": french_day(born)}
        if on != born and outcome != "FAILED":
            outcome = "FAILED"
            reason = (
                f"{heading(piece)} : né(e) le {french_day(on)}, demandeur né(e) le "
                f"{french_day(born)}."
            )
            used = [birth, *used]
    if outcome == "FAILED" and piece.kind in parameters["others_allowed"]:
        outcome = "INCONCLUSIVE"
        reason += " Un autre titulaire est possible (hébergement, foyer fiscal) : à vérifier."
    return settle(case, outcome, reason, used, values)


def shown(name: PersonName) -> str:
    """A name as it is said: given names, surname, usage name."""
    if not (name.surname or name.usage_name):
        return name.full_name
    return " ".join(filter(None, (name.given_names, name.surname or name.usage_name)))


def department(postcode: str) -> str:
    """The department of a postcode: two digits, `2A` or `2B` in Corsica, three digits overseas.

    The first digits are those of the delivering office (La Poste): a few communes at the border of
    a department bear the digits of the neighbouring one.

    >>> department("20200"), department("97411"), department("13001")
    ('2B', '974', '13')
    """
    if not re.fullmatch(r"\d{5}", postcode):
        return ""
    if postcode.startswith("20"):
        return "2A" if postcode[2] in "01" else "2B"
    return postcode[:3] if postcode[:2] in ("97", "98") else postcode[:2]


@register(
    "residence",
    "L'adresse ({kinds}) est dans un département du territoire.",
    Parameter("kinds", "kinds", "les documents regardés"),
    quotes=("postcode", "department", "territory"),
)
def residence(case: Case, parameters: Parameters) -> list[Judged]:
    """One address in the territory is enough."""
    territory = case.procedure.territory
    found: list[Judged] = []
    for index, piece in case.of(parameters["kinds"]):
        seen = see(index, piece, "postcode")
        where = department(seen.field.value) if seen else ""
        values = {"territory": ", ".join(territory)}
        if not seen or not where:
            reason = f"{heading(piece)} : le code postal n'a pas pu être lu."
            found.append(settle(case, "INCONCLUSIVE", reason, [seen], values, [index]))
            continue
        values |= {"postcode": seen.field.value, "department": where}
        inside = where in territory
        reason = (
            f"Adresse à {seen.field.value}, département {where} ; territoire : "
            f"{values['territory']}."
        )
        also = _same_postcode(case, seen) if inside else None
        used = agreed([seen, also]) if also else [seen]
        found.append(settle(case, "PASSED" if inside else "FAILED", reason, used, values))
    return best(found)


# Documents that bear the applicant's own address.
_HOME_TOLD = ("tax_notice", "registration_notice", "rights_attestation", "rqth", "address_proof")


def _same_postcode(case: Case, seen: Seen) -> Seen | None:
    """The same postcode on another of the applicant's documents: two readers' slips, or two wrong
    places, would not have agreed."""
    others = (see(i, p, "postcode") for i, p in case.of(_HOME_TOLD) if i != seen.index)
    return next((one for one in others if one and one.field.value == seen.field.value), None)


# How notices say that a registration goes on; « a été inscrite » does not.
_GOES_ON = re.compile(
    r"INSCRIPTION (?:EST |TOUJOURS )*EN COURS|EST (?:BIEN |TOUJOURS |ACTUELLEMENT )?INSCRIT|"
    r"ETES (?:BIEN |TOUJOURS |ACTUELLEMENT )?INSCRIT|INSCRIPTION [^.]{0,60}EST EN COURS|"
    r"(?<!ETE )INSCRITE?(?:\(E\))? [^.]{0,80}DEPUIS|INSCRITE?(?:\(E\))? A CE JOUR|"
    r"EST DEMANDEU(?:R|SE) D'EMPLOI|ETES DEMANDEU(?:R|SE) D'EMPLOI"
)


@register(
    "registered",
    "L'inscription à France Travail ({kinds}) court encore au début de la formation.",
    Parameter("kinds", "kinds", "les avis regardés"),
    quotes=("since", "until", "start"),
)
def registered(case: Case, parameters: Parameters) -> list[Judged]:
    """Registered, since before the start, and no end before it; the notice's age is `recent`'s."""
    quote = next(
        (s for i, p in case.of(["training_quote"]) if (s := see(i, p, "start_date"))), None
    )
    start = day_of(quote)
    return best([_registered(case, i, p, quote, start) for i, p in case.of(parameters["kinds"])])


def _registered(
    case: Case, index: int, piece: Piece, quote: Seen | None, start: date | None
) -> Judged:
    status = see(index, piece, "status")
    since, until = see(index, piece, "registered_since"), see(index, piece, "end_date")
    begun, ended = day_of(since), day_of(until)
    values = {
        name: french_day(day)
        for name, day in (("since", begun), ("until", ended), ("start", start))
        if day
    }
    # Without a start date, the day of deposit is the least that can be asked.
    day = start or case.facts.deposited
    what = "début de la formation" if start else "dépôt"
    goes_on = _GOES_ON.search(fold(case.text(piece).replace("’", "'")))
    if goes_on and ((ended and ended < day) or (status and status.field.value == "ended")):
        reason = "L'avis dit l'inscription en cours et porte une date de fin, à vérifier."
        return settle(case, "INCONCLUSIVE", reason, [until or status, quote], values, [index])
    if ended and ended < day:
        reason = f"Inscription terminée le {french_day(ended)} ; {what} le {french_day(day)}."
        return settle(case, "FAILED", reason, [until, quote], values)
    if status and status.field.value.lower() == "ended" and not ended:
        return settle(case, "FAILED", "L'avis dit l'inscription terminée.", [status], values)
    if begun and begun > day:
        reason = f"Inscription à partir du {french_day(begun)} ; {what} le {french_day(day)}."
        return settle(case, "FAILED", reason, [since, quote], values)
    if start is None or not (since or (status and status.field.value.lower() == "registered")):
        lacking = "La date de début de la formation" if start is None else "L'inscription"
        reason = f"{lacking} n'a pas pu être lue."
        return settle(case, "INCONCLUSIVE", reason, [status, since], values, [index])
    if status is None and not goes_on:
        reason = "L'avis ne dit pas que l'inscription est en cours, à vérifier."
        return settle(case, "INCONCLUSIVE", reason, [since], values, [index])
    reason = f"Inscription en cours à la date de l'avis ; début le {french_day(start)}."
    return settle(case, "PASSED", reason, [status, since, until, quote], values)
