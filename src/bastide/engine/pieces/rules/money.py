"""The quote's sums and caps, the tax notice, and what the scheme would pay."""

from __future__ import annotations

import re
from decimal import Decimal

from bastide.engine.pieces.amounts import agree, product_agrees
from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Outcome, Piece
from bastide.engine.pieces.rules.case import Case
from bastide.engine.pieces.rules.reading import (
    Seen,
    agreed,
    best,
    decimal,
    euros,
    number_of,
    see,
    settle,
)
from bastide.engine.pieces.rules.registry import Judged, Parameter, Parameters, register

_QUOTE = ("training_quote",)


@register(
    "sums",
    "Les montants du devis tombent juste : heures × taux = total, HT + TVA = TTC.",
    quotes=("hours", "rate", "total", "vat", "incl"),
)
def sums(case: Case, parameters: Parameters) -> list[Judged]:
    """To two cents; fees may or may not be part of the total."""
    return [_sums(case, index, piece) for index, piece in case.of(_QUOTE)]


def _sums(case: Case, index: int, piece: Piece) -> Judged:
    names = ("hours", "hourly_rate", "total_excl_tax", "vat_rate", "vat_amount",
             "total_incl_tax", "fees")  # fmt: skip
    seen = {name: see(index, piece, name) for name in names}
    hours, rate, excl, vat_rate, vat, incl, fees = (number_of(seen[name]) for name in names)
    quoted = {"hours": hours, "rate": rate, "total": excl, "vat": vat, "incl": incl}
    values = {
        key: decimal(value) if key == "hours" else euros(value)
        for key, value in quoted.items()
        if value is not None
    }
    if excl is None and (vat_rate == 0 or vat == 0):
        excl = incl
    if incl is None and (vat_rate == 0 or vat == 0):
        incl = excl
    used = [seen[name] for name in names]
    if excl is None and incl is not None and vat_rate is not None:
        excl = (incl * 100 / (100 + vat_rate)).quantize(Decimal("0.01"))
    unread = hours is None or excl is None or (rate is None and _prints_a_rate(case, piece))
    if hours is None or excl is None or unread:
        reason = "Heures, taux horaire ou total n'ont pas pu être lus : calcul à vérifier."
        return settle(case, "INCONCLUSIVE", reason, used, values, [index])
    totals = [excl, excl - fees] if fees else [excl]
    if rate is not None and not any(product_agrees(hours, rate, total) for total in totals):
        reason = (
            f"{decimal(hours)} h × {euros(rate)} = {euros(hours * rate)} ; le devis porte "
            f"{euros(excl)}."
        )
        used = [seen["total_excl_tax"] or seen["total_incl_tax"], seen["hours"],
                seen["hourly_rate"]]  # fmt: skip
        return settle(case, "FAILED", reason, used, values)
    if agree(excl, vat_rate, vat, incl) is False:
        reason = (
            f"HT {_or(excl)}, TVA {_or(vat)}, TTC {_or(incl)} : ces montants ne s'accordent pas."
        )
        used = [seen["total_incl_tax"], seen["total_excl_tax"], seen["vat_amount"],
                seen["vat_rate"]]  # fmt: skip
        return settle(case, "FAILED", reason, used, values)
    if vat and vat_rate is None and not _a_french_rate(vat, totals):
        reason = (
            f"TVA {euros(vat)} sur {euros(excl)} HT : aucun taux français ne donne cette somme, et "
            "celui du devis n'a pas pu être lu."
        )
        used = [seen["vat_amount"], seen["total_excl_tax"]]
        return settle(case, "INCONCLUSIVE", reason, used, values)
    reason = f"HT {euros(excl)}, TTC {_or(incl)} : juste ; aucun taux horaire imprimé."
    if rate is not None:
        reason = f"{decimal(hours)} h × {euros(rate)} = {euros(hours * rate)} : juste."
        used = agreed([seen["total_excl_tax"], seen["hours"], seen["hourly_rate"]])
    return settle(case, "PASSED", reason, used, values, [index])


# In per cent: CGI art. 278, 279, 278-0 bis, 281 quater ; art. 296 overseas ; art. 297 in Corsica.
_VAT_RATES = tuple(map(Decimal, ("20", "10", "5.5", "2.1", "8.5", "1.75", "1.05", "13", "0.9")))
_ROUNDING = Decimal("0.05")  # euros: each line may be rounded


def _a_french_rate(vat: Decimal, bases: list[Decimal]) -> bool:
    """Whether some rate of one of the bases (fees may bear no tax) gives that VAT."""
    return any(abs(base * rate / 100 - vat) <= _ROUNDING for base in bases for rate in _VAT_RATES)


def _prints_a_rate(case: Case, piece: Piece) -> bool:
    """Whether the quote speaks of a rate, which was then not read: it could hide a wrong sum."""
    return bool(re.search(r"HORAIRE|/ ?H(?:EURE)?\b|PAR HEURE", fold(case.text(piece))))


def _or(amount: Decimal | None) -> str:
    return euros(amount) if amount is not None else "non lu"


@register(
    "total_cap",
    "Le coût pédagogique ne dépasse pas {cap} € TTC (ou net de taxe), cette somme comprise ; "
    "au-delà, la part qui reste au demandeur est calculée.",
    Parameter("cap", "euros", "le plafond, en euros TTC"),
    quotes=("total", "cap", "share"),
)
def total_cap(case: Case, parameters: Parameters) -> list[Judged]:
    cap: Decimal = parameters["cap"]
    found: list[Judged] = []
    for index, piece in case.of(_QUOTE):
        seen = see(index, piece, "total_incl_tax")
        rate = see(index, piece, "vat_rate")
        if seen is None and number_of(rate) == 0:
            seen = see(index, piece, "total_excl_tax")
        total = number_of(seen)
        values = {"cap": euros(cap)}
        if total is None:
            reason = "Le total TTC du devis n'a pas pu être lu."
            found.append(settle(case, "INCONCLUSIVE", reason, [seen], values, [index]))
            continue
        values |= {"total": euros(total), "share": euros(max(total - cap, Decimal(0)))}
        reason = f"Le devis porte {euros(total)} TTC ; le plafond est de {euros(cap)}."
        outcome: Outcome = "PASSED"
        if total > cap:
            reason += f" Resterait au demandeur : {euros(total - cap)}."
            outcome = "FAILED"
            fees = number_of(see(index, piece, "fees"))
            if fees and total - fees <= cap:
                outcome = "INCONCLUSIVE"
                reason += (
                    f" Sans les frais annexes ({euros(fees)}), il serait respecté : à vérifier."
                )
        found.append(settle(case, outcome, reason, [seen], values))
    return found


@register(
    "hourly_cap",
    "Le taux horaire ne dépasse pas {cap} €/h HT, ce taux compris.",
    Parameter("cap", "euros", "le plafond, en euros l'heure hors taxe"),
    quotes=("rate", "cap"),
)
def hourly_cap(case: Case, parameters: Parameters) -> list[Judged]:
    """The rate printed, else the total excluding tax divided by the hours."""
    cap: Decimal = parameters["cap"]
    found: list[Judged] = []
    for index, piece in case.of(_QUOTE):
        seen: list[Seen | None] = [see(index, piece, "hourly_rate")]
        rate = number_of(seen[0])
        what = "Le devis porte"
        if rate is None:
            seen = [see(index, piece, "total_excl_tax"), see(index, piece, "hours")]
            total, hours = number_of(seen[0]), number_of(seen[1])
            if total is not None and hours:
                rate, what = total / hours, "Le total rapporté aux heures donne"
        values = {"cap": f"{euros(cap)}/h"}
        if rate is None:
            reason = "Le taux horaire n'a pas pu être lu ni calculé."
            found.append(settle(case, "INCONCLUSIVE", reason, seen, values, [index]))
            continue
        values["rate"] = f"{euros(rate)}/h"
        reason = f"{what} {euros(rate)}/h HT ; le plafond est de {euros(cap)}/h."
        found.append(settle(case, "PASSED" if rate <= cap else "FAILED", reason, seen, values))
    return found


@register(
    "latest_notice",
    "L'avis d'imposition est le dernier qui puisse exister au jour du dépôt : revenus de l'année "
    "précédente à partir de septembre, de l'année d'avant jusque-là.",
    quotes=("year", "expected"),
)
def latest_notice(case: Case, parameters: Parameters) -> list[Judged]:
    """One such notice is enough. From April on, the online statement (ASDIR) may be of the year
    before already; before April it cannot."""
    deposited = case.facts.deposited
    expected = deposited.year - (1 if deposited.month >= 9 else 2)
    newest = deposited.year - (1 if deposited.month >= 4 else 2)
    found: list[Judged] = []
    for index, piece in case.of(["tax_notice"]):
        seen = see(index, piece, "income_year")
        year = number_of(seen)
        values = {"expected": str(expected)}
        if year is None:
            reason = "L'année des revenus n'a pas pu être lue."
            found.append(settle(case, "INCONCLUSIVE", reason, [seen], values, [index]))
            continue
        values["year"] = decimal(year)
        reason = f"Avis sur les revenus de {decimal(year)} ; attendu au dépôt : {expected}."
        outcome: Outcome = "PASSED" if expected <= year <= newest else "FAILED"
        if year > newest:
            outcome = "INCONCLUSIVE"
            reason += " Un tel avis n'existe pas encore à cette date : à vérifier."
        found.append(settle(case, outcome, reason, [seen], values))
    return best(found)


@register(
    "peripheral",
    "Aide aux frais annexes selon le quotient familial (revenu fiscal de référence / 12 / parts, à "
    "confirmer par un agent) : {bands}.",
    Parameter("bands", "bands", "les tranches : jusqu'à `to` (compris si `included`), `rate` €/h"),
    quotes=("quotient", "rate", "amount"),
    info_only=True,
)
def peripheral(case: Case, parameters: Parameters) -> list[Judged]:
    """Computes, decides nothing: PASSED with the amount, or INCONCLUSIVE."""
    hours = next((s for i, p in case.of(_QUOTE) if (s := see(i, p, "hours"))), None)
    found: list[Judged] = []
    # The latest notice counts when several were deposited.
    notices = sorted(
        case.of(["tax_notice"]),
        key=lambda one: number_of(see(one[0], one[1], "income_year")) or Decimal(0),
        reverse=True,
    )
    for index, piece in notices[:1]:
        income, parts = see(index, piece, "reference_income"), see(index, piece, "parts")
        rfr, share, time = number_of(income), number_of(parts), number_of(hours)
        if rfr is None or not share or time is None:
            reason = "Revenu fiscal de référence, parts ou heures n'ont pas pu être lus."
            found.append(settle(case, "INCONCLUSIVE", reason, [income, parts, hours], {}, [index]))
            continue
        quotient = (rfr / 12 / share).quantize(Decimal("0.01"))
        rate = next((b.rate for b in parameters["bands"] if b.holds(quotient)), Decimal(0))
        values = {
            "quotient": euros(quotient),
            "rate": f"{euros(rate)}/h",
            "amount": euros(rate * time),
        }
        reason = (
            f"Quotient familial {euros(rfr)} / 12 / {decimal(share)} part(s) = {euros(quotient)} : "
            f"{euros(rate)}/h × {decimal(time)} h = {euros(rate * time)}. À confirmer par un agent."
        )
        found.append(settle(case, "PASSED", reason, [income, parts, hours], values))
    return best(found)
