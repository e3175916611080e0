"""Whether the findings of a case see the defect that was put into it, and whom they blame wrongly.

A defect is found when a finding that is not PASSED, whose level is not `info` and whose rule is one
of those that concern the defect (`CONCERNS`) looks at the spoilt document, or at the document that
it is compared with (`PAIRS`). A document that is missing has no page: the finding of the rule on
presence must name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bastide.engine.pieces.model import Finding, Piece
from bastide.engine.pieces.procedure import Procedure

# What a spoilt page may lead to: it is said unreadable or cut, or the document is not recognised.
_UNREADABLE = ("readable", "pages", "presence", "file_unread")
# Kind of defect, or its beginning → checks of the schemes' rules (`check = "…"` in the TOML) that
# concern it. `file_unread` is no rule: it says that a file could not be opened.
CONCERNS: dict[str, tuple[str, ...]] = {
    "above_hourly_cap": ("hourly_cap",),
    "above_total_cap": ("total_cap",),
    "address_outside": ("residence",),
    "address_proof_old": ("recent",),
    "another_in_place": ("presence",),
    "back_missing": ("pages", "identity_expiry"),
    "birth_date_differs": ("same_person",),
    "blur_": _UNREADABLE,
    "code_altered": ("twoddoc",),
    "code_disagrees": ("twoddoc", "notes"),
    "company_closed": ("body_open",),
    "company_differs": ("same_body",),
    "cut_": _UNREADABLE,
    "duplicate_inside": ("duplicates", "one_of_each"),
    "end_before_start": ("dates_in_order",),
    "entry_outside_quote": ("entry_within",),
    "iban_digit_wrong": ("proved", "notes"),
    "identity_expired": ("identity_expiry",),
    "income_year_wrong": ("latest_notice",),
    "missing_": ("presence",),
    "missing_rib": ("payee", "presence"),
    "mrz_digit_wrong": ("notes",),
    "near_name_": ("same_person",),
    "notice_old": ("recent",),
    "other_given_name_": ("same_person",),
    "other_person_": ("same_person",),
    "qualiopi_ends_before_start": ("valid_on",),
    "qualiopi_expired": ("valid_on",),
    "qualiopi_other_category": ("qualiopi_scope",),
    "quote_expired": ("quote_valid",),
    "registration_ended": ("registered",),
    "rib_of_neither": ("payee",),
    "rqth_expired": ("valid_on",),
    "second_page_missing": ("pages",),
    "siret_differs": ("same_body",),
    "siret_digit_wrong": ("notes", "same_body"),
    "start_before_deposit": ("deposit_before_start",),
    "total_wrong": ("sums", "notes"),
    "vat_wrong": ("sums", "notes"),
}
_BODY = ("training_quote", "qualiopi_certificate", "company_registration", "entry_attestation")
_PERSON = ("registration_notice", "address_proof", "tax_notice", "training_quote", "cv",
           "rights_attestation", "rqth", "entry_attestation")  # fmt: skip
# Kind of defect → kinds of the documents that the spoilt one is compared with.
PAIRS: dict[str, tuple[str, ...]] = {
    "company_differs": _BODY,
    "duplicate_inside": ("address_proof", "tax_notice", "qualiopi_certificate"),
    "entry_outside_quote": ("training_quote",),
    "missing_rib": ("rib",),
    "other_person_identity": _PERSON,
    "qualiopi_ends_before_start": ("training_quote",),
    "rib_of_neither": ("rib",),
    "siret_differs": _BODY,
    "siret_digit_wrong": _BODY,
}


def concerns(defect: str) -> tuple[str, ...]:
    """The checks that concern a kind of defect. Raises KeyError for one that has no entry."""
    if defect in CONCERNS:
        return CONCERNS[defect]
    return next(checks for start, checks in CONCERNS.items()
                if start.endswith("_") and defect.startswith(start))  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A case as examined. `documents`: the truth's; `names`: of the files read, in their order."""

    procedure: Procedure
    documents: Sequence[dict[str, Any]]
    names: Sequence[str]
    pieces: Sequence[Piece]
    findings: Sequence[Finding]

    def counted(self) -> list[tuple[str, Finding]]:
        """Findings that weigh on the outcome, with the check of their rule."""
        checks = {rule.id: rule.check for rule in self.procedure.rules}
        return [
            (checks.get(f.rule, f.rule), f)
            for f in self.findings
            if f.outcome != "PASSED" and f.level != "info"
        ]

    def looked_at(self, finding: Finding) -> set[int]:
        """Indexes of the truth's documents that have a page among those of the finding."""
        refs = [ref for i in finding.pieces if i < len(self.pieces) for ref in self.pieces[i].pages]
        if finding.page is not None:
            refs.append(finding.page)
        places = {(self.names[ref.file], ref.page) for ref in refs}
        return {
            rank
            for rank, document in enumerate(self.documents)
            if places & {(file["name"], file["page"]) for file in document["files"]}
        }

    def asked_for(self, finding: Finding, kind: str) -> bool:
        """Whether a finding on presence names the document that the scheme expects of `kind`."""
        return any(
            kind in asked.kinds and asked.label.casefold() in finding.message.casefold()
            for asked in self.procedure.documents
        )

    def found(self, defect: dict[str, Any]) -> str:
        """The strongest outcome among the findings that see the defect; empty when none does."""
        kind, wanted = defect["kind"], concerns(defect["kind"])
        spoilt = [d for d in self.documents if kind in d["defects"]]
        accepted = {
            rank
            for rank, document in enumerate(self.documents)
            if kind in document["defects"] or document["kind"] in PAIRS.get(kind, ())
        }
        files = {file["name"] for document in spoilt for file in document["files"]}
        outcomes = {
            finding.outcome
            for check, finding in self.counted()
            if check in wanted
            and (
                self.looked_at(finding) & accepted
                or (check == "presence" and self.asked_for(finding, defect["document"]))
                or (check == "file_unread" and any(name in finding.message for name in files))
            )
        }
        return "FAILED" if "FAILED" in outcomes else "".join(sorted(outcomes)[:1])

    def blamed(self) -> tuple[set[int], int]:
        """Documents on which something FAILED, and findings of that kind that name none of them.

        A finding that compares documents blames each of those that it points at.
        """
        documents: set[int] = set()
        elsewhere = 0
        for check, finding in self.counted():
            if finding.outcome != "FAILED":
                continue
            at = self.looked_at(finding)
            if not at and check == "presence":
                at = {
                    rank
                    for rank, document in enumerate(self.documents)
                    if self.asked_for(finding, document["kind"])
                }
            documents |= at
            elsewhere += not at
        return documents, elsewhere
