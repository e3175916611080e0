"""Whether a page that was photographed or scanned is a whole sheet, by its proportions."""

from __future__ import annotations

from bastide.engine.pieces.model import Page
from bastide.engine.pieces.rules.case import Case, heading
from bastide.engine.pieces.rules.registry import Judged, Parameter, Parameters, register

# Height over width. An A4 sheet is 1.41, an American one 1.29, a telephone's picture 1.33 or 1.78;
# flattened photographs of whole sheets went from 1.26 to 1.56 (60 synthetic ones).
_WHOLE = ((1.24, 1.58), (1.74, 1.82), (0.69, 0.77), (0.55, 0.575))


@register(
    "whole_page",
    "Chaque page scannée ou photographiée ({kinds}) a les proportions d'une feuille entière.",
    Parameter("kinds", "kinds", "les documents regardés : ceux d'une feuille, pas les cartes"),
    quotes=("file", "page"),
)
def whole_page(case: Case, parameters: Parameters) -> list[Judged]:
    """INCONCLUSIVE for other proportions: the sheet may be cut, or its paper be another. A page
    with its own text was never photographed; one that cannot be read is told by `readable`."""
    found: list[Judged] = []
    for index, piece in case.of(parameters["kinds"]):
        for ref in piece.pages:
            page = case.page(ref)
            if page is None or page.reader == "text" or not page.quality.readable or _whole(page):
                continue
            name = case.files[ref.file].name
            reason = f"{heading(piece)} : la page {ref.page} de « {name} » semble coupée."
            values = {"file": name, "page": str(ref.page)}
            found.append(Judged("INCONCLUSIVE", reason, values, (index,), page=ref))
    return found or [Judged("PASSED", "Aucune page ne semble coupée.")]


def _whole(page: Page) -> bool:
    ratio = page.height / page.width if page.width else 0.0
    return any(least <= ratio <= most for least, most in _WHOLE)
