"""A scheme in readable French, for agents and for whoever wants to know what is checked.

`told` gives it part by part, for a page; `explain` as plain text, for a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.labels import FIELD_LABELS, NOTE_LABELS
from bastide.engine.pieces.procedure import Procedure, RuleSpec, Slot
from bastide.engine.pieces.rules.presence import accepted
from bastide.engine.pieces.rules.reading import decimal, french_day
from bastide.engine.pieces.rules.registry import CHECKS
from bastide.engine.pieces.scheme_values import Band

_LEVELS = {
    ("required", "applicant"): "obligatoire ; sinon le dossier est incomplet",
    ("required", "agent"): "obligatoire ; sinon un agent décide",
    ("review", "agent"): "à voir par un agent",
    ("info", "agent"): "pour information",
}
_WORDS = {
    "deposit": "dépôt de la demande",
    "start": "début de la formation",
    "body": "l'organisme de formation",
    "applicant": "le demandeur",
}
NEVER_REFUSES = "La machine ne refuse jamais : un agent décide, avec son nom et sa raison."


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule: its title, what it weighs, what it checks in one sentence, where it comes from."""

    title: str
    level: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class SchemeTold:
    """A scheme: `facts` about it, one sentence each, then its documents and rules."""

    title: str
    version: str
    facts: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    rules: tuple[RuleTold, ...]


def told(procedure: Procedure) -> SchemeTold:
    """The whole scheme in French sentences."""
    since = french_day(procedure.valid_from)
    force = f"En vigueur depuis le {since}."
    if procedure.valid_to:
        force = f"En vigueur du {since} au {french_day(procedure.valid_to)}."
    territory = "Territoire : sans condition."
    if procedure.territory:
        territory = f"Territoire : départements {', '.join(procedure.territory)}."
    nir = "Le NIR est nécessaire." if procedure.needs_nir else "Le NIR est masqué."
    return SchemeTold(
        procedure.title,
        procedure.version,
        (
            force,
            f"Source : {procedure.source}",
            *([procedure.note] if procedure.note else []),
            territory,
            f"Documents conservés {procedure.retention} mois après la décision. {nir}",
        ),
        tuple(map(_slot, procedure.required)),
        tuple(map(_slot, procedure.optional)),
        tuple(
            RuleTold(rule.title, _LEVELS[rule.level, rule.asks], says(rule), rule.source)
            for rule in procedure.rules
        ),
    )


def explain(procedure: Procedure) -> str:
    """The same as plain text: documents, then rules with their sources."""
    scheme = told(procedure)
    lines = [
        f"{scheme.title} — version {scheme.version}",
        *scheme.facts,
        "",
        "Documents obligatoires",
        *(f"- {slot}" for slot in scheme.required),
        *(["", "Documents facultatifs"] if scheme.optional else []),
        *(f"- {slot}" for slot in scheme.optional),
        "",
        "Règles",
    ]
    for rank, rule in enumerate(scheme.rules, start=1):
        lines += [
            f"{rank}. {rule.title} ({rule.level})",
            f"   {rule.says}",
            f"   Source : {rule.source}",
        ]
    return "\n".join([*lines, "", NEVER_REFUSES])


def says(rule: RuleSpec) -> str:
    """What a rule checks, one sentence with its parameters."""
    values = {name: _value(value) for name, value in rule.parameters.items()}
    return CHECKS[rule.check].says.format_map(values)


def _slot(slot: Slot) -> str:
    most = f" ; {slot.at_most} au plus" if slot.at_most else ""
    kinds = accepted(slot)
    return f"{slot.label} ({kinds}{most})" if kinds != slot.label or most else slot.label


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_value, value)) or "aucun"
    if isinstance(value, Band):
        if value.to is None:
            return f"au-delà, {decimal(value.rate)} €/h"
        within = "jusqu'à" if value.included else "moins de"
        return f"{within} {decimal(value.to)} € : {decimal(value.rate)} €/h"
    if isinstance(value, str):
        if value in KINDS:
            return KINDS[value].label
        return {**FIELD_LABELS, **NOTE_LABELS, **_WORDS}.get(value, value)
    return decimal(Decimal(value)) if not isinstance(value, bool) else ("oui" if value else "non")
