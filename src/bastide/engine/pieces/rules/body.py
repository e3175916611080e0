"""Whether the documents of the training body agree: its number, its Qualiopi scope, its RIB."""

from __future__ import annotations

import re

from bastide.engine.pieces.companies import compare_companies
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Outcome, Piece
from bastide.engine.pieces.names import PersonName, compare
from bastide.engine.pieces.rules.case import Case, label
from bastide.engine.pieces.rules.known import firm_seen, person_seen
from bastide.engine.pieces.rules.person import reference_of, shown
from bastide.engine.pieces.rules.reading import Seen, agreed, best, see, settle
from bastide.engine.pieces.rules.registry import Judged, Parameter, Parameters, register


@register(
    "same_body",
    "Les documents de l'organisme ({kinds}) portent le SIRET du devis ; même SIREN et autre "
    "établissement : à vérifier.",
    Parameter("kinds", "kinds", "les documents comparés au devis"),
    quotes=("quote", "other"),
)
def same_body(case: Case, parameters: Parameters) -> list[Judged]:
    """SIRET first, then SIREN, declaration number and name, as far as each document bears them."""
    quotes = case.of(["training_quote"])
    if not quotes:
        return []
    return [
        _same_body(case, quotes[0], one)
        for one in case.of(parameters["kinds"])
        if one[0] != quotes[0][0]
    ]


def _same_body(case: Case, quote: tuple[int, Piece], other: tuple[int, Piece]) -> Judged:
    what = label(other[1])
    mine, theirs = see(*quote, "body_siret"), see(*other, "body_siret")
    if mine and theirs:
        a, b = mine.field.value, theirs.field.value
        values = {"quote": a, "other": b}
        reason = f"SIRET du devis {a}, {what} {b}."
        if a == b:
            return settle(case, "PASSED", reason, [theirs, mine], values)
        if a[:9] == b[:9]:
            reason += " Même entreprise, autre établissement : à vérifier."
            return settle(case, "INCONCLUSIVE", reason, [theirs, mine], values)
        reason += " Ces numéros diffèrent."
        if _bears(case, other[1], a) or _bears(case, quote[1], b):
            # A certifier's or a funder's own number may have been taken for the body's.
            reason += " L'autre numéro est aussi sur le document : à vérifier."
            return settle(case, "INCONCLUSIVE", reason, [theirs, mine], values)
        return settle(case, "FAILED", reason, [theirs, mine], values)
    mine = mine or see(*quote, "body_siren")
    theirs = theirs or see(*other, "body_siren")
    if mine and theirs:
        a, b = mine.field.value[:9], theirs.field.value[:9]
        reason = f"SIREN du devis {a}, {what} {b}."
        outcome: Outcome = "PASSED" if a == b else "FAILED"
        if a != b:
            reason += " Ces numéros diffèrent."
        if a != b and (_bears(case, other[1], a) or _bears(case, quote[1], b)):
            reason += " L'autre numéro est aussi sur le document : à vérifier."
            outcome = "INCONCLUSIVE"
        return settle(case, outcome, reason, [theirs, mine], {"quote": a, "other": b})
    mine, theirs = see(*quote, "body_nda"), see(*other, "body_nda")
    if mine and theirs and mine.field.value == theirs.field.value:
        reason = f"Même numéro de déclaration d'activité : {mine.field.value}."
        return settle(case, "PASSED", reason, [theirs, mine])
    mine, theirs = see(*quote, "body_name"), see(*other, "body_name")
    if mine and theirs:
        a, b = mine.field.value, theirs.field.value
        likeness, why = compare_companies(a, b)
        reason = f"Sans numéro à comparer : devis de « {a} », {what} de « {b} ». {why}"
        outcome = "PASSED" if likeness == "same" else "INCONCLUSIVE"
        return settle(case, outcome, reason, [theirs, mine], {"quote": a, "other": b})
    reason = f"Ni numéro ni nom de l'organisme à comparer : devis et {what}."
    return settle(case, "INCONCLUSIVE", reason, [mine, theirs], {}, [other[0], quote[0]])


def _bears(case: Case, piece: Piece, number: str) -> bool:
    """Whether a number stands on the pages of a piece, whatever it is there."""
    spaced = r"[ .\u00a0\u202f]?".join(map(re.escape, number))
    return bool(re.search(rf"(?<!\d){spaced}", case.text(piece)))


@register(
    "qualiopi_scope",
    "Le certificat Qualiopi couvre la catégorie : {category}.",
    Parameter("category", "choice", "la catégorie", "actions de formation",
              choices=("actions de formation", "bilans de compétences",
                       "validation des acquis de l'expérience", "apprentissage")),
    quotes=("categories",),
)  # fmt: skip
def qualiopi_scope(case: Case, parameters: Parameters) -> list[Judged]:
    """The four categories are those of code du travail art. L6313-1."""
    wanted = _words(parameters["category"])
    found: list[Judged] = []
    for index, piece in case.of(["qualiopi_certificate"]):
        seen = see(index, piece, "categories")
        if seen is None:
            reason = "Les catégories du certificat n'ont pas pu être lues."
            found.append(settle(case, "INCONCLUSIVE", reason, [], {}, [index]))
            continue
        form = wanted
        # Apprenticeship is « actions de formation par apprentissage »: another category.
        if parameters["category"] == "actions de formation":
            form = rf"{wanted}(?! PAR (?:LA VOIE DE )?L? ?APPRENTISSAGE)"
        covered = bool(re.search(form, _words(seen.field.value)))
        reason = f"Catégories du certificat : {seen.field.value}."
        values = {"categories": seen.field.value}
        # A line of the list may be misread; a category may be named without its box being ticked.
        doubt = seen.field.origin == "ocr" or re.search(form, _words(case.text(piece)))
        outcome: Outcome = "PASSED" if covered else "INCONCLUSIVE" if doubt else "FAILED"
        found.append(settle(case, outcome, reason, [seen], values))
    return best(found)


def _words(text: str) -> str:
    words = re.findall(r"[A-Z0-9]+", fold(text))
    return " ".join(word.removesuffix("S") for word in words)


_NAMED = ("training_quote", "qualiopi_certificate", "company_registration")


@register(
    "payee",
    "Un RIB est au nom du bénéficiaire du paiement : {payee}.",
    Parameter("payee", "choice", "qui est payé", choices=("body", "applicant")),
    quotes=("holder", "expected"),
)
def payee(case: Case, parameters: Parameters) -> list[Judged]:
    """One RIB in the payee's name is enough; a joint account is its holders' each."""
    found: list[Judged] = []
    for index, piece in case.of(["rib"]):
        holder = see(index, piece, "holder")
        if holder is None:
            holder = _holder_seen(case, index, piece, parameters["payee"])
        if holder is None:
            reason = "Le titulaire du RIB n'a pas pu être lu."
            found.append(settle(case, "INCONCLUSIVE", reason, [], {}, [index]))
        elif parameters["payee"] == "body":
            found.append(_body_holds(case, holder))
        else:
            found.append(_applicant_holds(case, holder))
    return best(found)


def _holder_seen(case: Case, index: int, piece: Piece, payee: str) -> Seen | None:
    """The payee's name where the RIB bears it, whatever its label: a bank details no other firm
    or person on it than itself and the holder."""
    if payee == "body":
        names = [name for i, p in case.of(_NAMED) if (name := see(i, p, "body_name"))]
        seen = (firm_seen(case, index, piece, one.field.value, "holder") for one in names)
        return next((one for one in seen if one is not None), None)
    reference = reference_of(case)[0]
    return person_seen(case, index, piece, reference) if reference is not None else None


def _body_holds(case: Case, holder: Seen) -> Judged:
    """The holder against the body's name on the quote, then on its other documents."""
    quotes = case.of(["training_quote"])
    names = [name for index, piece in case.of(_NAMED) if (name := see(index, piece, "body_name"))]
    rib = case.pieces[holder.index]
    for name in names:
        likeness, why = compare_companies(holder.field.value, name.field.value)
        if likeness == "same":
            return _held(case, holder, name.field.value, likeness, why, [holder, name])
    # A holder's line may be cut, or the body's name misread: each is looked for where the other is.
    for name in names:
        found = firm_seen(case, holder.index, rib, name.field.value, "holder")
        if found is not None:
            why = "Le RIB porte le nom de l'organisme."
            return _held(case, found, name.field.value, "same", why, [found, name])
    if not _is_applicant(case, holder):
        for index, piece in quotes:
            found = firm_seen(case, index, piece, holder.field.value, "body_name")
            if found is not None:
                why = "Le devis porte le nom du titulaire."
                return _held(case, holder, found.field.text, "same", why, [holder, found])
    name = next((one for one in names if one.index in {i for i, _ in quotes}), None)
    if name is None:
        reason = "Le nom de l'organisme n'a pas pu être lu sur le devis."
        return settle(case, "INCONCLUSIVE", reason, [holder])
    likeness, why = compare_companies(holder.field.value, name.field.value)
    return _held(case, holder, name.field.value, likeness, why, [holder, name])


def _is_applicant(case: Case, holder: Seen) -> bool:
    reference = reference_of(case)[0]
    return reference is not None and any(
        compare(PersonName(full_name=one), reference).outcome != "different"
        for one in _holders(holder)
    )


def _applicant_holds(case: Case, holder: Seen) -> Judged:
    reference, _, seen, _ = reference_of(case)
    if reference is None:
        reason = "Le nom du demandeur n'a pas pu être lu."
        return settle(case, "INCONCLUSIVE", reason, [holder])
    likenesses = [compare(PersonName(full_name=one), reference) for one in _holders(holder)]
    order = ("same", "unsure", "different")
    likeness, why = min(likenesses, key=lambda one: order.index(one.outcome))
    return _held(case, holder, shown(reference), likeness, why, [holder, *seen])


def _holders(holder: Seen) -> list[str]:
    """« M. MARTIN Paul ou Mme DURAND Zoé »: each holder of a joint account, and the whole."""
    parts = re.split(r"\b(?:ou|et)\b|[&/]", holder.field.value, flags=re.IGNORECASE)
    return [part for part in (holder.field.value, *parts) if len(part.split()) > 1] or [
        holder.field.value
    ]


def _held(
    case: Case, holder: Seen, expected: str, likeness: str, why: str, seen: list[Seen]
) -> Judged:
    outcomes: dict[str, Outcome] = {
        "same": "PASSED",
        "unsure": "INCONCLUSIVE",
        "different": "FAILED",
    }
    reason = f"RIB au nom de « {holder.field.value} », paiement à « {expected} ». {why}"
    values = {"holder": holder.field.value, "expected": expected}
    used = agreed(seen) if likeness == "same" else seen
    return settle(case, outcomes[likeness], reason, used, values)
