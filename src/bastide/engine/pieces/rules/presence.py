"""Whether the documents that the scheme asks for are there, and readable to the last page."""

from __future__ import annotations

import re
from collections import defaultdict

from bastide.engine.pieces.cut import cut_side
from bastide.engine.pieces.kinds import IDENTITY
from bastide.engine.pieces.model import Outcome, Page, PageRef, Piece
from bastide.engine.pieces.procedure import Slot
from bastide.engine.pieces.rules.case import Case, heading, label
from bastide.engine.pieces.rules.registry import Judged, Parameters, register
from bastide.engine.pieces.rules.sides import sides
from bastide.engine.pieces.similar import fingerprint, same


@register(
    "presence",
    "Chaque document obligatoire est là, sous l'une des formes admises.",
    quotes=("missing", "accepted"),
)
def presence(case: Case, parameters: Parameters) -> list[Judged]:
    """FAILED for a missing document; INCONCLUSIVE while an unrecognised one may be it."""
    return [_slot(case, slot) for slot in case.procedure.required]


def _slot(case: Case, slot: Slot) -> Judged:
    values = {"missing": slot.label, "accepted": accepted(slot)}
    found = case.of(slot.kinds)
    sure = [one for one in found if one[1].confidence >= case.procedure.trust.kind_from]
    if sure:
        index, piece = sure[0]
        return Judged("PASSED", f"Fourni : {label(piece)}.", values, (index,), page=_first(piece))
    if found:
        index, piece = found[0]
        reason = f"Ce document semble être : {label(piece)}, sans certitude."
        return Judged("INCONCLUSIVE", reason, values, (index,), page=_first(piece))
    unknown = _unknown(case)
    if unknown:
        reason = f"Manque : {slot.label}, sauf si le document non reconnu en tient lieu."
        return Judged("INCONCLUSIVE", reason, values, page=unknown)
    return Judged("FAILED", f"Manque : {slot.label}.", values)


def accepted(slot: Slot) -> str:
    """The kinds that a slot accepts: « carte d'identité, passeport ou titre de séjour »."""
    from bastide.engine.pieces.kinds import KINDS

    labels = [KINDS[kind].label for kind in slot.kinds]
    return " ou ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _unknown(case: Case) -> PageRef | None:
    """A readable page that no recognised document holds."""
    held = {ref for piece in case.pieces if piece.kind != "other" for ref in piece.pages}
    for number, file in enumerate(case.files):
        for page in file.pages:
            ref = PageRef(number, page.number)
            if ref not in held and not _blank(page):
                return ref
    return None


def _first(piece: Piece) -> PageRef | None:
    return piece.pages[0] if piece.pages else None


@register("one_of_each", "Pas plus de documents d'une sorte que le dispositif n'en attend.")
def one_of_each(case: Case, parameters: Parameters) -> list[Judged]:
    """INCONCLUSIVE when several different documents compete: an agent says which one counts."""
    found: list[Judged] = []
    for slot in case.procedure.documents:
        pieces = case.of(slot.kinds)
        prints = [fingerprint(piece, case.files) for _, piece in pieces]
        distinct = [
            i for i, one in enumerate(prints) if not any(same(one, other) for other in prints[:i])
        ]
        if slot.at_most and len(distinct) > slot.at_most:
            reason = f"{len(distinct)} documents différents pour « {slot.label} »."
            found.append(
                Judged(
                    "INCONCLUSIVE",
                    reason,
                    pieces=tuple(pieces[i][0] for i in distinct),
                    page=_first(pieces[distinct[-1]][1]),
                )
            )
    return found or [Judged("PASSED", "Aucun document en trop.")]


@register(
    "readable",
    "Chaque page peut être lue ; sinon le demandeur est invité à la fournir de nouveau.",
    quotes=("file", "page", "advice"),
)
def readable(case: Case, parameters: Parameters) -> list[Judged]:
    """FAILED for a page that cannot be read; INCONCLUSIVE for one that seems cut, but of an
    identity document, which may be taken alone; a blank one is for information only."""
    found: list[Judged] = []
    for number, file in enumerate(case.files):
        for page in file.pages:
            ref = PageRef(number, page.number)
            values = {"file": file.name, "page": str(page.number), "advice": page.quality.advice}
            if _blank(page):
                reason = f"La page {page.number} de « {file.name} » est blanche."
                found.append(Judged("INCONCLUSIVE", reason, values, page=ref, level="info"))
            elif not page.quality.readable:
                reason = f"La page {page.number} de « {file.name} » ne peut pas être lue."
                found.append(Judged("FAILED", reason, values, _holders(case, ref), page=ref))
            elif (side := cut_side(page)) and not _is_identity(case, ref):
                reason = (
                    f"La page {page.number} de « {file.name} » semble coupée {side} : il peut y "
                    "manquer des lignes, à vérifier."
                )
                found.append(Judged("INCONCLUSIVE", reason, values, _holders(case, ref), page=ref))
    return found or [Judged("PASSED", "Toutes les pages sont lisibles.")]


def _holders(case: Case, ref: PageRef) -> tuple[int, ...]:
    return tuple(i for i, piece in enumerate(case.pieces) if ref in piece.pages)


def _is_identity(case: Case, ref: PageRef) -> bool:
    return any(case.pieces[i].kind in IDENTITY for i in _holders(case, ref))


def _blank(page: Page) -> bool:
    return "blank" in page.quality.reasons


# « Page 1/3 », « page 1 sur 3 »; readers take the bar for l, I or |.
_PAGINATION = re.compile(r"\bpage\s*:?\s*(\d{1,2})\s*(?:/|sur|de)\s*(\d{1,2})\b", re.IGNORECASE)


@register(
    "pages",
    "Aucune page ne manque : pagination « Page 1/3 », côtés et zones de la pièce d'identité.",
    quotes=("missing",),
)
def pages(case: Case, parameters: Parameters) -> list[Judged]:
    """FAILED for a page missing; INCONCLUSIVE while an unrecognised one may be it."""
    found: list[Judged] = []
    told: set[str] = set()
    for index, piece in enumerate(case.pieces):
        if piece.kind == "other":
            continue
        missing, unread = ("", False) if piece.kind in told else _unnumbered(case, piece)
        if missing:
            told.add(piece.kind)  # its pages may be in several pieces
            reason = f"{heading(piece)} : il manque {missing}"
            outcome: Outcome = "FAILED"
            if unread or _unknown(case):
                outcome = "INCONCLUSIVE"
                reason += ", à moins qu'une page non numérotée ou non reconnue n'en soit une partie"
            values = {"missing": missing}
            found.append(Judged(outcome, f"{reason}.", values, (index,), page=_first(piece)))
        else:
            found += sides(case, index, piece)
    return found or [Judged("PASSED", "Aucune page ne semble manquer.")]


def _unnumbered(case: Case, piece: Piece) -> tuple[str, bool]:
    """The pages that the pagination promises and nothing in the case holds; and whether pages of
    other documents of the kind, whose number was not read, may be them."""
    seen: dict[int, set[int]] = defaultdict(set)
    unmarked = 0
    for other in case.pieces:
        if other.kind != piece.kind:
            continue
        for ref in other.pages:
            page = case.page(ref)
            text = " ".join(word.text for word in page.words) if page else ""
            marks = {(int(m[1]), int(m[2])) for m in _PAGINATION.finditer(text)}
            if len(marks) == 1:
                at, total = marks.pop()
                if 1 <= at <= total:
                    seen[total].add(at)
                    continue
            unmarked += 1
    for total, numbers in sorted(seen.items()):
        absent = sorted(set(range(1, total + 1)) - numbers)
        # A page whose own number was not read may be the absent one.
        if absent and len(piece.pages) < total:
            return f"la page {', '.join(map(str, absent))} sur {total}", unmarked >= len(absent)
    return "", False
