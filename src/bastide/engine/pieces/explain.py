"""A scheme in readable French, for agents and for whoever wants to know what is checked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bastide.engine.pieces.kinds import KINDS
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


def explain(procedure: Procedure) -> str:
    """The whole scheme as plain text: documents, then rules with their sources."""
    until = f" au {french_day(procedure.valid_to)}" if procedure.valid_to else ""
    lines = [
        f"{procedure.title} — version {procedure.version}",
        f"En vigueur du {french_day(procedure.valid_from)}{until}."
        if until
        else f"En vigueur depuis le {french_day(procedure.valid_from)}.",
        f"Source : {procedure.source}",
        *([procedure.note] if procedure.note else []),
        f"Territoire : départements {', '.join(procedure.territory)}."
        if procedure.territory
        else "Territoire : sans condition.",
        f"Documents conservés {procedure.retention} mois après la décision. "
        + ("Le NIR est nécessaire." if procedure.needs_nir else "Le NIR est masqué."),
        "",
        "Documents obligatoires",
        *map(_slot, procedure.required),
        *(["", "Documents facultatifs"] if procedure.optional else []),
        *map(_slot, procedure.optional),
        "",
        "Règles",
    ]
    for rank, rule in enumerate(procedure.rules, start=1):
        lines += [
            f"{rank}. {rule.title} ({_LEVELS[rule.level, rule.asks]})",
            f"   {says(rule)}",
            f"   Source : {rule.source}",
        ]
    lines += ["", "La machine ne refuse jamais : un agent décide, avec son nom et sa raison."]
    return "\n".join(lines)


def says(rule: RuleSpec) -> str:
    """What a rule checks, one sentence with its parameters."""
    values = {name: _value(value) for name, value in rule.parameters.items()}
    return CHECKS[rule.check].says.format_map(values)


def _slot(slot: Slot) -> str:
    most = f" ; {slot.at_most} au plus" if slot.at_most else ""
    return f"- {slot.label} ({accepted(slot)}{most})"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_value, value)) or "aucun"
    if isinstance(value, Band):
        if value.to is None:
            return f"au-delà, {decimal(value.rate)} €/h"
        within = "jusqu'à" if value.included else "moins de"
        return f"{within} {decimal(value.to)} € : {decimal(value.rate)} €/h"
    if isinstance(value, str):
        return KINDS[value].label if value in KINDS else _WORDS.get(value, value)
    return decimal(Decimal(value)) if not isinstance(value, bool) else ("oui" if value else "non")
