"""How good is a translation without a model, and is what must be kept kept?

    python bench/translate.py                 everything (two minutes; BASTIDE_DEV_DATA: the data)
    python bench/translate.py --pairs es oc   some targets only

1. The thousand sentences of PUD from French, Bastide against Apertium alone by the same way, in the
   same run: BLEU and chrF (sacrebleu) where PUD has the language. It has neither Occitan nor
   Catalan: for those, how many sentences come out as Apertium alone writes them.
2. Files written for the occasion, translated and opened again: terms of the glossary, numbers and
   addresses, words of each format, and everything that is not words.
3. Sentences a second, once the programs are open; the first sentence, when they are not.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import sacrebleu
from docx.shared import RGBColor
from odfdo import Document, Header, Paragraph, Span
from pptx import Presentation

from bastide.engine.translation.flow import translate_texts
from bastide.engine.translation.model import Term
from bastide.providers.translation import apertium
from bastide.providers.translation.apertium import Apertium
from bastide.providers.translation.apertium_modes import MODES, Leg, installed, way_of
from bastide.providers.translation.files import translate_file

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("BASTIDE_DEV_DATA", ROOT.parent / "shared" / "data")) / "translation"
TARGETS = ("oc", "ca", "es", "it", "pt", "en")


def pud(language: str) -> list[str]:
    path = DATA / "pud" / f"{language}.tsv"
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[2] for line in lines]


def alone(texts: list[str], way: list[Leg]) -> list[str]:
    """What Apertium's own command writes, without marks on unknown words."""
    joined = "\n\n".join(texts)
    for leg in way:
        command = ["apertium", "-u", MODES[leg][1]]
        joined = subprocess.run(
            command, input=joined, capture_output=True, text=True, check=True
        ).stdout
    return [" ".join(one.split()) for one in joined.split("\n\n")]


def quality(target: str, texts: list[str]) -> None:
    began = time.monotonic()
    raw = alone(texts, way_of("fr", target))
    seconds = time.monotonic() - began
    apertium.close()
    began = time.monotonic()
    translate_texts(["Bonjour."], "fr", target, Apertium())
    first = time.monotonic() - began
    began = time.monotonic()
    told = translate_texts(texts, "fr", target, Apertium(), deadline_s=600)
    ours = time.monotonic() - began
    written = [" ".join(one.text.split()) for one in told]
    same = sum(a == b for a, b in zip(raw, written, strict=True))
    reference = pud(target)
    rows = [("Apertium", raw), ("Bastide", written)]
    if way_of("fr", target) != [("fr", target)] and ("fr", target) in installed():
        rows.insert(0, ("Apertium's direct mode", alone(texts, [("fr", target)])))
    for name, found in rows:
        if reference:
            bleu = sacrebleu.corpus_bleu(found, [reference]).score
            chrf = sacrebleu.corpus_chrf(found, [reference]).score
            print(f"fr-{target} {name}: BLEU {bleu:.2f}, chrF {chrf:.2f}")
    if not reference:
        chrf = sacrebleu.corpus_chrf(written, [raw]).score
        print(f"fr-{target}: no public reference here; chrF of Bastide to Apertium {chrf:.2f}")
    reasons = Counter(doubt.reason for one in told for doubt in one.doubts)
    print(
        f"fr-{target}: {same} of {len(texts)} sentences as Apertium alone; "
        f"{sum(bool(one.doubts) for one in told)} doubtful {dict(reasons)}; "
        f"{len(texts) / ours:.0f} sentences a second (Apertium alone {len(texts) / seconds:.0f}), "
        f"first after {first:.1f} s"
    )


TERMS = {
    "oc": {"attestation": "certificat", "aide régionale": "ajuda de la Region", "élue": "elegida"},
    "ca": {"attestation": "certificat", "aide régionale": "ajuda de la Regió", "élue": "electa"},
    "es": {"attestation": "certificado", "aide régionale": "ayuda de la Región", "élue": "edil"},
    "it": {"attestation": "certificato", "aide régionale": "aiuto della Regione", "élue": "eletta"},
    "pt": {"attestation": "certificado", "aide régionale": "apoio da Região", "élue": "eleita"},
    "en": {"attestation": "certificate", "aide régionale": "regional grant", "élue": "councillor"},
}  # fmt: skip
KEPT = "Pass Garrigue"
_STARTS = (
    "La nouvelle {} est arrivée", "Nous demandons une {} signée", "Chaque {} est gratuite",
    "Le montant de l'{} est connu", "Cette {} n'est pas obligatoire",
)  # fmt: skip
_ENDS = (
    "avant le {} mars 2026", "pour {} 500 €", "au titre du Pass Garrigue", "dossier AB-{}",
    "voir https://garrigue.example/aide/{}", "à l'adresse aide{}@garrigue.example", "soit {},5 %",
)  # fmt: skip


class Sentence:
    """A sentence in three pieces, the middle one a term that has a format."""

    def __init__(self, draw: random.Random) -> None:
        self.term = draw.choice(["attestation", "aide régionale", "élue"])
        before, _, after = draw.choice(_STARTS).partition("{}")
        end = draw.choice(_ENDS)
        self.kept = [KEPT] if KEPT in end else []
        number = str(draw.randint(11, 28))
        if "garrigue.example" in end:
            self.kept.append(next(w for w in end.format(number).split() if "garrigue" in w))
        elif "{" in end:
            self.kept.append(number)
        self.pieces = (before, self.term, f"{after} {end.format(number)}.")


def written(folder: Path, sentences: list[Sentence]) -> list[Path]:
    """The same sentences in four formats, the term in bold and red."""
    word, slides, book, odt = docx.Document(), Presentation(), openpyxl.Workbook(), Document("text")
    word.sections[0].header.paragraphs[0].text = "Région Garrigue"
    table = word.add_table(len(sentences), 2)
    odt.body.clear()
    odt.body.append(Header(1, "Compte rendu"))
    frame = slides.slides.add_slide(slides.slide_layouts[1]).placeholders[1].text_frame
    for row, one in enumerate(sentences):
        before, term, after = one.pieces
        paragraph = word.add_paragraph(before, style="List Bullet" if row % 2 else None)
        run = paragraph.add_run(term)
        run.bold, run.font.color.rgb = True, RGBColor(200, 0, 0)
        paragraph.add_run(after)
        table.cell(row, 0).text, table.cell(row, 1).text = "".join(one.pieces), str(row)
        line = frame.add_paragraph()
        for text, bold in ((before, False), (term, True), (after, False)):
            made = line.add_run()
            made.text, made.font.bold = text, bold
        book.active.append(["".join(one.pieces), row, f"=B{row + 1}*2"])
        flow = Paragraph(before)
        flow.append(Span(term, style="Strong_20_Emphasis"))
        flow.append(after)
        odt.body.append(flow)
    paths = [folder / f"a{suffix}" for suffix in (".docx", ".pptx", ".xlsx", ".odt")]
    for made, path in zip((word, slides, book, odt), paths, strict=True):
        made.save(str(path))
    return paths


def read(path: Path) -> tuple[list[str], list[str], list[object]]:
    """Lines, words in bold, and what is not words, of a file opened again."""
    if path.suffix == ".docx":
        made = docx.Document(str(path))
        bold = [run.text for p in made.paragraphs for run in p.runs if run.bold]
        cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
        shape: list[object] = [p.style.name for p in made.paragraphs]
        shape += [row[1] for row in cells] + [str(r.font.color.rgb) for p in made.paragraphs
                                              for r in p.runs if r.bold]  # fmt: skip
        return [p.text for p in made.paragraphs], bold, shape
    if path.suffix == ".pptx":
        lines = Presentation(str(path)).slides[0].placeholders[1].text_frame.paragraphs[1:]
        return [p.text for p in lines], [r.text for p in lines for r in p.runs if r.font.bold], []
    if path.suffix == ".xlsx":
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.rows]
        return [str(row[0]) for row in rows], [], [row[1:] for row in rows]
    body = Document(str(path)).body
    lines = [p.inner_text for p in body.paragraphs]
    spans = [s.inner_text for s in body.spans if s.style == "Strong_20_Emphasis"]
    return lines, spans, [h.level for h in body.headers]


def layout(target: str, count: int = 40) -> None:
    draw = random.Random(target)
    sentences = [Sentence(draw) for _ in range(count)]
    terms = TERMS[target]
    glossary = [Term(a, b) for a, b in terms.items()] + [Term(KEPT, KEPT)]
    good: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in written(Path(folder), sentences):
            out = path.with_name("out" + path.suffix)
            translate_file(
                path,
                out,
                "fr",
                target,
                lambda texts: translate_texts(texts, "fr", target, Apertium(), glossary),
            )
            (_, _, before), (lines, bold, after) = read(path), read(out)
            total["files"] += 1
            good["files"] += before == after and len(lines) == len(sentences)
            for line, one in zip(lines, sentences, strict=True):
                total["terms"] += 1
                good["terms"] += terms[one.term] in line
                total["kept"] += len(one.kept)
                good["kept"] += sum(kept in line for kept in one.kept)
            if path.suffix != ".xlsx":
                total["formats"] += len(sentences)
                pairs = zip(bold, sentences, strict=False)
                good["formats"] += sum(terms[one.term] == text.strip() for text, one in pairs)
    told = ", ".join(f"{name} {good[name]} of {total[name]}" for name in total)
    print(f"fr-{target} files opened again: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pairs", nargs="*", default=TARGETS)
    texts = pud("fr")
    if not texts:
        sys.exit(f"No data in {DATA}: set BASTIDE_DEV_DATA.")
    for target in parser.parse_args().pairs:
        quality(target, texts)
        layout(target)


if __name__ == "__main__":
    main()
