"""The order of days: deposit, start, entry into training."""

from __future__ import annotations

from datetime import timedelta

from bastide.engine.pieces.model import Outcome
from bastide.engine.pieces.rules.case import Case
from bastide.engine.pieces.rules.reading import best, day_of, french_day, see, settle
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
