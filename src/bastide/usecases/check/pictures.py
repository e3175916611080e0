"""A page's image as it may be shown: the NIR is painted over unless the scheme needs it."""

from __future__ import annotations

from bastide.engine.pieces.identifiers import Checked, find_nirs
from bastide.engine.pieces.lines import Sheet, union
from bastide.engine.pieces.model import Box, Page
from bastide.providers.writers.crop import covered
from bastide.usecases.check import storage
from bastide.usecases.check.masking import is_nir
from bastide.usecases.check.models import PageImage
from bastide.usecases.check.told import box_from, page_from


def shown_image(image: PageImage, *, nir_needed: bool) -> bytes:
    """The JPEG of a page. Raises `OSError` when it is no longer on the disk, or cannot be painted
    where it must."""
    with storage.opened(image.path) as file:
        data = file.read()
    places = [] if nir_needed else nirs(image)
    if not places:
        return data
    painted = covered(data, places)
    if painted is None:
        raise OSError(image.path)
    return painted


def nirs(image: PageImage) -> list[Box]:
    """Where a page bears a NIR: fields read as such, and words whose key proves them one."""
    found: list[Box] = []
    for piece in image.file.case.pieces.all():
        for name, kept in piece.fields.items() if isinstance(piece.fields, dict) else ():
            if not is_nir(piece.kind, name) or not isinstance(kept, dict):
                continue
            box = box_from(kept.get("box"))
            if box and kept.get("page") == [image.file_id, image.number]:
                found.append(box)
    page = page_from(image.reading)
    return found + (_proved(page) if page else [])


def _proved(page: Page) -> list[Box]:
    text = " ".join(word.text for word in page.words)
    if not any(isinstance(nir, Checked) for _, _, nir in find_nirs(text)):
        return []  # most pages: no need to put their words in order
    sheet = Sheet(page)
    places = [
        sheet.shown(union(sheet.span(start, end).words))
        for start, end, nir in find_nirs(sheet.text)
        if isinstance(nir, Checked)
    ]
    return [place for place in places if place]
