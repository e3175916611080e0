"""The values of a scheme's tables, each taken with its place so that a mistake says where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.procedure import ProcedureError
from bastide.engine.pieces.rules.registry import Check, Parameter

_MISSING: Any = object()
_FIELDS = frozenset(name for kind in KINDS.values() for name in kind.fields)


@dataclass(frozen=True, slots=True)
class Band:
    """A bracket of a scale: up to `to` (None: without end), itself within when `included`."""

    to: Decimal | None
    included: bool
    rate: Decimal

    def holds(self, value: Decimal) -> bool:
        return self.to is None or value < self.to or (self.included and value == self.to)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the file's name, then the table."""

    file: str
    table_name: str = ""

    def wrong(self, what: str) -> ProcedureError:
        """The error to raise: file, table, what is wrong."""
        return ProcedureError(f"{', '.join(filter(None, (self.file, self.table_name)))} : {what}.")

    def keys(self, table: Mapping[str, Any], known: set[str], prefix: str = "") -> None:
        for key in table:
            if key not in known:
                raise self.wrong(
                    f"clé « {prefix}{key} » inconnue ; connues : {', '.join(sorted(known))}"
                )

    def value(self, table: Mapping[str, Any], key: str, default: Any = _MISSING) -> Any:
        if key not in table and default is _MISSING:
            raise self.wrong(f"« {key} » manque")
        return table.get(key, default)

    def text(self, table: Mapping[str, Any], key: str, default: Any = _MISSING) -> str:
        value = self.value(table, key, default)
        if not isinstance(value, str) or (not value.strip() and default is _MISSING):
            raise self.wrong(f"« {key} » attend un texte entre guillemets, non vide")
        return value

    def flag(self, table: Mapping[str, Any], key: str, default: Any = _MISSING) -> bool:
        value = self.value(table, key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"« {key} » attend true ou false")
        return value

    def number(
        self, table: Mapping[str, Any], key: str, least: Decimal, most: Decimal | None = None
    ) -> Decimal:
        value = self.value(table, key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(f"« {key} » attend un nombre, avec un point : 9500 ou 2.50")
        number = Decimal(value)
        if not number.is_finite() or number < least or (most is not None and number > most):
            raise self.wrong(f"« {key} » sort des limites")
        return number

    def whole(self, table: Mapping[str, Any], key: str, default: Any = _MISSING) -> int:
        value = self.value(table, key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1200:
            raise self.wrong(f"« {key} » attend un nombre entier, de 0 à 1200")
        return value

    def choice(
        self, table: Mapping[str, Any], key: str, choices: tuple[str, ...], default: Any = _MISSING
    ) -> str:
        value = self.value(table, key, default)
        if value not in choices:
            raise self.wrong(f"« {key} » attend l'un de : {', '.join(choices)}")
        return str(value)

    def texts(self, table: Mapping[str, Any], key: str, default: Any = _MISSING) -> tuple[str, ...]:
        value = self.value(table, key, default)
        if value is default and default is not _MISSING:
            return tuple(default)
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(f'« {key} » attend une liste de textes : ["…", "…"]')
        return tuple(value)

    def kinds(self, table: Mapping[str, Any], key: str, default: Any = _MISSING) -> tuple[str, ...]:
        kinds = self.texts(table, key, default)
        unknown = [kind for kind in kinds if kind not in KINDS]
        if unknown or (not kinds and default is _MISSING):
            raise self.wrong(
                f"« {key} » : type de document {', '.join(unknown) or 'manquant'} ; "
                f"connus : {', '.join(KINDS)}"
            )
        return kinds

    def table(
        self, table: Mapping[str, Any], key: str, default: Any = _MISSING
    ) -> Mapping[str, Any]:
        value = self.value(table, key, default)
        if not isinstance(value, Mapping):
            raise self.wrong(f"« {key} » attend une table")
        return value

    def tables(
        self, table: Mapping[str, Any], key: str, what: str
    ) -> list[tuple[Place, Mapping[str, Any]]]:
        value = self.value(table, key)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"« {key} » attend des tables [[{key}]]")
        found = []
        for rank, one in enumerate(value, start=1):
            if not isinstance(one, Mapping):
                raise self.wrong(f"« {key} » attend des tables [[{key}]]")
            named = one.get("id", one.get("name", ""))
            found.append((Place(self.file, f"[[{key}]] nᵒ {rank} ({what} « {named} »)"), one))
        return found


def parameters_of(place: Place, given: Mapping[str, Any], check: Check) -> dict[str, Any]:
    """The parameters of a rule, defaults filled in. Raises `ProcedureError`."""
    place.keys(given, {one.name for one in check.parameters}, "parameters.")
    return {one.name: _parameter(place, given, one) for one in check.parameters}


def _parameter(place: Place, given: Mapping[str, Any], one: Parameter) -> Any:
    if one.name not in given:
        if one.default is None:
            raise place.wrong(f"paramètre « {one.name} » manque : {one.says}")
        return one.default
    match one.form:
        case "kinds":
            return place.kinds(given, one.name)
        case "field":
            field = place.text(given, one.name)
            if field not in _FIELDS:
                raise place.wrong(f"« {one.name} » : champ « {field} » inconnu")
            return field
        case "whole":
            return place.whole(given, one.name)
        case "euros":
            return place.number(given, one.name, Decimal(0))
        case "texts":
            return place.texts(given, one.name)
        case "choice":
            return place.choice(given, one.name, one.choices)
        case "flag":
            return place.flag(given, one.name)
        case "bands":
            return _bands(place, given, one.name)


def _bands(place: Place, given: Mapping[str, Any], key: str) -> tuple[Band, ...]:
    bands: list[Band] = []
    for _, table in place.tables(given, key, "tranche"):
        place.keys(table, {"to", "included", "rate"}, f"{key}.")
        to = place.number(table, "to", Decimal(0)) if "to" in table else None
        if bands and (bands[-1].to is None or (to is not None and to <= bands[-1].to)):
            raise place.wrong(f"« {key} » : les tranches vont de la plus basse à la plus haute")
        included = place.flag(table, "included", False)
        bands.append(Band(to, included, place.number(table, "rate", Decimal(0))))
    return tuple(bands)
