"""Whether documents are valid, or recent enough, at the day of deposit or of the start."""

from __future__ import annotations

from datetime import date

from bastide.engine.pieces.dates import find_dates
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Outcome, Piece
from bastide.engine.pieces.rules.case import Case, heading
from bastide.engine.pieces.rules.reading import (
    Seen,
    add_months,
    best,
    day_of,
    french_day,
    see,
    settle,
)
from bastide.engine.pieces.rules.registry import Judged, Parameter, Parameters, register

# Décret n° 2013-1188 du 18 décembre 2013 : cards valid on 1 January 2014, that is delivered from
# 2 January 2004 on, to persons of age, are valid 15 years instead of the 10 that they print.
_EXTENDED_FROM, _EXTENDED_TO = date(2004, 1, 2), date(2013, 12, 31)
_KINDS = Parameter("kinds", "kinds", "les documents regardés")


@register(
    "identity_expiry",
    "La pièce d'identité ({kinds}) est en cours de validité au jour du dépôt ; carte française "
    "délivrée à un majeur de 2004 à 2013 : cinq ans de plus (décret n° 2013-1188).",
    _KINDS,
    quotes=("expiry", "deposited"),
)
def identity_expiry(case: Case, parameters: Parameters) -> list[Judged]:
    """One valid identity document is enough; the day of expiry itself is valid."""
    return best([_identity(case, i, piece) for i, piece in case.of(parameters["kinds"])])


def _identity(case: Case, index: int, piece: Piece) -> Judged:
    deposited = case.facts.deposited
    seen = see(index, piece, "expiry_date")
    issue = see(index, piece, "issue_date")
    printed = day_of(seen)
    values = {"deposited": french_day(deposited)}
    issued = day_of(issue)
    if printed is None and issued and piece.kind == "identity_card":
        # An old card read on one side only: the printed end is ten years after the delivery.
        if not _EXTENDED_FROM <= issued <= _EXTENDED_TO:
            issued = None
        printed, seen = (add_months(issued, 120) if issued else None), issue
    if printed is None:
        reason = f"{heading(piece)} : la date de fin de validité n'a pas pu être lue."
        return settle(case, "INCONCLUSIVE", reason, [seen], values, [index])
    values["expiry"] = french_day(printed)
    if deposited <= printed:
        reason = f"Valable jusqu'au {french_day(printed)}, dépôt le {french_day(deposited)}."
        return settle(case, "PASSED", reason, [seen], values)
    expired = f"Périmée le {french_day(printed)}, avant le dépôt du {french_day(deposited)}."
    if piece.kind != "identity_card" or not _window(issued, printed):
        return settle(case, "FAILED", expired, [seen], values)
    extended = add_months(printed, 60)
    if deposited > extended:
        return settle(case, "FAILED", expired, [seen], values)
    return _extended(case, index, piece, [seen, issue], expired, extended, values)


def _window(issued: date | None, printed: date) -> bool:
    """Whether a card was delivered in the window, by its delivery or ten years before its end."""
    return _EXTENDED_FROM <= (issued or add_months(printed, -120)) <= _EXTENDED_TO


def _extended(
    case: Case,
    index: int,
    piece: Piece,
    seen: list[Seen | None],
    expired: str,
    extended: date,
    values: dict[str, str],
) -> Judged:
    nationality = see(index, piece, "nationality")
    number = see(index, piece, "document_number")
    birth = see(index, piece, "birth_date")
    born = day_of(birth) or case.facts.birth_date
    issued = day_of(seen[1]) or add_months(day_of(seen[0]) or extended, -120)
    foreign = nationality and nationality.field.value != "FRA"
    french = (nationality and nationality.field.value == "FRA") or (
        number and len(number.field.value) == 12
    )
    if foreign:
        return settle(case, "FAILED", expired, [seen[0], nationality], values)
    if not french or born is None:
        reason = f"{expired} Cinq ans de plus si la carte est française et délivrée à un majeur."
        return settle(case, "INCONCLUSIVE", reason, [*seen, birth], values)
    if add_months(born, 18 * 12) > issued:
        reason = f"{expired} Carte délivrée à un mineur : pas de prolongation."
        return settle(case, "FAILED", reason, [*seen, birth], values)
    reason = (
        f"Prolongée de cinq ans, jusqu'au {french_day(extended)} (carte délivrée à un majeur de "
        "2004 à 2013, décret n° 2013-1188)."
    )
    return settle(case, "PASSED", reason, [*seen, birth], values)


@register(
    "recent",
    "La date « {field} » du document ({kinds}) a au plus {months} mois au jour du dépôt.",
    _KINDS,
    Parameter("field", "field", "le champ qui porte la date"),
    Parameter("months", "whole", "l'âge le plus grand, en mois, lui-même admis"),
    quotes=("date", "oldest", "months", "deposited"),
)
def recent(case: Case, parameters: Parameters) -> list[Judged]:
    """One recent document of the kinds is enough."""
    deposited, months = case.facts.deposited, parameters["months"]
    oldest = add_months(deposited, -months)
    found: list[Judged] = []
    for index, piece in case.of(parameters["kinds"]):
        seen = see(index, piece, parameters["field"])
        day = day_of(seen)
        values = {
            "oldest": french_day(oldest),
            "months": str(months),
            "deposited": french_day(deposited),
        }
        if day is None:
            reason = f"{heading(piece)} : la date n'a pas pu être lue."
            found.append(settle(case, "INCONCLUSIVE", reason, [seen], values, [index]))
            continue
        values["date"] = french_day(day)
        if day > deposited:
            reason = f"Daté du {french_day(day)}, après le dépôt du {french_day(deposited)}."
            found.append(settle(case, "INCONCLUSIVE", reason, [seen], values))
        else:
            old = day < oldest
            reason = (
                f"Daté du {french_day(day)} ; au plus {months} mois au dépôt : depuis le "
                f"{french_day(oldest)}."
            )
            outcome: Outcome = "FAILED" if old else "PASSED"
            if old and any(oldest <= other <= deposited for other in _days(case, piece)):
                # Which of its dates is the document's own is what labels say, and some are new.
                outcome = "INCONCLUSIVE"
                reason += " Le document porte aussi une date plus récente : à vérifier."
            found.append(settle(case, outcome, reason, [seen], values))
    return best(found)


def _days(case: Case, piece: Piece) -> list[date]:
    """Every date that the pages of a piece bear."""
    return [day for _, sheet in case.sheets(piece) for _, _, day in find_dates(sheet.text)]


@register(
    "valid_on",
    "Le document ({kinds}) est valable au jour : {on}.",
    _KINDS,
    Parameter("on", "choice", "le jour regardé", choices=("deposit", "start")),
    Parameter("unlimited", "flag", "une décision sans limite de durée est admise", False),
    quotes=("valid_from", "valid_to", "day"),
)
def valid_on(case: Case, parameters: Parameters) -> list[Judged]:
    """Between `valid_from` (when read) and `valid_to`, both included; one document is enough."""
    start: Seen | None = None
    day: date | None = case.facts.deposited
    what = "dépôt"
    if parameters["on"] == "start":
        start = next(
            (s for i, p in case.of(["training_quote"]) if (s := see(i, p, "start_date"))), None
        )
        day, what = day_of(start), "début de la formation"
    return best(
        [
            _valid(case, index, piece, day, what, start, parameters["unlimited"])
            for index, piece in case.of(parameters["kinds"])
        ]
    )


_NO_LIMIT = (
    *("SANS LIMIT", "A TITRE DEFINITIF", "DUREE INDETERMINEE", "PERMANENT"),
    *("AUCUNE DATE DE FIN", "SANS DATE DE FIN", "SANS TERME", "DUREE ILLIMITEE"),
)


def _valid(
    case: Case,
    index: int,
    piece: Piece,
    day: date | None,
    what: str,
    start: Seen | None,
    unlimited: bool,
) -> Judged:
    opening, closing = see(index, piece, "valid_from"), see(index, piece, "valid_to")
    first, last = day_of(opening), day_of(closing)
    if last is None and unlimited and any(w in fold(case.text(piece)) for w in _NO_LIMIT):
        return settle(case, "PASSED", "Sans limite de durée.", [opening], {}, [index])
    if last is None or day is None:
        lacking = "La date de fin de validité" if last is None else f"La date du {what}"
        reason = f"{lacking} n'a pas pu être lue."
        return settle(case, "INCONCLUSIVE", reason, [closing, start], {}, [index])
    values = {"valid_to": french_day(last), "day": french_day(day)}
    if first:
        values["valid_from"] = french_day(first)
    if first and day < first:
        reason = f"Valable à partir du {french_day(first)} ; {what} le {french_day(day)}."
        return settle(case, "FAILED", reason, [opening, start], values)
    reason = f"Valable jusqu'au {french_day(last)} ; {what} le {french_day(day)}."
    return settle(case, "PASSED" if day <= last else "FAILED", reason, [closing, start], values)
