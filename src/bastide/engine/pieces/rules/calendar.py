"""The order of days: the quote's end, deposit, start, end and entry into training."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Outcome, Piece
from bastide.engine.pieces.rules.case import Case
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


@register(
    "deposit_before_start",
    "La demande est déposée au moins {days} jour(s) avant le début de la formation.",
    Parameter("days", "whole", "le nombre de jours, ce jour compris", 1),
    quotes=("deposited", "start", "days"),
)
def deposit_before_start(case: Case, parameters: Parameters) -> list[Judged]:
    deposited, days = case.facts.deposited, parameters["days"]
    found: list[Judged] = []
    for index, piece in case.of(["training_quote"]):
        seen = see(index, piece, "start_date")
        start = day_of(seen)
        values = {"deposited": french_day(deposited), "days": str(days)}
        if start is None:
            reason = "La date de début de la formation n'a pas pu être lue sur le devis."
            found.append(settle(case, "INCONCLUSIVE", reason, [seen], values, [index]))
            continue
        values["start"] = french_day(start)
        late = deposited > start - timedelta(days=days)
        reason = f"Dépôt le {french_day(deposited)}, début de la formation le {french_day(start)}."
        found.append(settle(case, "FAILED" if late else "PASSED", reason, [seen], values))
    return found


@register(
    "entry_within",
    "L'entrée en formation attestée tombe entre le début et la fin prévus au devis.",
    quotes=("entry", "start", "end"),
)
def entry_within(case: Case, parameters: Parameters) -> list[Judged]:
    quote = next(iter(case.of(["training_quote"])), None)
    if quote is None:
        return []
    opening, closing = see(*quote, "start_date"), see(*quote, "end_date")
    first, last = day_of(opening), day_of(closing)
    found: list[Judged] = []
    for index, piece in case.of(["entry_attestation"]):
        seen = see(index, piece, "start_date")
        entry = day_of(seen)
        if entry is None or first is None or last is None:
            reason = "Les dates de l'attestation ou du devis n'ont pas pu être lues."
            found.append(
                settle(case, "INCONCLUSIVE", reason, [seen, opening, closing], {}, [index])
            )
            continue
        values = {
            "entry": french_day(entry),
            "start": french_day(first),
            "end": french_day(last),
        }
        reason = (
            f"Entrée le {french_day(entry)} ; devis du {french_day(first)} au {french_day(last)}."
        )
        outcome: Outcome = "PASSED" if first <= entry <= last else "FAILED"
        found.append(settle(case, outcome, reason, [seen, opening, closing], values))
    return best(found)


@register(
    "quote_valid",
    "Le devis est encore valable au jour du dépôt ; celui qui ne dit pas jusqu'à quand l'est.",
    quotes=("valid_to", "deposited"),
)
def quote_valid(case: Case, parameters: Parameters) -> list[Judged]:
    """One valid quote among several is enough; its last day is valid.

    « Valable 30 jours » is counted from the day of the quote. INCONCLUSIVE when it speaks of its
    validity and the day could not be read.
    """
    return best([_quote_valid(case, *one) for one in case.of(["training_quote"])])


_SPEAKS_OF_VALIDITY = re.compile(r"\b(?:VALABLE|VALIDITE|VALIDE|EXPIR)")
_LASTS = re.compile(
    r"\b(?:VALABLE|VALIDITE|VALIDE)\b[^.\d]{0,40}(\d{1,3}) ?(JOUR|SEMAINE|MOIS)(?!.{0,12}OUVR)"
)


def _quote_valid(case: Case, index: int, piece: Piece) -> Judged:
    deposited = case.facts.deposited
    closing, issue = see(index, piece, "valid_to"), see(index, piece, "issue_date")
    last, seen = day_of(closing), [closing]
    text = fold(case.text(piece))
    if closing is None and (lasts := _LASTS.search(text)):
        last, seen = _counted(issue, int(lasts[1]), lasts[2]), [issue]
    values = {"deposited": french_day(deposited)}
    if last is None:
        if closing or _SPEAKS_OF_VALIDITY.search(text):
            reason = "La fin de validité du devis n'a pas pu être lue."
            return settle(case, "INCONCLUSIVE", reason, seen, values, [index])
        return settle(case, "PASSED", "Le devis ne dit pas jusqu'à quand.", [], values, [index])
    values["valid_to"] = french_day(last)
    reason = f"Devis valable jusqu'au {french_day(last)}, dépôt le {french_day(deposited)}."
    return settle(case, "PASSED" if deposited <= last else "FAILED", reason, seen, values)


def _counted(issue: Seen | None, number: int, unit: str) -> date | None:
    """The last day of a quote of that day that says how long it is valid."""
    day = day_of(issue)
    if day is None:
        return None
    if unit == "MOIS":
        return add_months(day, number)
    return day + timedelta(days=number * (7 if unit == "SEMAINE" else 1))


@register(
    "dates_in_order",
    "La formation du devis ne finit pas avant d'avoir commencé.",
    quotes=("start", "end"),
)
def dates_in_order(case: Case, parameters: Parameters) -> list[Judged]:
    """A training of one day begins and ends that day."""
    found: list[Judged] = []
    for index, piece in case.of(["training_quote"]):
        opening, closing = see(index, piece, "start_date"), see(index, piece, "end_date")
        first, last = day_of(opening), day_of(closing)
        if first is None or last is None:
            lacking = "de début" if first is None else "de fin"
            reason = f"La date {lacking} de la formation n'a pas pu être lue sur le devis."
            found.append(settle(case, "INCONCLUSIVE", reason, [closing, opening], {}, [index]))
            continue
        values = {"start": french_day(first), "end": french_day(last)}
        reason = f"Formation du {french_day(first)} au {french_day(last)}."
        outcome: Outcome = "PASSED" if first <= last else "FAILED"
        found.append(settle(case, outcome, reason, [closing, opening], values))
    return found
