"""The report of a case, as a PDF: what was read, what the rules say and why, who decided what.

1. The head: the scheme and its version, what the rules say, and that a person decides.
2. Findings, those to act upon first, each with its reason, its source and the place on the page.
3. Documents: what each is, what was read in it, whether its pages can be read.
4. The trail: who did what, when and why.

Nothing here needs a database: `bastide check --report` and the page of a case call it alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bastide.engine.pieces.judge import asks_applicant
from bastide.engine.pieces.kinds import KINDS
from bastide.engine.pieces.model import FileRead, Finding, Page, PageRef, Piece, Verdict
from bastide.engine.pieces.procedure import Procedure
from bastide.providers.writers.crop import crop
from bastide.providers.writers.pdf import Block, Heading, Picture, Table, Text, Tone, write_pdf
from bastide.usecases.check.account import OUTCOMES, TEST_AUTHORITY
from bastide.usecases.check.flow import Unread
from bastide.usecases.check.masking import HIDDEN, is_nir, mask, shown_value
from bastide.usecases.check.page import ORIGINS, label_of, shown

WHO_DECIDES = (
    "Ce rapport aide une personne à décider. La machine ne refuse et n'accepte aucun dossier : "
    "ses constats peuvent se tromper, chacun montre d'où il vient."
)
_GROUPS = (
    ("replace", "À remplacer ou à compléter"),
    ("look", "À regarder par un agent"),
    ("info", "Pour information"),
    ("passed", "En règle"),
)
_OUTCOME_WORDS = {"PASSED": "en règle", "FAILED": "pas en règle", "INCONCLUSIVE": "à vérifier"}
# A report is read by a person: beyond, the pictures only make it heavy.
MOST_PICTURES = 60
# A longer reason (a letter) is not told in a cell of the trail.
LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the trail: what was done or decided, when, by whom, why."""

    at: datetime
    who: str
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report says besides the examination. `decision`: what a person decided, with her
    name; empty while nobody has. `test_authority`: the 2D-Doc test authority was trusted."""

    deposited: date
    made: date
    reference: str = ""
    person: str = ""
    organisation: str = ""
    decision: str = ""
    test_authority: bool = False


def pdf_report(
    facts: ReportFacts,
    procedure: Procedure,
    files: Sequence[FileRead],
    images: Sequence[Sequence[bytes]],
    pieces: Sequence[Piece],
    verdict: Verdict,
    *,
    unread: Sequence[Unread] = (),
    trail: Sequence[Done] = (),
) -> bytes:
    """The report. `images`: of each file, the image of each of its pages, in order; an image that
    lacks or is broken leaves only the words. The NIR is masked where the scheme does not need it.
    """
    report = _Report(facts, procedure, files, images, pieces, verdict, unread, trail)
    title = f"Examen du dossier {facts.reference}".strip()
    footer = " · ".join(filter(None, (facts.organisation, title, _day(facts.made))))
    banner = TEST_AUTHORITY if facts.test_authority else ""
    return write_pdf(title, list(report.blocks(title)), footer=footer, banner=banner)


@dataclass(frozen=True, slots=True)
class _Report:
    facts: ReportFacts
    procedure: Procedure
    files: Sequence[FileRead]
    images: Sequence[Sequence[bytes]]
    pieces: Sequence[Piece]
    verdict: Verdict
    unread: Sequence[Unread]
    trail: Sequence[Done]

    def blocks(self, title: str) -> Iterator[Block]:
        yield Heading(title, 1)
        yield from self.head()
        yield from self.findings()
        yield from self.documents()
        yield from self.done()

    def head(self) -> Iterator[Block]:
        facts = self.facts
        if facts.test_authority:
            yield Text(TEST_AUTHORITY, "alert")
        rows = [
            ("Ce que disent les règles", OUTCOMES[self.verdict.outcome]),
            ("Décision", facts.decision or "aucune personne n'a encore décidé"),
            ("Demandeur", facts.person),
            ("Dispositif", f"{self.procedure.title}, version {self.verdict.version}"),
            ("Source du dispositif", self.procedure.source),
            ("Date de dépôt", _day(facts.deposited)),
            ("Rapport fait le", _day(facts.made)),
        ]
        yield Table([("Dossier", ""), *(row for row in rows if row[1])], (1, 2.6))
        yield Text(WHO_DECIDES, "soft")

    def findings(self) -> Iterator[Block]:
        yield Heading("Constats")
        if not self.verdict.findings:
            yield Text("Aucune règle n'a été appliquée.")
        pictures = 0
        for name, label in _GROUPS:
            found = [f for f in self.verdict.findings if self.group(f) == name]
            if not found:
                continue
            yield Heading(f"{label} ({len(found)})", 3)
            for finding in found:
                where = self.place(finding)
                shown = name != "passed" and pictures < MOST_PICTURES
                picture = self.picture(finding, where) if shown else None
                tone: Tone = "strong" if name == "replace" else "plain"
                yield Text(self.masked(finding.message), tone, kept=True)
                outcome = "" if name == "info" else _OUTCOME_WORDS[finding.outcome]
                told = " · ".join(filter(None, (outcome, where, finding.source)))
                yield Text(told, "soft", kept=picture is not None)
                if picture is not None:
                    pictures += 1
                    yield picture

    def group(self, finding: Finding) -> str:
        if finding.outcome == "PASSED":
            return "passed"
        if finding.level == "info":
            return "info"
        return "replace" if asks_applicant(self.procedure, finding) else "look"

    def place(self, finding: Finding) -> str:
        """« RIB, rib.pdf page 1 »."""
        labels = [
            KINDS.get(self.pieces[n].kind, KINDS["other"]).label
            for n in finding.pieces
            if 0 <= n < len(self.pieces)
        ]
        ref = finding.page
        if ref is not None and 0 <= ref.file < len(self.files):
            labels.append(f"{self.files[ref.file].name} page {ref.page}")
        return ", ".join(labels)

    def picture(self, finding: Finding, where: str) -> Picture | None:
        """The place that a finding looks at; none where it could show a NIR that is masked."""
        if finding.page is None or finding.box is None or self.shows_nir(finding):
            return None
        image = self.image(finding.page)
        cut = crop(image, finding.box) if image else None
        return Picture(cut, f"L'endroit regardé, encadré en rouge ({where}).") if cut else None

    def shows_nir(self, finding: Finding) -> bool:
        if self.procedure.needs_nir or finding.page is None:
            return False
        return any(
            is_nir(piece.kind, name) and field.page == finding.page
            for piece in self.pieces
            for name, field in piece.fields.items()
        )

    def image(self, ref: PageRef) -> bytes | None:
        try:
            numbers = [page.number for page in self.files[ref.file].pages]
            return self.images[ref.file][numbers.index(ref.page)]
        except (IndexError, ValueError):
            return None

    def documents(self) -> Iterator[Block]:
        yield Heading(f"Documents ({len(self.pieces)})")
        for piece in self.pieces:
            kind = KINDS.get(piece.kind, KINDS["other"])
            yield Heading(f"{kind.label[:1].upper()}{kind.label[1:]}", 3)
            yield Text(f"{self.pages(piece)} · reconnu à {piece.confidence:.0%}", "soft")
            yield from (Text(said) for said in self.quality(piece))
            yield from (Text(f"2D-Doc : {signed.reason}") for signed in piece.signed)
            rows = [self.field(piece, name) for name in kind.fields if name in piece.fields]
            if rows:
                yield Table([("Champ", "Ce qui a été lu", "Comment"), *rows], (1.2, 2, 1.3))
            else:
                yield Text("Aucun champ n'a été lu.", "soft")
        for one in self.unread:
            yield Heading(one.name, 3)
            yield Text(f"Illisible. {one.reason}", "alert")

    def pages(self, piece: Piece) -> str:
        named = [
            f"{self.files[ref.file].name} page {ref.page}"
            for ref in piece.pages
            if 0 <= ref.file < len(self.files)
        ]
        return ", ".join(named)

    def quality(self, piece: Piece) -> Iterator[str]:
        for ref in piece.pages:
            page = self.page(ref)
            if page is not None and not page.quality.readable:
                yield f"Page {ref.page} difficile à lire. {page.quality.advice}".strip()

    def page(self, ref: PageRef) -> Page | None:
        if not 0 <= ref.file < len(self.files):
            return None
        return next((p for p in self.files[ref.file].pages if p.number == ref.page), None)

    def field(self, piece: Piece, name: str) -> tuple[str, str, str]:
        field = piece.fields[name]
        form = KINDS.get(piece.kind, KINDS["other"]).fields.get(name, "text")
        if is_nir(piece.kind, name) and not self.procedure.needs_nir:
            value = HIDDEN
        else:
            needed = self.procedure.needs_nir
            value = shown(form, shown_value(piece.kind, name, field.value, needed=needed))
        how = f"{ORIGINS.get(field.origin, field.origin)}, {field.confidence:.0%}"
        if field.proved:
            how = f"{ORIGINS.get(field.origin, field.origin)}, prouvé"
        if field.repaired:
            how += ", un caractère réparé"
        return label_of(name), value, how

    def done(self) -> Iterator[Block]:
        if not self.trail:
            return
        yield Heading("Parcours du dossier")
        rows = [(_time(one), one.who, one.what, self.short(one)) for one in self.trail]
        yield Table([("Quand", "Qui", "Quoi", "Motif"), *rows], (1.1, 1.2, 1.2, 2.5))
        for one in self.trail:
            if len(one.reason) > LONGEST_REASON:
                yield Heading(f"Texte du {_time(one)}, {one.who}", 3)
                yield Text(self.masked(one.reason))

    def short(self, one: Done) -> str:
        """A reason that fits in the table; a letter is given whole below it."""
        return "texte ci-dessous" if len(one.reason) > LONGEST_REASON else self.masked(one.reason)

    def masked(self, text: str) -> str:
        return text if self.procedure.needs_nir else mask(text)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _time(one: Done) -> str:
    return f"{one.at:%d/%m/%Y %H:%M}"
