"""Reads a scheme's TOML into `procedure.Procedure`, telling each mistake with its place, in French.

The text is data from another authority: a key that nothing expects, an unknown placeholder or a
format inside braces is refused, so that a message can never do more than quote a value.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from string import Formatter
from typing import Any

from bastide.engine.pieces import rules as families
from bastide.engine.pieces.procedure import (
    Messages,
    Procedure,
    ProcedureError,
    RuleSpec,
    Slot,
    Trust,
)
from bastide.engine.pieces.rules.registry import CHECKS, QUOTED_BY_ALL, Check
from bastide.engine.pieces.scheme_values import Place, parameters_of

# The families register their checks when they are imported.
_FAMILIES = families.__all__

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEPARTMENT = re.compile(r"\d{2}|2[AB]|9[78]\d")


def read(text: str, name: str) -> Procedure:
    """The scheme. Raises `ProcedureError`."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        where = f", ligne {at[1]}, colonne {at[2]}" if at else ", à la fin du fichier"
        raise ProcedureError(
            f"{name}{where} : le TOML est mal écrit (un guillemet, un crochet, un signe "
            "égal ou une valeur manque, ou une clé est écrite deux fois)."
        ) from error
    top = Place(name)
    top.keys(data, {"procedure", "documents", "rules"})
    head = top.table(data, "procedure")
    documents = tuple(
        _slot(place, table) for place, table in top.tables(data, "documents", "document")
    )
    rules = tuple(_rule(place, table) for place, table in top.tables(data, "rules", "règle"))
    for what, names in (
        ("documents", [slot.name for slot in documents]),
        ("règles", [rule.id for rule in rules]),
    ):
        twice = sorted({one for one in names if names.count(one) > 1})
        if twice:
            raise top.wrong(f"{what} du même nom : {', '.join(twice)}")
    _every_kind_is_asked(top, documents, rules)
    return _head(Place(name, "[procedure]"), head, documents, rules)


def _head(
    place: Place, head: Mapping[str, Any], documents: tuple[Slot, ...], rules: tuple[RuleSpec, ...]
) -> Procedure:
    place.keys(
        head,
        {"name", "title", "version", "valid_from", "valid_to", "source", "territory",
         "retention_months", "needs_nir", "note", "trust"},
    )  # fmt: skip
    name = place.text(head, "name")
    if not _SLUG.fullmatch(name):
        raise place.wrong("« name » s'écrit en minuscules, chiffres et traits d'union")
    territory = place.texts(head, "territory", ())
    bad = [one for one in territory if not _DEPARTMENT.fullmatch(one)]
    if bad:
        raise place.wrong(f"« territory » : {', '.join(bad)} n'est pas un numéro de département")
    start = _day(place, head, "valid_from")
    end = _day(place, head, "valid_to") if "valid_to" in head else None
    if end and end < start:
        raise place.wrong("« valid_to » est avant « valid_from »")
    trust = place.table(head, "trust") if "trust" in head else {}
    place.keys(trust, {"doubtful_below", "fails_from", "kind_from"})
    shares = {key: float(place.number(trust, key, Decimal(0), Decimal(1))) for key in trust}
    return Procedure(
        name=name,
        title=place.text(head, "title"),
        version=place.text(head, "version"),
        valid_from=start,
        valid_to=end,
        source=place.text(head, "source"),
        territory=territory,
        documents=documents,
        rules=rules,
        retention=place.whole(head, "retention_months"),
        needs_nir=place.flag(head, "needs_nir", False),
        note=place.text(head, "note", ""),
        trust=Trust(**shares),
    )


def _day(place: Place, table: Mapping[str, Any], key: str) -> date:
    value = table.get(key)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise place.wrong(f"« {key} » attend une date, sans guillemets : 2026-01-31")
    return value


def _slot(place: Place, table: Mapping[str, Any]) -> Slot:
    place.keys(table, {"name", "label", "kinds", "required", "at_most"})
    return Slot(
        name=place.text(table, "name"),
        label=place.text(table, "label"),
        kinds=place.kinds(table, "kinds"),
        required=place.flag(table, "required"),
        at_most=place.whole(table, "at_most", 0),
    )


def _rule(place: Place, table: Mapping[str, Any]) -> RuleSpec:
    place.keys(
        table,
        {"id", "title", "check", "level", "asks", "source", "parameters", "failed",
         "inconclusive"},
    )  # fmt: skip
    check_name = place.text(table, "check")
    if check_name not in CHECKS:
        raise place.wrong(
            f"contrôle « {check_name} » inconnu ; connus : {', '.join(sorted(CHECKS))}"
        )
    check = CHECKS[check_name]
    level = place.choice(table, "level", ("required", "review", "info"))
    if check.info_only and level != "info":
        raise place.wrong(f'le contrôle « {check_name} » n\'admet que level = "info"')
    asks = place.choice(
        table, "asks", ("applicant", "agent"), "applicant" if level == "required" else "agent"
    )
    if asks == "applicant" and level != "required":
        raise place.wrong('asks = "applicant" demande level = "required"')
    failed = _messages(place, table, "failed", check)
    if asks == "applicant" and not failed.applicant:
        raise place.wrong("« failed.applicant » manque : que demander au demandeur ?")
    return RuleSpec(
        id=place.text(table, "id"),
        check=check_name,
        level=level,  # type: ignore[arg-type]
        asks=asks,  # type: ignore[arg-type]
        title=place.text(table, "title"),
        failed=failed,
        inconclusive=_messages(place, table, "inconclusive", check),
        parameters=parameters_of(place, place.table(table, "parameters", {}), check),
        source=place.text(table, "source"),
    )


def _messages(place: Place, table: Mapping[str, Any], key: str, check: Check) -> Messages:
    given = place.table(table, key)
    place.keys(given, {"instructor", "applicant", "plain"}, f"{key}.")
    known = {*QUOTED_BY_ALL, *check.quotes}
    for name in given:
        try:
            parts = list(Formatter().parse(place.text(given, name)))
        except ValueError as error:
            raise place.wrong(f"« {key}.{name} » : une accolade n'est pas fermée") from error
        for _, quoted, form, conversion in parts:
            if quoted is not None and (quoted not in known or form or conversion):
                raise place.wrong(
                    f"« {key}.{name} » : « {{{quoted}}} » inconnu ; "
                    f"le contrôle offre {', '.join(sorted(known))}"
                )
    return Messages(
        place.text(given, "instructor"),
        place.text(given, "applicant", ""),
        place.text(given, "plain", ""),
    )


def _every_kind_is_asked(
    top: Place, documents: tuple[Slot, ...], rules: tuple[RuleSpec, ...]
) -> None:
    """A rule says nothing of a document that is absent: the scheme must then ask for it, or say
    that it is optional, and a rule must check that what is required is there."""
    if not any(rule.check == "presence" for rule in rules):
        raise top.wrong("aucune règle « presence » : un document absent passerait inaperçu")
    asked = {kind for slot in documents for kind in slot.kinds}
    for rule in rules:
        unasked = [kind for kind in rule.parameters.get("kinds", ()) if kind not in asked]
        if unasked:
            raise top.wrong(
                f"règle « {rule.id} » : {', '.join(unasked)} n'est dans aucun [[documents]]"
            )
