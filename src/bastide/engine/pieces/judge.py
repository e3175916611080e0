"""What a scheme's rules say of a case. The machine never refuses: an agent decides.

1. Each rule calls its check with the case and the rule's parameters.
2. Each judgement becomes a finding, with the scheme's three messages and its source.
3. Something the applicant must bring or replace → incomplete; else something an agent must look
   at → to be seen; else complete.
"""

from __future__ import annotations

from collections.abc import Sequence

from bastide.engine.pieces import rules as families
from bastide.engine.pieces.model import FileOutcome, FileRead, Finding, Piece, Verdict
from bastide.engine.pieces.procedure import Messages, Procedure, RuleSpec
from bastide.engine.pieces.rules.case import Case, CaseFacts, label
from bastide.engine.pieces.rules.registry import CHECKS, Judged

# The families register their checks when they are imported.
_FAMILIES = families.__all__

__all__ = ["CaseFacts", "judge", "outcome_of"]


def judge(
    procedure: Procedure, files: Sequence[FileRead], pieces: Sequence[Piece], facts: CaseFacts
) -> Verdict:
    """The verdict on a case at the day of its deposit."""
    case = Case(procedure, files, pieces, facts)
    findings = tuple(
        _finding(case, rule, judged)
        for rule in procedure.rules
        for judged in CHECKS[rule.check].judge(case, rule.parameters)
    )
    outcome = outcome_of(procedure, findings)
    return Verdict(procedure.name, procedure.version, outcome, findings)


def outcome_of(procedure: Procedure, findings: Sequence[Finding]) -> FileOutcome:
    """The outcome that the findings give a case."""
    weighing = [f for f in findings if f.outcome != "PASSED" and f.level != "info"]
    if any(asks_applicant(procedure, finding) for finding in weighing):
        return "incomplete"
    return "to_be_seen" if weighing else "complete"


def asks_applicant(procedure: Procedure, finding: Finding) -> bool:
    """Whether a finding asks the applicant to bring or replace something: what a letter lists."""
    rule = procedure.rule(finding.rule)
    return (
        finding.outcome == "FAILED"
        and finding.level == "required"
        and rule is not None
        and rule.asks == "applicant"
    )


def _finding(case: Case, rule: RuleSpec, judged: Judged) -> Finding:
    document = label(case.pieces[judged.pieces[0]]) if judged.pieces else "document"
    values = {
        **dict.fromkeys(CHECKS[rule.check].quotes, "non lu"),
        "document": document,
        **judged.values,
        "reason": judged.reason,
    }
    # A reason quotes the documents: it is never taken for a message with placeholders.
    messages = {
        "FAILED": rule.failed,
        "INCONCLUSIVE": rule.inconclusive,
        "PASSED": Messages("{reason}"),
    }[judged.outcome]
    return Finding(
        rule=rule.id,
        outcome=judged.outcome,
        level=judged.level or rule.level,
        message=messages.instructor.format_map(values),
        applicant=messages.applicant.format_map(values),
        plain=messages.plain.format_map(values),
        source=rule.source,
        pieces=judged.pieces,
        fields=judged.fields,
        page=judged.page,
        box=judged.box,
    )
