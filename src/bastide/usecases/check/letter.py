"""The letter that asks an applicant for what is missing, drafted from the findings.

1. `mendable` keeps the findings that she can do something about; the rest is for agents.
2. They are grouped by document, in the order in which the scheme asks for them.
3. `draft` says of each what is wrong, what to send, until when and where; `Letter.text` is what
   the agent edits, copies or downloads.

A letter asks. It never judges the request: no word of it grants or refuses anything.
Source of the deadline: code des relations entre le public et l'administration, article L114-5
(the administration says what is missing and sets a time to receive it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.model import Finding, Piece
from bastide.engine.pieces.procedure import Procedure, Slot
from bastide.usecases.check.masking import mask

MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
WHOLE_CASE = "Votre dossier"


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter says besides the findings. `until`: the last day to send; `address`: the
    deposit page, empty without one; `signed_by`: the person who writes."""

    person: str
    reference: str
    organisation: str
    until: date
    address: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A document to send. `why`: what is wrong, one sentence each; `send`: what to send."""

    document: str
    why: tuple[str, ...]
    send: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A drafted letter: its object, what is asked, the words around."""

    title: str
    opening: tuple[str, ...]
    asked: tuple[Asked, ...]
    closing: tuple[str, ...]

    @property
    def text(self) -> str:
        """The letter in plain text: a heading a document, a line a thing to know."""
        parts = [*self.opening]
        for one in self.asked:
            lines = [f"{one.document} :", *(f"- {why}" for why in one.why)]
            if one.send:
                lines.append(f"- À envoyer : {one.send}")
            parts.append("\n".join(lines))
        return "\n\n".join([*parts, *self.closing]) + "\n"


def mendable(procedure: Procedure, finding: Finding) -> bool:
    """Whether the applicant can put it right: it is asked of her, in words meant for her."""
    if finding.outcome == "PASSED" or finding.level == "info":
        return False
    rule = procedure.rule(finding.rule)
    # A finding of no rule of the scheme tells of a file that could not be opened.
    return bool(finding.applicant) and (rule is None or rule.asks == "applicant")


def draft(
    facts: LetterFacts,
    findings: Iterable[Finding],
    pieces: Sequence[Piece],
    procedure: Procedure,
    *,
    plain: bool = False,
) -> Letter:
    """The letter. `plain`: in the scheme's plainest words, where it has some.

    Without anything to ask, `asked` is empty and the letter says only how to send.
    """
    asked = asked_of(findings, pieces, procedure, plain=plain)
    return Letter(
        title=f"Votre dossier {facts.reference} : documents à envoyer",
        opening=(
            "Bonjour,",
            f"Nous avons lu les documents de votre dossier {facts.reference} "
            f"({procedure.title}). Pour continuer, nous avons besoin de ce qui suit.",
        ),
        asked=asked,
        closing=_closing(facts),
    )


def asked_of(
    findings: Iterable[Finding],
    pieces: Sequence[Piece],
    procedure: Procedure,
    *,
    plain: bool = False,
) -> tuple[Asked, ...]:
    """What is asked, a document at a time, in the scheme's order; what is of no document last."""
    groups: dict[str, list[tuple[Finding, Slot | None]]] = {}
    for finding in findings:
        if mendable(procedure, finding):
            slot = slot_of(finding, pieces, procedure)
            groups.setdefault(_name(finding, slot, pieces), []).append((finding, slot))
    order = {_capital(slot.label): n for n, slot in enumerate(procedure.documents)}
    names = sorted(groups, key=lambda name: (order.get(name, len(order)), name == WHOLE_CASE))
    return tuple(_asked(name, groups[name], plain, procedure.needs_nir) for name in names)


def slot_of(finding: Finding, pieces: Sequence[Piece], procedure: Procedure) -> Slot | None:
    """The document of the scheme that a finding is about: that of its first piece, else the one
    that its rule names; None for the case as a whole."""
    kinds: list[str] = [pieces[n].kind for n in finding.pieces if 0 <= n < len(pieces)]
    rule = procedure.rule(finding.rule)
    if not kinds and rule is not None:
        for value in rule.parameters.values():
            named = [value] if isinstance(value, str) else value
            if isinstance(named, (list, tuple)):
                kinds += [one for one in named if one in KINDS]
    slots = [slot for kind in kinds for slot in procedure.documents if kind in slot.kinds]
    if slots or rule is None or rule.check != "presence":
        return slots[0] if slots else None
    # One rule tells of every missing document: its words name the one meant.
    meant = [slot for slot in procedure.documents if slot.label in finding.message]
    return max(meant, key=lambda slot: len(slot.label), default=None)


def _name(finding: Finding, slot: Slot | None, pieces: Sequence[Piece]) -> str:
    if slot is not None:
        return _capital(slot.label)
    for number in finding.pieces:
        if 0 <= number < len(pieces) and pieces[number].kind != "other":
            return _capital(KINDS[pieces[number].kind].label)
    return WHOLE_CASE


def _asked(
    name: str, found: Sequence[tuple[Finding, Slot | None]], plain: bool, needs_nir: bool
) -> Asked:
    why: dict[str, None] = {}  # said once, in order
    for finding, _slot in found:
        words = (finding.plain or finding.applicant) if plain else finding.applicant
        said = " ".join(words.split())
        why[said if needs_nir else mask(said)] = None
    slot = found[0][1]
    absent = slot is not None and not any(finding.pieces for finding, _slot in found)
    send = ""
    if slot is not None and not absent:
        send = f"{slot.label}, un autre exemplaire, à jour et lisible"
    elif slot is not None and not any(slot.label in words for words in why):
        send = slot.label
    return Asked(name, tuple(why), send)


def _closing(facts: LetterFacts) -> tuple[str, ...]:
    until = in_words(facts.until)
    where = (
        f"Envoyez ces documents au plus tard le {until}, depuis cette page : {facts.address}\n"
        "Le code qui l'ouvre vous est donné à part."
        if facts.address
        else f"Envoyez ces documents au plus tard le {until}, en répondant à ce message ou par "
        f"courrier, avec la référence {facts.reference}."
    )
    return (
        where,
        "Une photo nette, bien éclairée et entière suffit. Si vous ne pouvez pas obtenir un "
        "document dans ce délai, dites-le-nous : nous chercherons une solution avec vous.",
        "Votre dossier n'est pas encore décidé. Une personne l'étudiera quand elle aura reçu "
        "vos documents.",
        "\n".join(filter(None, ("Cordialement,", facts.signed_by, facts.organisation))),
    )


def in_words(day: date) -> str:
    """« 1er décembre 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
