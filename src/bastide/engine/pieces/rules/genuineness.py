"""What proves a document or casts doubt: checksums, 2D-Doc, duplicates, how a PDF was made."""

from __future__ import annotations

import re

from bastide.engine.pieces.letters import fold
from bastide.engine.pieces.model import Level, Note, Outcome, PageRef, Piece
from bastide.engine.pieces.rules.case import Case, heading, label
from bastide.engine.pieces.rules.reading import see, settle
from bastide.engine.pieces.rules.registry import Judged, Parameter, Parameters, register
from bastide.engine.pieces.similar import fingerprint, same


@register(
    "notes",
    "La lecture n'a relevé aucune de ces anomalies : {codes}.",
    Parameter("codes", "texts", "les codes d'anomalies"),
    Parameter("misread", "texts", "ceux qu'une mauvaise lecture optique explique aussi", ()),
)
def notes(case: Case, parameters: Parameters) -> list[Judged]:
    """FAILED for each note; INCONCLUSIVE for one of `misread` on a page that was read optically."""
    found: list[Judged] = []
    for index, piece in enumerate(case.pieces):
        for note in piece.notes:
            if note.code not in parameters["codes"]:
                continue
            page = case.page(note.page)
            scanned = page is None or page.reader != "text"
            doubtful = scanned and note.code in parameters["misread"]
            reason = f"{heading(piece)} : {note.message}"
            if doubtful:
                reason += " Chiffre faux ou mal lu : à vérifier."
            outcome: Outcome = "INCONCLUSIVE" if doubtful else "FAILED"
            found.append(Judged(outcome, reason, {}, (index,), (), note.page, note.box))
    return found or [Judged("PASSED", "Aucune anomalie relevée.")]


@register(
    "proved",
    "Le champ « {field} » ({kinds}) est là et sa clé de contrôle est juste.",
    Parameter("kinds", "kinds", "les documents regardés"),
    Parameter("field", "field", "le champ à clé"),
    quotes=("value",),
)
def proved(case: Case, parameters: Parameters) -> list[Judged]:
    """A number with a wrong key is no field: the extraction notes it, and where it stands."""
    found: list[Judged] = []
    for index, piece in case.of(parameters["kinds"]):
        seen = see(index, piece, parameters["field"])
        wrong = _wrong_key(piece, parameters["field"]) if seen is None else None
        if wrong is not None:
            found.append(_with_wrong_key(case, index, piece, wrong))
        elif seen is None:
            reason = f"{heading(piece)} : le numéro n'a pas pu être lu."
            found.append(settle(case, "INCONCLUSIVE", reason, [], {}, [index]))
        elif seen.field.proved:
            reason = f"La clé de « {seen.field.text} » est juste."
            found.append(settle(case, "PASSED", reason, [seen], {"value": seen.field.text}))
        else:
            exact = seen.field.origin in ("text", "barcode", "agent")
            reason = f"La clé de « {seen.field.text} » n'est pas juste, ou un chiffre est mal lu."
            outcome: Outcome = "FAILED" if exact else "INCONCLUSIVE"
            found.append(settle(case, outcome, reason, [seen], {"value": seen.field.text}))
    return found


def _wrong_key(piece: Piece, field: str) -> Note | None:
    """What the extraction noted of that field's key: `iban_digits_wrong` of `iban`…"""
    codes = {f"{field}_digits_wrong", f"{field.rpartition('_')[2]}_digits_wrong"}
    return next((note for note in piece.notes if note.code in codes), None)


def _with_wrong_key(case: Case, index: int, piece: Piece, note: Note) -> Judged:
    """FAILED where the page bears its text, INCONCLUSIVE where it was read optically."""
    name = note.code.removesuffix("_digits_wrong").upper()
    printed = re.search("« ?(.+?) ?»", note.message)
    value = printed[1] if printed else "non lu"
    of = "de l'" if name[0] in "AEIOU" else "du "
    page = case.page(note.page)
    exact = page is not None and page.reader == "text"
    reason = f"{heading(piece)} : la clé {of}{name} est fausse"
    reason += f" (« {value} »)." if exact else f", ou un chiffre est mal lu (« {value} »)."
    outcome: Outcome = "FAILED" if exact else "INCONCLUSIVE"
    return Judged(outcome, reason, {"value": value}, (index,), (), note.page, note.box)


_FORGED = ("forged", "revoked")


@register(
    "twoddoc",
    "Le cachet 2D-Doc, s'il y en a un, n'est ni falsifié ni révoqué ; l'absence de preuve n'est "
    "pas une faute.",
    quotes=("signature",),
)
def twoddoc(case: Case, parameters: Parameters) -> list[Judged]:
    """FAILED for a signature that is wrong or revoked; INCONCLUSIVE, as information, when it
    cannot be checked here; nothing without a 2D-Doc (ANTS specification 3.3.0, § 5.1)."""
    found: list[Judged] = []
    for index, piece in enumerate(case.pieces):
        for signed in piece.signed:
            level: Level | None = None
            outcome: Outcome = "FAILED"
            if signed.outcome == "valid":
                outcome = "PASSED"
            elif signed.outcome not in _FORGED:
                outcome, level = "INCONCLUSIVE", "info"
            reason = f"2D-Doc ({label(piece)}) : {signed.reason}"
            values = {"signature": signed.reason}
            found.append(
                Judged(outcome, reason, values, (index,), (), signed.page, signed.box, level)
            )
    return found


@register("duplicates", "Aucun document n'est déposé deux fois dans le dossier.", quotes=("why",))
def duplicates(case: Case, parameters: Parameters) -> list[Judged]:
    found: list[Judged] = []
    prints = [fingerprint(piece, case.files) for piece in case.pieces]
    for i, piece in enumerate(case.pieces):
        for j in range(i):
            # Two documents may share a page: that is no duplicate.
            shared = set(piece.pages) & set(case.pieces[j].pages)
            why = "" if shared else same(prints[i], prints[j])
            if not why:
                continue
            reason = f"{heading(piece)} déposé deux fois : {why}."
            page = piece.pages[0] if piece.pages else None
            found.append(Judged("FAILED", reason, {"why": why}, (i, j), page=page))
            break
    return found or [Judged("PASSED", "Aucun doublon dans le dossier.")]


@register(
    "seen_elsewhere",
    "Aucun document personnel ({kinds}) ne figure dans un autre dossier.",
    Parameter("kinds", "kinds", "les documents regardés, pas ceux de l'organisme"),
    quotes=("why", "case"),
)
def seen_elsewhere(case: Case, parameters: Parameters) -> list[Judged]:
    found: list[Judged] = []
    for index, piece in case.of(parameters["kinds"]):
        mine = fingerprint(piece, case.files)
        for known in case.facts.known:
            why = same(mine, known)
            if why:
                reason = f"{heading(piece)} déjà au dossier {known.case} : {why}."
                page = piece.pages[0] if piece.pages else None
                values = {"why": why, "case": known.case}
                found.append(Judged("FAILED", reason, values, (index,), page=page))
                break
    return found or [Judged("PASSED", "Aucun document vu dans un autre dossier.")]


@register(
    "making",
    "Information : logiciels de retouche ({editors}) et révisions d'un PDF.",
    Parameter("editors", "texts", "les logiciels signalés"),
    quotes=("file", "software"),
    info_only=True,
)
def making(case: Case, parameters: Parameters) -> list[Judged]:
    """Information only: two of three honest public RIBs hold several revisions. A linearized file
    has two by construction and says nothing."""
    found: list[Judged] = []
    for number, file in enumerate(case.files):
        pdf = file.pdf
        if pdf is None:
            continue
        ref = PageRef(number, 1)
        pieces = tuple(
            i for i, p in enumerate(case.pieces) if any(r.file == number for r in p.pages)
        )
        made = f"{pdf.producer} {pdf.creator}".strip()
        values = {"file": file.name, "software": made}
        if any(fold(editor) in fold(made) for editor in parameters["editors"]):
            reason = f"« {file.name} » a été produit avec « {made} »."
            found.append(Judged("INCONCLUSIVE", reason, values, pieces, page=ref, level="info"))
        if pdf.revisions > 1 and not pdf.linearized:
            reason = f"« {file.name} » a {pdf.revisions} révisions, ce qui est courant."
            found.append(Judged("INCONCLUSIVE", reason, values, pieces, page=ref, level="info"))
    return found
