"""From printed documents to files: names as citizens give them, one or several documents a file."""

from __future__ import annotations

import io
import re
import time
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pypdfium2
from PIL import Image

from . import degrade, facts, printers
from .case import Planned
from .degrade import Page

_WRITTEN = time.gmtime(1_735_689_600)
DEGRADATIONS = ("native", "scan", "photo", "fax")
# What a region receives, a guess to be replaced by its own counts.
_MIXED = (35, 35, 25, 5)
WORDS = {
    "identity_card": ("CNI", "carte identité", "piece d'identité", "ci recto verso"),
    "passport": ("passeport", "Passeport scan"),
    "residence_permit": ("titre de séjour", "carte de sejour"),
    "rib": ("RIB", "rib banque", "Relevé identité bancaire"),
    "registration_notice": ("avis de situation", "attestation france travail", "avis_situation"),
    "rights_attestation": ("attestation de droits", "attestation_droits"),
    "address_proof": ("justificatif domicile", "facture", "justif de domicile"),
    "tax_notice": ("avis imposition", "avis-impot", "impots"),
    "training_quote": ("devis formation", "Devis", "devis signé"),
    "qualiopi_certificate": ("qualiopi", "certificat", "Certificat Qualiopi"),
    "company_registration": ("kbis", "sirene", "extrait"),
    "cv": ("CV", "mon cv", "CV à jour"),
    "entry_attestation": ("attestation entrée", "entrée formation"),
    "rqth": ("RQTH", "mdph"),
    "pay_slip": ("bulletin", "fiche de paie"),
    "other": ("document", "sans titre", "divers"),
}


@dataclass(frozen=True)
class Filed:
    """A document in its files. `places`: (file name, page from 1) of each of its pages."""

    planned: Planned
    truth: dict[str, str]
    degradation: str
    places: tuple[tuple[str, int], ...]
    effects: tuple[str, ...]


@dataclass
class _Sheaf:
    """A document's pages: a PDF as printed, or pictures with the quality to store them with."""

    planned: Planned
    truth: dict[str, str]
    degradation: str
    pdf: bytes
    pictures: list[tuple[Page, int]]
    effects: list[str]


def _sheaf(planned: Planned, degradation: str, random: Random) -> _Sheaf:
    what, effects = planned.what, list(planned.effects)
    card = isinstance(what, facts.Identity)
    alone = card and degradation == "photo" and random.random() < 0.75
    if alone:
        what = replace(what, alone=True)
    drawn = printers.render(what, planned.layout, planned.seed)
    pdf, keep = drawn.pdf, [e for e in effects if e != "first_page_only"]
    truth = drawn.truth
    if "first_page_only" in effects:
        pdf = _first_page(pdf)
        truth = {name: value for name, value in truth.items() if name not in drawn.later}
    if degradation == "native" and not card and not keep:
        return _Sheaf(planned, truth, degradation, pdf, [], effects)
    pages = degrade.pages_of(pdf, 260 if alone else 200)
    if degradation == "scan" and not effects and random.random() < 1 / 15:
        effects.append("upside_down")
    if "upside_down" in effects:
        pages = [degrade.upside_down(p) for p in pages]
    if "cut" in effects:
        pages = [degrade.cut(p, random) for p in pages]
    if "blur" in effects:
        pages = [degrade.unreadable(p, random) for p in pages]
    pictures: list[tuple[Page, int]] = []
    aside = 0
    if degradation == "photo" and random.random() < 0.08:
        aside = random.choice((90, 270))
        effects.append(f"turned_{aside}")
    for page in pages:
        if degradation == "scan":
            pictures.append(degrade.scan(page, random))
        elif degradation == "photo":
            picture, quality = degrade.photo(page, random)
            if aside:
                picture = degrade.turned(picture, aside)
            pictures.append((picture, quality))
        elif degradation == "fax":
            pictures.append((degrade.fax(page, random), 0))
        else:
            pictures.append((page, 92))
    return _Sheaf(planned, truth, degradation, b"", pictures, effects)


def _pdf(sheaf: _Sheaf) -> bytes:
    """The pages of the sheaf as a PDF."""
    if sheaf.pdf:
        return sheaf.pdf
    images = []
    quality = sheaf.pictures[0][1]
    for page, _ in sheaf.pictures:
        if quality:
            images.append(Image.fromarray(page[:, :, ::-1]))
        else:
            images.append(Image.fromarray(page).convert("1"))
    paper = io.BytesIO()
    # A4's 11.69 inches give the resolution. Pillow stores colours as JPEG, black and white as fax.
    dots = max(images[0].size) / 11.69
    how: dict[str, Any] = {"quality": quality} if quality else {}
    how |= {"creationDate": _WRITTEN, "modDate": _WRITTEN}  # the same seed gives the same bytes
    images[0].save(paper, "PDF", save_all=True, append_images=images[1:], resolution=dots, **how)
    return paper.getvalue()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    """The bytes of the document, without the day and the identifier that pdfium draws."""
    paper = io.BytesIO()
    document.save(paper)
    data = re.sub(rb"\(D:\d{14}", b"(D:20250101000000", paper.getvalue())
    return re.sub(
        rb"/ID\[<\w{32}><\w{32}>\]", b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]", data
    )


def _first_page(pdf: bytes) -> bytes:
    source, kept = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    kept.import_pages(source, [0])
    data = _saved(kept)
    kept.close()
    source.close()
    return data


def joined(pdfs: list[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        part = pypdfium2.PdfDocument(pdf)
        whole.import_pages(part)
        part.close()
    data = _saved(whole)
    whole.close()
    return data


class Names:
    """Names of files as telephones, scanners and people give them; never the same twice."""

    def __init__(self, random: Random) -> None:
        self.random, self.taken = random, set[str]()

    def of(self, kind: str, suffix: str) -> str:
        random = self.random
        while True:
            style = random.random()
            if suffix == "jpg":
                name = (f"IMG_{random.randint(1000, 9999)}.jpg" if style < 0.45 else
                        f"IMG-2026{random.randint(1, 12):02d}{random.randint(1, 28):02d}-WA"
                        f"{random.randint(0, 99):04d}.jpg" if style < 0.6 else
                        f"{random.choice(WORDS[kind])} {random.randint(1, 9)}.jpeg")  # fmt: skip
            else:
                name = (f"scan{random.randint(1, 999):04d}.pdf" if style < 0.35 else
                        f"Document {random.randint(1, 40)}.pdf" if style < 0.5 else
                        f"{random.choice(WORDS[kind])}.pdf")  # fmt: skip
            if name.casefold() not in self.taken:
                self.taken.add(name.casefold())
                return name


def file_documents(
    planned: list[Planned], degradation: str, random: Random, together: float = 0.12
) -> tuple[dict[str, bytes], list[Filed]]:
    """The files by name, and where each document lies.

    `degradation`: one of DEGRADATIONS or `mixed`. `together`: share of the documents that follow
    the one before in the same PDF.
    """
    files: dict[str, bytes] = {}
    filed: list[Filed] = []
    names = Names(random)
    groups: list[list[_Sheaf]] = []
    for one in planned:
        how = degradation
        if how == "mixed":
            how = random.choices(DEGRADATIONS, _MIXED)[0]
        sheaf = _sheaf(one, how, random)
        if groups and how != "photo" and groups[-1][0].degradation != "photo" and (
            random.random() < together
        ):  # fmt: skip
            groups[-1].append(sheaf)
        else:
            groups.append([sheaf])
    for group in groups:
        first = group[0]
        apart = first.pictures and (
            first.degradation == "photo"
            or (len(group) == 1 and first.degradation == "scan" and random.random() < 0.25)
        )
        filed += _page_by_page(first, names, files, random) if apart else _one_pdf(
            group, names, files
        )  # fmt: skip
    return files, filed


def _filed(sheaf: _Sheaf, places: list[tuple[str, int]]) -> Filed:
    return Filed(sheaf.planned, sheaf.truth, sheaf.degradation, tuple(places), tuple(sheaf.effects))


def _page_by_page(
    sheaf: _Sheaf, names: Names, files: dict[str, bytes], random: Random
) -> list[Filed]:
    """A picture file for each page; one photograph in seven was held on its side."""
    places = []
    for page, quality in sheaf.pictures:
        name = names.of(sheaf.planned.what.kind, "jpg")
        aside = sheaf.degradation == "photo" and random.random() < 0.15
        files[name] = degrade.jpeg(page, quality, random.choice((90, 270)) if aside else 0)
        places.append((name, 1))
    return [_filed(sheaf, places)]


def _one_pdf(group: list[_Sheaf], names: Names, files: dict[str, bytes]) -> list[Filed]:
    """The documents of the group one after the other in a PDF."""
    name = names.of(group[0].planned.what.kind, "pdf")
    parts = [_pdf(sheaf) for sheaf in group]
    files[name] = parts[0] if len(parts) == 1 else joined(parts)
    found: list[Filed] = []
    before = 0
    for sheaf, part in zip(group, parts, strict=True):
        document = pypdfium2.PdfDocument(part)
        places = [(name, before + number + 1) for number in range(len(document))]
        document.close()
        found.append(_filed(sheaf, places))
        before += len(places)
    return found
