"""What a date is, told by the words around it: those before it, at its left, above it.

A table of labels (`labelled`) knows wordings; this knows roots of words, and so the wordings that
nobody listed. Each date gets the role of the nearest word that has one; a role is a field of some
kinds only, and ranks under a label of the table.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from bastide.engine.pieces.dates import find_dates
from bastide.engine.pieces.extract.labelled import labels_under
from bastide.engine.pieces.extract.reading import Reading
from bastide.engine.pieces.kinds import Form
from bastide.engine.pieces.lines import Cell, Sheet, plain
from bastide.engine.pieces.model import Word

_MOST = 60  # dates looked at on a page
_CONTEXT = 9  # words before a date in its line

# Roles in the order in which they are looked for among the words before a date; the nearest word
# decides, and of one word the first role.
_ROLES: tuple[tuple[str, str], ...] = (
    ("birth", r"NEE?|NAISS\w*|BIRTH|NATIF|NATIVE"),
    ("due", r"ECHEANCE|LIMITE|PAYER|PAYABLE|REGLER|REGLEMENT|PAIEMENT|PRELEV\w*|EXIGIBLE|SOLDER|"
            r"DEBITE\w*|VERSER"),
    ("created", r"CREEE?"),
    ("other", r"PROCHAIN\w*|SUIVANT\w*|PRECEDENT\w*|CREATION|IMMATRICULEE?|IMMATRICULATION|"
              r"NAISSANCE|EMBAUCHE|ANCIENNETE|SOUSCRI\w*|RELEVEE?|CONSTITUTION|AUDIT|SURVEILLANCE|"
              r"ACTUALIS\w*|COMMENCEMENT|DEPOT|DEMANDE|RECUE?|RECEPTION|BAIL|LOI|DECRET|ARRETE"),
    ("decision", r"DECISION|SEANCE|REUNION|REUNIE?|COMMISSION|CDAPH|STATUE?|NOTIFIEE?"),
    ("until", r"JUSQU|JUSQUAU|VALABLE|VALIDITE|VALIDE|EXPIR\w*|FIN|TERME|TERMIN\w*|ACHEV\w*|"
              r"CLOTURE|CESSATION|CESSE|RADIATION|RADIEE?|FERMETURE|SORTIE|DERNIER|AU"),
    ("from", r"DEBUT\w*|DEMARR\w*|COMMENC\w*|ENTREE?S?|COMPTER|PARTIR|DEPUIS|OUVERT\w*|INSCRI\w*|"
             r"ENREGISTR\w*|DU|INTEGR\w*|EFFET|ATTRIBU\w*|OCTROI\w*|PREMIER|RENTREE|DATES|SESSIONS?"),
    ("issue", r"FAITE?|EDIT\w*|EMISE?|EMISSION|ETABLIE?|ETABLISSEMENT|DELIVR\w*|IMPRIM\w*|GENER\w*|"
              r"SIGNEE?|DATE|DATEE?|COURRIER|FACTURE|DEVIS|LE|CE|JOUR|RECOUVREMENT|FACTURATION|"
              r"ACTUALISE|EXTRAIT|CERTIFIEE?|AVIS|DOCUMENT|ATTESTATION|CERTIFICAT|QUITTANCE|"
              r"OFFRE|PROPOSITION|REDIG\w*"),
)  # fmt: skip
_WORD = {role: re.compile(rf"(?:{words})") for role, words in _ROLES}
# Words that say nothing by themselves when a stronger one stands before them in the same label.
_WEAK = frozenset(
    "LE DU AU CE DATE DERNIER PREMIER AVIS DOCUMENT DEVIS FACTURE JOUR CERTIFICAT ATTESTATION "
    "QUITTANCE OFFRE PROPOSITION EXTRAIT COURRIER".split()
)
# Words that tell a date only beside it: « depuis le », « à partir du ».
_CLOSE = frozenset("DEPUIS PARTIR COMPTER DU AU".split())
_FIELDS: dict[str, dict[str, str]] = {
    "address_proof": {"issue": "issue_date"},
    "registration_notice": {"birth": "birth_date", "from": "registered_since",
                            "issue": "issue_date"},
    "rights_attestation": {"birth": "birth_date", "from": "valid_from", "until": "valid_to",
                           "issue": "issue_date"},
    "tax_notice": {"issue": "issue_date"},
    "training_quote": {"from": "start_date", "issue": "issue_date", "created": "issue_date"},
    "qualiopi_certificate": {"from": "valid_from", "decision": "valid_from",
                             "issue": "valid_from", "until": "valid_to", "due": "valid_to"},
    "company_registration": {"issue": "issue_date"},
    "entry_attestation": {"from": "start_date", "until": "end_date", "issue": "issue_date"},
    "rqth": {"birth": "birth_date", "decision": "decision_date", "from": "valid_from",
             "until": "valid_to", "due": "valid_to"},
}  # fmt: skip
_ENDS_REGISTRATION = re.compile(
    r"CESS|RADI|FIN D INSCR|N EST PLUS|FIN DE L INSCR|\b(?:MIS|PRIS) FIN\b"
)
_ENDS_TRAINING = re.compile(r"\bFIN\b|TERMIN|ACHEV|CLOTURE|SORTIE|DERNIER JOUR")
_DASH = re.compile(r"[-–—→>]+")
_SPAN = re.compile(r"\b(?:PERIODE|VALIDITE|VALIDE|DATES?|SESSION|DROITS|COUVERTE?S?|CYCLE)\b")
_ENDS_OFFER = re.compile(r"VALAB|VALID|OFFRE|EXPIR|JUSQU")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the page. `said`: the plain words that say what it is; `near`: how near, to 1."""

    day: date
    role: str
    said: str
    near: float
    words: tuple[Word, ...]


def date_roles(sheet: Sheet, kind: str, fields: dict[str, Form]) -> Iterator[Reading]:
    """Readings of the kind's dates by the words around them, then by what is left."""
    roles = _FIELDS.get(kind)
    if roles is None:
        return
    known = {*roles, *(["until"] if _ending(kind, "AU") or kind == "registration_notice" else [])}
    dated = list(_dated(sheet, labels_under(sheet, kind), known))
    for one in dated:
        name = roles.get(one.role)
        if one.role == "until":
            name = _ending(kind, one.said) or name
        if kind == "training_quote" and one.role == "from" and _ENDS_OFFER.search(one.said):
            continue  # the offer's own span
        if name in fields and name is not None:
            yield _reading(name, one, 0.72 * one.near)
        if kind == "rqth" and one.role == "issue" and "decision_date" in fields:
            # The notice is made out on the day of the decision, or says another.
            yield _reading("decision_date", one, 0.45)
    yield from _only_one_left(dated, kind, fields)


def _ending(kind: str, said: str) -> str | None:
    if kind == "registration_notice":
        return "end_date" if _ENDS_REGISTRATION.search(said) else None
    if kind == "training_quote":
        if said.split()[-1:] == ["AU"] and not _ENDS_OFFER.search(said):
            return "end_date"
        if _ENDS_OFFER.search(said):
            return "valid_to"
        return "end_date" if _ENDS_TRAINING.search(said) else None
    return None


def _only_one_left(dated: list[Dated], kind: str, fields: dict[str, Form]) -> Iterator[Reading]:
    """The one date without any role is the document's own when no other says so."""
    if "issue_date" not in fields or any(one.role == "issue" for one in dated):
        return
    left = [one for one in dated if not one.role]
    if left and len({one.day for one in left}) == 1:
        yield _reading("issue_date", left[0], 0.42)


def _reading(name: str, one: Dated, rank: float) -> Reading:
    text = " ".join(word.text for word in one.words)
    return Reading(name, one.day.isoformat(), text, one.words, rank)


def _dated(sheet: Sheet, under: bool, roles: Collection[str]) -> Iterator[Dated]:
    """The dates of the page with their roles. `under`: labels stand under their values; `roles`:
    those that the kind has."""
    count = 0
    said = ""
    for cell in sheet.cells:
        text = _to_its_end(sheet, cell)
        found = [one for one in find_dates(text) if one[0] < len(cell.text)]
        end = 0
        for start, stop, day in found:
            count += 1
            if count > _MOST:
                return
            before = plain(cell.text[end:start])
            words = tuple(_between(cell, start, stop)) or cell.words
            parted = cell.text[end:start].strip()
            closes = end and (
                re.fullmatch(r"(?:ET )?(?:AU|A|JUSQU AU)|ET LE", before.strip())
                or (not before.strip() and (not parted or _DASH.fullmatch(parted)))
            )
            if closes:
                role, said, near = "until", f"{said} AU".strip(), 1.0
            else:
                role, said, near = _role(sheet, cell, before, end, (under, roles))
                # « Période couverte : 29/04/2025 - 08/06/2026 »
                spans = _DASH.match(text[stop:].lstrip()) and find_dates(text[stop : stop + 16])
                if spans and role not in ("birth", "due") and _SPAN.search(said):
                    role = "from"
            yield Dated(day, role, said, near, words)
            end = stop


def _to_its_end(sheet: Sheet, cell: Cell) -> str:
    """A cell's text, with the next line's when a date begins at its end: « le 23 / novembre »."""
    if re.search(r"(?<![\d/.\-])(?:1er|\d{1,2})(?: [^\W\d_]{3,9}\.?)?$", cell.text):
        for under in sheet.below(cell, 1.2)[:1]:
            if abs(under.box.left - cell.box.left) < 0.03:
                return f"{cell.text} {under.text}"
    return cell.text


def _between(cell: Cell, start: int, stop: int) -> Iterator[Word]:
    """The words of a cell that hold the characters between two offsets of its text."""
    at = 0
    for word in cell.words:
        if at < stop and start < at + len(word.text):
            yield word
        at += len(word.text) + 1


def _role(
    sheet: Sheet, cell: Cell, before: str, offset: int, page: tuple[bool, Collection[str]]
) -> tuple[str, str, float]:
    """`(role, words, nearness)`: by what stands before the date in its cell, else at its left, else
    above it, or under it."""
    said = " ".join(before.split()[-_CONTEXT:])
    under, roles = page
    role = _of(said, roles)
    if role and said not in ("LE", "DU", "AU"):
        return role, said, 1.0
    if offset:
        return role, said, 0.9
    contexts: list[tuple[str, float]] = []
    if under and (lower := sheet.below(cell, 1.6)) and not find_dates(lower[0].text):
        contexts.append((lower[0].plain, 1.0))
    left = sheet.rows[cell.row][cell.at - 1] if cell.at else None
    if left is not None and not find_dates(left.text):
        contexts.append((left.plain, 0.95))
    above = sheet.above(cell, 2.4)
    if above is not None and not find_dates(above.text):
        contexts.append((above.plain, 0.9))
    for text, near in contexts:
        last = " ".join(text.split()[-_CONTEXT:])
        found = _of(last, roles)
        if found and len(text.split()) <= 14:
            return found, last, near
    if not role and not under and (label := _label_under(sheet, cell)) is not None:
        found = _of(label.plain, roles)
        if found:
            return found, label.plain, 0.85
    return role, said, 0.8


def _label_under(sheet: Sheet, cell: Cell) -> Cell | None:
    """The label that stands under a date alone in its cell, and heads no other date: some tables
    of a page set their labels so, and others of the same page do not."""
    lower = next(iter(sheet.below(cell, 1.6)), None)
    if lower is None or len(cell.words) > 3 or len(lower.words) > 6 or find_dates(lower.text):
        return None
    after = [*sheet.below(lower, 1.6)[:1], sheet.right_of(lower)]
    return None if any(one is not None and find_dates(one.text) for one in after) else lower


def _of(said: str, roles: Collection[str]) -> str:
    """The role of the nearest word that has one; a weak word gives way to a strong one, and counts
    only for a role that the kind has: « facture du 8 juillet » is a bill's own date."""
    weak = ""
    if re.search(r"\b(?:MIS|PRIS|METTRE|PRENDRE|PREND|PRENDRA) FIN\b", said):
        return "until"
    if day := re.search(r"\b(PREMIER|DERNIER) JOUR\b(?! DU MOIS)", said):
        return "from" if day[1] == "PREMIER" else "until"
    # « Validité du », « valable à partir du » open a span that « valable jusqu'au » closes.
    if re.search(r"\bVALID\w*|\bVALABLE", said) and re.search(
        r"\b(?:DU|DEPUIS LE)$|\b(?:DEBUT|PARTIR|COMPTER|PRISE D EFFET)\b", said
    ):
        return "from"
    for away, word in enumerate(reversed(said.split())):
        if word in _CLOSE and away > 1:
            continue  # « édité depuis l'espace client le »
        for role, form in _WORD.items():
            if form.fullmatch(word):
                if word not in _WEAK:
                    return role
                weak = weak or (role if role in roles else "")
                break
    # « facture… période du » opens what the bill is for.
    period = re.search(r"\bPERIODE\b(?! DE VALID)", said)
    return "other" if period and weak == "issue" else weak
